package scenarios

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// steering runs a live play on a goroutine of its own until the test ends.
func steering(t *testing.T, name string, sets ...string) *Live {
	t.Helper()
	s, err := Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	l := s.Live(0)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- l.Run(ctx, func() {}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil && l.State().State != Broken {
			t.Error(err)
		}
	})
	return l
}

// eventually waits until something is so.
func eventually(t *testing.T, l *Live, what string, so func(LiveState) bool) LiveState {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < 20*time.Second; time.Sleep(time.Millisecond) {
		if state := l.State(); so(state) {
			return state
		}
	}
	t.Fatalf("never %s: %+v", what, l.State())
	return LiveState{}
}

// asked runs something on the loop's goroutine, and waits for it.
func asked(t *testing.T, l *Live, run func()) {
	t.Helper()
	done := make(chan bool)
	l.Do(func() { run(); close(done) })
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("nobody does it")
	}
}

// A run is staged and waits; it starts, pauses, goes on, and is over.
func TestARunDoesWhatItIsAsked(t *testing.T) {
	l := steering(t, "quickstart", "scale=50")
	asked(t, l, func() {
		if w := l.Play().World; w.Events() != 0 || w.Now() != 0 {
			t.Errorf("before the start there were %d events, until %v", w.Events(), w.Now())
		}
	})
	if got := l.State(); got.State != Ready || got.Speed != 1 || got.End != time.Hour || got.Now != 0 {
		t.Errorf("it begins as %+v", got)
	}

	l.SetSpeed(100)
	l.Start()
	eventually(t, l, "running", func(s LiveState) bool { return s.State == Running && s.Now > 0 })
	l.Pause()
	eventually(t, l, "paused", func(s LiveState) bool { return s.State == Paused })
	var first, second time.Duration
	asked(t, l, func() { first = l.Play().World.Now() })
	asked(t, l, func() { second = l.Play().World.Now() })
	if first != second {
		t.Errorf("a world that stands still went from %v to %v", first, second)
	}
	l.SetSpeed(0)
	l.Resume()
	eventually(t, l, "over", func(s LiveState) bool { return s.State == Over })
	for what, err := range map[string]error{
		"buy":     second2(l.Buy(Purchase{Good: "plenty", Card: "good"})),
		"inflict": second2(l.Inflict(sim.Fault{Type: "slow", Target: "bank", Factor: 2})),
		"policy":  l.Policy("merchant -> bank", "timeout: 1s"),
		"mend":    l.Mend("slow"),
	} {
		if !errors.Is(err, ErrOver) {
			t.Errorf("%s when all is over: %v", what, err)
		}
	}
	asked(t, l, func() {}) // still does errands
}

func second2[T any](_ T, err error) error { return err }

// The speed is reached, and said; another one counts from now on.
func TestARunKeepsTheSpeedThatWasAsked(t *testing.T) {
	l := steering(t, "quickstart", "scale=50")
	l.SetSpeed(40)
	l.Start()
	for _, speed := range []float64{40, 400} {
		l.SetSpeed(speed)
		eventually(t, l, fmt.Sprint("at ", speed), func(s LiveState) bool { return s.Speed == speed && s.Reached > 0.9*speed && s.Reached < 1.1*speed })
		from, begun := l.State().Now, time.Now()
		s := eventually(t, l, "a while on", func(s LiveState) bool { return s.Now > from+time.Duration(speed*float64(200*time.Millisecond)) })
		if reached := float64(s.Now-from) / float64(time.Since(begun)); reached > 1.6*speed {
			t.Errorf("at %g the world went %g times as fast as the wall", speed, reached)
		}
	}
	for _, row := range []struct{ ask, want float64 }{{1e9, FastestSpeed}, {1e-9, SlowestSpeed}, {-1, SlowestSpeed}, {0, 0}} {
		if l.SetSpeed(row.ask); l.State().Speed != row.want {
			t.Errorf("asked for %g it is %g, want %g", row.ask, l.State().Speed, row.want)
		}
	}
}

