package sim_test

import (
	"strings"
	"testing"

	"buynow/sim"
)

func TestTheNearestNameIsTheOneThatWasMeant(t *testing.T) {
	names := []string{"workers", "mailbox", "service", "order-manager", "id"}
	for typed, want := range map[string]string{
		"wrokers": "workers", "worker": "workers", "order_manager": "order-manager", "OrderManager": "order-manager",
		"servcie": "service", "mail": "mailbox", "ma": "", "colour": "", "x": "", "": "", strings.Repeat("workers", 20): "",
	} {
		if got := sim.Nearest(typed, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}
