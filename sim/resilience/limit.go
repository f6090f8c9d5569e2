package resilience

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"buynow/sim"
)

// Limit bounds how much is under way at once, and learns the bound from how long
// things take: more while they take no longer than they must, less once they
// queue. On the caller's line it bounds attempts that wait for an answer; at the
// server, messages inside.
type Limit struct {
	// Algorithm is how the bound is learnt: aimd (up by one with each success, down by a
	// share with each failure), vegas (the time above the shortest seen is a queue, to
	// be kept at a few), gradient2 (down as times rise above their long average).
	// Source: off; the three of Netflix's concurrency-limits.
	Algorithm Algorithm
	// Initial is the bound at first; 0 is 20. Source: Netflix 20.
	Initial int `max:"1000000" scale:"true"`
	// Min is the least bound; 0 is 20, for vegas 1. Source: Netflix.
	Min int `max:"1000000" scale:"true"`
	// Max is the highest bound; 0 is 200, for vegas 1000. Source: Netflix.
	Max int `max:"1000000" scale:"true"`
	// Window is how long times are averaged, and over ten of them at least, before the
	// bound moves; 0 is 1 s. Source: Netflix 1 s and 10 (WindowedLimit): the shortest
	// of single times is an accident, not the time without a queue.
	Window time.Duration `max:"1h"`
	// Timeout is the time from which aimd takes a success for a failure; 0 is 5 s.
	// Source: Netflix 5 s.
	Timeout time.Duration `max:"1d"`
	// Backoff is what a failure leaves of aimd's bound; 0 is 0.9. Source: Netflix 0.9.
	Backoff float64 `max:"1"`
	// Forgives is the share of failures in a window that are no sign of an overload: a
	// line that loses an answer now and then is not full. Source: 0 as in Netflix's,
	// where one lost answer in a hundred keeps aimd at its least.
	Forgives float64 `max:"0.9"`
	// Smoothing is how far vegas and gradient2 go from the bound that they have to the
	// one that they want; 0 is 1 for vegas and 0.2 for gradient2. Source: Netflix.
	Smoothing float64 `max:"1"`
	// Tolerance is how many times their long average times may be before gradient2
	// takes the bound down; 0 is 1.5. Source: Netflix 1.5.
	Tolerance float64 `max:"100"`
}

// Algorithm is a way to learn a [Limit].
type Algorithm uint8

// The algorithms.
const (
	NoLimit Algorithm = iota
	AIMD
	Vegas
	Gradient2
)

var algorithmNames = [...]string{NoLimit: "none", AIMD: "aimd", Vegas: "vegas", Gradient2: "gradient2"}

// Algorithms are the names of the algorithms, as a file has them.
func Algorithms() []string { return slices.Clone(algorithmNames[:]) }

// String is the algorithm's name.
func (a Algorithm) String() string { return algorithmNames[a] }

// MarshalText is the algorithm's name.
func (a Algorithm) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText finds an algorithm by its name.
func (a *Algorithm) UnmarshalText(text []byte) error {
	return named(a, text, algorithmNames[:], "no algorithm")
}

// Validate tells what of the limit does not fit together.
func (l Limit) Validate() error {
	if l.Algorithm == NoLimit {
		if l != (Limit{}) {
			return errors.New("it has no algorithm, want aimd, vegas or gradient2")
		}
		return nil
	}
	whole := l.whole()
	switch {
	case whole.Min > whole.Max:
		return fmt.Errorf("min %d is more than max %d", whole.Min, whole.Max)
	case whole.Initial < whole.Min || whole.Initial > whole.Max:
		return fmt.Errorf("initial %d is not from min %d to max %d", whole.Initial, whole.Min, whole.Max)
	case l.Algorithm != AIMD && (l.Timeout != 0 || l.Backoff != 0):
		return fmt.Errorf("timeout and backoff mean nothing to %v, only to aimd", l.Algorithm)
	case l.Backoff < 0 || l.Backoff >= 1:
		return fmt.Errorf("a backoff of %v takes nothing back, want less than 1", l.Backoff)
	case l.Algorithm == AIMD && l.Smoothing != 0:
		return errors.New("smoothing means nothing to aimd, only to vegas and gradient2")
	case l.Algorithm != Gradient2 && l.Tolerance != 0:
		return fmt.Errorf("tolerance means nothing to %v, only to gradient2", l.Algorithm)
	case l.Tolerance != 0 && l.Tolerance < 1:
		return fmt.Errorf("a tolerance of %v takes usual times for a queue, want 1 or more", l.Tolerance)
	}
	return nil
}

