package scenarios

import (
	"fmt"
	"math"
	"testing"

	"buynow/actors"
	"buynow/sim"
)

// A saga of four steps that succeed with .99, .97, .995 and .98 commits with
// .936389. What is undone is as exact: whose card is declined has goods to give
// back, who comes too late after that, goods and a hold.
func TestASagaCommitsAndCompensatesAsOftenAsItMust(t *testing.T) {
	long(t)
	reserve, authorise, hold, dispatch := .99, .97, .995, .98
	released := reserve * (1 - authorise*hold*dispatch)
	voided := reserve * authorise * (1 - hold*dispatch)
	s, err := Load("quickstart", []string{
		"load.shoppers.rate=10", "load.shoppers.duration=20m", "load.shoppers.journeys={buy: 1}", "population.attack_rate=0",
		"bank.short=0", "merchant.challenge=0", "fraud.thresholds={review: 1, block: 1}", "customers.try_another_card=0",
		"customers.leave_if_gone=0", "stock.levels={initial: 100_000, reorder_at: 0, up_to: 0}", "size=marketplace",
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Bank.Decline = 1 - authorise
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	refuse := func(kind sim.Kind, succeeds float64, answer sim.Answer) {
		var kinds [256]bool
		kinds[kind] = true
		w.Inflict(sim.Fault{Name: fmt.Sprint("refused ", kind), Probability: 1 - succeeds}, []sim.Deed{answer}, sim.Aim{Kinds: &kinds})
	}
	refuse(actors.KindReserveStock, reserve, sim.Answer{Reply: func(of sim.Sight) sim.Message {
		return &actors.StockDecision{Order: of.Order, Answer: actors.No}
	}})
	refuse(actors.KindHoldStock, hold, sim.Answer{Err: actors.ErrShort})
	refuse(actors.KindDispatchOrder, dispatch, sim.Answer{Err: actors.ErrTooLate})
	undone := map[actors.Machine]int{}
	w.Watch(func(e *sim.Event) {
		switch machine, _, next := actors.ChangeOf(e); {
		case machine == actors.PaymentMachine && actors.PaymentState(next) == actors.PaymentVoided,
			machine == actors.ReservationMachine && actors.ReservationState(next) == actors.ReservationReleased:
			undone[machine]++
		}
	}, actors.Changed)

	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}

	sum := p.Summary(false)
	for _, row := range []struct {
		what string
		got  int
		p    float64
	}{
		{"committed", sum.Milestones.Collected, reserve * authorise * hold * dispatch},
		{"reservations released", undone[actors.ReservationMachine], released},
		{"holds voided", undone[actors.PaymentMachine], voided},
	} {
		n := float64(sum.Placed)
		if sigma := math.Sqrt(n * row.p * (1 - row.p)); math.Abs(float64(row.got)-n*row.p) > 3*sigma || n < 10_000 {
			t.Errorf("%s: %d of %d, want %.0f within %.0f", row.what, row.got, sum.Placed, n*row.p, 3*sigma)
		}
	}
	for _, v := range sum.Invariants {
		if v.Shop > 0 {
			t.Errorf("%s is broken: %s", v.Name, v.Text)
		}
	}
}
