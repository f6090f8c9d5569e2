package dashboard

import (
	"context"
	"testing"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// stage stages a scenario for a test.
func stage(t testing.TB, name string, sets ...string) *scenarios.Play {
	t.Helper()
	s, err := scenarios.Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	t.Cleanup(w.Close)
	return s.Stage(w)
}

// single is for tests that play long runs: a run is a single thread, so they would
// teach the race detector nothing.
func single(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("a long run: it is not raced")
	}
}

// watch plays a scenario to its end under an eye, with a tick every so often.
func watch(t testing.TB, p *scenarios.Play) *eye {
	t.Helper()
	e, wall := newEye(p), int64(0)
	_, err := p.Run(context.Background(), scenarios.Options{Progress: func(scenarios.Progress) {
		wall += 100
		e.tick(wall, 1, 1)
		e.hops()
	}})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// What the page shows in the end is what the summary of the run says.
func TestTotalsAreThoseOfTheSummary(t *testing.T) {
	single(t)
	for _, test := range []struct {
		scenario, why string
		sets          []string
	}{
		{"quickstart", "nothing is broken", []string{"load.shoppers.duration=10m"}},
		{"lost-auth-response", "answers are lost", nil},
		{"lost-auth-response", "a shop that charges twice", []string{"preset=naive"}},
		{"black-friday", "everybody comes at once", []string{"scale=200"}},
		{"cancel-race", "orders are cancelled while they are paid", nil},
		{"crash-between-every-step", "everybody crashes now and then", nil},
		{"lost-parcel-week", "parcels are lost and sent again", []string{"scale=20"}},
		{"duplicate-everything", "messages come twice", nil},
	} {
		t.Run(test.scenario+", "+test.why, func(t *testing.T) {
			p := stage(t, test.scenario, test.sets...)
			tries, again := 0, 0
			p.World.Watch(func(ev *sim.Event) {
				if ev.Message != actors.KindJourney && ev.Message != actors.KindTurn {
					tries++
					if ev.Attempt > 0 && ev.Attempt <= mostAttempts {
						again++
					}
				}
			}, sim.Sent)
			e := watch(t, p)

			last := e.tick(1e9, 1, 1)

			total := func(name string) int { return int(last.Totals[totalOf(name)]) }
			sum := p.Summary(false)
			o, m := sum.Outcomes, sum.Milestones
			want := map[string]int{
				"came": sum.Customers, "placed": sum.Placed, "confirmed": m.Confirmed, "collected": m.Collected, "delivered": m.Delivered,
				"settled": m.Settled, "completed": o.Completed, "declined": o.Declined, "fraud_blocked": o.FraudBlocked, "sold_out": o.SoldOut,
				"rejected": o.Rejected, "cancelled": o.Cancelled, "refunded": o.Refunded, "needs_attention": o.NeedsAttention,
			}
			breaches := 0
			for _, v := range sum.Invariants {
				breaches += v.Shop + v.WorldUnrepaired
				if v.Name == "nobody-charged-twice" {
					want["double_charges"] = v.Shop + v.WorldUnrepaired
				}
			}
			want["breaches"] = breaches
			want["retries"], want["calls"] = again, tries-again
			for name, want := range want {
				if got := total(name); got != want {
					t.Errorf("%s = %d, want %d as in the summary", name, got, want)
				}
			}
			if charged, parts := total("charged"), total("charged_delivered")+total("charged_back")+total("charged_open"); charged != parts {
				t.Errorf("charged %d cents, but delivered, back and open are %d", charged, parts)
			}
			for i, line := range sum.Steps {
				if got := int(last.Steps[i*perStep]); got != line.Count {
					t.Errorf("step %d: %d orders, want %d", line.Step, got, line.Count)
				}
				if got := int(last.Steps[i*perStep+1]); got != line.Lost {
					t.Errorf("step %d: %d lost, want %d", line.Step, got, line.Lost)
				}
			}
			for _, gauge := range []string{"customers_waiting", "orders_open", "to_pack", "on_trucks", "money_held", "reserved"} {
				if got := last.Gauges[gaugeOf(gauge)]; got != 0 && o.NeedsAttention == 0 && breaches == 0 {
					t.Errorf("%s = %d in the end, want none", gauge, got)
				}
			}
		})
	}
}

// Whoever watches changes nothing.
func TestTheEyeChangesNothing(t *testing.T) {
	trace := func(eyed bool) string {
		p := stage(t, "lost-auth-response")
		if eyed {
			e := newEye(p)
			for intent := range uint64(200) {
				e.follow(intent + 1)
			}
		}
		if _, err := p.Run(context.Background(), scenarios.Options{}); err != nil {
			t.Fatal(err)
		}
		return p.World.Trace().String()
	}

	seen, unseen := trace(true), trace(false)

	if seen != unseen {
		t.Errorf("trace %s under an eye, want %s", seen, unseen)
	}
}

// The books on the page balance at any moment, not only in the end.
func TestChargedIsDeliveredBackAndOpenAtAnyMoment(t *testing.T) {
	p := stage(t, "lost-parcel-week", "scale=20")
	charged, back := actors.Cents(0), actors.Cents(0) // an oracle: from the moves alone
	moves := 0
	p.World.Watch(func(ev *sim.Event) {
		from, _ := actors.PlaceOf(ev.Move.From)
		to, _ := actors.PlaceOf(ev.Move.To)
		switch {
		case from == actors.Held && to == actors.Clearing:
			charged += actors.Cents(ev.Move.Amount)
		case to == actors.Purse && (from == actors.Clearing || from == actors.Till):
			back += actors.Cents(ev.Move.Amount)
		default:
			return
		}
		moves++
		money, _ := p.Auditor.Books()
		if money.Captured != charged || money.Refunded+money.ChargedBack != back || money.Delivered+money.Open != charged-back || !money.Balanced() {
			t.Fatalf("at %v: taken %v, want %v; back %v, want %v; delivered %v and open %v", ev.At, money.Captured, charged,
				money.Refunded+money.ChargedBack, back, money.Delivered, money.Open)
		}
	}, sim.Moved)

	watch(t, p)

	if moves < 100 || back == 0 {
		t.Errorf("%d moves, %v back: that proves nothing", moves, back)
	}
	if money, _ := p.Auditor.Books(); money.Open != 0 || money.Delivered != charged-back {
		t.Errorf("in the end %v are open and %v are for goods that came, want none and %v", money.Open, money.Delivered, charged-back)
	}
}

// A tick and the hops need no memory once all has been seen.
func TestTicksNeedNoMemory(t *testing.T) {
	p := stage(t, "quickstart")
	e := newEye(p)
	if err := p.World.Run(10 * time.Minute); err != nil {
		t.Fatal(err)
	}
	e.tick(100, 1, 1)

	got := testing.AllocsPerRun(100, func() {
		e.tick(200, 1, 1)
		e.hops()
		e.marks()
		e.journeys()
	})

	if got != 0 {
		t.Errorf("%v allocations a tick, want none", got)
	}
}
