package scenarios

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// loads are asked for in all shapes: even, ramped, and by day and night.
var askedLoads = []string{
	"executor: constant-arrival-rate, rate: 2, duration: 10m",
	"executor: ramping-arrival-rate, startRate: 1, stages: [{ duration: 5m, target: 5 }, { duration: 0s, target: 1 }, { duration: 10m, target: 0 }]",
	"executor: constant-arrival-rate, rate: 80, timeUnit: 1h, duration: 30h, curve: diurnal",
}

func TestEvenlyAsManyComeAsWereAskedFor(t *testing.T) {
	for _, load := range append(askedLoads, "executor: constant-arrival-rate, rate: 0.123, duration: 777s") {
		c := loadOf(t, "  a: { arrivals: uniform, "+load+" }\n")
		for seed := range uint64(5) {
			if came := float64(len(all(seed, c))); came != math.Ceil(c[0].planned()-0.5) || math.Abs(came-c[0].planned()) > 0.5 {
				t.Errorf("{ %s }: %g came, want %g to the next whole customer", load, came, c[0].planned())
			}
		}
	}
}

// By chance the number of those who come is one draw per seed. Over many seeds
// its mean and its spread are those that the summary names, so neither too many
// nor too few are three sigmas off.
func TestByChanceAsManyComeAsWereAskedFor(t *testing.T) {
	seeds := 200.0
	if racing {
		seeds = 40
	}
	for _, arrivals := range []string{"poisson", "bursty(cv=1)", "bursty(cv=0.3)", "bursty(cv=2)", "bursty(cv=4)"} {
		for _, load := range askedLoads {
			c := loadOf(t, fmt.Sprintf("  a: { arrivals: %s, %s }\n", arrivals, load))
			asked := c[0].planned()
			sigma := c[0].Arrivals.sigma(asked)

			sum, squares, far := 0.0, 0.0, 0
			for seed := range uint64(seeds) {
				z := (float64(len(all(seed, c))) - asked) / sigma
				sum, squares = sum+z, squares+z*z
				if math.Abs(z) > 3 {
					far++
				}
			}

			mean := sum / seeds
			spread := math.Sqrt(squares/seeds - mean*mean)
			if math.Abs(mean) > 4/math.Sqrt(seeds) || math.Abs(spread-1) > 4/math.Sqrt(2*seeds) || far > 5 { // 1 in 370 is beyond 3
				t.Errorf("%s { %s }: %.2f sigma off on average, spread %.2f sigma, %d of %g beyond 3", arrivals, load, mean, spread, far, seeds)
			}
		}
	}
}

// Whoever asks for four customers in bunches gets four on average, though the
// first bunch may be far away or just over.
func TestBunchesHaveNoBeginning(t *testing.T) {
	for _, cv := range []float64{0.2, 0.5, 3, 8} {
		c := loadOf(t, fmt.Sprintf("  a: { executor: constant-arrival-rate, rate: 4, duration: 1s, arrivals: bursty(cv=%g) }\n", cv))
		const seeds = 10_000
		sum, squares := 0.0, 0.0
		for seed := range uint64(seeds) {
			n := float64(len(all(seed, c)))
			sum, squares = sum+n, squares+n*n
		}

		mean := sum / seeds
		sigma := math.Sqrt(squares/seeds - mean*mean)
		if math.Abs(mean-4) > 4*sigma/math.Sqrt(seeds) {
			t.Errorf("cv=%g: %.3f came on average, want 4 within 4 sigma of %.3f", cv, mean, sigma/math.Sqrt(seeds))
		}
	}
}

func TestTheGapsOfBunchesVaryAsTheySay(t *testing.T) {
	for _, cv := range []float64{0.1, 0.5, 1, 2, 5} {
		list := all(3, loadOf(t, fmt.Sprintf("  a: { executor: constant-arrival-rate, rate: 100, duration: 2000s, arrivals: bursty(cv=%g) }\n", cv)))
		sum, squares := 0.0, 0.0
		for i := 1; i < len(list); i++ {
			gap := (list[i].at - list[i-1].at).Seconds() * 100
			sum, squares = sum+gap, squares+gap*gap
		}

		n := float64(len(list) - 1)
		mean := sum / n
		got := math.Sqrt(squares/n-mean*mean) / mean
		if math.Abs(mean-1) > 4*cv/math.Sqrt(n) || math.Abs(got-cv) > 0.05*cv {
			t.Errorf("cv=%g: %g gaps of %.4f on average vary by %.3f of it", cv, n, mean, got)
		}
	}
}

