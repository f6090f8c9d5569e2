package resilience_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/bulkhead"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/hedgepolicy"
	"github.com/failsafe-go/failsafe-go/ratelimiter"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/failsafe-go/failsafe-go/timeout"
	"github.com/google/go-cmp/cmp"
	"github.com/sony/gobreaker/v2"

	"buynow/sim"
	"buynow/sim/resilience"
)

// The oracles are libraries that people use. They run unchanged on the clock of
// a synctest bubble, our lines in a world, both through the same script of calls.
// No two things in a script happen at one instant: there the libraries leave it
// to chance.

// errBroken is how a callee of these tests fails.
var errBroken = errors.New("broken")

// scripted is a call that is made at some time. Its n-th attempt takes so long
// and then fails or not.
type scripted struct {
	at    time.Duration
	takes []time.Duration
	fails []bool
}

// happened is what came of a call.
type happened struct {
	Asked []time.Duration // when attempts reached the callee
	Ended time.Duration
	How   string
}

const most = 8 // attempts of a scripted call

// script makes calls up to so far apart, whose attempts take up to so long; none
// begins before the one before has ended, if they go in turn.
func script(seed uint64, apart, takes time.Duration, inTurn bool) []scripted {
	rules := rand.New(rand.NewPCG(seed, 1))
	all := make([]scripted, 100)
	at := time.Duration(0)
	for i := range all {
		at += 1 + time.Duration(rules.Int64N(int64(apart)))
		if inTurn {
			at += takes
		}
		all[i].at = at
		bad := 0.9
		if i/10%2 == 0 { // better and worse times
			bad = 0.3
		}
		for range most {
			all[i].takes = append(all[i].takes, 1+time.Duration(rules.Int64N(int64(takes))))
			all[i].fails = append(all[i].fails, rules.Float64() < bad)
		}
	}
	return all
}

// task is the message of a scripted call.
type task struct{ call int }

func (task) Kind() sim.Kind { return 1 }

// ours runs a script through a line.
func ours(t *testing.T, policy resilience.Policy, script []scripted) []happened {
	t.Helper()
	if err := policy.Validate(); err != nil {
		t.Fatal(err)
	}
	w := sim.New(1)
	defer w.Close()
	all := make([]happened, len(script))
	callee := w.Add(sim.Actor{Name: "callee", Waits: true, Workers: sim.Unlimited,
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			h, s := &all[m.(task).call], &script[m.(task).call]
			n := len(h.Asked)
			h.Asked = append(h.Asked, env.Now())
			env.Sleep(s.takes[n])
			if s.fails[n] {
				return nil, errBroken
			}
			return m, nil
		}})
	line := resilience.NewLine(policy, 1)
	line.Failed = func(err error) bool { return err == errBroken || resilience.Failed(err) }
	for i := range script {
		w.Go("caller", func(env *sim.Env) {
			env.Sleep(script[i].at)
			_, err := line.Call(env, callee, task{i}, 0)
			all[i].Ended, all[i].How = env.Now(), how(err)
		})
	}
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	return all
}

// guard runs a function as a library's policies say; the function returns early
// when they give up on it.
type guard func(run func(givenUp <-chan struct{}) error) error

// theirs runs a script through a library.
func theirs(t *testing.T, library func() guard, script []scripted) []happened {
	t.Helper()
	all := make([]happened, len(script))
	synctest.Test(t, func(*testing.T) {
		start := time.Now()
		time.Sleep(script[0].at)
		guarded := library() // some count from when they are made
		var mutex sync.Mutex // hedges run beside one another
		var callers sync.WaitGroup
		defer callers.Wait()
		for i := range script {
			callers.Go(func() {
				h, s := &all[i], &script[i]
				time.Sleep(s.at - script[0].at)
				err := guarded(func(givenUp <-chan struct{}) error {
					mutex.Lock()
					n := len(h.Asked)
					h.Asked = append(h.Asked, time.Since(start))
					mutex.Unlock()
					select {
					case <-time.After(s.takes[n]):
					case <-givenUp:
					}
					if s.fails[n] {
						return errBroken
					}
					return nil
				})
				h.Ended, h.How = time.Since(start), how(err)
			})
		}
	})
	return all
}

