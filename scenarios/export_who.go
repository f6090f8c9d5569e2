package scenarios

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/export"
)

// chosen are the intents that an export is about.
type chosen struct {
	all     bool
	share   float64
	intents map[uint64]bool // if it is neither
	named   bool            // somebody said which: time does not bound them
}

// some tells if they are known one by one.
func (c *chosen) some() bool { return c.intents != nil }

func (c *chosen) has(intent uint64) bool {
	switch {
	case c.all:
		return true
	case c.intents != nil:
		return c.intents[intent]
	}
	return intent != 0 && export.InSample(intent, c.share)
}

// choose finds out whom the export is about. Who clicks when is only known once it
// has happened, so a share of the lines within a time takes a pass of its own.
func (x *Export) choose(ctx context.Context, run toldRun) (*chosen, error) {
	switch {
	case len(x.Wishes) > 0:
		who := &chosen{intents: map[uint64]bool{}, named: true}
		for _, wish := range x.Wishes {
			who.intents[wish] = true
		}
		return who, nil
	case x.Harmed || len(x.Orders) > 0:
		return x.chooseOrders(ctx, run)
	case x.Count > 0:
		return x.chooseClicks(ctx, run, x.Count, 1)
	case x.Share > 0 && !x.Format.Traces() && (x.From > 0 || x.Until > 0):
		return x.chooseClicks(ctx, run, maxClicks, x.Share)
	case x.Share > 0:
		return &chosen{share: x.Share}, nil
	}
	return &chosen{all: true}, nil
}

// maxClicks bounds the intents that are remembered one by one.
const maxClicks = 1 << 24

// chooseOrders finds the intents of orders that are known by their numbers.
func (x *Export) chooseOrders(ctx context.Context, run toldRun) (*chosen, error) {
	who := &chosen{intents: map[uint64]bool{}, named: true}
	missing := map[uint64]bool{}
	for _, order := range x.Orders {
		missing[uint64(order)] = true
	}
	last := uint64(0)
	err := run.play(ctx, nobody, func(e *sim.Event) bool {
		if e.What == actors.Placed {
			if last = max(last, e.Order); missing[e.Order] {
				delete(missing, e.Order)
				who.intents[e.Intent] = true
			}
		}
		return len(missing) > 0
	})
	if err != nil {
		return nil, err
	}
	for _, order := range x.Orders {
		if missing[uint64(order)] {
			return nil, fmt.Errorf("order %d: %w: its orders are numbered from 1 to %d", order, ErrNoOrder, last)
		}
	}
	return who, nil
}

// chooseClicks finds so many of the intents that click within the time of the export,
// and of these only a share.
func (x *Export) chooseClicks(ctx context.Context, run toldRun, count int, share float64) (*chosen, error) {
	type candidate struct{ rank, intent uint64 }
	var best []candidate
	err := run.play(ctx, nobody, func(e *sim.Event) bool {
		if x.Until > 0 && e.At >= x.Until {
			return false
		}
		if e.What != sim.Sent || e.Message != actors.KindPlaceOrder || e.At < x.From || !export.InSample(e.Intent, share) {
			return true
		}
		c := candidate{export.Rank(e.Intent), e.Intent}
		at, known := slices.BinarySearchFunc(best, c, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.intent, b.intent))
		})
		if !known && at < count {
			best = slices.Insert(best, at, c)
			best = best[:min(len(best), count)]
		}
		return true
	})
	who := &chosen{intents: make(map[uint64]bool, len(best))}
	for _, c := range best {
		who.intents[c.intent] = true
	}
	return who, err
}

func nobody(*sim.Event) bool { return false }

// mostHarmed bounds the orders that show one invariant broken.
const mostHarmed = 10

// Harmed runs the scenario and finds the orders that show what went wrong: those that
// broke an invariant, the first of each; that of the finding; those that show a
// threshold crossed, or got stuck; and the one whose checkout took longest.
func (s *Scenario) Harmed(ctx context.Context, o Options) ([]int, error) {
	w := sim.New(s.seed(o))
	defer w.Close()
	p := s.Stage(w)
	broken := map[string]int{}
	var harmed []int
	p.Auditor.Breaches(func(of actors.Invariant, order actors.OrderID, _ time.Duration) {
		if broken[of.Name]++; order > 0 && broken[of.Name] <= mostHarmed {
			harmed = append(harmed, int(order))
		}
	})
	stopped, err := p.Run(ctx, Options{Progress: o.Progress})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	sum := p.Summary(stopped)
	harmed = append(harmed, sum.FindingOrder)
	for _, v := range sum.Thresholds {
		if !v.OK {
			harmed = append(harmed, v.Example)
		}
	}
	if sum.Liveness != nil {
		for _, stuck := range sum.Liveness.First {
			harmed = append(harmed, stuck.Order)
		}
	}
	if sum.Slowest != nil {
		harmed = append(harmed, sum.Slowest.Order)
	}
	slices.Sort(harmed)
	return slices.DeleteFunc(slices.Compact(harmed), func(order int) bool { return order < 1 }), nil
}
