package scenarios

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// day is what came of a load.
type day struct {
	*Play
	came  []arrival
	left  map[uint64]time.Duration // when each visit was over, by intent
	click map[uint64]time.Duration // when each first clicked on Buy Now
	walks map[uint64]time.Duration // and when last
	most  int                      // inside at once
}

// play lets a load come to a shop and notes who comes and goes.
func play(t *testing.T, load string, sets ...string) *day {
	t.Helper()
	s, err := Parse("shop.yaml", []byte("name: shop\nload:\n"+load), sets)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	t.Cleanup(w.Close)
	d := &day{Play: s.Stage(w), left: map[uint64]time.Duration{}, click: map[uint64]time.Duration{}, walks: map[uint64]time.Duration{}}
	greet := d.door.greet
	d.door.greet = func(a arrival) { d.came = append(d.came, a); greet(a) }
	inside := 0
	w.Watch(func(e *sim.Event) {
		switch {
		case e.Message == actors.KindJourney && e.Peer == d.Shop.Customer:
			inside++
			d.most = max(d.most, inside)
		case e.Message == actors.KindJourney && e.Actor == d.Shop.Customer:
			inside--
			d.left[e.Intent] = e.At
		case e.Actor == d.Shop.Customer && e.Message == actors.KindPlaceOrder:
			if d.walks[e.Intent] = e.At; d.click[e.Intent] == 0 {
				d.click[e.Intent] = e.At
			}
		}
	}, sim.Sent)
	if _, err := d.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}
	return d
}

// iterations are the journeys of each user, in their order.
func (d *day) iterations(crowd int) map[int][]arrival {
	all := map[int][]arrival{}
	users := uint64(len(d.door.users[crowd].turns))
	for _, a := range d.came {
		if a.crowd == crowd {
			_, number := actors.RangeOf(a.intent)
			all[int(number%users)] = append(all[int(number%users)], a)
		}
	}
	return all
}

func TestConstantUsersComeAgainAndAgain(t *testing.T) {
	d := play(t, "  regulars: { executor: constant-vus, vus: 20, duration: 5m, startTime: 1m }\n")

	all := d.iterations(0)
	if len(all) != 20 || d.most != 20 {
		t.Fatalf("%d users came, %d at once, want 20 and no more", len(all), d.most)
	}
	for user, list := range all {
		if list[0].at != time.Minute || len(list) < 5 {
			t.Errorf("user %d comes first at %v and %d times, want at 1m and some times more", user, list[0].at, len(list))
		}
		for i, a := range list {
			switch {
			case a.at >= 6*time.Minute:
				t.Errorf("user %d begins journey %d at %v, want none after 6m", user, i, a.at)
			case i > 0 && a.at <= d.left[list[i-1].intent]:
				t.Errorf("user %d begins journey %d at %v, while the one before lasts until %v", user, i, a.at, d.left[list[i-1].intent])
			case d.left[a.intent] > 6*time.Minute+30*time.Second:
				t.Errorf("user %d is still there at %v, want nobody after the graceful stop", user, d.left[a.intent])
			}
		}
	}
}

func TestUsersThinkBetweenTheirJourneys(t *testing.T) {
	d := play(t, "  regulars: { executor: constant-vus, vus: 50, duration: 1h, journeys: { browse: 1 } }\n", "customers.think=exp(20s)")

	sum, n := 0.0, 0.0
	for _, list := range d.iterations(0) {
		for i := 1; i < len(list); i++ {
			sum += (list[i].at - d.left[list[i-1].intent]).Seconds()
			n++
		}
	}

	if mean := sum / n; n < 1000 || math.Abs(mean-20) > 4*20/math.Sqrt(n) {
		t.Errorf("%.0f pauses of %.2f s on average, want 20 s within 4 sigma", n, sum/n)
	}
}

