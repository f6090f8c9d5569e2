package resilience_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// A retry storm that keeps itself alive (Bronson and others, Metastable Failures
// in Distributed Systems, HotOS 2021): one server that serves 300 a second,
// callers that wait a second and ask once more at once, a freeze of ten seconds.
// All that is asked in it is served after it, for nobody; and with two attempts
// for each call there is too much for the server from 150 calls a second on.
type storm struct {
	*sim.World
	server sim.ActorID
	line   *resilience.Line
	good   int // calls that came to something
	failed int
	late   time.Duration // when the last message came that waited longer than its caller
}

const (
	stormCapacity = 300
	stormFreeze   = 10 * time.Second
	stormPatience = time.Second
	stormBegins   = 10 * time.Second
	stormEnds     = stormBegins + stormFreeze
)

// openStorm opens the world for so many calls a second.
func openStorm(seed uint64, calls float64, queue resilience.Queue, mailbox int) *storm {
	s := &storm{World: sim.New(seed), line: resilience.NewLine(resilience.Policy{Retry: resilience.Retry{Attempts: 2}}, 1)}
	const freeze = 2 // a kind of message
	s.server = s.Add(sim.Actor{
		Name: "server", Mailbox: mailbox, Discipline: queue.Make(nil), Service: sim.Exponential(time.Second / stormCapacity),
		Times: map[sim.Kind]sim.Dist{freeze: sim.Constant(stormFreeze)},
		Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) { return m, nil },
	})
	callers := s.Add(sim.Actor{Name: "callers", Waits: true, Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		_, err := s.line.Call(env, s.server, m, stormPatience)
		if err != nil {
			s.failed++
		} else {
			s.good++
		}
		return m, err
	}})
	s.Watch(func(e *sim.Event) {
		if e.Actor == s.server && e.A > int64(stormPatience) {
			s.late = e.At - time.Duration(e.B)
		}
	}, sim.Served)
	s.Go("calls", func(env *sim.Env) {
		between := sim.Exponential(time.Duration(1e9 / calls))
		luck := env.Luck(sim.FirstPurpose)
		for i := uint64(1); ; i++ {
			env.Sleep(between.Duration(&luck))
			env.Begin(i)
			env.Send(callers, request{1})
		}
	})
	s.Go("freeze", func(env *sim.Env) {
		env.Sleep(stormBegins)
		env.Send(s.server, request{freeze})
	})
	return s
}

// second lets a second pass, and returns the share of the calls that ended in it
// that came to something.
func (s *storm) second() (goodput float64, err error) {
	good, failed := s.good, s.failed
	err = s.Run(s.Now() + time.Second)
	good, failed = s.good-good, s.failed-failed
	return float64(good) / float64(max(1, good+failed)), err
}

// recovery is how long after the freeze the storm is over: for ten seconds all
// but one in ten calls come to something. It is false if it is not after the
// time given.
func (s *storm) recovery(within time.Duration) (time.Duration, bool, error) {
	if err := s.Run(stormEnds); err != nil {
		return 0, false, err
	}
	for good := 0; s.Now() < stormEnds+within+10*time.Second; {
		goodput, err := s.second()
		if err != nil {
			return 0, false, err
		}
		if good++; goodput < 0.9 {
			good = 0
		}
		if good == 10 {
			return s.Now() - stormEnds - 10*time.Second, true, nil
		}
	}
	return 0, false, nil
}

// figures marks a test that is about figures: whole minutes of many worlds, each
// of one goroutine at a time, in which the race detector has nothing to find.
func figures(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("figures are the same under the race detector")
	}
	t.Parallel()
}

// seeds runs a case under each of so many seeds, on all processors; under fewer
// when the race detector slows everything down.
func seeds(t *testing.T, many int, run func(seed uint64) error) {
	t.Helper()
	if racing {
		many = 1
	}
	errs := make([]error, many)
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				errs[i] = run(uint64(i) + 1)
			}
		})
	}
	for i := range many {
		next <- i
	}
	close(next)
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			t.Errorf("seed %d: %v", i+1, err)
		}
	}
}

