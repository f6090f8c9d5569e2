package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// outlet is a file that a flag asks for.
type outlet struct{ flag, name string }

// canWriteAll finds out before a run whether the files that flags name could be written: each to a place of its own, and
// none over the scenario that is run.
func canWriteAll(scenario string, outlets ...outlet) error {
	for i, one := range outlets {
		if err := canWrite(one.flag, one.name); err != nil {
			return err
		}
		if _, err := os.Stat(scenario); err == nil && samePlace(one.name, scenario) {
			return fmt.Errorf("%s %s is the scenario itself: it is not replaced", one.flag, one.name)
		}
		for _, other := range outlets[:i] {
			if samePlace(one.name, other.name) {
				return fmt.Errorf("%s and %s both go to %s, want two files", other.flag, one.flag, one.name)
			}
		}
	}
	return nil
}

// samePlace tells if two names lead to the same file, whatever they are called. What is no file, such as /dev/null, takes
// any number of writers; standard output takes one.
func samePlace(one, other string) bool {
	if one == "" || one == "-" || other == "" || other == "-" {
		return one == other && one == "-"
	}
	first, err := os.Stat(one)
	second, err2 := os.Stat(other)
	if err == nil && err2 == nil {
		return first.Mode().IsRegular() && os.SameFile(first, second)
	}
	from, err := filepath.Abs(one)
	to, err2 := filepath.Abs(other)
	return err == nil && err2 == nil && from == to
}

// canWrite finds out before a run whether the file that a flag names could be written.
func canWrite(flag, name string) error {
	if name == "" || name == "-" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s %s is a folder, want a file", flag, name)
	}
	info, err := os.Stat(filepath.Dir(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s %s: there is no folder %s", flag, name, filepath.Dir(name))
	case err != nil:
		return fmt.Errorf("%s: %w", flag, err)
	case !info.IsDir():
		return fmt.Errorf("%s %s: %s is no folder", flag, name, filepath.Dir(name))
	}
	return nil
}

// export writes something to a file, or for - to out. A reader of the file sees the old text or the new one,
// never half of it; what is no ordinary file, such as a pipe, is written to as it is.
func export(write func(io.Writer) error, name string, out io.Writer) error {
	if name == "-" {
		return write(out)
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return exportInPlace(write, name)
	}
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	err = errors.Join(write(file), file.Chmod(0o644), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}

func exportInPlace(write func(io.Writer) error, name string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return errors.Join(write(file), file.Close())
}
