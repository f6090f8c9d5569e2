package study

import (
	"testing"

	"buynow/scenarios"
)

// The command that says what caused the harm holds it against the same shop as the comparison did.
func TestABlameCommandHasTheBaselineOfTheComparison(t *testing.T) {
	for _, sets := range [][]string{nil, {"scale=20"}, {"scale=20", "preset=eshop"}, {"actors.bank.workers=3", "payments.unknown=new-key"}} {
		p := planned(t, Asked{Scenario: "partition-om-warehouse", Sets: sets, Variants: []string{"as-written", "naive", "slow: timeouts.bank=9s"}, Replications: 2})
		mine, err := scenarios.Load(p.Asked.Scenario, append(sets, p.Variants[1].Flags...))
		if err != nil {
			t.Fatal(err)
		}
		for v, one := range p.Variants {
			other, err := mine.Beside(p.beside(v))
			if err != nil {
				t.Fatal(err)
			}
			if factors := one.Scenario.Factors(other.Scenario); len(factors) != len(one.Scenario.Faults) {
				t.Errorf("%v: as the baseline %q, %s differs from itself in %d policies: %s", sets, p.beside(v), one.Name,
					len(factors)-len(one.Scenario.Faults), factors[len(one.Scenario.Faults)].Change)
			}
		}
	}
}
