package scenarios

import (
	"strings"
	"testing"
)

// With faults the finding names the fault, the harm and an order, and a shop that
// survives it.
func TestTheFindingNamesTheFaultAndTheHarm(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why, fault string
		sets       []string
		begins     string
		says       string
		next       string
		code       int
	}{
		{"lost answers and new keys charge twice", "{ type: drop_response, target: merchant -> bank, at: 1m, for: 3m, probability: 20% }", []string{"preset=naive"},
			"While 20 % of the answers of the bank to the merchant system were lost (1m to 4m), ", " customers were charged twice, as order ", "--set preset=hardened", ExitInvariant},
		{"the same, in a careful shop", "{ type: drop_response, target: merchant -> bank, at: 1m, for: 3m, probability: 20% }", nil,
			"No promise was broken though 20 % of the answers of the bank to the merchant system were lost (1m to 4m): ", " orders were delivered", "", ExitGood},
		{"a web server that is cut off", "{ type: drop, target: customer -> web, at: 2m, for: 1m }", nil,
			"While all of the messages from the customer to the web server were lost", "goodput fell from ", "", ExitGood},
		{"what was overrun meanwhile", "{ type: delay, target: merchant -> bank, at: 1m, for: 2m, delay: 8s }",
			[]string{"actors.order-manager.workers=8", "actors.merchant.workers=8"}, "While the messages from the merchant system to the bank and their answers took longer", "saturated first, at 1m", "--set actors.", ExitGood},
	} {
		s, err := Parse("steady.yaml", []byte(steady+"faults: ["+row.fault+"]\n"), row.sets)
		if err != nil {
			t.Fatal(err)
		}

		_, sum := playedAs(t, s, nil)

		if !strings.HasPrefix(sum.Finding, row.begins) || !strings.Contains(sum.Finding, row.says) || !strings.HasPrefix(sum.Next, row.next) || sum.ExitCode() != row.code {
			t.Errorf("%s: the finding is %q, next %q, exit %d; want %s … %s …, next %s, exit %d", row.why, sum.Finding, sum.Next, sum.ExitCode(),
				row.begins, row.says, row.next, row.code)
		}
		if sum.FindingOrder == 0 {
			t.Errorf("%s: no order shows it: %s", row.why, sum.Finding)
		}
	}
}

// The number in the sentence is that of the invariant.
func TestAHarmIsSaidWithItsNumber(t *testing.T) {
	for _, row := range []struct {
		invariant string
		n         int
		want      string
	}{
		{"nobody-charged-twice", 1, "1 customer was charged twice"},
		{"nobody-charged-twice", 1234, "1,234 customers were charged twice"},
		{"shelf-never-negative", 3, "empty shelves were sold from 3 times"},
		{"goods-conserved", 3, ""},
	} {
		if got := harmOf(row.invariant, row.n); got != row.want {
			t.Errorf("harmOf(%s, %d) = %q, want %q", row.invariant, row.n, got, row.want)
		}
	}
	known := map[string]bool{}
	for _, entry := range listInvariants() {
		known[entry.Name] = true
	}
	for name := range harmsOf {
		if !known[name] {
			t.Errorf("the harm of %s is known, which is no invariant", name)
		}
	}
}
