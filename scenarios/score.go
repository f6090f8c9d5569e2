package scenarios

import (
	"context"

	"buynow/sim"
	"buynow/sim/experiment"
)

// Score is what one run amounts to beside other runs on the same luck. It is small enough to be
// kept of hundreds of runs, and holds nothing that depends on the machine.
type Score struct {
	Seed      uint64
	TraceHash string
	Events    uint64
	Placed    int                // orders
	Values    []experiment.Value // of the metrics of [Scored], in their order

	Broken     []Breach // invariants that were broken and stayed so, in the order of the catalogue
	Judged     int      // invariants that were judged
	Finding    string   // what the summary of the run says
	Order      int      // that shows it
	Thresholds []ThresholdVerdict
	Cut        bool // a threshold ended the run before its time

	Fates   []Fate  // of everybody who clicked on Buy Now, by intent
	Extra   []Fate  // of orders beyond the first for the same wish, by number: there should be none
	Reached [16]int // orders that came through each step; 0 is not used
	Answer  Times   // from the first click on Buy Now to something certain: thanks, no, or what is needed before
	Door    Times   // from the first click to the parcel at the door, of those whom the shop could have served
	Slices  []Slice // of the time of the load and a while after it
	Width   float64 // of a slice, in seconds
	Faults  []FaultLine
}

// Breach is an invariant that a run broke.
type Breach struct {
	Invariant string
	Shop      int // times, by the shop itself
	World     int // times, by what the world did and nobody repaired
	Order     int // an example
}

// Score plays the scenario as [Scenario.Run] does, and says what it amounts to. A run that is cut short
// by the context amounts to nothing: it has an error instead.
func (s *Scenario) Score(ctx context.Context, o Options) (*Score, error) {
	w := sim.New(s.seed(o))
	defer w.Close()
	p := s.stage(w, newScorer())
	if _, err := p.Run(ctx, o); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return p.scorer.score(p.Summary(false)), nil
}

// score puts together what the run has come to.
func (s *scorer) score(sum *Summary) *Score {
	r := s.reckon(sum)
	score := &Score{
		Seed: sum.Seed, TraceHash: sum.TraceHash, Events: sum.Events, Placed: sum.Placed, Values: r.values(), Judged: len(sum.Invariants),
		Finding: sum.Finding, Order: sum.FindingOrder, Thresholds: sum.Thresholds, Cut: sum.Aborted != nil,
		Fates: r.fates, Extra: r.extra, Answer: r.answer.times(), Door: r.door.times(),
		Slices: s.curve.close(), Width: s.curve.width.Seconds(), Faults: sum.Faults,
	}
	for _, v := range sum.Invariants {
		if !v.OK {
			score.Broken = append(score.Broken, Breach{Invariant: v.Name, Shop: v.Shop, World: v.WorldUnrepaired, Order: v.Example})
		}
	}
	for _, line := range sum.Steps {
		score.Reached[line.Step] = line.Count
	}
	return score
}
