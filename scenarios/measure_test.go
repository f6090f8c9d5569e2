package scenarios

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// playedAs runs a scenario, with a look at the play before it begins.
func playedAs(t *testing.T, s *Scenario, before func(*Play)) (*Play, *Summary) {
	t.Helper()
	w := sim.New(s.Seed)
	t.Cleanup(w.Close)
	p := s.Stage(w)
	if before != nil {
		before(p)
	}
	stopped, err := p.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum := p.Summary(stopped)
	if err := sum.Check(); err != nil {
		t.Fatal(err)
	}
	return p, sum
}

// ledger is the slow way to measure: everything is kept.
type ledger struct {
	who      map[uint64]arrival
	checkout map[uint64][]time.Duration // by intent
	failed   map[uint64]int
}

func (l *ledger) watch(p *Play) {
	greet := p.door.greet
	p.door.greet = func(came arrival) {
		l.who[came.intent] = came
		greet(came)
	}
	p.World.Watch(func(e *sim.Event) {
		switch {
		case e.Message != actors.KindPlaceOrder:
		case e.What == sim.TimedOut || e.C != 0:
			l.failed[e.Intent]++
		default:
			l.checkout[e.Intent] = append(l.checkout[e.Intent], time.Duration(e.A))
		}
	}, sim.Answered, sim.TimedOut)
}

// of is the checkouts of those that pass.
func (l *ledger) of(pass func(arrival) bool) (took []time.Duration, failed int) {
	for intent, came := range l.who {
		if pass(came) {
			took = append(took, l.checkout[intent]...)
			failed += l.failed[intent]
		}
	}
	slices.Sort(took)
	return took, failed
}

func TestEveryTagMeasuresItsOwnCustomers(t *testing.T) {
	const text = `actors: { bank: { workers: 3 } }
thresholds:
  'checkout_duration{journey:buy,phase:peak}': ['p(95)<1s']
  'checkout_duration{crowd:regulars}': ['p(95)<1s']
  'checkout_failed{journey:buy}': ['rate<1%']
`
	s, err := Parse("x.yaml", []byte(promising(text)), nil)
	if err != nil {
		t.Fatal(err)
	}
	l := &ledger{map[uint64]arrival{}, map[uint64][]time.Duration{}, map[uint64]int{}}
	_, sum := playedAs(t, s, l.watch)

	phase := func(name string) func(arrival) bool {
		return func(a arrival) bool { is, _ := s.Load.phaseOf(a.crowd, a.stage); return is == name }
	}
	measured := func(a arrival) bool { return !phase("warm")(a) }
	buys := func(a arrival) bool { return a.journey == actors.Buy && measured(a) }
	for metric, pass := range map[string]func(arrival) bool{
		"checkout_duration":                         measured,
		"checkout_duration{phase:steady}":           phase("steady"),
		"checkout_duration{phase:peak}":             phase("peak"),
		"checkout_duration{phase:regulars}":         phase("regulars"),
		"checkout_duration{journey:buy,phase:peak}": func(a arrival) bool { return buys(a) && phase("peak")(a) },
		"checkout_duration{crowd:regulars}":         func(a arrival) bool { return a.crowd == 1 },
	} {
		took, _ := l.of(pass)
		got := sum.Metrics[metric]
		want := millis(took[len(took)*95/100])
		if int(got.Count) != len(took) || math.Abs(got.P95-want) > want/25 || got.Max != millis(took[len(took)-1]) {
			t.Errorf("%s: %d, p(95) %.0f, max %.0f; want %d, %.0f, %.0f", metric, got.Count, got.P95, got.Max, len(took), want, millis(took[len(took)-1]))
		}
	}
	for metric, pass := range map[string]func(arrival) bool{
		"checkout_failed": measured, "checkout_failed{phase:peak}": phase("peak"), "checkout_failed{journey:buy}": buys,
	} {
		took, failed := l.of(pass)
		got, want := sum.Metrics[metric], float64(failed)/float64(failed+len(took))
		if failed == 0 || got.Avg != want || int(got.Count) != failed+len(took) {
			t.Errorf("%s: %v of %d, want %v of %d", metric, got.Avg, got.Count, want, failed+len(took))
		}
	}
}

// Who comes in a warm-up is in the outcomes and the books, and in no metric.
func TestAWarmupIsLeftOutOfMetrics(t *testing.T) {
	p, sum := played(t, promising(""))

	warm, others, customers := PhaseLine{}, 0, 0
	for _, line := range sum.Phases {
		customers += line.Customers
		if line.Warmup {
			warm = line
			continue
		}
		others += line.Orders
	}
	if warm.Customers == 0 || warm.Orders == 0 || warm.P99 == 0 || customers != sum.Customers {
		t.Fatalf("the warm-up is %+v; %d customers in all phases, %d came", warm, customers, sum.Customers)
	}
	if warm.Orders+others != sum.Placed || sum.Metrics["orders_placed"].Avg != float64(others) {
		t.Errorf("%d orders in the warm-up and %d after it, %d in the outcomes, %v in the metric", warm.Orders, others, sum.Placed, sum.Metrics["orders_placed"].Avg)
	}
	if _, shown := sum.Metrics["checkout_duration{phase:warm}"]; shown {
		t.Error("the warm-up has a metric of its own")
	}
	first := p.measure.board.steps[1].whole.All.Samples()
	if int(first) != others {
		t.Errorf("the first step was measured of %d orders, want %d", first, others)
	}
}

