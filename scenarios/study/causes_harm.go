package study

import (
	"math/bits"

	"buynow/scenarios"
)

// harmedWish is a wish that suffered something.
type harmedWish struct {
	intent, order uint64
	kinds         uint8 // bits, by place in harmKinds
	end           scenarios.Ending
}

// harmKind is a kind of harm to be explained.
type harmKind struct {
	bit       uint8
	name      string
	one, many string // in a sentence
	of        func(scenarios.Fate) bool
}

// harmsToBlame is how many kinds there are.
const harmsToBlame = 6

// harmKinds are the kinds of harm, the worst first.
var harmKinds = [harmsToBlame]harmKind{
	{1 << 0, "charged twice", "1 customer was charged twice", "%s customers were charged twice", suffered(scenarios.ChargedTwice)},
	{1 << 1, "oversold", "1 order was promised goods that were not there", "%s orders were promised goods that were not there", suffered(scenarios.Oversold)},
	{1 << 2, "orders lost", "1 customer got neither the goods nor an honest no", "%s customers got neither the goods nor an honest no", suffered(scenarios.Lost)},
	{1 << 3, "not delivered", "1 customer clicked and never got the goods", "%s customers clicked and never got the goods",
		func(f scenarios.Fate) bool { return !reached(f.End) }},
	{1 << 4, "money orphaned", "the money of 1 customer was held for nothing", "the money of %s customers was held for nothing", suffered(scenarios.MoneyOrphaned)},
	{1 << 5, "ordered twice", "1 click became two orders", "%s clicks became two orders", suffered(scenarios.OrderedTwice)},
}

func suffered(harm scenarios.Harm) func(scenarios.Fate) bool {
	return func(f scenarios.Fate) bool { return f.Harm&harm != 0 }
}

// reached tells if the goods came to the door, whatever was done with them then.
func reached(end scenarios.Ending) bool {
	return end == scenarios.EndedDelivered || end == scenarios.EndedReturned || end == scenarios.EndedChargedBack
}

// kindsOf are the kinds of harm that a wish suffered, as bits.
func kindsOf(f scenarios.Fate) uint8 {
	kinds := uint8(0)
	for _, kind := range harmKinds {
		if kind.of(f) {
			kinds |= kind.bit
		}
	}
	return kinds
}

// harmIn is how much harm there is in some fates: a wish counts once for each kind.
func harmIn(fates []scenarios.Fate) int {
	n := 0
	for _, f := range fates {
		n += bits.OnesCount8(kindsOf(f))
	}
	return n
}
