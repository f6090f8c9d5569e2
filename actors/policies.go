package actors

import (
	"time"

	"buynow/sim/resilience"
)

// Policies say what a caller does about failure, by line: "merchant -> bank". The
// one named default is for every line, and what the line's own does not say.
type Policies map[string]resilience.Policy

// DefaultPolicies repeat what a customer waits for, within the time that the
// customer waits. What nobody waits for is repeated by those who owe it.
func DefaultPolicies() Policies {
	inTime := resilience.Deadline{Propagate: true, Margin: 500 * time.Millisecond}
	return Policies{
		// Only what surely was not done: the order manager goes on with the rest.
		"web -> order-manager": {Retry: resilience.Retry{
			Attempts: 2, Base: 200 * time.Millisecond, On: resilience.Undone,
		}},
		"order-manager -> stock-db": {Retry: resilience.Retry{
			Attempts: 3, Backoff: resilience.Exponential, Base: 100 * time.Millisecond,
		}},
		"merchant -> bank":         {Deadline: inTime, Retry: resilience.Retry{Attempts: 2}},
		"stock-db -> manufacturer": {Deadline: resilience.Deadline{Propagate: true, Margin: replyTime}},
		"stock-db -> wholesaler":   {Deadline: resilience.Deadline{Propagate: true, Margin: replyTime}},
	}
}

// of is the policy of a line, over that of every line.
func (p Policies) of(from, to string) resilience.Policy {
	return p[from+" -> "+to].Over(p["default"])
}