// FillIn makes the bounds explicit that follow from the algorithm, for whoever
// wants to change all bounds alike.
func (l *Limit) FillIn() {
	if l.Algorithm != NoLimit {
		whole := l.whole()
		l.Initial, l.Min, l.Max = whole.Initial, whole.Min, whole.Max
	}
}

// whole fills in the defaults; where something given leaves no room for one, the
// default makes room.
func (l Limit) whole() Limit {
	least, most, smoothing := 20, 200, 0.2
	if l.Algorithm == Vegas {
		least, most, smoothing = 1, 1000, 1
	}
	if l.Min == 0 {
		l.Min = least
		if l.Max != 0 {
			l.Min = min(l.Min, l.Max)
		}
		if l.Initial != 0 {
			l.Min = min(l.Min, l.Initial)
		}
	}
	if l.Max == 0 {
		l.Max = max(most, l.Min, l.Initial)
	}
	if l.Initial == 0 {
		l.Initial = max(l.Min, min(20, l.Max))
	}
	if l.Window == 0 {
		l.Window = time.Second
	}
	if l.Timeout == 0 {
		l.Timeout = 5 * time.Second
	}
	if l.Backoff == 0 {
		l.Backoff = 0.9
	}
	if l.Smoothing == 0 {
		l.Smoothing = smoothing
	}
	if l.Tolerance == 0 {
		l.Tolerance = 1.5
	}
	return l
}

// Limiter is a [Limit] at work. A nil Limiter bounds nothing.
type Limiter struct {
	rules    Limit
	learn    func(*Limiter, lesson)
	bound    float64
	inside   int
	lesson   lesson
	ends     time.Duration // of the window
	shortest float64       // vegas: the time without a queue
	windows  int           // vegas: since the last probe; gradient2: so far, up to its warming up
	probeAt  float64       // vegas: how many for each of the bound are between two probes
	luck     sim.Luck      // vegas: of the probes
	usual    float64       // gradient2: the long average
}

// Limiter puts the limit to work; nil if there is none. The key names its luck.
func (l Limit) Limiter(key uint64) *Limiter {
	if l.Algorithm == NoLimit {
		return nil
	}
	l = l.whole()
	made := &Limiter{rules: l, bound: float64(l.Initial), luck: sim.Fate(key, luckProbe, 0)}
	switch l.Algorithm {
	case AIMD:
		made.learn = (*Limiter).aimd
	case Vegas:
		made.learn = (*Limiter).vegas
		made.drawProbe()
	case Gradient2:
		made.learn = (*Limiter).gradient2
	}
	return made
}

// Bound is how much may be under way now.
func (l *Limiter) Bound() int { return int(l.bound) }

// Acquire counts one more under way, unless that is more than may be.
func (l *Limiter) Acquire() bool {
	if l == nil {
		return true
	}
	if !l.Admits(l.inside) {
		return false
	}
	l.inside++
	return true
}

// Release counts one less, and learns from how long it took and whether it went
// well: an answer came in time that is not a sign of overload.
func (l *Limiter) Release(now, took time.Duration, well bool) {
	if l == nil {
		return
	}
	l.Learn(now, took, l.inside, well)
	l.inside--
}

// Forget counts one less and learns nothing, for what ended otherwise: it was
// cancelled, or never sent.
func (l *Limiter) Forget() {
	if l != nil {
		l.inside--
	}
}

// Admits tells if one more may be under way, for whoever counts by himself.
func (l *Limiter) Admits(inside int) bool { return l == nil || inside < int(l.bound) }

// lesson is what was seen in one window.
type lesson struct {
	seen   int
	failed int
	sum    time.Duration
	inside int  // at most
	well   bool // no more failed than is forgiven
}

// leastSeen is how many say something together.
const leastSeen = 10

// Learn is told of one that is over: how long it took, how many were under way
// with it, and whether it went well.
func (l *Limiter) Learn(now, took time.Duration, inside int, well bool) {
	if l == nil {
		return
	}
	w := &l.lesson
	if w.seen == 0 {
		l.ends = now + l.rules.Window
	}
	w.sum += max(took, 1)
	w.inside = max(w.inside, inside)
	w.seen++
	if !well {
		w.failed++
	}
	if now < l.ends || w.seen < leastSeen {
		return
	}
	w.well = float64(w.failed) <= float64(l.rules.Forgives*float64(w.seen))
	l.learn(l, *w)
	*w = lesson{}
}

// took is the mean time.
func (w lesson) took() float64 { return float64(w.sum) / float64(w.seen) }