// A run that goes as fast as the machine still looks up every 50 ms, on a world of
// any size.
func TestARunLooksUpOftenAtAnySpeed(t *testing.T) {
	s, err := Load("black-friday", []string{"scale=10"})
	if err != nil {
		t.Fatal(err)
	}
	l := s.Live(0)
	l.SetSpeed(0)
	l.Start()
	ctx, cancel := context.WithCancel(t.Context())
	var rounds []time.Duration
	last := time.Now()
	if err := l.Run(ctx, func() {
		rounds = append(rounds, time.Since(last))
		if last = time.Now(); len(rounds) == 20 {
			cancel()
		}
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(rounds)
	if usual := rounds[len(rounds)/2]; usual > 50*time.Millisecond {
		t.Errorf("a round takes %v, want at most 50ms", usual)
	}
}

// A step goes on to the very event that it waits for, and no further.
func TestAStepEndsAtItsEvent(t *testing.T) {
	l := steering(t, "classroom", "scale=20")
	var at, now time.Duration
	placed := 0
	asked(t, l, func() {
		l.Play().World.Watch(func(e *sim.Event) { placed, at = placed+1, e.At }, actors.Placed)
	})
	for n := 1; n <= 3; n++ {
		l.Step(func() bool { return placed == n })
		eventually(t, l, "there", func(s LiveState) bool { return s.State == Paused && s.Note == "" })
		asked(t, l, func() { now = l.Play().World.Now() })
		if placed != n || now != at {
			t.Errorf("step %d ended at %v with %d orders, the last at %v", n, now, placed, at)
		}
	}
}

// A step that leads nowhere is given up, and the run says so.
func TestAStepThatLeadsNowhereIsGivenUp(t *testing.T) {
	l := steering(t, "backorder", "scale=1000")
	l.Step(func() bool { return false })
	s := eventually(t, l, "given up", func(s LiveState) bool { return s.State != Stepping && s.State != Ready })
	if s.State != Paused || !strings.Contains(s.Note, "given up after 60d") || s.Now < longestStep {
		t.Errorf("it was left as %+v", s)
	}
}

// While the world stands still, what people do happens all the same, at once.
func TestWhatIsDoneToAPausedWorldHappens(t *testing.T) {
	l := steering(t, "classroom", "scale=20")
	name, err := l.Inflict(sim.Fault{Type: "slow", Target: "bank", Factor: 3})
	if err != nil || name != "slow" {
		t.Fatal(name, err)
	}
	if err := l.Policy("merchant -> bank", "{ timeout: 1s }"); err != nil {
		t.Fatal(err)
	}
	eventually(t, l, "done", func(LiveState) bool { return len(l.Inputs()) == 2 })
	asked(t, l, func() {
		if f := l.Play().World.Failures(); len(f) != 1 || !f[0].Active() || l.Play().World.Now() > 2 {
			t.Errorf("of %d faults none is there at %v", len(f), l.Play().World.Now())
		}
	})
	if err := l.Mend(name); err != nil {
		t.Fatal(err)
	}
	eventually(t, l, "mended", func(LiveState) bool { return len(l.Inputs()) == 3 })
	asked(t, l, func() {
		if f := l.Play().World.Failures(); f[0].Active() {
			t.Error("it was mended and is still there")
		}
	})
	if s := l.State(); s.State != Ready {
		t.Errorf("the run is %s", s.State)
	}
}

// What cannot be done is refused in the words of the file.
func TestWhatCannotBeDoneIsRefused(t *testing.T) {
	l := steering(t, "classroom", "scale=20")
	if _, err := l.Inflict(sim.Fault{Type: "slow", Target: "bank", Factor: 2, Name: "mud"}); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		why  string
		do   func() error
		want string
	}{
		{"a good that there is not", func() error { return second2(l.Buy(Purchase{Good: "lots", Card: "good"})) }, `good: "lots" is unknown, did you mean last?`},
		{"a card that there is not", func() error { return second2(l.Buy(Purchase{Good: "last", Card: "god"})) }, `card: "god" is unknown, did you mean good?`},
		{"a name of a page", func() error { return second2(l.Buy(Purchase{Good: "last", Card: "good", Name: "<b>"})) }, "no nickname"},
		{"a type that there is not", func() error { return second2(l.Inflict(sim.Fault{Type: "slo", Target: "bank"})) }, "did you mean slow?"},
		{"a target that there is not", func() error { return second2(l.Inflict(sim.Fault{Type: "slow", Target: "bnak", Factor: 2})) }, "target: there is no"},
		{"a field that means nothing", func() error {
			return second2(l.Inflict(sim.Fault{Type: "slow", Target: "bank", Factor: 2, Count: 3}))
		}, "count: has no meaning for slow"},
		{"a share above one", func() error {
			return second2(l.Inflict(sim.Fault{Type: "drop", Target: "bank", Probability: 1.5}))
		}, "probability: 1.5 is too large, want 0 to 1"},
		{"a name that is taken", func() error {
			return second2(l.Inflict(sim.Fault{Type: "slow", Target: "bank", Factor: 2, Name: "mud"}))
		}, "mud is the name of another fault"},
		{"a fault that there is not", func() error { return l.Mend("mad") }, "there is no fault \"mad\", did you mean mud?"},
		{"a line that there is not", func() error { return l.Policy("bank -> merchant", "") }, "the bank calls nobody"},
		{"a field that there is not", func() error { return l.Policy("merchant -> bank", "timeuot: 2s") }, "unknown field, did you mean timeout?"},
		{"a policy that is none", func() error { return l.Policy("merchant -> bank", "[1, 2") }, "not YAML"},
		{"more than one", func() error { return l.Policy("merchant -> bank", "timeout: 1s\n---\ntimeout: 2s") }, "second document"},
		{"a variable", func() error { return l.Policy("merchant -> bank", "timeout: ${slow}") }, "no duration"},
	} {
		if err := row.do(); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.why, err, row.want)
		}
	}
	eventually(t, l, "done", func(LiveState) bool { return len(l.Inputs()) == 1 })
}

