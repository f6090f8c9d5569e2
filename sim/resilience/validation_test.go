package resilience_test

import (
	"errors"
	"flag"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// Policies are credible only if they do what others have found. Each case below
// was published or has an exact answer. -long takes more of each, for a narrower
// band. A saboteur is a policy that is wrong by a little: the case must tell.

var long = flag.Bool("long", false, "run the tests that take minutes")

// near tells if a number is within a band around what it should be.
func near(got, want, band float64) bool { return math.Abs(got-want) <= band }

// contention is the simulator of the AWS blog (Exponential Backoff And Jitter,
// 2015): a hundred clients want to update one row. Each reads it, and writes it if
// nobody else has meanwhile; else it tries again after the pause that its line
// takes. It returns how many writes there were, and when the last client was done.
func contention(t *testing.T, retry resilience.Retry, seed uint64) (writes int, last time.Duration) {
	t.Helper()
	rules := rand.New(rand.NewPCG(seed, 1))
	hop := func(env *sim.Env) {
		env.Sleep(time.Duration(math.Abs(10+2*rules.NormFloat64()) * float64(ms)))
	}
	errConflict := errors.New("somebody else has written")
	w := sim.New(seed)
	defer w.Close()
	version := 0
	row := w.Add(sim.Actor{Name: "row", Waits: true, Workers: sim.Unlimited,
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			hop(env)
			read := version
			hop(env)
			hop(env)
			writes++
			fresh := version == read
			if fresh {
				version++
			}
			hop(env)
			if !fresh {
				return nil, errConflict
			}
			return m, nil
		}})
	retry.Attempts = math.MaxInt
	line := resilience.NewLine(resilience.Policy{Retry: retry}, 1)
	line.Failed = func(err error) bool { return err == errConflict }
	for client := range uint64(100) {
		w.Go("client", func(env *sim.Env) {
			env.About(client+1, 0)
			if _, err := line.Call(env, row, question{}, 0); err != nil {
				t.Error(err)
			}
			last = env.Now()
		})
	}
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	return writes, last
}

// contend is the mean of several runs.
func contend(t *testing.T, retry resilience.Retry, runs int) (writes, last float64) {
	t.Helper()
	for seed := range runs {
		n, at := contention(t, retry, uint64(seed)+1)
		writes += float64(n) / float64(runs)
		last += at.Seconds() * 1000 / float64(runs)
	}
	return writes, last
}

// The strategies of the AWS blog. Its attempts count from 1, so that its first
// pause is twice its base; but for the decorrelated one.
var (
	awsExponential  = resilience.Retry{Backoff: resilience.Exponential, Base: 10 * ms, Max: 2 * time.Second}
	awsEqual        = withJitter(awsExponential, resilience.EqualJitter)
	awsFull         = withJitter(awsExponential, resilience.FullJitter)
	awsDecorrelated = resilience.Retry{Base: 5 * ms, Max: 2 * time.Second, Jitter: resilience.DecorrelatedJitter}
)

func withJitter(r resilience.Retry, j resilience.Jitter) resilience.Retry {
	r.Jitter = j
	return r
}

func TestBackoffsContendAsPublished(t *testing.T) {
	runs, writesBand, lastBand := 8, 0.05, 0.25
	if *long {
		runs, writesBand, lastBand = 100, 0.02, 0.06
	}
	before := 0.
	for _, row := range []struct {
		name         string
		retry        resilience.Retry
		writes, last float64
	}{ // the fewest writes first
		{"full jitter", awsFull, 795.7, 4956},
		{"equal jitter", awsEqual, 812.0, 6617},
		{"decorrelated jitter", awsDecorrelated, 1002, 4593},
		{"exponential", awsExponential, 1860, 63657},
		{"none", resilience.Retry{}, 2424, 2031},
	} {
		writes, last := contend(t, row.retry, runs)

		t.Logf("%-20s %7.1f writes, %7.1f published; last client after %7.0f ms, %7.0f published", row.name, writes, row.writes, last, row.last)
		if !near(writes, row.writes, writesBand*row.writes) || !near(last, row.last, lastBand*row.last) {
			t.Errorf("%s: %.1f writes and %.0f ms, want %.1f and %.0f", row.name, writes, last, row.writes, row.last)
		}
		if writes <= before {
			t.Errorf("%s: %.1f writes are not more than %.1f of the one before", row.name, writes, before)
		}
		before = writes
	}
	for _, saboteur := range []struct {
		name         string
		retry        resilience.Retry
		writes, last float64
	}{
		{"full jitter that is taken of half the pause", withJitter(resilience.Retry{
			Backoff: resilience.Exponential, Base: 5 * ms, Max: 2 * time.Second}, resilience.FullJitter), 795.7, 4956},
		{"equal jitter that does not grow", resilience.Retry{Base: 10 * ms, Jitter: resilience.EqualJitter}, 812.0, 6617},
		{"full jitter for decorrelated", awsFull, 1002, 4593},
	} {
		writes, last := contend(t, saboteur.retry, runs)
		if near(writes, saboteur.writes, writesBand*saboteur.writes) && near(last, saboteur.last, lastBand*saboteur.last) {
			t.Errorf("nobody notices %s: %.1f writes and %.0f ms", saboteur.name, writes, last)
		}
	}
}