func TestIterationsAreExactlyAsManyAsAskedFor(t *testing.T) {
	for _, row := range []struct {
		why, crowd string
		want, drop uint64
		each       int // of each user, 0 if that differs
	}{
		{"each user its own", "{ executor: per-vu-iterations, vus: 7, iterations: 5, maxDuration: 1h }", 35, 0, 5},
		{"one for all", "{ executor: shared-iterations, vus: 7, iterations: 50, maxDuration: 1h }", 50, 0, 0},
		{"k6's defaults", "{ executor: per-vu-iterations }", 1, 0, 1},
		{"no time for the rest", "{ executor: per-vu-iterations, vus: 7, iterations: 500, maxDuration: 10s }", 0, 0, 0},
	} {
		d := play(t, "  a: "+row.crowd+"\n")

		line := d.door.line(0, d.World.Now())
		if line.Came != uint64(len(d.came)) || line.Came+line.Dropped != uint64(line.Asked) {
			t.Errorf("%s: %d came and %d were dropped, %d seen, of %g asked for", row.why, line.Came, line.Dropped, len(d.came), line.Asked)
		}
		if row.want > 0 && (line.Came != row.want || line.Dropped != row.drop) {
			t.Errorf("%s: %d came and %d were dropped, want %d and %d", row.why, line.Came, line.Dropped, row.want, row.drop)
		}
		if row.want == 0 && (line.Dropped == 0 || line.Came == 0) {
			t.Errorf("%s: %d came and %d were dropped, want some of both", row.why, line.Came, line.Dropped)
		}
		seen := map[uint64]bool{}
		for _, a := range d.came {
			_, number := actors.RangeOf(a.intent)
			if seen[number] = true; row.want > 0 && number >= row.want {
				t.Errorf("%s: a journey has number %d, want them dense below %d", row.why, number, row.want)
			}
		}
		if len(seen) != len(d.came) {
			t.Errorf("%s: %d journeys have %d numbers", row.why, len(d.came), len(seen))
		}
		if row.each > 0 {
			for user, list := range d.iterations(0) {
				if len(list) != row.each {
					t.Errorf("%s: user %d came %d times, want %d", row.why, user, len(list), row.each)
				}
			}
		}
	}
}

// k6 adds and takes away users one by one, at even steps within a stage: this is
// its table of steps, written down time by time.
func TestARampHasAsManyUsersAsThatOfK6(t *testing.T) {
	const stages = "stages: [{ duration: 100s, target: 7 }, { duration: 50s, target: 7 }, { duration: 0s, target: 12 }, " +
		"{ duration: 60s, target: 2 }, { duration: 30s, target: 2 }, { duration: 20s, target: 9 }, { duration: 90s, target: 0 }]"
	load := loadOf(t, "  a: { executor: ramping-vus, startVUs: 3, startTime: 10s, gracefulRampDown: 0s, "+stages+" }\n")
	c := &load[0]
	want := map[time.Duration]int{}
	at, users := 10*time.Second, 3
	note := func(from, until time.Duration, n int) {
		for s := (from + time.Second - 1).Truncate(time.Second); s < until; s += time.Second {
			want[s+time.Millisecond] = n
		}
	}
	for _, stage := range c.Stages {
		target := int(stage.Target)
		steps := max(target-users, users-target)
		for i := range steps {
			note(at+stage.Duration*time.Duration(i)/time.Duration(steps), at+stage.Duration*time.Duration(i+1)/time.Duration(steps),
				users+i*(target-users)/steps)
		}
		if steps == 0 {
			note(at, at+stage.Duration, users)
		}
		at, users = at+stage.Duration, target
	}

	for now, n := range want {
		on := 0
		for user := range c.users() {
			if d, ok := c.duty(user, now); ok && d.from == now {
				on++
			}
		}
		if on != n {
			t.Errorf("at %v %d users are on duty, want %d", now, on, n)
		}
	}
	if len(want) != 350 {
		t.Errorf("the table has %d seconds, want 350", len(want))
	}
}

func TestAUserWhoIsTakenAwayMayFinish(t *testing.T) {
	const crowd = "  a: { executor: ramping-vus, startVUs: 30, journeys: { buy: 1, browse: 1 }, gracefulRampDown: %s, gracefulStop: %[1]s, " +
		"stages: [{ name: on, duration: 1m, target: 30 }, { name: off, duration: 30s, target: 0 }] }\n"
	for _, row := range []struct {
		grace string
		cut   bool
	}{{"0s", true}, {"3s", true}, {"1h", false}} {
		d := play(t, fmt.Sprintf(crowd, row.grace))
		grace, _ := sim.ParseDuration(row.grace)

		cut := uint64(0)
		for user, list := range d.iterations(0) {
			gone := time.Minute + time.Duration(float64(30*time.Second)*float64(30-user)/30)
			for _, a := range list {
				if over := d.left[a.intent]; over > gone+grace || a.at >= gone || d.walks[a.intent] > gone+grace {
					t.Errorf("%s: user %d, taken away at %v, begins at %v and leaves at %v", row.grace, user, gone, a.at, over)
				} else if over == gone+grace {
					cut++
				}
				if on := map[bool]int{true: 0, false: 1}[a.at < time.Minute]; a.stage != on {
					t.Errorf("%s: a journey that begins at %v counts in stage %d", row.grace, a.at, a.stage)
				}
			}
		}

		if line := d.door.line(0, d.World.Now()); line.Cut != cut || row.cut != (cut > 0) {
			t.Errorf("%s: %d journeys are cut short, %d counted, want some: %t", row.grace, cut, line.Cut, row.cut)
		}
	}
}

