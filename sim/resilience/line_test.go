package resilience_test

import (
	"slices"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// question is what callers ask.
type question struct{}

func (question) Kind() sim.Kind { return 1 }

// rig is a world of a caller and a callee that does as the test says.
type rig struct {
	*sim.World
	callee sim.ActorID
	asked  []time.Duration // when a question was sent
}

// newRig returns a world in which the callee answers the n-th question that
// reaches it, from 0, as told.
func newRig(t *testing.T, answer func(env *sim.Env, n int) error) *rig {
	t.Helper()
	r := &rig{World: sim.New(1)}
	t.Cleanup(r.Close)
	n := 0
	r.callee = r.Add(sim.Actor{
		Name: "callee", Waits: true, Workers: sim.Unlimited,
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			n++
			if err := answer(env, n-1); err != nil {
				return nil, err
			}
			return m, nil
		},
	})
	r.Watch(func(e *sim.Event) {
		if e.Peer == r.callee && e.Message == 1 {
			r.asked = append(r.asked, e.At)
		}
	}, sim.Sent)
	return r
}

// run lets the processes go and fails the test if one panics.
func (r *rig) run(t *testing.T, process func(env *sim.Env)) {
	t.Helper()
	r.Go("caller", process)
	if err := r.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
}

// silent is a callee that never answers within a test's patience.
func silent(env *sim.Env, _ int) error {
	env.Sleep(time.Hour)
	return nil
}

const ms = time.Millisecond

func times(all ...int) []time.Duration {
	var at []time.Duration
	for _, t := range all {
		at = append(at, time.Duration(t)*ms)
	}
	return at
}

func TestRetryAsksAgainWhen(t *testing.T) {
	for _, row := range []struct {
		says  string
		retry resilience.Retry
		want  []time.Duration
	}{
		{"without a retry, once", resilience.Retry{}, times(0)},
		{"without a pause, as soon as the attempt is given up", resilience.Retry{Attempts: 3}, times(0, 10, 20)},
		{"a fixed pause follows each attempt", resilience.Retry{Attempts: 3, Base: 100 * ms}, times(0, 110, 220)},
		{"a factor without a backoff that grows changes nothing", resilience.Retry{Attempts: 3, Base: 100 * ms, Factor: 3}, times(0, 110, 220)},
		{"an exponential pause doubles", resilience.Retry{Attempts: 4, Base: 100 * ms, Backoff: resilience.Exponential}, times(0, 110, 320, 730)},
		{"by its own factor, up to the longest", resilience.Retry{Attempts: 5, Base: 100 * ms, Backoff: resilience.Exponential, Factor: 3, Max: 400 * ms},
			times(0, 110, 420, 830, 1240)},
	} {
		r := newRig(t, silent)
		line := resilience.NewLine(resilience.Policy{Timeout: 10 * ms, Retry: row.retry}, 1)

		r.run(t, func(env *sim.Env) {
			if _, err := line.Call(env, r.callee, question{}, time.Second); err != sim.ErrTimeout {
				t.Errorf("%s: the call = %v, want %v", row.says, err, sim.ErrTimeout)
			}
		})

		if !slices.Equal(r.asked, row.want) {
			t.Errorf("%s: asked at %v, want %v", row.says, r.asked, row.want)
		}
	}
}
