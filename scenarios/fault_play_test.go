package scenarios

import (
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

// The summary tells of a fault what the events tell of it.
func TestAFaultIsToldAsItRan(t *testing.T) {
	s, err := Parse("steady.yaml", []byte(steady+`faults:
  - { type: drop_response, name: lost, target: merchant -> bank, at: 1m, for: 1m, every: 2m, probability: 20% }
  - { type: drop, target: customer -> web, at: 4m, for: 10s }
`), []string{"until=4m30s"})
	if err != nil {
		t.Fatal(err)
	}
	began, ended, hits := map[int64][]float64{}, map[int64][]float64{}, map[int64]uint64{}
	first := map[int64]uint64{}

	_, sum := playedAs(t, s, func(p *Play) {
		p.World.Watch(func(e *sim.Event) { began[e.A] = append(began[e.A], e.At.Seconds()) }, sim.FaultBegan)
		p.World.Watch(func(e *sim.Event) { ended[e.A] = append(ended[e.A], e.At.Seconds()) }, sim.FaultEnded)
		p.World.Watch(func(e *sim.Event) {
			if hits[e.A]++; first[e.A] == 0 {
				first[e.A] = e.Order
			}
		}, sim.FaultHit)
	})

	for i, line := range sum.Faults {
		number := int64(i + 1)
		var from, until []float64
		for _, w := range line.Windows {
			from, until = append(from, w.At), append(until, w.Until)
		}
		if !slices.Equal(from, began[number]) || !slices.Equal(until, ended[number]) || line.Times != len(from) {
			t.Errorf("%s was there from %v to %v, want %v to %v", line.Name, from, until, began[number], ended[number])
		}
		if line.Hits != hits[number] || line.Hits == 0 || line.Seen < line.Hits || !line.Fired || uint64(line.Example) != first[number] {
			t.Errorf("%s hit %d of %d, first order %d, want %d, order %d", line.Name, line.Hits, line.Seen, line.Example, hits[number], first[number])
		}
	}
	if got, want := sum.Faults[0].Windows, []FaultWindow{{60, 120}, {180, 240}}; !slices.Equal(got, want) {
		t.Errorf("the first was there %v, want %v", got, want)
	}
	if want := "20 % of the answers of the bank to the merchant system were lost, 1m"; sum.Faults[0].Text != want {
		t.Errorf("it is told as %q, want %q", sum.Faults[0].Text, want)
	}
	if len(sum.Warnings) != 0 {
		t.Errorf("the warnings are %q", sum.Warnings)
	}
}

// A fault that did nothing is a warning, which says why.
func TestAFaultThatNeverFiredIsAWarning(t *testing.T) {
	long(t)
	for _, row := range []struct{ why, fault, want string }{
		{"the order never came", "{ type: drop, target: bank, when: order 100000 }", "The fault drop never fired: what it waited for, order 100000, never came."},
		{"the run was over", "{ type: drop, target: bank, at: 700d }", "The fault drop never fired: the run was over before it began, at 700d."},
		{"nobody came by", "{ type: drop, target: customer -> truck, for: 1s }", "The fault drop never fired: nothing of customer -> truck came by while it was there."},
		{"nobody had bad luck", "{ type: drop, target: bank, at: 1m, for: 2s, probability: 0.0000001 }", " that came by, it hit none."},
	} {
		_, sum := played(t, steady+"faults: ["+row.fault+"]\n")

		if len(sum.Warnings) != 1 || !strings.HasSuffix(sum.Warnings[0], row.want) || sum.Faults[0].Fired {
			t.Errorf("%s: the warnings are %q, want %s", row.why, sum.Warnings, row.want)
		}
		if strings.Contains(sum.Finding, "though") {
			t.Errorf("%s: the finding is %q, which praises the shop for nothing", row.why, sum.Finding)
		}
	}
}

// A scenario without faults has none of what is kept for them.
func TestWithoutFaultsNobodyListens(t *testing.T) {
	p, sum := played(t, steady)

	if p.measure.pulse != nil || p.measure.orphans != nil || p.liveness != nil || len(sum.Faults)+len(sum.Warnings) > 0 || sum.Liveness != nil || sum.Orphans != nil {
		t.Errorf("something listens: %+v", sum)
	}
}

// A fault that would come again and again for ever keeps no shop awake in which
// nothing else is to be done.
func TestARunEndsThoughFaultsWouldComeAgain(t *testing.T) {
	long(t)
	_, calm := played(t, steady)
	_, sum := played(t, steady+"faults:\n  - { type: drop, target: fraud, at: 1m, for: 1s, every: 1h }\n  - { type: delay, target: mail, delay: 1ms, mtbf: 1h, mttr: 1s }\n")

	if days := sum.SimSeconds / 86400; days > 2*calm.SimSeconds/86400 || sum.Outcomes.InFlight > 0 {
		t.Errorf("the run took %.0f days with %d orders left, want about %.0f and none", days, sum.Outcomes.InFlight, calm.SimSeconds/86400)
	}
}

// A fault that holds up what is left is waited for.
func TestARunGoesOnUntilAFaultThatHoldsItUpIsOver(t *testing.T) {
	_, sum := played(t, steady+"faults: [{ type: delay, target: truck -> customer, delay: 400d, at: 2d, for: 3d }]\n")

	if o := sum.Outcomes; o.InFlight > 0 || o.Completed == 0 {
		t.Errorf("%d orders are left of %d", o.InFlight, sum.Placed)
	}
}

// What has ended for a while and will come again is not over.
func TestItIsNotQuietBetweenTwoTimesOfAFault(t *testing.T) {
	s, err := Parse("steady.yaml", []byte(steady+"faults: [{ type: drop, target: mail, at: 1m, for: 1m, every: 10m }]\n"), []string{"until=8m"})
	if err != nil {
		t.Fatal(err)
	}
	quiet := map[time.Duration]bool{}

	playedAs(t, s, func(p *Play) {
		for _, at := range []time.Duration{30 * time.Second, 90 * time.Second, 7 * time.Minute} {
			p.World.At(at, func() { _, quiet[at] = p.quietSince() })
		}
	})

	for at, is := range quiet {
		if is {
			t.Errorf("at %v it is quiet, want a fault that is there or comes", at)
		}
	}
}

// Who buys while a fault has changed what people want, or what it costs, and sends
// it back when that is over, sends back what was bought.
func TestWhatIsSentBackIsWhatWasBought(t *testing.T) {
	long(t)
	for _, fault := range []string{
		"{ type: hot_key, at: 1m, for: 5d, share: 80% }",
		"{ type: price_change, at: 1m, for: 5d, factor: 3 }",
	} {
		s, err := Parse("steady.yaml", []byte(steady+"faults: ["+fault+"]\n"), []string{"customers.return=1"})
		if err != nil {
			t.Fatal(err)
		}

		_, sum := playedAs(t, s, nil)

		if sum.Milestones.Returned < 100 {
			t.Errorf("%s: %d orders came back, want hundreds", fault, sum.Milestones.Returned)
		}
		for _, v := range sum.Invariants {
			if v.Shop > 0 {
				t.Errorf("%s: the shop broke %s %d times, first with order %d: %s", fault, v.Name, v.Shop, v.Example, v.Text)
			}
		}
	}
}

// A bank that was asked for another amount than it was sent holds that one: the shop
// sees it in the answer, gives it back, and takes no money for it.
func TestAnAmountThatArrivesWrongIsGivenBack(t *testing.T) {
	long(t)
	s, err := Parse("steady.yaml", []byte(steady+"links: { checksum: off }\nfaults: [{ type: corrupt, target: AuthRequest, at: 1m, for: 3m, probability: 10%, field: amount, mode: divide-100 }]\n"), nil)
	if err != nil {
		t.Fatal(err)
	}

	_, sum := playedAs(t, s, nil)

	for _, v := range sum.Invariants {
		if v.Shop+v.WorldUnrepaired > 0 || v.Name == "price-is-right" && v.WorldRepaired < 20 {
			t.Errorf("%s: broken %d times by the shop, %d times by the fault and not made good, %d times made good, first with order %d: %s",
				v.Name, v.Shop, v.WorldUnrepaired, v.WorldRepaired, v.Example, v.Text)
		}
	}
	if sum.ExitCode() != ExitGood || sum.Faults[0].Hits < 20 {
		t.Errorf("exit %d, %d amounts hit: %s", sum.ExitCode(), sum.Faults[0].Hits, sum.Finding)
	}
}
