package scenarios

import (
	"fmt"
	"slices"
	"testing"

	"buynow/sim/codec"
	"reflect"
)

// Whatever is played, and however careful the shop is, each wish has one fate, and the fates are the
// outcomes of the summary; harms are those that the auditor counted; and nothing that keeps the score
// changes what happens.
func TestFatesAreTheOutcomesOfEveryScenario(t *testing.T) {
	presets := []string{"naive", "hardened"}
	for i, name := range Names() {
		t.Run(name, func(t *testing.T) {
			for k, preset := range presets {
				seed := fmt.Sprintf("seed=%d", 100+10*i+k)
				fatesAreOutcomes(t, name, "scale=50", "preset="+preset, seed)
			}
		})
	}
}

func fatesAreOutcomes(t *testing.T, name string, sets ...string) {
	t.Helper()
	s, err := Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	score := scoreOf(t, name, sets...)

	if score.TraceHash != sum.TraceHash || score.Events != sum.Events || score.Finding != sum.Finding {
		t.Errorf("%v: the scored run has trace %s, the run itself %s", sets, score.TraceHash, sum.TraceHash)
	}
	if got := score.outcomes(); got != sum.Outcomes {
		t.Errorf("%v: the fates are %+v, the outcomes %+v", sets, got, sum.Outcomes)
	}
	for _, v := range sum.Invariants {
		harm, broken := harmBy[v.Name], v.Shop+v.WorldUnrepaired
		if harm == 0 || harm == Lost || harm == Stuck { // those have other causes, too
			continue
		}
		if n := score.count(func(f Fate) bool { return f.Harm&harm != 0 }); n != broken {
			t.Errorf("%v: %d fates are %s, %s was broken %d times", sets, n, harm, v.Name, broken)
		}
	}
	if orphans := score.value(t, "orphan_authorisations").X; sum.Orphans != nil && int(orphans) != sum.Orphans.Orders {
		t.Errorf("%v: money of %v orders was held for nothing, the summary has %d", sets, orphans, sum.Orphans.Orders)
	}
	if score.Reached[1] != len(score.Fates) {
		t.Errorf("%v: %d customers clicked, and have %d fates", sets, score.Reached[1], len(score.Fates))
	}
	if !slices.IsSortedFunc(score.Fates, func(a, b Fate) int { return int(int64(a.Intent) - int64(b.Intent)) }) {
		t.Errorf("%v: the fates are not by intent", sets)
	}
}

// count counts fates, those of orders that were too many included.
func (s *Score) count(is func(Fate) bool) int {
	n := 0
	for _, f := range slices.Concat(s.Fates, s.Extra) {
		if is(f) {
			n++
		}
	}
	return n
}

// outcomes are the fates as a summary counts them.
func (s *Score) outcomes() Outcomes {
	var o Outcomes
	for _, f := range slices.Concat(s.Fates, s.Extra) {
		switch f.End {
		case Unanswered, TurnedAway, EndedRejected:
			o.Rejected++
		case EndedDeclined:
			o.Declined++
		case EndedFraudBlocked:
			o.FraudBlocked++
		case EndedSoldOut:
			o.SoldOut++
		case EndedCancelled:
			o.Cancelled++
		case EndedRefunded:
			o.Refunded++
		case EndedDelivered, EndedReturned, EndedChargedBack:
			o.Completed++
		case EndedOpen:
			o.InFlight++
		case EndedAttention:
			o.NeedsAttention++
		}
	}
	return o
}

// bytes are the score as it is kept in a file.
func (s *Score) bytes(t *testing.T) []byte {
	t.Helper()
	shape, err := codec.ShapeOf(reflect.TypeFor[Score]())
	if err != nil {
		t.Fatal(err)
	}
	return shape.Append(nil, s)
}
