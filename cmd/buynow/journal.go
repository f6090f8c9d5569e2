package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"buynow/scenarios"
	"buynow/sim/journal"
)

// record is the journal of a run in the making; nil if none is asked for.
type record struct {
	file     *os.File
	scenario string
}

// openJournal makes the file for the journal of a run. A journal that is there already is replaced; any other file that
// is not empty is left alone.
func openJournal(name, scenario string) (*record, error) {
	switch name {
	case "":
		return nil, nil
	case "-":
		return nil, errors.New("--journal - is no file: a journal is not for standard output")
	}
	if err := mayReplace(name); err != nil {
		return nil, fmt.Errorf("--journal %s %w", name, err)
	}
	file, err := os.Create(name)
	if err != nil {
		return nil, fmt.Errorf("--journal: %w", err)
	}
	return &record{file, scenario}, nil
}

func mayReplace(name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("cannot be replaced: %w", err)
	case info.Size() == 0 || !info.Mode().IsRegular():
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("cannot be replaced: %w", err)
	}
	defer file.Close()
	if !journal.Begins(file) {
		return errors.New("is there and is no journal: it is not replaced")
	}
	return nil
}

func (r *record) recording() *scenarios.Recording {
	if r == nil {
		return nil
	}
	return &scenarios.Recording{To: r.file, Program: version(), Scenario: r.scenario}
}

// close puts the journal on the disk. What went wrong with the run is passed on: the journal then ends where the run did.
func (r *record) close(err error) error {
	if r == nil {
		return err
	}
	if info, bad := r.file.Stat(); err == nil && bad == nil && info.Mode().IsRegular() {
		err = r.file.Sync()
	}
	if bad := r.file.Close(); err == nil && bad != nil {
		err = bad
	}
	return err
}

// explainRecorded tells the story of an order from the journal of its run. What is said beside the file (a scenario, a
// seed, fields that were set) must be what was recorded.
func (p *program) explainRecorded(scenario []string, order int, flags explainFlags) error {
	file, err := os.Open(flags.journal)
	if err != nil {
		return fmt.Errorf("--journal: %w", err)
	}
	defer file.Close()
	recorded, err := scenarios.OpenJournal(file)
	if err != nil {
		return fmt.Errorf("--journal %s: %w", flags.journal, err)
	}
	if err := p.isMeant(recorded, scenario, flags); err != nil {
		return fmt.Errorf("--journal %s: %w", flags.journal, err)
	}

	h := &recorded.Header
	p.asked = asked{verb: "explain", scenario: h.Scenario, order: order, seed: h.Seed, sets: h.Sets}
	story, err := recorded.Explain(order)
	for _, warning := range warnings(recorded) {
		fmt.Fprintf(p.err, "buynow: %s: %s\n", flags.journal, warning)
	}
	if err != nil {
		return err
	}
	return p.printStory(story)
}

// isMeant compares what was recorded with what was asked for.
func (p *program) isMeant(recorded *scenarios.Journal, scenario []string, flags explainFlags) error {
	h := &recorded.Header
	if len(scenario) > 0 {
		stage, err := p.shop.load(scenario[0], flags.sets)
		switch {
		case err != nil:
			return err
		case stage.hash() != h.Hash:
			return fmt.Errorf("it records %s, which is not %s as it is now", inFull(h.Scenario, h.Sets), inFull(scenario[0], flags.sets))
		}
	}
	switch {
	case flags.seed != 0 && uint64(flags.seed) != h.Seed:
		return fmt.Errorf("it was recorded with seed %d, not %d", h.Seed, flags.seed)
	case len(flags.sets) > 0 && !slices.Equal(flags.sets, h.Sets):
		return fmt.Errorf("it records %s: nothing can be set any more", inFull(h.Scenario, h.Sets))
	}
	return nil
}

// inFull names a scenario with what was set in it.
func inFull(scenario string, sets []string) string {
	words := []string{quoted(scenario)}
	for _, set := range sets {
		words = append(words, "--set", quoted(set))
	}
	return strings.Join(words, " ")
}

// warnings says what a reader of the story must know about its journal.
func warnings(recorded *scenarios.Journal) []string {
	var all []string
	if h := &recorded.Header; h.Program != version() {
		all = append(all, fmt.Sprintf("it was written by buynow %s; this is %s, whose words may differ", h.Program, version()))
	}
	switch end := &recorded.End; {
	case end.Damage != nil:
		all = append(all, fmt.Sprintf("it can be read up to byte %d, event %d, %s of simulated time: %v",
			end.Offset, end.Events, clock(end.At.Seconds()), end.Damage))
	case end.Trailer != nil && end.Trailer.Stopped:
		all = append(all, fmt.Sprintf("the run was stopped at %s of simulated time", clock(end.At.Seconds())))
	}
	return all
}