// Without a warm-up, what is counted is what the auditor counts.
func TestCountersAgreeWithTheAuditor(t *testing.T) {
	_, sum := played(t, promising(""), "load.shoppers.stages[0].warmup=false")

	for name, want := range map[string]int{
		"orders_placed": sum.Placed, "orders_confirmed": sum.Milestones.Confirmed, "orders_delivered": sum.Milestones.Delivered,
		"orders_cancelled": sum.Outcomes.Cancelled,
	} {
		if got := sum.Metrics[name]; got.Avg != float64(want) || want == 0 || got.Example == 0 {
			t.Errorf("%s is %v, as order %d shows; the auditor says %d", name, got.Avg, got.Example, want)
		}
	}
	confirmed := 0
	for _, line := range sum.Phases {
		confirmed += line.Confirmed
	}
	if confirmed != sum.Milestones.Confirmed {
		t.Errorf("the phases confirm %d, the auditor %d", confirmed, sum.Milestones.Confirmed)
	}
	if goodput := sum.Metrics["goodput"]; goodput.Avg <= 0 || math.Abs(goodput.Avg*sum.PlannedSeconds-float64(goodput.Count)) > 1e-6 {
		t.Errorf("goodput is %v a second of %d in %v s", goodput.Avg, goodput.Count, sum.PlannedSeconds)
	}
}

func TestEveryNumberBringsAnOrder(t *testing.T) {
	p, sum := played(t, promising("actors: { bank: { workers: 3 } }\n"))

	for name, m := range sum.Metrics {
		// Suppliers and the mail's own reminders work for nobody in particular, and who
		// only asks what the shop has is no order yet.
		nobodys := strings.Contains(name, "manufacturer") || strings.Contains(name, "wholesaler") || strings.Contains(name, "link=stock-db -> stock-db") ||
			strings.Contains(name, "link=outside") || strings.Contains(name, "link=web -> stock-db") || strings.Contains(name, "link=warehouse -> warehouse") || m.Count == 0 || m.Max == 0
		if m.Example == 0 && !nobodys {
			t.Errorf("%s is %v to %v without an order that shows it", name, m.Min, m.Max)
		}
		if m.Example > p.orders() {
			t.Errorf("%s is shown by order %d of %d", name, m.Example, p.orders())
		}
	}
	for _, line := range sum.Steps {
		if line.Example == 0 && line.P99 > 0 {
			t.Errorf("step %d takes %.0f ms without an order that shows it", line.Step, line.P99)
		}
		for _, note := range line.Notes {
			if note.Count > 0 && (note.Bad || note.Back) && note.Example == 0 && note.Text != actors.LossRefused.String() {
				t.Errorf("step %d lost %d %s without an order that shows it", line.Step, note.Count, note.Text)
			}
		}
	}
}

func TestWhoCouldNotComeIsCounted(t *testing.T) {
	s, err := Parse("x.yaml", []byte(promising("thresholds: { dropped_iterations: ['count==0'], 'dropped_iterations{crowd:regulars}': ['count<9'] }")), nil)
	if err != nil {
		t.Fatal(err)
	}

	_, sum := playedAs(t, s, func(p *Play) {
		for range 7 {
			p.measure.drop(arrival{at: time.Second, crowd: 1}, 1)
		}
		p.measure.drop(arrival{at: time.Second, crowd: 0, stage: 0}, 1) // of the warm-up
		p.measure.drop(arrival{at: time.Minute, crowd: 0, stage: 1}, 1)
	})

	if got := sum.Metrics["dropped_iterations"].Avg; got != 8 || sum.Metrics["dropped_iterations{crowd:regulars}"].Avg != 7 {
		t.Errorf("%v could not come, %v of them regulars, want 8 and 7", got, sum.Metrics["dropped_iterations{crowd:regulars}"].Avg)
	}
	if sum.Thresholds[0].OK || !sum.Thresholds[1].OK {
		t.Errorf("the verdicts are %+v", sum.Thresholds)
	}
}

func TestVisitorsAreForgotten(t *testing.T) {
	p, _ := played(t, promising(""))

	if open := len(p.measure.visitors.pages); open > 1 {
		t.Errorf("%d pages of visitors are left after the run", open)
	}
}

// Numbers of intents may lie far apart, and each is noted once.
func TestVisitorsMayHaveAnyNumber(t *testing.T) {
	v := newVisitors()
	far := []uint64{1, 1023, 1024, 5_000_000, 1 << 40, 1<<63 + 7}
	for i, intent := range far {
		v.come(arrival{intent: intent, at: time.Duration(i), crowd: i, journey: actors.Buy})
	}

	for i, intent := range far {
		g, first := v.first(intent, clicked)
		if _, again := v.first(intent, clicked); !first || again || v.unders[g].crowd != i {
			t.Errorf("intent %d: first=%t, again=%t, %+v", intent, first, again, v.unders[g])
		}
	}
	for _, intent := range far {
		v.end(intent, 2*actors.Day)
		v.end(intent, 2*actors.Day)
	}
	if len(v.pages) != 0 || v.group(1) != 0 {
		t.Errorf("%d pages are left when all is over", len(v.pages))
	}
}

// Somebody who only looks leaves nothing behind after a day.
func TestWhoNeverClicksIsForgottenAfterADay(t *testing.T) {
	v := newVisitors()
	for day := range uint64(100) {
		for n := range uint64(3 * visitorsPerPage) {
			v.come(arrival{intent: day*3*visitorsPerPage + n, at: time.Duration(day) * actors.Day})
		}
	}

	if len(v.pages)+len(v.spare) > 12 {
		t.Errorf("%d pages are kept, want those of a day or two", len(v.pages)+len(v.spare))
	}
}

func BenchmarkVisitors(b *testing.B) {
	b.ReportAllocs()
	v := newVisitors()
	for i := range b.N {
		intent := uint64(i)
		v.come(arrival{intent: intent, at: time.Duration(i) * time.Second})
		v.first(intent, clicked)
		if i > 10_000 {
			v.end(intent-10_000, time.Duration(i)*time.Second)
		}
	}
}
