package scenarios

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"buynow/sim/codec"
)

// Whatever is played, and however careful the shop is, each wish has one fate, and the fates are the
// outcomes of the summary; harms are those that the auditor counted; and nothing that keeps the score
// changes what happens. Each scenario has a preset and a seed of its own here.
func TestFatesAreTheOutcomesOfEveryScenario(t *testing.T) {
	long(t)
	presets := []string{"naive", "hardened", "retry-happy", "eshop", "online-boutique"}
	scales := map[string]string{"a-week": "scale=1000", "black-friday": "scale=200"}
	for i, name := range Names() {
		t.Run(name, func(t *testing.T) {
			if name != "quickstart" {
				long(t)
			}
			fatesAreOutcomes(t, name, cmp.Or(scales[name], "scale=50"), "preset="+presets[i%len(presets)], fmt.Sprintf("seed=%d", 100+i))
		})
	}
}

// These have what is rare: customers who order twice, orders that a crash unmade, orders that are open when the
// run ends, and customers who wait then.
func TestFatesAreTheOutcomesOfWhatIsRare(t *testing.T) {
	long(t)
	for _, row := range []struct {
		name string
		sets []string
		has  func(*Score) int
		why  string
	}{
		{"lost-auth-response", []string{"payments.form_key=off", "customers.double_click=20%"}, func(s *Score) int { return min(len(s.Extra), s.count(harmedAs(OrderedTwice))) }, "who clicks twice orders twice"},
		{"crash-between-every-step", []string{"scale=4", "vars.step=step 2", "preset=naive"}, func(s *Score) int { return s.count(endedAs(EndedDelivered)) }, "an order that a crash unmade has its number again"},
		{"lost-auth-response", []string{"until=5m"}, func(s *Score) int { return s.count(endedAs(EndedOpen)) }, "a run that ends early leaves orders open"},
		{"lost-auth-response", []string{"until=5m", "actors.bank.service=20s"}, func(s *Score) int { return s.count(endedAs(EndedOpen)) }, "and customers who wait"},
		{"zombie-order-manager", []string{"preset=naive"}, func(s *Score) int { return s.count(harmedAs(ChargedTwice)) }, "two order managers pay for the same order"},
		{"flash-sale", []string{"scale=4", "stock.write=what-is-there"}, func(s *Score) int { return s.count(harmedAs(Oversold)) }, "half a cart is sold for a whole one"},
		{"lost-auth-response", []string{"actors.order-manager.workers=2", "actors.order-manager.mailbox=1"}, func(s *Score) int { return s.count(endedAs(TurnedAway)) }, "one place before the order manager"},
		{"lost-auth-response", []string{"actors.web.workers=2", "actors.web.mailbox=1"}, func(s *Score) int { return s.count(endedAs(Unanswered)) }, "one place before the web server"},
	} {
		t.Run(row.why, func(t *testing.T) {
			long(t)
			if score := fatesAreOutcomes(t, row.name, row.sets...); row.has(score) == 0 {
				t.Error("there is none of it")
			}
		})
	}
}

func harmedAs(h Harm) func(Fate) bool  { return func(f Fate) bool { return f.Harm&h != 0 } }
func endedAs(e Ending) func(Fate) bool { return func(f Fate) bool { return f.End == e } }

func fatesAreOutcomes(t *testing.T, name string, sets ...string) *Score {
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
	if !slices.IsSortedFunc(score.Fates, func(a, b Fate) int { return cmp.Compare(a.Intent, b.Intent) }) {
		t.Errorf("%v: the fates are not by intent", sets)
	}
	return score
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
