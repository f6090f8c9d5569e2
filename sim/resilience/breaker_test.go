package resilience_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// moves are the moves of a circuit breaker's switch, as those who watch see them.
func (r *rig) moves() *[]string {
	var seen []string
	r.Watch(func(e *sim.Event) {
		if strings.HasPrefix(e.Text, "circuit breaker") && e.Peer == r.callee {
			seen = append(seen, fmt.Sprintf("%v %s", e.At, strings.TrimPrefix(e.Text, "circuit breaker ")))
		}
	}, sim.Noted)
	return &seen
}

func TestBreakerIsSeenToMove(t *testing.T) {
	r := newRig(t, func(env *sim.Env, n int) error {
		if n < 3 { // two trip it, the first probe fails
			return sim.ErrDown
		}
		return nil
	})
	line := resilience.NewLine(resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 2, OpenFor: time.Second}}, 1)
	seen := r.moves()
	var states []resilience.Switch

	r.run(t, func(env *sim.Env) {
		for range 8 {
			_, _ = line.Call(env, r.callee, question{}, 0)
			states = append(states, line.Breaker())
			env.Sleep(400 * ms)
		}
	})

	want := []string{"400ms opens", "1.6s lets probes pass", "1.6s opens", "2.8s lets probes pass", "2.8s closes"}
	if !slices.Equal(*seen, want) {
		t.Errorf("seen to move %v, want %v", *seen, want)
	}
	if got, want := fmt.Sprint(states), "[closed open open open open open open closed]"; got != want {
		t.Errorf("the switch was %s, want %s", got, want)
	}
}

func TestBreakerOpensWhen(t *testing.T) {
	const no, yes = false, true
	for _, row := range []struct {
		says  string
		rule  resilience.Breaker
		apart time.Duration
		fails []bool
		opens int // after so many calls, 0 for never
	}{
		{"never, if it is off", resilience.Breaker{}, time.Second, []bool{yes, yes, yes, yes}, 0},
		{"three fail in a row", resilience.Breaker{Failures: 3}, time.Second, []bool{yes, yes, no, yes, yes, yes}, 6},
		{"half of ten have failed, even if there were only five", resilience.Breaker{FailureRate: 0.5, Calls: 10}, time.Second, []bool{yes, yes, yes, yes, yes}, 5},
		{"half of ten have failed in any order", resilience.Breaker{FailureRate: 0.5, Calls: 10}, time.Second, []bool{no, yes, no, yes, no, yes, no, yes, no, yes}, 10},
		{"half of the last ten: what was before is forgotten", resilience.Breaker{FailureRate: 0.5, Calls: 10}, time.Second,
			[]bool{yes, yes, yes, yes, no, no, no, no, no, no, yes, yes, yes, yes}, 0},
		{"not before there are enough calls", resilience.Breaker{FailureRate: 0.5, Calls: 10, MinCalls: 8}, time.Second, []bool{yes, yes, yes, yes, yes, yes, yes, yes}, 8},
		{"half of those of the last ten seconds", resilience.Breaker{FailureRate: 0.5, Window: 10 * time.Second, MinCalls: 4}, time.Second, []bool{no, yes, no, yes}, 4},
		{"even if the last of them was none", resilience.Breaker{FailureRate: 0.5, Window: 10 * time.Second, MinCalls: 4}, time.Second, []bool{yes, yes, no, no}, 4},
		{"not those of longer ago", resilience.Breaker{FailureRate: 0.5, Window: 10 * time.Second, MinCalls: 4}, 4 * time.Second, []bool{yes, yes, yes, yes, yes}, 0},
		{"either rule will do", resilience.Breaker{Failures: 2, FailureRate: 0.9, Calls: 100}, time.Second, []bool{no, yes, yes}, 3},
	} {
		if err := row.rule.Validate(); err != nil {
			t.Fatal(err)
		}
		r := newRig(t, func(_ *sim.Env, n int) error {
			if row.fails[n] {
				return sim.ErrDown
			}
			return nil
		})
		line := resilience.NewLine(resilience.Policy{CircuitBreaker: row.rule}, 1)
		opened := 0

		r.run(t, func(env *sim.Env) {
			for i := range row.fails {
				_, _ = line.Call(env, r.callee, question{}, 0)
				if line.Breaker() == resilience.Open {
					opened = i + 1
					return
				}
				env.Sleep(row.apart)
			}
		})

		if opened != row.opens {
			t.Errorf("opens when %s: after %d calls, want %d", row.says, opened, row.opens)
		}
	}
}

