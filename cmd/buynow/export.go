package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

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

// export writes a summary to a file, or for - to out. A reader of the file sees the old text or the new one,
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
		return fmt.Errorf("export the summary: %w", err)
	}
	err = errors.Join(write(file), file.Chmod(0o644), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("export the summary: %w", errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}

func exportInPlace(write func(io.Writer) error, name string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("export the summary: %w", err)
	}
	return errors.Join(write(file), file.Close())
}