// Before the storm the queue must drain: what has come in the freeze, less what
// can wait a second, at the rate that twice the calls leave.
func TestRetryStormEndsAsTheLawSays(t *testing.T) {
	figures(t)
	for _, calls := range []float64{100, 120, 140} {
		const d, p, mu = 10., 1., 300.
		law := (calls*(2*d-p) - mu*p) / (mu - 2*calls)
		const many = 20
		took := make([]float64, many)
		seeds(t, many, func(seed uint64) error {
			s := openStorm(seed, calls, resilience.Queue{}, sim.Unlimited)
			defer s.Close()
			if err := s.Run(stormEnds + time.Duration(1.6*law*1e9)); err != nil {
				return err
			}
			if goodput, err := s.second(); goodput < 1 || err != nil {
				return fmt.Errorf("at %v calls/s the storm does not end: the goodput is %v (%v)", calls, goodput, err)
			}
			took[seed-1] = (s.late - stormEnds).Seconds()
			return nil
		})
		mean := 0.
		for _, seconds := range took {
			mean += seconds / many
		}
		t.Logf("%v calls/s: over after %.1f s, by the law %.1f s", calls, mean, law)
		if mean < 0.9*law || mean > 1.1*law {
			t.Errorf("at %v calls/s the storm is over after %.1f s, want %.1f s within 10 %%", calls, mean, law)
		}
	}
}

// With more calls than half of what the server can do it never ends: the server
// works all the time, and nothing comes of it.
func TestRetryStormKeepsItselfAlive(t *testing.T) {
	t.Parallel()
	seeds(t, 20, func(seed uint64) error {
		s := openStorm(seed, 160, resilience.Queue{}, sim.Unlimited)
		defer s.Close()
		if err := s.Run(stormEnds + 30*time.Second); err != nil {
			return err
		}
		good, before := s.good, s.line.Stats
		if err := s.Run(s.Now() + 10*time.Second); err != nil {
			return err
		}
		attempts := float64(s.line.Stats.Attempts-before.Attempts) / float64(s.line.Stats.Calls-before.Calls)
		if s.good != good || attempts < 1.95 || attempts > 2.05 {
			return fmt.Errorf("%d calls come to something at %v attempts for each, want none at 2", s.good-good, attempts)
		}
		return nil
	})
}

// What the server does about its queue decides whether the storm ends, and how
// soon: 200 calls a second, the same freeze, the same luck.
func TestDisciplineEndsTheRetryStorm(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		about   string
		queue   resilience.Queue
		mailbox int
		within  time.Duration // 0: it never ends
	}{
		{"a queue of a second and a half is dead on arrival", resilience.Queue{}, 450, 0},
		{"a queue of a second lets half of it come in time", resilience.Queue{}, 300, 3 * time.Second},
		{"a queue of half a second is over soon", resilience.Queue{}, 150, 3 * time.Second},
		{"the newest first: the old ones wait until there is nothing else to do", resilience.Queue{Discipline: resilience.LIFO}, sim.Unlimited, 3 * time.Second},
		{"the newest first while there is a queue", resilience.Queue{Discipline: resilience.AdaptiveLIFO}, sim.Unlimited, 3 * time.Second},
		{"codel lets nobody wait long", resilience.Queue{Discipline: resilience.CoDel}, sim.Unlimited, 3 * time.Second},
		{"nobody is served whose patience is nearly over", resilience.Queue{DeadlineDrop: 0.8}, sim.Unlimited, 3 * time.Second},
		{"nobody is let in who would wait for half a second", resilience.Queue{ShedWait: 500 * milli}, sim.Unlimited, 3 * time.Second},
		{"the mailbox is filled to a third", resilience.Queue{ShedAbove: 1. / 3}, 450, 3 * time.Second},
		{"vegas keeps the queue short", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.Vegas}}, sim.Unlimited, 3 * time.Second},
		{"gradient2 keeps the queue within 200", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.Gradient2}}, sim.Unlimited, 3 * time.Second},
		{"aimd keeps the queue within 200", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.AIMD}}, sim.Unlimited, 3 * time.Second},
		{"dagor takes back a twentieth a second", resilience.Queue{Discipline: resilience.DAGOR}, sim.Unlimited, 3 * time.Minute},
	} {
		t.Run(row.about, func(t *testing.T) {
			seeds(t, 5, func(seed uint64) error {
				s := openStorm(seed, 200, row.queue, row.mailbox)
				defer s.Close()
				after, ends, err := s.recovery(max(row.within, time.Minute))
				t.Logf("over after %v (%v)", after, ends)
				if err == nil && (ends != (row.within > 0) || after > row.within) {
					err = fmt.Errorf("the storm is over after %v (%v), want within %v", after, ends, row.within)
				}
				return err
			})
		})
	}
}