func TestHalfOpenBreakerLetsSoManyProbesPass(t *testing.T) {
	const no, yes = false, true
	for _, row := range []struct {
		says   string
		probes int
		fails  []bool // the probes, which take ever longer
		want   said
		state  resilience.Switch
	}{
		{"one, unless it is told otherwise", 0, []bool{no}, said{nil, resilience.ErrOpen, resilience.ErrOpen, resilience.ErrOpen}, resilience.Closed},
		{"three, and all that succeed close it", 3, []bool{no, no, no}, said{nil, nil, nil, resilience.ErrOpen}, resilience.Closed},
		{"one that fails opens it again", 3, []bool{no, yes, no}, said{nil, sim.ErrDown, nil, resilience.ErrOpen}, resilience.Open},
	} {
		r := newRig(t, func(env *sim.Env, n int) error {
			if n == 0 {
				return sim.ErrDown
			}
			env.Sleep(time.Duration(n) * ms)
			if row.fails[n-1] {
				return sim.ErrDown
			}
			return nil
		})
		line := resilience.NewLine(resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 1, Probes: row.probes}}, 1)
		r.inTurn(t, line, 1)
		r.run(t, func(env *sim.Env) { env.Sleep(time.Minute) })

		if got := r.atOnce(t, line, 4); !slices.EqualFunc(got, row.want, errors.Is) {
			t.Errorf("%s: callers are told %v, want %v", row.says, got, row.want)
		}
		if line.Breaker() != row.state {
			t.Errorf("%s: it is %v, want %v", row.says, line.Breaker(), row.state)
		}
	}
}

// A probe that was never sent is none: its place is another's.
func TestRefusedProbeGivesItsPlaceBack(t *testing.T) {
	r := newRig(t, func(env *sim.Env, n int) error {
		switch n {
		case 0: // holds one of two places in the bulkhead
			env.Sleep(2 * time.Minute)
		case 1: // opens the breaker
			return sim.ErrDown
		case 2: // the first probe
			env.Sleep(10 * time.Second)
		}
		return nil
	})
	line := resilience.NewLine(resilience.Policy{
		CircuitBreaker: resilience.Breaker{Failures: 1, Probes: 2}, Bulkhead: resilience.Bulkhead{Limit: 2},
	}, 1)
	var told said
	for _, at := range []time.Duration{0, 0, time.Minute, time.Minute + time.Second, time.Minute + 20*time.Second} {
		r.Go("caller", func(env *sim.Env) {
			env.Sleep(at)
			_, err := line.Call(env, r.callee, question{}, 0)
			told = append(told, err)
		})
	}

	r.run(t, func(*sim.Env) {})

	if want := (said{sim.ErrDown, resilience.ErrBusy, nil, nil, nil}); !slices.EqualFunc(told, want, errors.Is) {
		t.Errorf("callers are told %v, want %v", told, want)
	}
	if line.Breaker() != resilience.Closed {
		t.Errorf("the breaker is %v after two good probes, want it closed", line.Breaker())
	}
}

func TestTheMemoryOfALineIsForgotten(t *testing.T) {
	r := newRig(t, down)
	line := resilience.NewLine(resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 1}}, 1)
	before := r.inTurn(t, line, 2)

	line.Forget()
	after := r.inTurn(t, line, 2)

	want := said{sim.ErrDown, resilience.ErrOpen}
	if !slices.EqualFunc(before, want, errors.Is) || !slices.EqualFunc(after, want, errors.Is) {
		t.Errorf("callers are told %v, and %v by who has forgotten, want %v", before, after, want)
	}
	if line.Stats.Calls != 4 {
		t.Errorf("%d calls are counted, want 4", line.Stats.Calls)
	}
}
