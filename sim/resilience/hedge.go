package resilience

import (
	"errors"
	"time"

	"buynow/sim"
)

// Hedge asks the same again while the first question is still on its way, and
// takes the answer that comes first, even if it is a refusal. It is for what may
// be done twice.
type Hedge struct {
	// Delay is how long no answer may come before the next question is sent; 0 sends
	// none. Source: off; the 95th percentile of the latency (Dean and Barroso), Polly
	// 2 s.
	Delay time.Duration `max:"1h"`
	// AtMost is how many more are sent; 0 is 1. Source: 1 in Polly and failsafe-go;
	// gRPC at most 4.
	AtMost int `max:"7"`
}

// Validate tells what of the hedge does not fit together.
func (h Hedge) Validate() error {
	if h.Delay == 0 && h.AtMost != 0 {
		return errors.New("the hedge has no delay, so nothing more is sent: want a delay")
	}
	return nil
}

// most is how many questions are sent beside the first.
func (h *Hedge) most() int {
	if h.Delay == 0 {
		return 0
	}
	return min(max(1, h.AtMost), sim.MaxAsks-1)
}

// hedged asks until the first answer comes, or the time of the first question is
// over: the second has no more time than what is left of it.
func (l *Line) hedged(env *sim.Env, q *question) (sim.Message, error) {
	call := env.Open(q.timeout)
	for sent := 0; ; {
		call.Ask(q.to, q.message, q.attempt+sent)
		sent++
		l.Stats.Attempts++
		wait := l.policy.Hedge.Delay
		if sent > q.hedges {
			wait = 0
		}
		reply, over, err := call.Wait(wait)
		if !over {
			l.Stats.Hedges++
			continue
		}
		if q.ranOut(env, err) {
			l.Stats.TimedOut += uint64(sent)
		} else {
			l.Stats.Beaten += uint64(sent - 1)
		}
		return reply, err
	}
}
