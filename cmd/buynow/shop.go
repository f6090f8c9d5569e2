package main

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"buynow/scenarios"
)

// shop is all that the commands know of the rest of buynow, as functions, so that a test can put others in their place.
type shop struct {
	load     func(nameOrPath string, sets []string) (*stage, error)
	list     func(kind string) ([]entry, error)
	check    func(nameOrPath string, in io.Reader, sets []string) findings
	complete func(scenario, set string) []entry // what --set could go on with
	variants func(scenario string) []entry      // what it can be compared as
	schema   func() []byte
}

// stage is a loaded scenario, ready to run.
type stage struct {
	seed    uint64
	run     func(context.Context, options) (*scenarios.Summary, error)
	explain func(context.Context, options, int) (string, error)
	export  func(context.Context, options, scenarios.Export, io.Writer) (scenarios.Exported, error)
	harmed  func(context.Context, options) ([]int, error) // orders that show what went wrong
	tell    func(ctx context.Context, o options, wish uint64) (string, error)
	hash    func() [32]byte // of the scenario and what was set in it
}

// options is how to run a scenario.
type options struct {
	seed     uint64  // 0: the scenario's own
	speed    float64 // times real time; 0 on the virtual clock
	progress func(progress)
	journal  *scenarios.Recording // nil: none is kept
}

// progress is how far a run has come.
type progress struct {
	now, end        time.Duration // on the run's clock
	placed, settled int
	events          uint64
	phase           string
}

// findings are what there is to say of a scenario file: mistakes, or what it asks for.
type findings struct {
	mistakes, warnings []string
	brief              string
}

// entry is a line of a list.
type entry struct{ name, text, kind string }

// asked is what a command was asked to do, as much of it as changes the result.
type asked struct {
	verb     string // run, explain or export
	scenario string
	order    int    // of explain
	wish     uint64 // or this
	seed     uint64
	sets     []string
}

// command is the command line that does the same again.
func (a asked) command() string {
	words := []string{"buynow", a.verb, quoted(a.scenario)}
	if a.order > 0 {
		words = append(words, orderText(a.order))
	}
	if a.wish > 0 {
		words = append(words, "--wish", seedText(a.wish))
	}
	words = append(words, "--seed", seedText(a.seed))
	for _, set := range a.sets {
		words = append(words, "--set", quoted(set))
	}
	return strings.Join(words, " ")
}

// changed is the command with other fields set: "--set actors.bank.workers=48". What was set of them before is left out.
func (a asked) changed(flags string) string {
	var sets []string
	for set := range strings.SplitSeq(flags, "--set ") {
		if set = strings.TrimSpace(set); set != "" {
			sets = append(sets, set)
		}
	}
	kept := slices.DeleteFunc(slices.Clone(a.sets), func(old string) bool {
		path, _, _ := strings.Cut(old, "=")
		return slices.ContainsFunc(sets, func(set string) bool { return strings.HasPrefix(set, path+"=") })
	})
	a.sets = append(kept, sets...)
	return a.command()
}

// explain is the command that tells an order's story from the same run.
func (a asked) explain(order int) string {
	a.verb, a.order = "explain", order
	return a.command()
}

// quoted makes one word of a text for a shell.
func quoted(text string) string {
	const harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+"
	if text != "" && strings.Trim(text, harmless) == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// realShop is the shop of package scenarios.
func realShop() shop {
	return shop{load: loadReal, list: listReal, check: checkReal, complete: completeReal, variants: variantsReal, schema: scenarios.Schema}
}

func loadReal(nameOrPath string, sets []string) (*stage, error) {
	s, err := scenarios.Load(nameOrPath, sets)
	if err != nil {
		return nil, err
	}
	with := func(o options) scenarios.Options {
		return scenarios.Options{Seed: o.seed, Speed: o.speed, Journal: o.journal, Progress: func(p scenarios.Progress) {
			if o.progress != nil {
				o.progress(progress{now: p.Now, end: p.End, placed: p.Placed, settled: p.Settled, events: p.Events, phase: p.Phase})
			}
		}}
	}
	return &stage{
		seed: s.Seed,
		hash: s.Hash,
		run:  func(ctx context.Context, o options) (*scenarios.Summary, error) { return s.Run(ctx, with(o)) },
		explain: func(ctx context.Context, o options, order int) (string, error) {
			return s.Explain(ctx, with(o), order)
		},
		export: func(ctx context.Context, o options, x scenarios.Export, to io.Writer) (scenarios.Exported, error) {
			return s.Export(ctx, with(o), x, to)
		},
		harmed: func(ctx context.Context, o options) ([]int, error) { return s.Harmed(ctx, with(o)) },
		tell: func(ctx context.Context, o options, wish uint64) (string, error) {
			told, err := s.Tell(ctx, with(o), wish)
			return strings.Join(told, ""), err
		},
	}, nil
}

func listReal(kind string) ([]entry, error) {
	found, err := scenarios.List(kind)
	if err != nil {
		return nil, err
	}
	return entriesOf(found), nil
}

func completeReal(scenario, set string) []entry { return entriesOf(scenarios.Complete(scenario, set)) }

func variantsReal(scenario string) []entry {
	s, err := scenarios.Load(scenario, nil)
	if err != nil {
		return nil
	}
	return entriesOf(s.Compared())
}

func entriesOf(found []scenarios.Entry) []entry {
	entries := make([]entry, len(found))
	for i, e := range found {
		entries[i] = entry{name: e.Name, text: e.Text, kind: e.Kind}
	}
	return entries
}

// checkReal looks at a file, or at the standard input if it is called -.
func checkReal(nameOrPath string, in io.Reader, sets []string) findings {
	var s *scenarios.Scenario
	var err error
	if nameOrPath == "-" {
		s, err = scenarios.Read("stdin", in, sets)
	} else {
		s, err = scenarios.Load(nameOrPath, sets)
	}
	if err != nil {
		return findings{mistakes: strings.Split(err.Error(), "\n")}
	}
	warnings, err := s.CheckVariants()
	if err != nil {
		return findings{mistakes: strings.Split(err.Error(), "\n")}
	}
	found := findings{brief: s.Brief()}
	for _, w := range slices.Concat(s.Warnings, warnings) {
		w.Text = "warning: " + w.Text
		found.warnings = append(found.warnings, w.String())
	}
	return found
}
