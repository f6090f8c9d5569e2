package sim_test

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"buynow/sim"
)

// The kernel is credible only if it finds what queueing theory knows. Every
// case below has an exact answer by formula. -long simulates twenty times as much.

const (
	replications = 10
	// spread is the standard error that a mean may have, relative to it. The
	// quick runs have a wider one, and so a wider band.
	spread, longSpread = 0.015, 0.005
)

// estimate is what the replications of a case say about one number.
type estimate struct{ mean, stderr float64 }

// replicate runs the case with several seeds, on all processors, and estimates
// each of the numbers that it returns.
func replicate(run func(seed uint64) []float64) []estimate {
	results := make([][]float64, replications)
	var workers sync.WaitGroup
	turn := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range turn {
				results[i] = run(uint64(i) + 1)
			}
		})
	}
	for i := range results {
		turn <- i
	}
	close(turn)
	workers.Wait()

	estimates := make([]estimate, len(results[0]))
	for i := range estimates {
		sum, squares := 0., 0.
		for _, r := range results {
			sum += r[i]
			squares += r[i] * r[i]
		}
		mean := sum / replications
		variance := (squares - replications*mean*mean) / (replications - 1)
		estimates[i] = estimate{mean, math.Sqrt(max(variance, 0) / replications)}
	}
	return estimates
}

// mustBe fails unless the estimate is within three standard errors of the
// exact value or within the band, whichever is wider.
func (e estimate) mustBe(t *testing.T, what string, exact, band float64) {
	t.Helper()
	t.Logf("%-12s %10.4f ± %.4f, exactly %.4f", what, e.mean, e.stderr, exact)
	if off := math.Abs(e.mean - exact); off > max(3*e.stderr, band*exact) {
		t.Errorf("%s is %.4f ± %.4f, want %.4f", what, e.mean, e.stderr, exact)
	}
	widest := spread
	switch {
	case *long:
		widest = longSpread
	case racing:
		widest = 5 * spread
	}
	if e.stderr > widest*exact*max(band/0.01, 1) {
		t.Errorf("%s has the standard error %.4f, too wide for %.4f", what, e.stderr, exact)
	}
}

// customers is how many customers each replication of a case serves.
func customers(usually int) int {
	switch {
	case *long:
		return 20 * usually
	case racing:
		return usually / 5
	}
	return usually
}

// visit is a customer on the way through the stations; came says since when.
type visit struct{ came time.Duration }

func (visit) Kind() sim.Kind { return 1 }

// shop is a row of stations, one behind the other, and what customers met in it.
type shop struct {
	*sim.World
	stations []sim.ActorID
	times    []float64 // in the shop, in milliseconds
	waited   int       // at the first station
}

// openShop lets so many customers come, lambda in a second, to stations that
// need so long.
func openShop(seed uint64, many int, lambda float64, workers int, services ...sim.Dist) *shop {
	s := &shop{World: sim.New(seed), times: make([]float64, 0, many)}
	for i, service := range services {
		last, next := i == len(services)-1, sim.ActorID(i+2)
		id := s.Add(sim.Actor{Name: "station", Workers: workers, Mailbox: sim.Unlimited, Service: service, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			if last {
				s.times = append(s.times, float64(env.Now()-m.(*visit).came)/1e6)
			} else {
				env.Send(next, m)
			}
			return nil, nil
		}})
		s.stations = append(s.stations, id)
	}
	s.Watch(func(e *sim.Event) {
		if e.A > 0 && e.Actor == s.stations[0] {
			s.waited++
		}
	}, sim.Served)
	between := sim.Exponential(time.Duration(1e9 / lambda))
	s.Go("arrivals", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for i := range many {
			env.Sleep(between.Duration(&luck))
			env.SendAgain(s.stations[0], &visit{env.Now()}, i)
		}
	})
	return s
}

// run runs the shop until it is empty and returns, in this order: L, Lq, W and
// Wq in milliseconds, the share that waited at the first station, and
// percentiles of the time in the shop: p50, p99, p99.9.
func (s *shop) run(t *testing.T) []float64 {
	defer s.Close()
	if err := s.Run(sim.Forever); err != nil {
		t.Error(err)
	}
	seconds, served := s.Now().Seconds(), float64(len(s.times))
	var l, lq float64
	for _, id := range s.stations {
		load := s.Load(id)
		if load.Area != load.Times {
			t.Errorf("station %d: area %v, times %v", id, load.Area, load.Times)
		}
		l += load.Area.Seconds() / seconds
		lq += load.Queue.Seconds() / seconds
	}
	slices.Sort(s.times)
	at := func(share float64) float64 { return s.times[int(share*served)] }
	perCustomer := 1e3 * seconds / served
	return []float64{l, lq, l * perCustomer, lq * perCustomer, float64(s.waited) / served, at(0.5), at(0.99), at(0.999)}
}

