package resilience

import (
	"slices"
	"time"

	"buynow/sim"
)

// Backoff says how the pause before an attempt grows.
type Backoff uint8

// How pauses grow.
const (
	Fixed       Backoff = iota // not at all
	Exponential                // by a factor each time, up to a longest
)

var backoffNames = [...]string{Fixed: "fixed", Exponential: "exponential"}

// Backoffs are the names of all ways in which a pause grows.
func Backoffs() []string { return slices.Clone(backoffNames[:]) }

// String is the backoff's name.
func (b Backoff) String() string { return backoffNames[b] }

// MarshalText is the backoff's name.
func (b Backoff) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText finds a backoff by its name.
func (b *Backoff) UnmarshalText(text []byte) error {
	return named(b, text, backoffNames[:], "no backoff")
}

// Jitter says how pauses are spread.
type Jitter uint8

// How pauses are spread; e is the pause that the backoff says.
const (
	NoJitter           Jitter = iota // e
	FullJitter                       // from 0 to e
	EqualJitter                      // from half of e to e
	DecorrelatedJitter               // from the base to three times the pause before, at most the longest
	AroundJitter                     // e, longer or shorter by up to the spread
)

var jitterNames = [...]string{
	NoJitter: "none", FullJitter: "full", EqualJitter: "equal", DecorrelatedJitter: "decorrelated", AroundJitter: "around",
}

// Jitters are the names of all ways to spread pauses.
func Jitters() []string { return slices.Clone(jitterNames[:]) }

// String is the jitter's name.
func (j Jitter) String() string { return jitterNames[j] }

// MarshalText is the jitter's name.
func (j Jitter) MarshalText() ([]byte, error) { return []byte(j.String()), nil }

// UnmarshalText finds a jitter by its name.
func (j *Jitter) UnmarshalText(text []byte) error {
	return named(j, text, jitterNames[:], "no jitter")
}

// pauses works out the pauses between the attempts of one call. The pause that
// grows is never the jittered one, but for the decorrelated jitter, whose idea
// that is.
type pauses struct {
	grown float64 // what the backoff says for the next pause; 0 before the first
	slept float64 // the pause before, of a decorrelated jitter
}

// next is the pause after a failed attempt.
func (p *pauses) next(r *Retry, l *Line, env *sim.Env, q *question) time.Duration {
	if r.Base == 0 {
		return 0
	}
	longest := float64(r.Max)
	if longest == 0 {
		longest = float64(sim.Forever) / 4 // jitter included, it still is a time
	}
	chance := 0.
	if r.Jitter != NoJitter {
		luck := l.luck(env, luckBackoff, q)
		chance = luck.Float64()
	}
	if r.Jitter == DecorrelatedJitter {
		low, high := float64(r.Base), float64(3*max(p.slept, float64(r.Base)))
		p.slept = min(longest, low+float64(chance*(high-low)))
		return time.Duration(p.slept)
	}
	return time.Duration(r.spread(min(longest, p.grow(r)), chance))
}

// grow is what the backoff says for the next pause, in nanoseconds.
func (p *pauses) grow(r *Retry) float64 {
	switch {
	case p.grown == 0:
		p.grown = float64(r.Base)
	case r.Backoff == Exponential && r.Factor == 0:
		p.grown *= 2
	case r.Backoff == Exponential:
		p.grown = float64(p.grown * r.Factor)
	}
	return p.grown
}

// spread is a pause with its jitter, for a number drawn from 0 to 1.
func (r *Retry) spread(pause, chance float64) float64 {
	switch r.Jitter {
	case FullJitter:
		return float64(chance * pause)
	case EqualJitter:
		return pause/2 + float64(chance*pause)/2
	case AroundJitter:
		return pause + float64(pause*float64(r.Spread*(1-2*chance)))
	}
	return pause
}
