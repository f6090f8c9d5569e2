package resilience_test

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/adaptivethrottler"
	"github.com/failsafe-go/failsafe-go/budget"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/retrypolicy"

	"buynow/sim"
	"buynow/sim/resilience"
)

// What follows is known of failsafe-go 0.9.7 and is not done here. Each test runs
// the library, too: should a later version behave, the test says so.

// The library rounds a share of failures to two decimals: 99 of 200 is half.
func TestShareOfFailuresIsNotRounded(t *testing.T) {
	r := newRig(t, func(_ *sim.Env, n int) error {
		if n < 99 {
			return sim.ErrDown
		}
		return nil
	})
	line := resilience.NewLine(resilience.Policy{CircuitBreaker: resilience.Breaker{
		FailureRate: 0.5, Window: time.Hour, MinCalls: 200,
	}}, 1)
	theirs := circuitbreaker.State(-1)

	r.inTurn(t, line, 200)
	synctest.Test(t, func(*testing.T) {
		breaker := circuitbreaker.NewBuilder[any]().WithFailureRateThreshold(0.5, 200, time.Hour).Build()
		for n := range 200 {
			_ = failsafe.With(breaker).Run(func() error {
				if n < 99 {
					return errBroken
				}
				return nil
			})
		}
		theirs = breaker.State()
	})

	if line.Breaker() != resilience.Closed {
		t.Errorf("99 failures of 200 leave it %v, want it closed", line.Breaker())
	}
	if theirs != circuitbreaker.OpenState {
		t.Errorf("failsafe-go's is %v: it rounds no more", theirs)
	}
}

// The library forgets what is older than its window when something is counted,
// not when somebody looks.
func TestWindowIsForgottenWhenLookedAt(t *testing.T) {
	r := newRig(t, func(env *sim.Env, n int) error {
		if env.Now() < time.Hour {
			return sim.ErrDown
		}
		return nil
	})
	line := resilience.NewLine(resilience.Policy{Throttle: resilience.Throttle{K: 1, Window: time.Second}}, 1)
	var refused bool

	r.inTurn(t, line, 1000)
	hourLater := func(env *sim.Env) {
		env.Sleep(time.Hour)
		_, err := line.Call(env, r.callee, question{}, 0)
		refused = err != nil
	}
	r.run(t, hourLater)
	theirs := 0
	synctest.Test(t, func(*testing.T) {
		for range 100 {
			throttler := adaptivethrottler.NewBuilder[any]().WithFailureRateThreshold(0.1, 10, time.Second).Build()
			for range 10 {
				throttler.RecordFailure()
			}
			time.Sleep(time.Hour)
			if !throttler.TryAcquirePermit() {
				theirs++
			}
		}
	})

	if line.Stats.Throttled < 900 {
		t.Errorf("%d of 1000 calls were throttled, want nearly all", line.Stats.Throttled)
	}
	if refused {
		t.Error("a call an hour later was throttled for what is long past")
	}
	if theirs < 50 {
		t.Errorf("failsafe-go's throttler refused %d of 100 an hour later: it forgets now", theirs)
	}
}

// The library closes a half-open breaker at the success of a call that began
// before the breaker opened. Here it says nothing about the callee of now.
func TestStaleSuccessClosesNoBreaker(t *testing.T) {
	takes := []time.Duration{90 * time.Second, 0, 2 * time.Minute} // one in good times, a failure, a probe
	r := newRig(t, func(env *sim.Env, n int) error {
		env.Sleep(takes[n])
		if n == 1 {
			return sim.ErrDown
		}
		return nil
	})
	line := resilience.NewLine(resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 1}}, 1)
	for _, at := range []time.Duration{0, time.Second, 70 * time.Second} {
		r.Go("caller", func(env *sim.Env) {
			env.Sleep(at)
			_, _ = line.Call(env, r.callee, question{}, 0)
		})
	}
	var ours resilience.Switch
	r.run(t, func(env *sim.Env) {
		env.Sleep(100 * time.Second)
		ours = line.Breaker()
	})
	var theirs circuitbreaker.State
	synctest.Test(t, func(*testing.T) {
		breaker := circuitbreaker.NewBuilder[any]().WithDelay(time.Minute).Build()
		run := func(at, takes time.Duration, err error) {
			time.Sleep(at)
			_ = failsafe.With(breaker).Run(func() error {
				time.Sleep(takes)
				return err
			})
		}
		go run(0, takes[0], nil)
		go run(time.Second, takes[1], errBroken)
		go run(70*time.Second, takes[2], nil)
		time.Sleep(100 * time.Second)
		theirs = breaker.State()
		time.Sleep(time.Hour)
	})

	if ours != resilience.HalfOpen {
		t.Errorf("after a success of before it opened it is %v, want it half-open", ours)
	}
	if theirs != circuitbreaker.ClosedState {
		t.Errorf("failsafe-go's is %v: it ignores stale results now", theirs)
	}
}

// The library's throttle counts neither what it refuses nor what is on its way,
// so that it sends the more, the more is asked: as the root of K·R·C, not K·C.
func TestThrottleSendsNoMoreWhenMoreIsAsked(t *testing.T) {
	const accepts = 100 // a second
	for _, asked := range []float64{1000, 4000} {
		_, sent := throttled(t, throttleCase{rule: resilience.Throttle{K: 2, Window: 10 * time.Second}, asked: asked, accepts: accepts, lasts: 40 * time.Second})
		theirs := math.Sqrt(2 * asked * accepts)
		if math.Abs(sent-2*accepts) > 0.05*2*accepts {
			t.Errorf("of %v requests a second %.1f are sent, want twice what is accepted and not %.0f", asked, sent, theirs)
		}
	}
}

// The library's budget by concurrency is a share of what runs, retries included,
// so that a fifth of the calls is a third more of them.
func TestBudgetByConcurrencyIsAShareOfFirstAttempts(t *testing.T) {
	const calls, apart, takes = 4000, 10 * ms, time.Second
	r := newRig(t, func(env *sim.Env, _ int) error {
		env.Sleep(takes)
		return sim.ErrDown
	})
	line := resilience.NewLine(resilience.Policy{Retry: resilience.Retry{
		Attempts: 3, Budget: resilience.Budget{By: resilience.ByConcurrency, Share: 0.2},
	}}, 1)
	for i := range calls {
		r.Go("caller", func(env *sim.Env) {
			env.Sleep(time.Duration(i) * apart)
			_, _ = line.Call(env, r.callee, question{}, 0)
		})
	}
	r.run(t, func(*sim.Env) {})
	ours := float64(line.Stats.Attempts) / calls
	attempts := 0
	synctest.Test(t, func(*testing.T) {
		retry := retrypolicy.NewBuilder[any]().WithMaxRetries(2).WithBudget(
			budget.NewBuilder().WithMaxRate(0.2).WithMinConcurrency(0).Build()).Build()
		asked := make(chan struct{}, 4*calls)
		for i := range calls {
			go func() {
				time.Sleep(time.Duration(i) * (apart + 1))
				_ = failsafe.With(retry).Run(func() error {
					asked <- struct{}{}
					time.Sleep(takes)
					return errBroken
				})
			}()
		}
		time.Sleep(time.Hour)
		attempts = len(asked)
	})
	theirs := float64(attempts) / calls

	if math.Abs(ours-1.2) > 0.01 {
		t.Errorf("%.3f attempts a call, want 1.2", ours)
	}
	if math.Abs(theirs-1.333) > 0.02 {
		t.Errorf("failsafe-go makes %.3f attempts a call, and not 1.333 any more", theirs)
	}
}