func TestOneServer(t *testing.T) {
	t.Parallel()
	got := replicate(func(seed uint64) []float64 {
		return openShop(seed, customers(200_000), 80, 1, sim.Exponential(10*time.Millisecond)).run(t)
	})

	for i, row := range []struct {
		what        string
		exact, band float64
	}{
		{"L", 4, 0.01}, {"Lq", 3.2, 0.01}, {"W", 50, 0.01}, {"Wq", 40, 0.01}, {"P(wait)", 0.8, 0.01},
		{"p50", 34.657, 0.02}, {"p99", 230.259, 0.02}, {"p99.9", 345.388, 0.04},
	} {
		got[i].mustBe(t, row.what, row.exact, row.band)
	}
}

// Customer by customer, the wait is what the one before leaves of it (Lindley's
// recursion), to the nanosecond.
func TestEachWaitFollowsFromTheOneBefore(t *testing.T) {
	s := openShop(1, 20_000, 95, 1, sim.Exponential(10*time.Millisecond))
	defer s.Close()
	var came, waited, served time.Duration
	s.Watch(func(e *sim.Event) {
		arrived, wait := e.At-time.Duration(e.B), time.Duration(e.A)
		if want := max(0, waited+served-(arrived-came)); wait != want {
			t.Fatalf("who came at %v waited %v, want %v", arrived, wait, want)
		}
		came, waited, served = arrived, wait, time.Duration(e.B-e.A)
	}, sim.Served)

	mustRun(t, s.World)
}

// At 95 % load, half a percent takes a hundred million customers.
func TestOneServerNearlyFull(t *testing.T) {
	if !*long {
		t.Skip("takes a minute: with -long")
	}
	t.Parallel()
	got := replicate(func(seed uint64) []float64 {
		return openShop(seed, 14_000_000, 95, 1, sim.Exponential(10*time.Millisecond)).run(t)
	})

	got[2].mustBe(t, "W", 200, 0.01)
	got[6].mustBe(t, "p99", 921.03, 0.02)
}

func TestTenServers(t *testing.T) {
	t.Parallel()
	got := replicate(func(seed uint64) []float64 {
		return openShop(seed, customers(100_000), 80, 10, sim.Exponential(100*time.Millisecond)).run(t)
	})

	got[4].mustBe(t, "P(wait)", 0.409180, 0.01)
	got[3].mustBe(t, "Wq", 20.459, 0.02)
	got[2].mustBe(t, "W", 120.459, 0.01)
	got[6].mustBe(t, "p99", 494.61, 0.02)
}

// The mean wait at one server depends on the service time only through its
// mean and its squared coefficient of variation: 20 (1 + scv) ms.
func TestWaitGrowsWithTheVariationOfService(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		about   string
		service sim.Dist
		scv     float64
	}{
		{"deterministic", sim.Constant(10 * time.Millisecond), 0},
		{"gamma of two", sim.Gamma(2, 5*time.Millisecond), 0.5},
		{"exponential", sim.Exponential(10 * time.Millisecond), 1},
		{"gamma of a quarter", sim.Gamma(0.25, 40*time.Millisecond), 4},
	} {
		t.Run(row.about, func(t *testing.T) {
			many := customers(int(40_000 * (1 + row.scv)))
			got := replicate(func(seed uint64) []float64 {
				return openShop(seed, many, 80, 1, row.service).run(t)
			})

			got[3].mustBe(t, "Wq", 20*(1+row.scv), 0.02)
		})
	}
}

func TestThreeStationsInARow(t *testing.T) {
	t.Parallel()
	rate := func(mu float64) sim.Dist { return sim.Exponential(time.Duration(1e9 / mu)) }
	got := replicate(func(seed uint64) []float64 {
		return openShop(seed, customers(150_000), 80, 1, rate(100), rate(90), rate(120)).run(t)
	})

	got[0].mustBe(t, "L", 14, 0.01)
	got[2].mustBe(t, "W", 175, 0.01)
	got[5].mustBe(t, "p50", 149.07, 0.02)
	got[6].mustBe(t, "p99", 558.32, 0.02)
}

