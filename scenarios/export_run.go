package scenarios

import (
	"context"
	"time"

	"buynow/sim"
	"buynow/sim/journal"
)

// toldRun is a run that can be told from its beginning, as often as needed.
type toldRun interface {
	// play lets somebody hear all events, until they have had enough. A journal makes
	// the messages of those events only of which bodies says so.
	play(ctx context.Context, bodies func(*sim.Event) bool, hear func(*sim.Event) (more bool)) error
	setting() runSetting
}

// runSetting is what is known of a run before it begins.
type runSetting struct {
	scenario string
	sets     []string
	seed     uint64
	starts   time.Duration
	actors   []string
}

// rerun tells a run by running it again.
type rerun struct {
	scenario *Scenario
	options  Options
	name     string // as it was asked for
}

func (r *rerun) play(ctx context.Context, _ func(*sim.Event) bool, hear func(*sim.Event) bool) error {
	w := sim.New(r.scenario.seed(r.options))
	defer w.Close()
	p := r.scenario.Stage(w)
	w.Watch(func(e *sim.Event) {
		if !p.enough && !hear(e) {
			p.enough = true
			w.Stop()
		}
	})
	if _, err := p.Run(ctx, Options{Progress: r.options.Progress}); err != nil {
		return err
	}
	return ctx.Err()
}

func (r *rerun) setting() runSetting {
	w := sim.New(r.scenario.seed(r.options))
	defer w.Close()
	r.scenario.Stage(w)
	return runSetting{
		scenario: r.name, sets: r.scenario.Source.Sets, seed: w.Seed(), starts: r.scenario.Config.Calendar.Starts, actors: w.Names(),
	}
}

func (j *Journal) play(ctx context.Context, bodies func(*sim.Event) bool, hear func(*sim.Event) bool) error {
	err := j.read(journal.Want{Bodies: bodies}, func(e *sim.Event) bool {
		return (e.Number%1024 != 0 || ctx.Err() == nil) && hear(e)
	})
	if err != nil {
		return err
	}
	return ctx.Err()
}

func (j *Journal) setting() runSetting {
	h := &j.Header
	return runSetting{scenario: h.Scenario, sets: h.Sets, seed: h.Seed, starts: h.Starts, actors: h.Actors}
}
