package study

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"buynow/scenarios"
)

// Store keeps the trials of a comparison in a folder, so that it can be stopped at any moment and go on:
//
//	plan.json               what was asked, and of which program
//	trials/A-naive/5.trial  one run each, see trial.go
//	.lock                   held while somebody works on it
//
// A file is written beside its place and moved there once all of it is on the disk, so that a name
// stands for the whole of it. A trial that is damaged nevertheless is noticed, and run again.
type Store struct {
	Dir  string
	disk disk
	held io.Closer

	mutex   sync.Mutex
	damaged []string
}

// disk is what a store needs of the machine; tests have one that fails.
type disk struct {
	write func(path string, bytes []byte) error
	read  func(path string) ([]byte, error)
}

var realDisk = disk{write: writeWhole, read: os.ReadFile}

// Errors that are about the folder, and not about what is asked.
var (
	// ErrInUse means that another process works on the folder.
	ErrInUse = errors.New("another buynow works on it")
	// ErrNotEmpty means that the folder holds something already.
	ErrNotEmpty = errors.New("the folder is not empty")
)

const (
	planFile = "plan.json"
	lockFile = ".lock"
	halfDone = ".half" // of the name of a file that is being written

	trialEnding = ".trial"
)

// Create makes a folder ready for a comparison: one that is not there, or is empty.
func Create(dir string, p *Plan) (*Store, error) {
	if err := empty(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("keep the comparison: %w", err)
	}
	s, err := lock(dir)
	if err != nil {
		return nil, err
	}
	if err := empty(dir); err != nil { // somebody was faster
		return nil, errors.Join(err, s.Close())
	}
	s.sweep()
	if err := s.disk.write(filepath.Join(dir, planFile), p.kept().bytes()); err != nil {
		return nil, errors.Join(fmt.Errorf("keep the comparison: %w", err), s.Close())
	}
	return s, nil
}

// Resume opens the folder of a comparison that was begun, if it was the same.
func Resume(dir string, p *Plan) (*Store, error) {
	before, err := readKept(dir)
	if err != nil {
		return nil, err
	}
	if err := before.same(p.kept()); err != nil {
		return nil, fmt.Errorf("%s holds another comparison:\n%w", dir, err)
	}
	s, err := lock(dir)
	if err != nil {
		return nil, err
	}
	s.sweep()
	return s, nil
}

// empty is an error unless a folder is empty, or not there.
func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("keep the comparison: %w", err)
	}
	var there []string
	for _, entry := range entries {
		if name := entry.Name(); name != lockFile && !isHalf(name) {
			there = append(there, name)
		}
	}
	switch {
	case slices.Contains(there, planFile):
		return fmt.Errorf("%s: %w: it holds a comparison; --resume %[1]s goes on with it, or choose another folder", dir, ErrNotEmpty)
	case len(there) > 0:
		return fmt.Errorf("%s: %w: %s is in it; choose one that is empty, or that is not there yet", dir, ErrNotEmpty, there[0])
	}
	return nil
}

func lock(dir string) (*Store, error) {
	held, err := holdFile(filepath.Join(dir, lockFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return &Store{Dir: dir, disk: realDisk, held: held}, nil
}

// Close lets others work on the folder.
func (s *Store) Close() error { return s.held.Close() }

// sweep removes what was being written when the last process ended.
func (s *Store) sweep() {
	half := func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && isHalf(entry.Name()) {
			_ = os.Remove(path) // what cannot be removed harms nobody
		}
		return nil
	}
	_ = filepath.WalkDir(s.Dir, half)
}

// isHalf tells if a file of that name is one that was being written, and none that somebody else put there.
func isHalf(name string) bool {
	name, isHalf := strings.CutSuffix(name, halfDone)
	name = strings.TrimRight(name, "0123456789")
	return isHalf && (strings.HasSuffix(name, planFile+".") || strings.HasSuffix(name, trialEnding+"."))
}

// place is the file of a trial.
func (s *Store) place(p *Plan, variant, replication int) string {
	folder := letterOf(variant) + "-" + p.Variants[variant].Name
	return filepath.Join(s.Dir, "trials", folder, strconv.FormatUint(p.Seed+uint64(replication), 10)+trialEnding)
}

// letterOf a variant: A, B, ...
func letterOf(variant int) string { return string(rune('A' + variant)) }

// Put keeps a trial.
func (s *Store) put(p *Plan, variant, replication int, score *scenarios.Score) error {
	bytes, err := packTrial(p.trial(variant, replication), score)
	if err == nil {
		err = s.disk.write(s.place(p, variant, replication), bytes)
	}
	if err != nil {
		return fmt.Errorf("keep a trial: %w; what was finished before is kept", err)
	}
	return nil
}

// get returns a trial that was kept. One that is there but cannot be used is remembered as damaged.
func (s *Store) get(p *Plan, variant, replication int) (*scenarios.Score, bool) {
	path := s.place(p, variant, replication)
	stored, err := s.disk.read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	var score *scenarios.Score
	if err == nil {
		score, err = unpackTrial(p.trial(variant, replication), stored)
	}
	if err != nil {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.damaged = append(s.damaged, fmt.Sprintf("%s: %v", path, err))
		return nil, false
	}
	return score, true
}

// Damaged lists the trials that were kept and could not be used, so that they were run again.
func (s *Store) Damaged() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	slices.Sort(s.damaged)
	return s.damaged
}

// writeWhole writes a file so that its name stands for all of it, or for what was there before.
func writeWhole(path string, bytes []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	half, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+halfDone)
	if err != nil {
		return err
	}
	_, err = half.Write(bytes)
	err = errors.Join(err, half.Chmod(0o644))
	if err == nil {
		err = half.Sync()
	}
	if err = errors.Join(err, half.Close()); err == nil {
		err = os.Rename(half.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(half.Name()))
	}
	return nil
}
