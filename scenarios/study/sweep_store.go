package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"buynow/sim/experiment"
)

// SweepStore keeps the runs of a sweep in a folder, so that it can be stopped at any moment and go on:
//
//	sweep.json   what was asked, and of what
//	runs.jsonl   a line for each run that is over
//
// A line that was not written whole, or is damaged, is no run: it is made again.
type SweepStore struct {
	held  io.Closer
	mutex sync.Mutex
	file  *os.File
	runs  map[string]sweepTrial
}

// sweepKept is what sweep.json says.
type sweepKept struct {
	Asked SweepAsked `json:"asked"`
	Hash  string     `json:"hash"` // of all that is run
}

// sweepLine is a run in runs.jsonl. X is missing if nobody knows.
type sweepLine struct {
	Run  string   `json:"run"`
	X    *float64 `json:"x"`
	Of   float64  `json:"of"`
	Hash string   `json:"hash"`
	Sum  uint32   `json:"sum"` // of all before it
}

const (
	sweepFile = "sweep.json"
	runsFile  = "runs.jsonl"
)

// KeptSweep is what was asked of the sweep in a folder.
func KeptSweep(dir string) (SweepAsked, error) {
	kept, err := readSweep(dir)
	return kept.Asked, err
}

func readSweep(dir string) (kept sweepKept, err error) {
	text, err := os.ReadFile(filepath.Join(dir, sweepFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return kept, fmt.Errorf("%s holds no sweep: there is no %s in it", dir, sweepFile)
	case err != nil:
		return kept, fmt.Errorf("resume the sweep: %w", err)
	}
	if err := json.Unmarshal(text, &kept); err != nil {
		return kept, fmt.Errorf("%s in %s is no sweep: %w", sweepFile, dir, err)
	}
	return kept, nil
}

// CreateSweep makes a folder ready for a sweep: one that is not there, or is empty.
func CreateSweep(dir string, p *SweepPlan) (*SweepStore, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("keep the sweep: %w", err)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == lockFile || strings.HasSuffix(e.Name(), halfDone) })
	if len(entries) > 0 {
		if _, err := readSweep(dir); err == nil {
			return nil, fmt.Errorf("%s: %w: it holds a sweep; --resume %[1]s goes on with it, or choose another folder", dir, ErrNotEmpty)
		}
		return nil, fmt.Errorf("%s: %w: %s is in it; choose one that is empty, or that is not there yet", dir, ErrNotEmpty, entries[0].Name())
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("keep the sweep: %w", err)
	}
	text, err := json.MarshalIndent(sweepKept{p.SweepAsked, p.Hash}, "", "  ")
	if err == nil {
		err = writeWhole(filepath.Join(dir, sweepFile), append(text, '\n'))
	}
	if err != nil {
		return nil, fmt.Errorf("keep the sweep: %w", err)
	}
	return openSweep(dir)
}

// ResumeSweep opens the folder of a sweep that was begun, if it was the same.
func ResumeSweep(dir string, p *SweepPlan) (*SweepStore, error) {
	kept, err := readSweep(dir)
	if err != nil {
		return nil, err
	}
	before, _ := json.Marshal(kept.Asked)
	now, _ := json.Marshal(p.SweepAsked)
	switch {
	case kept.Asked.Version != p.Version || kept.Asked.Build != p.Build:
		return nil, fmt.Errorf("%s holds a sweep by another version of buynow, %s %s, and this is %s %s: make it anew in another folder",
			dir, kept.Asked.Version, kept.Asked.Build, p.Version, p.Build)
	case !bytes.Equal(before, now):
		return nil, fmt.Errorf("%s holds another sweep:\n  there  %s\n  asked  %s", dir, before, now)
	case kept.Hash != p.Hash:
		return nil, fmt.Errorf("%s holds a sweep of %s as it was: the scenario is another one now", dir, p.Scenario)
	}
	return openSweep(dir)
}

// openSweep reads the runs that there are, and cuts off what was not written whole.
func openSweep(dir string) (*SweepStore, error) {
	held, err := holdFile(filepath.Join(dir, lockFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	path := filepath.Join(dir, runsFile)
	text, err := os.ReadFile(path)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		whole := bytes.LastIndexByte(text, '\n') + 1
		if err = os.Truncate(path, int64(whole)); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		text = text[:whole]
	}
	s := &SweepStore{held: held, runs: map[string]sweepTrial{}}
	if err == nil {
		s.file, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("resume the sweep: %w", err), held.Close())
	}
	for line := range bytes.Lines(text) {
		if run, t, ok := readRun(line); ok {
			s.runs[run] = t
		}
	}
	return s, nil
}

// Close lets others work on the folder.
func (s *SweepStore) Close() error {
	return errors.Join(s.file.Sync(), s.file.Close(), s.held.Close())
}

// put keeps a run.
func (s *SweepStore) put(run string, t sweepTrial) error {
	line := sweepLine{Run: run, Of: t.value.Of, Hash: t.hash}
	if t.value.Known() {
		line.X = &t.value.X
	}
	line.Sum = line.sum()
	text, err := json.Marshal(line)
	if err == nil {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		_, err = s.file.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("keep a run: %w; what was finished before is kept", err)
	}
	return nil
}

// get is a run that was made before.
func (s *SweepStore) get(run string) (sweepTrial, bool) {
	t, ok := s.runs[run]
	return t, ok
}

func (l sweepLine) sum() uint32 {
	l.Sum = 0
	text, err := json.Marshal(l)
	if err != nil {
		return 0 // nobody can keep it
	}
	return crc32.ChecksumIEEE(text)
}

// readRun reads a line of runs.jsonl, and doubts all of it.
func readRun(text []byte) (run string, t sweepTrial, ok bool) {
	var line sweepLine
	if json.Unmarshal(text, &line) != nil || line.Run == "" || line.Sum != line.sum() {
		return "", t, false
	}
	t = sweepTrial{experiment.Unknown, line.Hash}
	if line.X != nil {
		t.value.X = *line.X
	}
	t.value.Of = line.Of
	return line.Run, t, true
}