// brooker is the model of Brooker's blog (Fixing retries with token buckets and
// circuit breakers, 2022): clients call ten times a second, each of their own
// line, and half of all attempts fail. It returns the share of calls that succeed
// and the attempts for each call.
func brooker(t *testing.T, retry resilience.Retry, clients int) (success, load float64) {
	t.Helper()
	w := sim.New(1)
	defer w.Close()
	w.Connect(sim.Outside, sim.Outside, sim.Link{Request: sim.Exponential(10 * ms), Reply: sim.Exponential(10 * ms)})
	rules := rand.New(rand.NewPCG(1, 1))
	callee := w.Add(sim.Actor{Name: "callee", Workers: sim.Unlimited,
		Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) {
			if rules.Float64() < 0.5 {
				return nil, errBroken
			}
			return m, nil
		}})
	lines := make([]*resilience.Line, clients)
	for client := range lines {
		line := resilience.NewLine(resilience.Policy{Retry: retry}, uint64(client))
		line.Failed = func(err error) bool { return err == errBroken }
		lines[client] = line
		w.Go("client", func(env *sim.Env) {
			gaps := env.Luck(sim.FirstPurpose)
			gap := sim.Exponential(100 * ms)
			for i := 1; ; i++ {
				env.Sleep(gap.Duration(&gaps))
				if env.Now() >= 100*time.Second {
					break
				}
				w.Go("call", func(env *sim.Env) {
					env.About(uint64(client<<32|i), 0)
					_, _ = line.Call(env, callee, question{}, 0)
				})
			}
		})
	}
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	var calls, attempts, failures uint64
	for _, line := range lines {
		calls, attempts, failures = calls+line.Stats.Calls, attempts+line.Stats.Attempts, failures+line.Stats.Failures
	}
	return 1 - float64(failures)/float64(calls), float64(attempts) / float64(calls)
}

func TestRetriesLoadTheCalleeAsPublished(t *testing.T) {
	clients, successBand, loadBand := 100, 0.004, 0.005
	switch {
	case *long:
		clients, successBand, loadBand = 1000, 0.0015, 0.003
	case racing || testing.Short():
		clients, successBand, loadBand = 20, 0.012, 0.015
	}
	bucket := resilience.Budget{By: resilience.ByTokens, Share: 0.1, Cap: 5}
	for _, row := range []struct {
		name          string
		retry         resilience.Retry
		success, load float64
		wrong         bool
	}{
		{"no retries", resilience.Retry{}, 0.5, 1, false},
		{"three retries", resilience.Retry{Attempts: 4}, 0.9375, 1.875, false},
		{"a token bucket", resilience.Retry{Attempts: 4, Budget: bucket}, 0.5516, 1.104, false},
		{"retries while few fail", resilience.Retry{Attempts: 4, Budget: resilience.Budget{By: resilience.ByFailures, Share: 0.1}}, 0.501, 1.000, false},
		{"saboteur: three attempts for three retries", resilience.Retry{Attempts: 3}, 0.9375, 1.875, true},
		{"saboteur: a bucket twice as large", resilience.Retry{Attempts: 4, Budget: resilience.Budget{By: resilience.ByTokens, Share: 0.1, Cap: 20}}, 0.5516, 1.104, true},
		{"saboteur: a tenth of what runs at once", resilience.Retry{Attempts: 4, Budget: resilience.Budget{By: resilience.ByConcurrency, Share: 0.1, Floor: 1}}, 0.5516, 1.104, true},
	} {
		success, load := brooker(t, row.retry, clients)

		t.Logf("%-45s success %.4f, load %.4f, published %.4f, %.4f", row.name, success, load, row.success, row.load)
		if good := near(success, row.success, successBand) && near(load, row.load, loadBand); good == row.wrong {
			t.Errorf("%s: success %.4f and load %.4f, published %.4f and %.4f", row.name, success, load, row.success, row.load)
		}
	}
}

// throttleCase is a client that asks so often of a callee that accepts so many
// requests a second.
type throttleCase struct {
	rule           resilience.Throttle
	asked, accepts float64
	lasts          time.Duration
}