// how names the end of a call, the same for all libraries.
func how(err error) string {
	for name, kinds := range map[string][]error{
		"broken":     {errBroken},
		"given up":   {sim.ErrTimeout, timeout.ErrExceeded},
		"not sent":   {resilience.ErrOpen, circuitbreaker.ErrOpen, gobreaker.ErrOpenState, gobreaker.ErrTooManyRequests},
		"busy":       {resilience.ErrBusy, bulkhead.ErrFull},
		"over limit": {resilience.ErrLimited, ratelimiter.ErrExceeded},
	} {
		for _, kind := range kinds {
			if errors.Is(err, kind) {
				return name
			}
		}
	}
	if err != nil {
		return fmt.Sprint("unknown: ", err)
	}
	return "done"
}

// The policies of failsafe-go that the tests below compare with.
type policies = []failsafe.Policy[any]

func failsafeRetry() failsafe.Policy[any] {
	return retrypolicy.NewBuilder[any]().WithMaxRetries(4).WithBackoffFactor(100*ms, 400*ms, 1.5).ReturnLastFailure().Build()
}

func failsafeFixed() failsafe.Policy[any] {
	return retrypolicy.NewBuilder[any]().WithMaxRetries(2).WithDelay(30 * ms).ReturnLastFailure().Build()
}

func failsafeBreaker() circuitbreaker.Builder[any] { return circuitbreaker.NewBuilder[any]() }

func failsafeBulkhead() failsafe.Policy[any] {
	return bulkhead.NewBuilder[any](4).WithMaxWaitTime(20 * ms).Build()
}

func failsafeHedge() failsafe.Policy[any] {
	return hedgepolicy.NewBuilderWithDelay[any](20 * ms).WithMaxHedges(2).Build()
}

func failsafeLimit() failsafe.Policy[any] {
	return ratelimiter.NewSmoothBuilderWithMaxRate[any](10 * ms).WithMaxWaitTime(60 * ms).Build()
}

func failsafeTimeout() failsafe.Policy[any] { return timeout.New[any](50 * ms) }

func TestLinesDoAsFailsafeDoes(t *testing.T) {
	retry := resilience.Retry{Attempts: 5, Backoff: resilience.Exponential, Base: 100 * ms, Max: 400 * ms, Factor: 1.5}
	fixed := resilience.Retry{Attempts: 3, Base: 30 * ms}
	four := resilience.Bulkhead{Limit: 4, Queue: 100, MaxWait: 20 * ms}
	twice := resilience.Hedge{Delay: 20 * ms, AtMost: 2}
	for _, row := range []struct {
		says   string
		apart  time.Duration // calls are up to that far apart
		takes  time.Duration
		inTurn bool
		ours   resilience.Policy
		theirs func() policies // from the outermost to the innermost
		ends   []string
	}{
		{"retries come after the same pauses", 50 * ms, 80 * ms, false,
			resilience.Policy{Retry: retry},
			func() policies { return policies{failsafeRetry()} }, []string{"done", "broken"}},
		{"what is given up after a while is asked again", 50 * ms, 80 * ms, false,
			resilience.Policy{Retry: fixed, Timeout: 50 * ms},
			func() policies { return policies{failsafeFixed(), failsafeTimeout()} }, []string{"done", "broken", "given up"}},
		{"a breaker opens at five failures of ten", 40 * ms, 10 * ms, true,
			resilience.Policy{CircuitBreaker: resilience.Breaker{FailureRate: 0.5, Calls: 10, OpenFor: 300 * ms, Probes: 2}},
			func() policies {
				return policies{failsafeBreaker().WithFailureThresholdRatio(5, 10).WithDelay(300 * ms).WithSuccessThreshold(2).Build()}
			}, []string{"done", "broken", "not sent"}},
		{"a breaker opens at three failures in a row", 40 * ms, 10 * ms, true,
			resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 3, OpenFor: 200 * ms}},
			func() policies {
				return policies{failsafeBreaker().WithFailureThreshold(3).WithDelay(200 * ms).WithSuccessThreshold(1).Build()}
			}, []string{"done", "broken", "not sent"}},
		{"a breaker opens at half of what was asked within a second", 40 * ms, 10 * ms, true,
			resilience.Policy{CircuitBreaker: resilience.Breaker{FailureRate: 0.5, Window: time.Second, MinCalls: 8, OpenFor: 500 * ms}},
			func() policies {
				return policies{failsafeBreaker().WithFailureRateThreshold(0.5, 8, time.Second).WithDelay(500 * ms).WithSuccessThreshold(1).Build()}
			}, []string{"done", "broken", "not sent"}},
		{"a bulkhead lets four in and others wait", 10 * ms, 80 * ms, false,
			resilience.Policy{Bulkhead: four},
			func() policies { return policies{failsafeBulkhead()} }, []string{"done", "broken", "busy"}},
		{"hedges are sent, and the first answer counts, be it an error", 50 * ms, 80 * ms, false,
			resilience.Policy{Hedge: twice},
			func() policies { return policies{failsafeHedge()} }, []string{"done", "broken"}},
		{"a rate limit that is never idle spaces attempts evenly", 8 * ms, 10 * ms, false,
			resilience.Policy{RateLimit: resilience.RateLimit{Rate: 100, MaxWait: 60 * ms}},
			func() policies { return policies{failsafeLimit()} }, []string{"done", "broken", "over limit"}},
		{"a retry around a bulkhead asks for a place each time", 10 * ms, 80 * ms, false,
			resilience.Policy{Retry: fixed, Bulkhead: four},
			func() policies { return policies{failsafeFixed(), failsafeBulkhead()} }, []string{"done", "broken", "busy"}},
		{"a retry around a breaker has each attempt counted, and refused", 40 * ms, 10 * ms, true,
			resilience.Policy{Retry: resilience.Retry{Attempts: 3}, CircuitBreaker: resilience.Breaker{Failures: 4, OpenFor: 200 * ms}},
			func() policies {
				return policies{retrypolicy.NewBuilder[any]().WithMaxRetries(2).ReturnLastFailure().Build(),
					failsafeBreaker().WithFailureThreshold(4).WithDelay(200 * ms).WithSuccessThreshold(1).Build()}
			}, []string{"done", "broken", "not sent"}},
		{"a bulkhead around hedges around timeouts", 20 * ms, 80 * ms, false,
			resilience.Policy{Timeout: 50 * ms, Hedge: twice, Bulkhead: four},
			func() policies { return policies{failsafeBulkhead(), failsafeHedge(), failsafeTimeout()} },
			[]string{"done", "broken", "busy", "given up"}},
	} {
		library := func() guard {
			executor := failsafe.With(row.theirs()...)
			return func(run func(<-chan struct{}) error) error {
				return executor.RunWithExecution(func(e failsafe.Execution[any]) error { return run(e.Canceled()) })
			}
		}
		compare(t, row.says, row.ours, library, row.ends, func(seed uint64) []scripted {
			return script(seed, row.apart, row.takes, row.inTurn)
		})
	}
}

