package sim_test

import (
	"testing"

	"buynow/scenarios"
	"buynow/sim"
)

// The whole shop on the slow kernel of plain goroutines, channels and a sorted
// heap: everything the fast kernel does cleverly must not show.
func TestTheShopRunsTheSameOnTheSlowKernel(t *testing.T) {
	s, err := scenarios.Load("quickstart", []string{"load.shoppers.duration=20m"})
	if err != nil {
		t.Fatal(err)
	}

	fast, orders := traceOfShop(t, s, sim.New(s.Seed))
	slow, _ := traceOfShop(t, s, sim.NewSlow(s.Seed))

	if orders < 100 {
		t.Errorf("%d orders prove little", orders)
	}
	if fast != slow {
		t.Errorf("trace = %v on the slow kernel, want %v", slow, fast)
	}
}

func traceOfShop(t *testing.T, s *scenarios.Scenario, w *sim.World) (trace sim.Trace, orders int) {
	t.Helper()
	defer w.Close()
	p := s.Stage(w)
	if _, err := p.Run(t.Context(), scenarios.Options{}); err != nil {
		t.Fatal(err)
	}
	return w.Trace(), p.Summary(false).Placed
}