// In every world, whatever is refused, lost, crashes, times out or befalls it: what
// has arrived has left in one of four ways or is still inside, and the integral of
// the number inside over time is the sum of the times inside. Unless a fault took
// or copied it, what was sent has arrived or still travels. All as integers.
func TestNothingIsLostFromTheBooks(t *testing.T) {
	for number := range worlds(t, 600) {
		noFaults := number%2 == 0
		r := newRandomWorld(number/2, variant{noTimers: true, noFaults: noFaults})
		var seen [sim.MaxWhat]uint64
		r.Watch(func(e *sim.Event) { seen[e.What]++ })
		var sum sim.Load
		balance := func(ended bool) {
			sum = sim.Load{}
			for _, a := range r.actors {
				load := r.Load(a.id)
				if load.Area != load.Times {
					t.Fatalf("world %d at %v: %s was filled for %v, its messages were inside for %v", number, r.Now(), r.Names()[a.id], load.Area, load.Times)
				}
				if load.Arrived != load.Served+load.Refused+load.Lost+uint64(load.Inside) {
					t.Fatalf("world %d at %v: %s has %+v", number, r.Now(), r.Names()[a.id], load)
				}
				sum.Arrived += load.Arrived
				sum.Served += load.Served
				sum.Refused += load.Refused
				sum.Lost += load.Lost
			}
			if sum.Served != seen[sim.Served] || sum.Refused != seen[sim.Refused] || sum.Lost != seen[sim.Lost] {
				t.Fatalf("world %d at %v: %+v in the books, events %v", number, r.Now(), sum, seen)
			}
			if noFaults && sum.Arrived > seen[sim.Sent] || noFaults && ended && sum.Arrived != seen[sim.Sent] {
				t.Fatalf("world %d at %v: %d sent, %d arrived", number, r.Now(), seen[sim.Sent], sum.Arrived)
			}
		}

		for until := time.Duration(0); until < 100*time.Millisecond; until += 7_654_321 {
			if err := r.Run(until); err != nil {
				t.Fatal(err)
			}
			balance(false)
		}
		for _, f := range r.Failures() {
			f.End()
		}
		mustRun(t, r.World)
		balance(true)
		r.Close()
	}
}

// sagaStep is an order for a step of the saga, or for its compensation.
type sagaStep struct{ undo bool }

func (s sagaStep) Kind() sim.Kind {
	if s.undo {
		return 2
	}
	return 1
}

// A saga of four steps undoes those it has taken when one fails.
func TestSagaCommitsAndCompensates(t *testing.T) {
	t.Parallel()
	orders := customers(150_000)
	w := sim.New(1)
	defer w.Close()
	failed, undone, committed := &stepFailed{}, 0, 0
	var steps []sim.ActorID
	for _, success := range []float64{0.99, 0.97, 0.995, 0.98} {
		steps = append(steps, w.Add(sim.Actor{Name: "step", Workers: sim.Unlimited, Service: sim.Exponential(time.Millisecond), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			if m.(sagaStep).undo {
				undone++
				return m, nil
			}
			luck := env.Luck(sim.FirstPurpose)
			if !luck.Chance(success) {
				return nil, failed
			}
			return m, nil
		}}))
	}
	manager := w.Add(sim.Actor{Name: "manager", Waits: true, Workers: 10, Mailbox: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		for i, step := range steps {
			if _, err := env.Call(step, sagaStep{}, time.Minute); err == nil {
				continue
			}
			for i--; i >= 0; i-- {
				if _, err := env.Call(steps[i], sagaStep{undo: true}, time.Minute); err != nil {
					return nil, err
				}
			}
			return nil, failed
		}
		committed++
		return m, nil
	}})
	w.Go("customers", func(env *sim.Env) {
		for i := range orders {
			env.About(uint64(i)+1, 0)
			env.Send(manager, errand{})
			env.Sleep(time.Millisecond)
		}
	})

	mustRun(t, w)

	n := float64(orders)
	estimate{float64(committed) / n, math.Sqrt(0.936389 * (1 - 0.936389) / n)}.mustBe(t, "commits", 0.936389, 0)
	// Of the compensations of an order, 1 to 3 are as likely as the table says.
	square := 1*.99*.03 + 4*.99*.97*.005 + 9*.99*.97*.995*.02
	deviation := math.Sqrt((square - 0.096633*0.096633) / n)
	estimate{float64(undone) / n, deviation}.mustBe(t, "compensations", 0.096633, 0)
}

type stepFailed struct{}

func (*stepFailed) Error() string { return "the step failed" }