// The oracle knows the rate at a moment and nothing of areas: it adds the rate up
// in small steps between all the places at which it has a corner.
func TestArrivalsAreWhereTheAreaUnderTheRateSays(t *testing.T) {
	ramps := uint64(60)
	if racing {
		ramps = 12
	}
	for n := range ramps {
		luck := sim.Fate(5, 0x7777, n)
		c := &loadOf(t, "  a: "+randomRamp(&luck)+"\n")[0]
		c.Calendar.Starts = time.Duration(luck.IntN(7 * 24 * int(time.Hour)))
		list := all(n, Crowds{*c})

		at, area := time.Duration(0), 0.0
		for i, came := range list {
			area += slowArea(c, at, came.at-c.StartTime)
			at = came.at - c.StartTime
			if off := area - (float64(i) + 0.5); math.Abs(off) > 1e-3 {
				t.Fatalf("%s: customer %d comes at %v, where the area is %.6f too large", c, i+1, at, off)
			}
			if got := c.area(at); math.Abs(got-area) > 1e-3 {
				t.Fatalf("%s: the area up to %v is %.6f, want %.6f", c, at, got, area)
			}
			if got, want := c.rate(at), slowRate(c, at); math.Abs(got-want) > 1e-9 {
				t.Fatalf("%s: the rate at %v is %g, want %g", c, at, got, want)
			}
			if stage := c.stage(came.at); stage != came.stage {
				t.Fatalf("%s: customer %d comes at %v in stage %d, and counts in %d", c, i+1, at, stage, came.stage)
			}
		}
		if whole := slowArea(c, 0, c.end()-c.StartTime); math.Abs(whole-c.planned()) > 1e-3 || math.Abs(whole-float64(len(list))) > 0.501 {
			t.Errorf("%s: %d come and %.4f are planned, want %.4f", c, len(list), c.planned(), whole)
		}
	}
}

// randomRamp is a crowd with some stages, some of which are steps.
func randomRamp(luck *sim.Luck) string {
	text := fmt.Sprintf("{ executor: ramping-arrival-rate, arrivals: uniform, timeUnit: 1m, startTime: %dm, startRate: %d, stages: [",
		luck.IntN(100), luck.IntN(20))
	for range 1 + luck.IntN(6) {
		text += fmt.Sprintf("{ duration: %ds, target: %d }, ", luck.IntN(4)*luck.IntN(20_000), luck.IntN(3)*luck.IntN(10))
	}
	text += "{ duration: 100s, target: 7 }]"
	if luck.Chance(0.6) {
		text += ", curve: diurnal"
	}
	return text + " }"
}

// slowArea integrates the rate from one moment to another by the midpoint rule.
func slowArea(c *Crowd, from, until time.Duration) float64 {
	corners := []time.Duration{from, until}
	at := time.Duration(0)
	for _, stage := range c.Stages {
		at += stage.Duration
		corners = append(corners, at)
	}
	wall := c.Calendar.Starts + c.StartTime
	for hour := (wall + from).Truncate(time.Hour); hour <= wall+until; hour += time.Hour {
		corners = append(corners, hour-wall)
	}
	slices.Sort(corners)
	area := 0.0
	for i := 1; i < len(corners); i++ {
		if a, b := corners[i-1], corners[i]; a >= from && b <= until {
			for step := range 4 {
				mid := a + (b-a)*time.Duration(2*step+1)/8
				area += slowRate(c, mid) * (b - a).Seconds() / 4
			}
		}
	}
	return area
}

// slowRate is the rate at a moment, per second.
func slowRate(c *Crowd, at time.Duration) float64 {
	began, rate := time.Duration(0), c.StartRate
	for _, stage := range c.Stages {
		if at < began+stage.Duration {
			part := float64(at-began) / float64(stage.Duration)
			rate += (stage.Target - rate) * part
			break
		}
		began, rate = began+stage.Duration, stage.Target
	}
	if c.Curve == Diurnal {
		wall := c.Calendar.Starts + c.StartTime + at
		weekday := int(wall/(24*time.Hour)) % 7
		rate *= actors.HourlyDemand(int(wall/time.Hour)%24) * map[bool]float64{true: 0.85, false: 1.06}[weekday >= 5]
	}
	return rate / c.TimeUnit.Seconds()
}

func TestAWeekByDayAndNightDoesNotDrift(t *testing.T) {
	for _, curve := range []string{"curve: diurnal", "curve: diurnal, hours: [0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0], weekdays: [5, 0, 0, 1, 0, 0, 0]"} {
		c := &loadOf(t, "  a: { executor: constant-arrival-rate, rate: 1000, timeUnit: 1h, duration: 70d, arrivals: uniform, "+curve+" }\n")[0]
		c.Calendar.Starts = 3*actors.Day + 17*time.Hour + 12*time.Minute

		for week := range 10 {
			until := time.Duration(week+1) * 7 * actors.Day
			if want := float64(week+1) * 168_000; math.Abs(c.area(until)-want) > 1e-4 {
				t.Errorf("%s: %.6f are asked for in %d weeks, want %.0f", curve, c.area(until), week+1, want)
			}
		}
	}
}