// compare runs scripts through a policy of ours and through a library. All the
// ends that a call can have must have come up.
func compare(t *testing.T, says string, policy resilience.Policy, library func() guard, ends []string, script func(uint64) []scripted) {
	t.Helper()
	seen := map[string]bool{}
	for seed := range uint64(20) {
		calls := script(seed)
		got, want := ours(t, policy, calls), theirs(t, library, calls)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: script %d: the library - and ours + differ:\n%s", says, seed, diff)
			return
		}
		for _, h := range got {
			seen[h.How] = true
		}
	}
	if got, want := slices.Sorted(maps.Keys(seen)), slices.Sorted(slices.Values(ends)); !slices.Equal(got, want) {
		t.Errorf("%s: calls ended %v, want %v", says, got, want)
	}
}

func TestBreakersDoAsGobreakerDoes(t *testing.T) {
	for _, row := range []struct {
		says   string
		ours   resilience.Breaker
		theirs gobreaker.Settings
	}{
		{"one probe closes it", resilience.Breaker{Failures: 3, OpenFor: 200 * ms},
			gobreaker.Settings{Timeout: 200 * ms, ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= 3 }}},
		{"three probes close it, and no more than three pass", resilience.Breaker{Failures: 2, OpenFor: 100 * ms, Probes: 3},
			gobreaker.Settings{Timeout: 100 * ms, MaxRequests: 3, ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= 2 }}},
	} {
		library := func() guard {
			breaker := gobreaker.NewCircuitBreaker[any](row.theirs)
			return func(run func(<-chan struct{}) error) error {
				_, err := breaker.Execute(func() (any, error) { return nil, run(nil) })
				return err
			}
		}
		// Calls overlap: what began before the breaker opened ends after it.
		compare(t, row.says, resilience.Policy{CircuitBreaker: row.ours}, library, []string{"done", "broken", "not sent"},
			func(seed uint64) []scripted { return script(seed, 20*ms, 80*ms, false) })
	}
}
