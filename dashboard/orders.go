package dashboard

import (
	"context"
	"fmt"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// orderPage is all about one order: GET /api/orders/{n}.
type orderPage struct {
	Order   uint64
	Journey journey
	Tale    string // as engineers read it: who asked whom, and when
}

// orderAsked is which order somebody asks for. A run so far is a function of its
// scenario, its seed and what was done to it, so it is run again, in a world of its
// own, up to where the order is over: nothing about it has to be kept.
type orderAsked struct {
	scenario *scenarios.Scenario // with the inputs so far
	seed     uint64
	order    uint64
	intent   uint64        // whose wish it is, 0 if that is to be found out
	until    time.Duration // how far the run has come, 0 if it is over
}

// asked is an order of this run, as far as it has come: by its number, or by whose
// wish it is if it has none yet. It is asked on the loop.
func (l *live) asked(order, intent uint64) orderAsked {
	again := *l.Play().Scenario
	again.Inputs = l.Inputs()
	if intent == 0 {
		if intent, _ = l.eye.followOrder(order); intent != 0 {
			l.eye.unfollow(intent) // it was only to be found
		}
	}
	return orderAsked{scenario: &again, seed: l.Play().World.Seed(), order: order, intent: intent, until: l.Play().World.Now()}
}

// library makes the pages of orders, one at a time: each takes as long as its run.
type library struct{ desk chan struct{} }

func newLibrary() *library { return &library{desk: make(chan struct{}, 1)} }

// page makes the page of an order, unless the context ends before. It may be called
// from any goroutine.
func (l *library) page(ctx context.Context, asked orderAsked) (orderPage, error) {
	select {
	case l.desk <- struct{}{}:
		defer func() { <-l.desk }()
	case <-ctx.Done():
		return orderPage{}, ctx.Err()
	}
	if asked.intent == 0 {
		intent, err := asked.find(ctx)
		if err != nil {
			return orderPage{}, err
		}
		asked.intent = intent
	}
	return asked.read(ctx)
}

// find runs up to the moment in which the order gets its number.
func (a *orderAsked) find(ctx context.Context) (intent uint64, err error) {
	placed := uint64(0)
	err = a.play(ctx, func(p *scenarios.Play, enough func()) {
		p.World.Watch(func(ev *sim.Event) {
			if placed = max(placed, ev.Order); ev.Order == a.order {
				intent = ev.Intent
				enough()
			}
		}, actors.Placed)
	})
	if err == nil && intent == 0 {
		err = fmt.Errorf("order %d: %w: its orders are numbered from 1 to %d", a.order, scenarios.ErrNoOrder, placed)
	}
	return intent, err
}

// read runs up to the end of the order, or as far as the run has come, and writes
// everything down.
func (a *orderAsked) read(ctx context.Context) (orderPage, error) {
	var e *eye
	var story *actors.Story
	err := a.play(ctx, func(p *scenarios.Play, enough func()) {
		e, story = newEye(p), actors.Tell(p.Shop, a.intent)
		e.follow(a.intent)
		p.World.Watch(func(*sim.Event) {
			if story.Over() {
				enough()
			}
		})
	})
	if err != nil {
		return orderPage{}, err
	}
	j, _ := e.whole(a.intent)
	return orderPage{Order: j.Order, Journey: j, Tale: story.String()}, nil
}

// play runs the scenario again until somebody has seen enough.
func (a *orderAsked) play(ctx context.Context, watch func(p *scenarios.Play, enough func())) error {
	again := *a.scenario
	again.Thresholds = nil // nobody measures here, so none may end it
	if a.until > 0 && (again.Until == 0 || a.until < again.Until) {
		again.Until = a.until
	}
	w := sim.New(a.seed)
	defer w.Close()
	p := again.Stage(w)
	reading, close := context.WithCancel(ctx)
	defer close()
	watch(p, func() {
		close()
		w.Stop()
	})
	if _, err := p.Run(reading, scenarios.Options{}); err != nil {
		return fmt.Errorf("run %s again: %w", again.Name, err)
	}
	return ctx.Err()
}
