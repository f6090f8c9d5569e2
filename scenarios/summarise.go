package scenarios

import (
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// Summary sums up what was played so far.
func (p *Play) Summary(stopped bool) *Summary {
	w, s := p.World, p.Scenario
	lag := w.Lag()
	p.noteHarms()
	p.noteRecoveries()
	sum := &Summary{
		Scenario: s.Name, Description: s.Description, Seed: w.Seed(), Clock: "virtual", TraceHash: w.Trace().String(),
		Events: w.Events(), WallSeconds: time.Since(p.began).Seconds(), SimSeconds: w.Last().Seconds(),
		Start: s.Config.Calendar.Clock(0), Load: s.Load.String(), Customers: int(p.measure.came),
		PlannedSeconds: s.Load.End().Seconds(), Stopped: stopped,
		Metrics: p.measure.metrics(w.Last()), Thresholds: p.promises.verdicts(w.Now()), Aborted: p.aborted,
		Phases: phaseLines(p.measure.phases), Actors: p.measure.stations.lines(),
	}
	if lag.Asked > 0 {
		sum.Clock, sum.SpeedAsked, sum.SpeedReached = "wall", lag.Asked, lag.Reached
	}
	p.addArrivals(sum)
	p.addFaults(sum)
	sum.Liveness = p.summedLiveness()
	sum.Links, sum.Orphans = p.measure.links.lines(w.Names()), p.measure.orphans.summary(w.Last())
	p.addOutcomes(sum)
	p.addSteps(sum)
	p.addInvariants(sum)
	p.addBooks(sum)
	sum.Sparkline, sum.SparklineSeconds = p.measure.sparkline()
	sum.Bottleneck = p.bottleneck()
	if checkout := p.measure.checkout.whole.All.(*metrics.Trend); checkout.Slowest() != 0 {
		sum.Slowest = &Slowest{Order: int(checkout.Slowest()), Text: fmt.Sprintf("its checkout took %.1f s", checkout.Max().Seconds())}
	}
	p.find(sum)
	return sum
}

func (p *Play) addOutcomes(sum *Summary) {
	o, m := p.Auditor.Outcomes(), p.Auditor.Milestones()
	sum.Placed = o.Placed
	sum.Outcomes = Outcomes{
		Completed: o.Completed, Declined: o.Declined, FraudBlocked: o.FraudBlocked, SoldOut: o.SoldOut, Rejected: o.Rejected,
		Cancelled: o.Cancelled, Refunded: o.Refunded, InFlight: o.InFlight, NeedsAttention: o.NeedsAttention,
	}
	sum.Milestones = Milestones(m)
}

// addSteps is the funnel: how many orders came through each step, and what
// became of the others.
func (p *Play) addSteps(sum *Summary) {
	tallies := p.Auditor.Steps()
	for step := actors.Step(1); step <= actors.Steps; step++ {
		tally, trend := &tallies[step], p.measure.board.steps[step].whole.All.(*metrics.Trend)
		line := StepLine{
			Step: int(step), Name: step.String(), Count: tally.Count, Lost: tally.AllLost(),
			P50: millis(trend.At(50)), P99: millis(trend.At(99)), Share: share(uint64(tally.Count), uint64(sum.Placed)),
			Example: int(trend.Example()),
		}
		for loss := range actors.Losses {
			if n := tally.Lost[loss]; n > 0 {
				back := loss == actors.LossCancelled || loss == actors.LossRefunded
				line.Notes = append(line.Notes, StepNote{Count: n, Text: loss.String(), Bad: !back, Back: back, Example: int(tally.First[loss])})
			}
		}
		if step == 7 && tally.Count > 0 {
			if tries := float64(tally.Tries) / float64(tally.Count); tries >= 1.005 {
				line.Notes = append(line.Notes, StepNote{Text: fmt.Sprintf("×%.2f tries", tries)})
			}
		}
		if tally.Parcels > 0 {
			what := "parcels lost or damaged"
			if tally.Parcels == 1 {
				what = "parcel lost or damaged"
			}
			line.Notes = append(line.Notes, StepNote{Count: tally.Parcels, Text: what})
		}
		if tally.Late > 0 {
			line.Notes = append(line.Notes, StepNote{Count: tally.Late, Text: "late"})
		}
		sum.Steps = append(sum.Steps, line)
	}
}

// kernelInvariants hold of every world, whatever is played in it.
var kernelInvariants = [2]Entry{
	{Name: "flow-conserved", Text: "every message that arrived was served, refused or lost, or is still there"},
	{Name: "littles-law", Text: "the messages inside over time are the times they were inside, to the nanosecond"},
}

// addInvariants are the auditor's verdicts, and the kernel's own two: no actor
// loses a message unaccounted, and Little's law holds to the nanosecond.
func (p *Play) addInvariants(sum *Summary) {
	for _, v := range p.Auditor.Verdicts() {
		sum.Checks += v.Checks
		sum.Invariants = append(sum.Invariants, InvariantVerdict{
			Name: v.Name, Text: v.Text, OK: v.Shop == 0 && v.WorldUnrepaired == 0,
			Shop: v.Shop, WorldRepaired: v.WorldRepaired, WorldUnrepaired: v.WorldUnrepaired,
		})
		last := &sum.Invariants[len(sum.Invariants)-1]
		for _, found := range []struct {
			count int
			first actors.Instance
		}{{v.Shop, v.Instance}, {v.WorldUnrepaired, v.Unrepaired}, {v.WorldRepaired, v.Repaired}} {
			if found.count > 0 {
				last.Example = int(found.first.Example)
				last.Text += ": " + found.first.Detail
				break
			}
		}
	}
	flow := InvariantVerdict{Name: kernelInvariants[0].Name, Text: kernelInvariants[0].Text, OK: true}
	little := InvariantVerdict{Name: kernelInvariants[1].Name, Text: kernelInvariants[1].Text, OK: true}
	for id := 1; id < len(p.World.Names()); id++ {
		load := p.World.Load(sim.ActorID(id))
		sum.Checks += 2
		if !load.Conserved() {
			flow.OK, flow.Shop = false, flow.Shop+1
		}
		if !load.Little() {
			little.OK, little.Shop = false, little.Shop+1
		}
	}
	sum.Invariants = append(sum.Invariants, flow, little)
}

// addBooks are the closing lines: where the money and the goods are.
func (p *Play) addBooks(sum *Summary) {
	money, goods := p.Auditor.Books()
	text := fmt.Sprintf("%s captured = %s kept + %s fees + %s refunded", money.Captured.Grouped(), money.Kept.Grouped(),
		money.Fees.Grouped(), (money.Refunded + money.ChargedBack).Grouped())
	if money.OnTheWay != 0 {
		text += fmt.Sprintf(" + %s on the way", money.OnTheWay.Grouped())
	}
	stock := fmt.Sprintf("%s at first + %s restocked = %s in the warehouse + %s delivered", thousands(goods.Initial), thousands(goods.Restocked),
		thousands(goods.Shelf+goods.Reserved+goods.Packing+goods.Quarantine), thousands(goods.Delivered))
	for _, other := range []struct {
		pieces int64
		where  string
	}{{goods.OnTruck, "on trucks"}, {goods.Lost + goods.Damaged, "lost or damaged"}, {goods.Scrapped, "scrapped"}, {goods.Vanished, "found missing"}} {
		if other.pieces != 0 {
			stock += fmt.Sprintf(" + %s %s", thousands(other.pieces), other.where)
		}
	}
	sum.Books = []Book{{Name: "money", OK: money.Balanced(), Text: text}, {Name: "stock", OK: goods.Balanced(), Text: stock}}
	for _, promise := range []struct{ name, invariant string }{
		{"nobody charged twice", "nobody-charged-twice"}, {"nothing oversold", "nothing-oversold"},
		{"no mail before collection", "mail-after-collection"}, {"no order in limbo", "nothing-stuck"},
	} {
		for _, v := range sum.Invariants {
			if v.Name == promise.invariant {
				sum.Books = append(sum.Books, Book{Name: promise.name, OK: v.OK})
			}
		}
	}
}
