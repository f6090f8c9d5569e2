package dashboard

import (
	"regexp"
	"strings"
	"testing"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// saidPaid is where a story says how much was paid.
var saidPaid = regexp.MustCompile(`has paid (€ [0-9]+\.[0-9]{2})`)

// Whatever goes wrong: what a page promises is kept, and what a story says of the
// money is so. The oracle adds up the moves of each customer's money, and knows
// nothing of pages.
func TestPagesPromiseOnlyWhatIsKept(t *testing.T) {
	single(t)
	made := map[string]int{}
	for _, test := range []struct {
		scenario string
		sets     []string
	}{
		{"lost-auth-response", nil}, {"lost-auth-response", []string{"preset=naive"}}, {"lost-auth-response", []string{"payments.keys=per-attempt"}},
		{"idempotency-store-loss", nil}, {"duplicate-everything", []string{"preset=naive"}}, {"crash-between-every-step", nil},
		{"cancel-race", nil}, {"cancel-race", []string{"saga.cancel=by-state"}}, {"issuer-brownout", nil}, {"lost-parcel-week", []string{"scale=20"}},
		{"backorder", []string{"scale=20"}}, {"zombie-order-manager", nil},
	} {
		name := test.scenario + " " + strings.Join(test.sets, " ")
		p := stage(t, test.scenario, test.sets...)
		kept := map[uint64]actors.Cents{}
		p.World.Watch(func(ev *sim.Event) {
			from, _ := actors.PlaceOf(ev.Move.From)
			to, _ := actors.PlaceOf(ev.Move.To)
			switch {
			case from == actors.Held && to == actors.Clearing:
				kept[ev.Intent] += actors.Cents(ev.Move.Amount)
			case to == actors.Purse && (from == actors.Clearing || from == actors.Till):
				kept[ev.Intent] -= actors.Cents(ev.Move.Amount)
			}
		}, sim.Moved)
		e := newEye(p)
		for intent := range uint64(followedMost) {
			e.follow(intent + 1)
		}
		if _, err := p.Run(t.Context(), scenarios.Options{}); err != nil {
			t.Fatal(err)
		}

		for _, intent := range e.follower.open() {
			j, _ := e.whole(intent)
			paid, story := kept[intent], strings.Join(j.Story, " ")
			for _, s := range j.Sees {
				made[s.Promise]++
				if s.Promise == promiseOnce && paid > actors.Cents(j.Price) {
					t.Errorf("%s: order %d was promised at %d to be paid once or not at all, and cost %v instead of %v", name, j.Order, s.At, paid, actors.Cents(j.Price))
				}
				if s.Promise == promiseNever && s.What == "sorry" && paid != 0 && j.Ending != "delivered" {
					t.Errorf("%s: order %d was told at %d that nothing was paid, and cost %v", name, j.Order, s.At, paid)
				}
			}
			for said, is := range map[string]bool{
				"has paid nothing": paid == 0,
				"too much":         paid > actors.Cents(j.Price),
			} {
				if strings.Contains(story, said) && !is {
					t.Errorf("%s: the story of order %d says “%s”, but %v were kept of %v", name, j.Order, said, paid, actors.Cents(j.Price))
				}
			}
			if said := saidPaid.FindStringSubmatch(story); said != nil && said[1] != paid.String() {
				t.Errorf("%s: the story of order %d says that %s were paid, but %v were kept", name, j.Order, said[1], paid)
			}
		}
	}
	if made[promiseOnce] < 20 || made[promiseNever] < 100 {
		t.Errorf("promises were made %v times: that proves little", made)
	}
}
