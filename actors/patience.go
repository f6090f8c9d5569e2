package actors

import (
	"time"

	"buynow/sim"
)

// What no customer waits for is tried until it is done. Two rules keep that from
// being the undoing of whoever is asked, however slow:
//   - who got no answer in time waits twice as long for the next one, as TCP backs
//     off its timer (RFC 6298, 5.5): otherwise a part that is always slower than
//     its caller's patience would do the same work for ever, and never be heard;
//   - pauses are spread, so that what failed together does not come back together
//     (M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015).

// longestPatience is the longest wait for one answer.
const longestPatience = time.Hour

// patience is how long to wait for an answer, at that try of several from 0.
func patience(timeout time.Duration, try int) time.Duration {
	for ; try > 0 && timeout < longestPatience; try-- {
		timeout = min(2*timeout, longestPatience)
	}
	return timeout
}

// The draws of pauses, keyed by what is to be done and its try.
const (
	luckRelay sim.Purpose = sim.FirstPurpose + 0x580 + iota
	luckFollowUp
	luckRepeat
)

// spread is a pause between half and one and a half times as long, by the luck of
// one thing and its try.
func spread(env *sim.Env, purpose sim.Purpose, thing uint64, try int, pause time.Duration) time.Duration {
	luck := env.LuckOf(purpose, sim.Mix(thing, uint64(try)))
	return pause/2 + time.Duration(float64(luck.Float64()*float64(pause)))
}
