package resilience

import (
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

// next is the pause before the next attempt.
func (p *pauses) next(r *Retry, luck sim.Luck) time.Duration {
	base, longest := float64(r.Base), float64(r.Max)
	if longest == 0 {
		longest = float64(sim.Forever)
	}
	if r.Jitter == DecorrelatedJitter {
		before := max(p.slept, base)
		p.slept = min(longest, base+float64(luck.Float64()*(float64(3*before)-base)))
		return time.Duration(p.slept)
	}
	switch {
	case p.grown == 0:
		p.grown = base
	case r.Backoff == Exponential:
		p.grown = min(longest, float64(p.grown*r.factor()))
	}
	e := min(longest, p.grown)
	switch r.Jitter {
	case FullJitter:
		e = float64(luck.Float64() * e)
	case EqualJitter:
		e = e/2 + float64(luck.Float64()*e)/2
	case AroundJitter:
		e += float64(e * float64(r.Spread*(1-2*luck.Float64())))
	}
	return time.Duration(e)
}

func (r *Retry) factor() float64 {
	if r.Factor == 0 {
		return 2
	}
	return r.Factor
}
