package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"buynow/sim"
)

// changed are fields of messages that decide who gets what for how much.
var changed = []string{
	"AuthRequest amount", "AuthRequest stan", "Capture amount", "Capture key", "BankCapture amount", "BankRefund amount", "BankRefund case",
	"Refund amount", "ReserveStock order", "ReserveStock cart", "ReserveStock cart.lines.sku", "DispatchOrder order", "DispatchOrder cart.lines.qty",
	"DispatchOrder cart.lines.sku",
}

// Whatever a message has become on its way, it carries a checksum: it is dropped, and
// asked for again.
func TestAChangedMessageIsAsGoodAsLost(t *testing.T) {
	for i, target := range changed {
		for j, mode := range sim.Modes() {
			sampled(t, target+" "+mode, i*len(sim.Modes())+j, func(t *testing.T) {
				sum := corruptedRun(t, target, mode)

				for _, v := range sum.Invariants {
					if !v.OK {
						t.Errorf("%s is broken: %d by the shop, as order %d shows: %s", v.Name, v.Shop, v.Example, v.Text)
					}
				}
				if sum.Outcomes.InFlight != 0 {
					t.Errorf("%d orders never came to an end", sum.Outcomes.InFlight)
				}
			})
		}
	}
}

// Without a checksum it does harm, and still nobody panics.
func TestWithoutAChecksumAChangedMessageDoesHarm(t *testing.T) {
	long(t)
	harm := 0
	for i, target := range changed {
		for j, mode := range sim.Modes() {
			number := i*len(sim.Modes()) + j
			if number%5 != 0 {
				continue
			}
			for _, v := range corruptedRun(t, target, mode, "links.checksum=off", "until=30d").Invariants {
				if v.Shop > 0 {
					harm++
					break
				}
			}
		}
	}
	if harm < 5 {
		t.Errorf("%d runs of them do harm", harm)
	}
}

// corruptedRun is ten minutes of orders, one in ten of whose messages of a type are
// changed on their way.
func corruptedRun(t *testing.T, target, mode string, sets ...string) *Summary {
	t.Helper()
	message, field, _ := strings.Cut(target, " ")
	fault := fmt.Sprintf("{ type: corrupt, target: %s, field: %s, mode: %s, at: 1m, for: 60d, probability: 10%% }", message, field, mode)
	s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, fault), sets)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
