package study

import (
	"cmp"
	"context"
	"sync"

	"buynow/scenarios"
	"buynow/sim"
)

// lap is a stretch of the fingerprints of a run: after each of its events, all that had happened.
type lap []sim.Trace

// lapEvents is how many events are compared at a time: what two runs are ahead of one another is
// all that is kept of them.
const lapEvents = 4096

// FindParting finds the first event that is not the same in two runs on the same luck; nil if they
// are the same to the end. Both runs go on side by side until they part, and then each once more
// up to there, to say in words what happened.
func FindParting(ctx context.Context, a, b *scenarios.Scenario, seed uint64) (*Parting, error) {
	number, err := firstDifference(ctx, a, b, seed)
	if err != nil || number == 0 {
		return nil, err
	}
	var told [2]happening
	var failed [2]error
	sideBySide(func(side int) {
		told[side], failed[side] = happeningAt(ctx, [2]*scenarios.Scenario{a, b}[side], seed, number)
	})
	if err := cmp.Or(failed[0], failed[1]); err != nil {
		return nil, err
	}
	return partingOf(seed, number, told[0], told[1]), nil
}

// firstDifference is the number of the first event that differs, 0 if there is none.
func firstDifference(outer context.Context, a, b *scenarios.Scenario, seed uint64) (uint64, error) {
	ctx, stop := context.WithCancel(outer)
	defer stop()
	laps := [2]chan lap{make(chan lap, 1), make(chan lap, 1)}
	var failed [2]error
	number := uint64(0)
	var watching sync.WaitGroup
	watching.Go(func() {
		if number = compareLaps(laps[0], laps[1]); number > 0 {
			stop()
		}
	})
	sideBySide(func(side int) {
		failed[side] = follow(ctx, [2]*scenarios.Scenario{a, b}[side], seed, laps[side])
		close(laps[side])
	})
	watching.Wait()
	return number, cmp.Or(failed[0], failed[1], outer.Err())
}

// sideBySide does something for both sides at once, and waits for both.
func sideBySide(do func(side int)) {
	var both sync.WaitGroup
	for side := range 2 {
		both.Go(func() { do(side) })
	}
	both.Wait()
}

// compareLaps reads both runs up to the first event that differs, or that only one of them has.
func compareLaps(a, b <-chan lap) uint64 {
	before := uint64(0)
	for {
		x, y := <-a, <-b
		for i := range max(len(x), len(y)) {
			if i >= len(x) || i >= len(y) || x[i] != y[i] {
				return before + uint64(i) + 1
			}
		}
		if len(x) < lapEvents {
			return 0 // both are over
		}
		before += uint64(len(x))
	}
}

// follow runs a scenario and hands on its fingerprints, lap by lap. The last one is shorter, if
// only empty.
func follow(ctx context.Context, s *scenarios.Scenario, seed uint64, to chan<- lap) error {
	w := sim.New(seed)
	defer w.Close()
	p := s.Stage(w)
	done := make(lap, 0, lapEvents)
	hand := func() {
		select {
		case to <- done:
		case <-ctx.Done():
			w.Stop()
		}
		done = make(lap, 0, lapEvents)
	}
	w.Watch(func(*sim.Event) {
		if done = append(done, w.Trace()); len(done) == lapEvents {
			hand()
		}
	})
	_, err := p.Run(ctx, scenarios.Options{})
	hand()
	return err
}
