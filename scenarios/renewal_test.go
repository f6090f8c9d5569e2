package scenarios

import (
	"fmt"
	"testing"

	"buynow/actors"
	"buynow/sim"
)

// A hold that runs out is renewed without a second judgement: who passed the fraud
// check once is not blocked as the goods are about to go.
func TestARenewalIsNotScreenedAnew(t *testing.T) {
	blocked, renewed := map[string]int{}, map[string]int{}
	for _, fault := range []string{"", "{ type: auth_expiry, at: 0s, for: 12m, age: 12h }"} {
		s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, fault), nil)
		if err != nil {
			t.Fatal(err)
		}
		w := sim.New(s.Seed)
		defer w.Close()
		p := s.Stage(w)
		w.Watch(func(e *sim.Event) {
			if r, ok := e.Body.(*actors.PaymentRequest); ok && r.Renewal {
				renewed[fault]++
			}
		}, sim.Sent)

		blocked[fault] = finish(t, p).Outcomes.FraudBlocked

		if usual := fault == ""; usual && renewed[fault] > 20 || !usual && renewed[fault] < 300 {
			t.Errorf("%d renewals under %q", renewed[fault], fault)
		}
		if blocked[fault] != blocked[""] || blocked[fault] == 0 {
			t.Errorf("%d orders are blocked under %q, %d without", blocked[fault], fault, blocked[""])
		}
	}
}
