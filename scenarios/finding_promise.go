package scenarios

import (
	"fmt"
	"slices"
	"time"
)

// findBroken is the finding of a run in which the shop could cope and a threshold
// was crossed all the same: the one that ended the run, or else the first of the
// file. It tells if there was one.
func (p *Play) findBroken(sum *Summary) bool {
	kept := func(t ThresholdVerdict) bool { return t.OK }
	broken := slices.DeleteFunc(slices.Clone(sum.Thresholds), kept)
	if len(broken) == 0 {
		return false
	}
	first := broken[max(0, slices.IndexFunc(broken, func(t ThresholdVerdict) bool { return t.Aborted }))]
	sum.Finding = fmt.Sprintf("No part of the shop was overrun, but %s %s was not kept: %s", first.Metric, first.Threshold, first.measured())
	if sum.FindingOrder = first.Example; first.Example > 0 {
		sum.Finding += fmt.Sprintf(", as order %s shows", thousands(int64(first.Example)))
	}
	if more := len(broken) - 1; more > 0 {
		sum.Finding += fmt.Sprintf(" (and %s)", howMany(more, "other threshold"))
	}
	sum.Finding += fmt.Sprintf(". %s of %s orders were delivered.", thousands(int64(sum.Milestones.Delivered)), thousands(int64(sum.Placed)))
	return true
}

// measured says what there was instead: p(95) was 1.7 s (…).
func (t *ThresholdVerdict) measured() string {
	unmeasured := t.Value == 0 && t.Example == 0 && t.Note != ""
	if unmeasured {
		return t.Note
	}
	value := brief(t.Value)
	if t.Unit != "" {
		value = inSeconds(time.Duration(t.Value * float64(time.Millisecond)))
	}
	text := subjectOf(t.Threshold) + " was " + value
	if t.Note != "" {
		text += " (" + t.Note + ")"
	}
	return text
}

// findTurnedAway adds those who should have come and were not let in, of whom no
// number of the shop itself knows.
func findTurnedAway(sum *Summary) {
	if away, all := float64(sum.Dropped), float64(sum.Dropped)+float64(sum.Customers); away > manyNoPage*all {
		sum.Finding += fmt.Sprintf(" %s of %s customers were not let in, for the load had no virtual user or time left for them.",
			thousands(int64(away)), thousands(int64(all)))
	}
}