// throttled returns which share of the requests is refused by the client, and how
// many a second are sent, once things have settled.
func throttled(t *testing.T, c throttleCase) (refused, sent float64) {
	t.Helper()
	w := sim.New(1)
	defer w.Close()
	tokens, filled := c.accepts, time.Duration(0)
	callee := w.Add(sim.Actor{Name: "callee", Workers: sim.Unlimited,
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			tokens = min(c.accepts, tokens+(env.Now()-filled).Seconds()*c.accepts)
			filled = env.Now()
			if tokens < 1 {
				return nil, sim.ErrFull
			}
			tokens--
			return m, nil
		}})
	line := resilience.NewLine(resilience.Policy{Throttle: c.rule}, 1)
	w.Go("customers", func(env *sim.Env) {
		gaps := env.Luck(sim.FirstPurpose)
		gap := sim.Exponential(time.Duration(float64(time.Second) / c.asked))
		for i := uint64(1); env.Now() < c.lasts; i++ {
			env.Sleep(gap.Duration(&gaps))
			env.About(i, 0)
			_, _ = line.Call(env, callee, question{}, 0)
		}
	})
	settled := 2 * c.rule.Window
	if err := w.Run(settled); err != nil {
		t.Fatal(err)
	}
	before := line.Stats
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	calls := float64(line.Stats.Calls - before.Calls)
	return float64(line.Stats.Throttled-before.Throttled) / calls,
		float64(line.Stats.Attempts-before.Attempts) / (c.lasts - settled).Seconds()
}

func TestThrottleSendsWhatTheSREBookSays(t *testing.T) {
	lasts, band := 40*time.Second, 0.03
	if *long {
		lasts, band = 1000*time.Second, 0.015
	}
	for _, row := range []struct {
		says          string
		k, asked      float64
		refused, sent float64
		wrong         bool
	}{
		{"twice what is accepted", 2, 1000, 0.7992, 200.8, false},
		{"a tenth more than is accepted", 1.1, 1000, 0.8891, 110.9, false},
		{"nothing is refused while half of it is accepted", 2, 150, 0, 150, false},
		{"saboteur: a larger K", 2.2, 1000, 0.7992, 200.8, true},
	} {
		refused, sent := throttled(t, throttleCase{resilience.Throttle{K: row.k, Window: 10 * time.Second}, row.asked, 100, lasts})

		t.Logf("%s: refuses %.4f, sends %.1f a second, by the book %.4f, %.1f", row.says, refused, sent, row.refused, row.sent)
		if good := near(refused, row.refused, band*row.refused) && near(sent, row.sent, band*row.sent); good == row.wrong {
			t.Errorf("%s: refuses %.4f and sends %.1f a second, want %.4f and %.1f", row.says, refused, sent, row.refused, row.sent)
		}
	}
}

// layers is how often the last of three layers is asked for each call of the
// first, when each asks three times and the last fails with some chance.
func layers(t *testing.T, retry resilience.Retry, fails float64, calls int) float64 {
	t.Helper()
	w := sim.New(1)
	defer w.Close()
	rules := rand.New(rand.NewPCG(1, 1))
	asked := 0
	next := w.Add(sim.Actor{Name: "leaf", Workers: sim.Unlimited,
		Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) {
			if asked++; rules.Float64() < fails {
				return nil, sim.ErrDown
			}
			return m, nil
		}})
	for _, name := range []string{"third", "second", "first"} {
		callee, line := next, resilience.NewLine(resilience.Policy{Retry: retry}, 1)
		next = w.Add(sim.Actor{Name: name, Waits: true, Workers: sim.Unlimited,
			Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) { return line.Call(env, callee, m, 0) }})
	}
	w.Go("customers", func(env *sim.Env) {
		for i := range calls {
			env.About(uint64(i)+1, 0)
			_, _ = env.Call(next, question{}, 0)
		}
	})
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	return float64(asked) / float64(calls)
}

func TestRetriesOfThreeLayersMultiply(t *testing.T) {
	more, band := 1, 0.02
	switch {
	case *long:
		more, band = 50, 0.003
	case racing:
		band = 0.05
	}
	thrice := resilience.Retry{Attempts: 3}
	for _, row := range []struct {
		fails, want float64
		calls       int
	}{{0.1, 1.1111, 5000}, {0.5, 2.0000, 5000}, {0.9, 9.4185, 20_000}, {1, 27, 100}} {
		calls := row.calls * more
		if racing {
			calls /= 5
		}
		if got := layers(t, thrice, row.fails, calls); !near(got, row.want, band*row.want) || row.fails == 1 && got != 27 {
			t.Errorf("with %v failing, the leaf is asked %.4f times a call, want %.4f", row.fails, got, row.want)
		}
	}
	once := resilience.Retry{Attempts: 3, Budget: resilience.Budget{By: resilience.ByTokens, Share: 0.1, Cap: 5}}
	if got := layers(t, once, 1, 2000); !near(got, 1.1*1.1*1.1, 0.05) {
		t.Errorf("with budgets of a tenth, the leaf is asked %.4f times a call, want 1.331", got)
	}
}
