package resilience

import "buynow/sim"

// Switch is the state of a circuit breaker.
type Switch uint8

// The states of a circuit breaker, as of a fuse: closed lets pass.
const (
	Closed   Switch = iota
	Open            // nothing passes
	HalfOpen        // probes pass
)

var switchNames = [...]string{Closed: "closed", Open: "open", HalfOpen: "half-open"}

// String is the state's name.
func (s Switch) String() string { return switchNames[s] }

// The texts of the events by which a switch is seen to move: Noted by the caller,
// with the callee as Peer.
const (
	SwitchOpens  = "circuit breaker opens"
	SwitchProbes = "circuit breaker lets probes pass"
	SwitchCloses = "circuit breaker closes"
)

var switchTexts = [...]string{Closed: SwitchCloses, Open: SwitchOpens, HalfOpen: SwitchProbes}

// admit lets an attempt pass the circuit breaker, or not.
func (l *Line) admit(env *sim.Env, to sim.ActorID) (pass uint32, ok bool) {
	if l.breaker.rule.off() {
		return 0, true
	}
	before := l.breaker.state
	pass, ok = l.breaker.admit(env.Now())
	l.tellSwitch(env, to, before)
	return pass, ok
}

// record tells the circuit breaker how an attempt ended.
func (l *Line) record(env *sim.Env, to sim.ActorID, pass uint32, failed bool) {
	if l.breaker.rule.off() {
		return
	}
	before := l.breaker.state
	l.breaker.record(env.Now(), pass, failed)
	l.tellSwitch(env, to, before)
}

// tellSwitch tells whoever watches that the switch has moved.
func (l *Line) tellSwitch(env *sim.Env, to sim.ActorID, before Switch) {
	if now := l.breaker.state; now != before {
		env.Emit(sim.Event{What: sim.Noted, Peer: to, Text: switchTexts[now]})
	}
}