func TestUsersHaveTheSameLuckInASlowShop(t *testing.T) {
	const crowd = "  a: { executor: constant-vus, vus: 10, duration: 20m, journeys: { browse: 1, buy: 5, buy-and-cancel: 1 } }\n"
	fast := play(t, crowd, "actors.web.service=1ms")
	slow := play(t, crowd, "actors.web.service=900ms")

	journeys := map[uint64]actors.Journey{}
	for _, a := range fast.came {
		journeys[a.intent] = a.journey
	}
	same := 0
	for _, a := range slow.came {
		journey, both := journeys[a.intent]
		if !both {
			continue
		}
		if same++; journey != a.journey {
			t.Errorf("intent %d is for %v in a fast shop, and for %v in a slow one", a.intent, journey, a.journey)
		}
		if fast.click[a.intent] > 0 && slow.click[a.intent] > 0 {
			i := slices.IndexFunc(fast.came, func(b arrival) bool { return b.intent == a.intent })
			off := slow.click[a.intent] - a.at - (fast.click[a.intent] - fast.came[i].at)
			if off < 850*time.Millisecond || off > 1500*time.Millisecond { // a page takes 899 ms longer
				t.Errorf("intent %d needs %v longer to click in a slow shop, want no more than its page", a.intent, off)
			}
		}
	}

	if same < 250 || len(slow.came) >= len(fast.came) {
		t.Errorf("%d of %d and %d journeys are in both, want most, and fewer in the slow shop", same, len(fast.came), len(slow.came))
	}
}

func TestTenThousandUsersAreRecords(t *testing.T) {
	s, err := Parse("shop.yaml", []byte(crowdWith("{ executor: ramping-vus, startVUs: 0, journeys: { browse: 1 }, stages: [{ duration: 5h, target: 10_000 }] }")),
		[]string{"customers.think=uniform(50m, 70m)", "customers.browse_pages=1"})
	if err != nil {
		t.Fatal(err)
	}
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	w := sim.New(1)
	defer w.Close()
	p := s.Stage(w)
	if err := w.Run(time.Second); err != nil {
		t.Fatal(err)
	}
	routines, before := runtime.NumGoroutine(), heap()

	if err := w.Run(s.Load.End() - 1); err != nil {
		t.Fatal(err)
	}

	if came := p.door.came; came < 20_000 {
		t.Errorf("%d journeys began, want some of each user", came)
	}
	if more := runtime.NumGoroutine() - routines; more > 100 {
		t.Errorf("10,000 users need %d goroutines more, want hardly any", more)
	}
	if each := float64(heap()-before) / 10_000; each > 700 {
		t.Errorf("a user needs %.0f bytes, want at most 700", each)
	}
}

func TestWhoIsCalledBackInTimeStays(t *testing.T) {
	const crowd = "  a: { executor: ramping-vus, startVUs: 2, gracefulRampDown: %s, gracefulStop: 7s, " +
		"stages: [{ duration: 60s, target: 2 }, { duration: 10s, target: 0 }, { duration: 10s, target: 2 }, { duration: 60s, target: 2 }] }\n"
	for _, row := range []struct {
		why, grace string
		user       int
		cut        time.Duration
	}{
		{"the second is away from 65s to 80s, and gone before that", "14s", 1, 79 * time.Second},
		{"the second is away from 65s to 80s, and still there", "15s", 1, 147 * time.Second},
		{"the first is away from 70s to 75s", "5s", 0, 147 * time.Second},
		{"there is no grace", "0s", 0, 70 * time.Second},
	} {
		c := &loadOf(t, fmt.Sprintf(crowd, row.grace))[0]

		got, ok := c.duty(row.user, 0)

		if want := (duty{0, row.cut}); !ok || got != want {
			t.Errorf("%s: on duty %v, want %v", row.why, got, want)
		}
	}
}