func TestACurveFollowsTheCalendarOfTheShop(t *testing.T) {
	s, err := Parse("shop.yaml", []byte("name: shop\nstarts: sat 22:30\nload: { a: { executor: constant-arrival-rate, rate: 60, duration: 3h, "+
		"startTime: 15m, curve: diurnal, hours: [6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 0], weekdays: [0, 0, 0, 0, 0, 3, 4] } }\n"), nil)
	if err != nil {
		t.Fatal(err)
	}

	// The hours are 31/24 on average, the days 1.
	for at, want := range map[time.Duration]float64{
		0: 0, 20 * time.Minute: 60 * 4 * 24 / 31. * 3, 40 * time.Minute: 0, 100 * time.Minute: 60 * 6 * 24 / 31. * 4, 160 * time.Minute: 60 * 24 / 31. * 4,
	} {
		if got := s.Load.Rate(at); math.Abs(got-want) > 1e-9 {
			t.Errorf("at %v %.3f/s are asked for, want %.3f", at, got, want)
		}
	}
}

func TestTheSummaryTellsWhatWasAskedForAndWhatCame(t *testing.T) {
	d := play(t, "  even: { executor: constant-arrival-rate, rate: 0.5, duration: 5m, arrivals: uniform }\n"+
		"  chance: { executor: ramping-arrival-rate, startRate: 1, stages: [{ duration: 5m, target: 3 }] }\n"+
		"  bunches: { executor: constant-arrival-rate, rate: 1, duration: 100s, arrivals: bursty(cv=2), maxVUs: 5 }\n"+
		"  users: { executor: constant-vus, vus: 3, duration: 1m }\n"+
		"  each: { executor: per-vu-iterations, vus: 3, iterations: 4, maxDuration: 20s }\n")
	sum := d.Summary(false)

	asked, sigmas := []float64{150, 600, 100, 0, 12}, []float64{0, math.Sqrt(600), math.Sqrt(400 - 2.5), 0, 0}
	var came [5]uint64
	for _, a := range d.came {
		came[a.crowd]++
	}
	for i, line := range sum.Arrivals {
		if math.Abs(line.Asked-asked[i]) > 1e-9 || math.Abs(line.Sigma-sigmas[i]) > 1e-9 || line.Came != came[i] || line.Crowd != d.door.load[i].Name {
			t.Errorf("%s: asked %g, sigma %g, came %d; want %g, %g, %d", line.Crowd, line.Asked, line.Sigma, line.Came, asked[i], sigmas[i], came[i])
		}
		if got := float64(line.Came + line.Dropped); line.Asked > 0 && math.Abs(got-line.Asked) > 3*line.Sigma {
			t.Errorf("%s: %g came or were dropped, want %g within 3 sigma of %g", line.Crowd, got, line.Asked, line.Sigma)
		}
		if rate := float64(line.Came) / line.Seconds; rate != line.CamePerSecond || line.AskedPerSecond != line.Asked/line.Seconds {
			t.Errorf("%s: %g/s came, want %g", line.Crowd, line.CamePerSecond, rate)
		}
	}
	if math.Abs(sum.Asked-862) > 1e-9 || sum.Dropped != sum.Arrivals[2].Dropped+sum.Arrivals[4].Dropped || sum.Dropped == 0 || sum.Customers != len(d.came) {
		t.Errorf("in all %g asked, %d came, %d dropped", sum.Asked, sum.Customers, sum.Dropped)
	}
}

func TestARunThatIsStoppedWasAskedForNoMoreThanItsTime(t *testing.T) {
	s, err := Parse("shop.yaml", []byte(crowdWith("{ executor: constant-arrival-rate, rate: 2, duration: 1h, arrivals: uniform }")+"until: 10m\n"), nil)
	if err != nil {
		t.Fatal(err)
	}

	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}

	if line := sum.Arrivals[0]; line.Asked != 1200 || line.Came != 1200 || line.Seconds != 600 {
		t.Errorf("%g were asked for and %d came in %g s, want 1200 in 600", line.Asked, line.Came, line.Seconds)
	}
}

func TestWhoComesInAPieceComesBeforeItsEnd(t *testing.T) {
	for n := range uint64(20_000) {
		luck := sim.Fate(9, 0x7777, n)
		until := time.Duration(1 + luck.IntN(int(time.Hour)))
		in := piece{until: until, seconds: until.Seconds(), rate: 100 * luck.Float64()}
		in.slope = (100*luck.Float64() - in.rate) / in.seconds
		in.after = in.area(in.seconds)

		if at := in.reach(math.Nextafter(in.after, 0)); at >= until || at < until-time.Microsecond {
			t.Fatalf("the last moment of %+v is %v, want one just before its end", in, at)
		}
	}
}
