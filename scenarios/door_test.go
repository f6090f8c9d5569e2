package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

func TestUsersDoNotMoveThoseOnSchedule(t *testing.T) {
	const open = "  open: { executor: constant-arrival-rate, rate: 1, duration: 3m }\n"
	const users = "  users: { executor: constant-vus, vus: 5, duration: 3m }\n"
	alone := play(t, open)

	for _, load := range []string{users + open, open + users, users + open + "  more: { executor: per-vu-iterations, vus: 3, iterations: 3 }\n"} {
		among := play(t, load)
		var same []arrival
		for _, a := range among.came {
			if row, _ := actors.RangeOf(a.intent); row == 0 {
				a.crowd = 0
				same = append(same, a)
			}
		}
		if !slices.Equal(same, alone.came) || len(among.came) <= len(alone.came) {
			t.Errorf("%d on schedule alone, %d among %d: want the same with the same numbers", len(alone.came), len(same), len(among.came))
		}
	}
}

func TestAFullShopLetsNobodyIn(t *testing.T) {
	const crowd = "  a: { executor: constant-arrival-rate, rate: 5, duration: 2m, maxVUs: %s }\n"
	all := play(t, fmt.Sprintf(crowd, "auto"))
	some := play(t, fmt.Sprintf(crowd, "20"))

	line := some.door.line(0, some.World.Now())
	sum := some.Summary(false)
	if some.most != 20 || line.Dropped == 0 || line.Came+line.Dropped != uint64(len(all.came)) {
		t.Errorf("%d at once, %d came and %d were dropped, want 20 and in all %d", some.most, line.Came, line.Dropped, len(all.came))
	}
	if got := sum.Metrics["dropped_iterations"].Max; got != float64(line.Dropped) || sum.Dropped != line.Dropped {
		t.Errorf("dropped_iterations is %g, dropped %d, want %d", got, sum.Dropped, line.Dropped)
	}
	for _, a := range some.came {
		if a != all.came[a.intent-1] {
			t.Errorf("intent %d comes as %+v, and as %+v if nobody is dropped", a.intent, a, all.came[a.intent-1])
		}
	}
	for name := range sum.Metrics {
		if strings.Contains(name, doorName) {
			t.Errorf("%s is a metric, though the door is no part of the shop", name)
		}
	}
	if all.door.id != 0 || all.Summary(false).Dropped != 0 {
		t.Errorf("without a limit somebody is counted, or dropped")
	}
}

func TestWhoComesByARateIsSentAwayOnlyIfTheFileSaysSo(t *testing.T) {
	const crowd = "  a: { executor: constant-arrival-rate, rate: 2, duration: 1m, journeys: { browse: 1 }%s }\n"
	for _, row := range []struct {
		graceful string
		last     time.Duration // when somebody can still look at a page
	}{{", gracefulStop: 3s", 63 * time.Second}, {"", time.Hour}} {
		s, err := Parse("shop.yaml", []byte("name: shop\nload:\n"+fmt.Sprintf(crowd, row.graceful)), nil)
		if err != nil {
			t.Fatal(err)
		}
		w := sim.New(1)
		defer w.Close()
		p := s.Stage(w)
		latest := time.Duration(0)
		w.Watch(func(e *sim.Event) {
			if e.Message == actors.KindViewItem && e.Actor == p.Shop.Customer {
				latest = e.At
			}
		}, sim.Sent)
		if _, err := p.Run(t.Context(), Options{}); err != nil {
			t.Fatal(err)
		}

		if latest > row.last || latest < 61*time.Second {
			t.Errorf("{%s }: the last page is looked at at %v, want one after 61s and none after %v", row.graceful, latest, row.last)
		}
	}
}

func TestNobodyWhoComesNeedsMemoryToFindTheirTimeAndStage(t *testing.T) {
	for _, crowd := range []string{
		"{ executor: constant-arrival-rate, rate: 1000, duration: 3h, curve: diurnal, arrivals: bursty(cv=2), journeys: { browse: 1, buy: 2 } }",
		"{ executor: ramping-arrival-rate, startRate: 1000, stages: [{ duration: 3h, target: 500 }] }",
	} {
		a := newArrivals(1, loadOf(t, "  a: "+crowd+"\n"))
		if n := testing.AllocsPerRun(10_000, func() { a.next() }); n > 0 {
			t.Errorf("%s: %g allocations for each who comes, want none", crowd, n)
		}
	}
	for _, crowd := range []string{
		"{ executor: constant-vus, vus: 5, duration: 1h }",
		"{ executor: per-vu-iterations, vus: 5, iterations: 1_000_000 }",
		"{ executor: ramping-vus, stages: [{ duration: 1h, target: 5 }, { duration: 1h, target: 0 }] }",
	} {
		load := loadOf(t, "  a: "+crowd+"\n")
		u := newUsers(&load[0], 0, 1)
		at := time.Duration(0)
		if n := testing.AllocsPerRun(10_000, func() {
			at += 10 * time.Millisecond
			load[0].duty(3, at)
			load[0].stage(at)
			u.take(3)
		}); n > 0 {
			t.Errorf("%s: %g allocations for each turn, want none", crowd, n)
		}
	}
}