// A fault by hand is known to the books like one of the file: what the world breaks by
// it is the world's doing, and the summary tells when it came, what it hit, and how
// the shop came back. If the books did not know of it, they would blame the shop.
func TestAFaultByHandIsJudgedAsOneOfTheFile(t *testing.T) {
	judged := 0
	for _, row := range listed() {
		if len(row.Breaks) == 0 {
			continue
		}
		t.Run(row.Name, func(t *testing.T) {
			s, err := Load("classroom", []string{"scale=10"})
			if err != nil {
				t.Fatal(err)
			}
			fault := exampleOf(t, row)
			fault.For, fault.When, fault.Every, fault.MTBF, fault.MTTR = 5*time.Minute, "", 0, 0, 0
			l := s.Live(0)
			minutes := 0
			l.SetSpeed(0)
			l.Step(func() bool { return l.Play().World.Now() > 10*time.Minute })
			sum := watched(t, l, func() bool {
				if minutes == 0 && l.State().State == Paused {
					minutes++
					if _, err := l.Inflict(fault); err != nil {
						t.Error(err)
					}
					l.Start()
				}
				return minutes > 0
			})

			if len(sum.Faults) != 1 || sum.Faults[0].At < 600 || sum.Faults[0].At > 700 {
				t.Fatalf("the faults are told as %+v", sum.Faults)
			}
			for _, v := range sum.Invariants {
				if v.Shop > 0 {
					t.Errorf("%s is broken %d times by the shop, as order %d shows: %s", v.Name, v.Shop, v.Example, v.Text)
				}
				judged += v.WorldRepaired
			}
		})
	}
	if judged == 0 {
		t.Error("the world broke nothing, which proves little")
	}
}
