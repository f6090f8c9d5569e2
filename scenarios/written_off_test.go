package scenarios

import (
	"fmt"
	"testing"

	"buynow/actors"
	"buynow/sim"
)

// What was written off with a first parcel can be taken with the one that replaces
// it. Who then sends the goods back has paid, and gets the money.
func TestMoneyThatComesWithTheSecondParcelIsGivenBack(t *testing.T) {
	s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, "{ type: capture_rejected, at: 1h, for: 8h, probability: 70% }"),
		[]string{"carrier.damaged=0.3", "customers.return=0.6", "load.lunch.journeys={buy: 1}"})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	writtenOff, taken, back := map[uint64]bool{}, map[uint64]bool{}, 0
	w.Watch(func(e *sim.Event) { writtenOff[e.Order] = true }, actors.WrittenOff)
	w.Watch(func(e *sim.Event) {
		machine, _, next := actors.ChangeOf(e)
		switch {
		case machine == actors.PaymentMachine && actors.PaymentState(next) == actors.PaymentCaptured && writtenOff[e.Order]:
			taken[e.Order] = true
		case machine == actors.CaseMachine && actors.CaseState(next) == actors.CaseRefunded && taken[e.Order]:
			back++
		}
	}, actors.Changed)

	finish(t, p)

	if back == 0 {
		t.Errorf("of %d orders written off %d were paid after all, and none was given back", len(writtenOff), len(taken))
	}
}
