package resilience

import (
	"errors"
	"fmt"
	"time"

	"buynow/sim"
)

// Throttle refuses a share of the attempts here that the callee would not accept
// anyway: with requests r and accepts a of late, (r-K·a)/(r+1) of them. What it
// refuses counts as a request, too (the SRE book, chapter 21).
type Throttle struct {
	// K is how many requests are sent for each that is accepted; 0 is off. Source:
	// off; the SRE book 2, 1.1 wastes less and learns later.
	K float64 `max:"1000"`
	// Window is how far back requests count; 0 is two minutes. Source: two minutes in
	// the SRE book.
	Window time.Duration `max:"1d"`
}

// Validate tells what of the throttle does not fit together.
func (t Throttle) Validate() error {
	switch {
	case t.K == 0 && t.Window != 0:
		return errors.New("the throttle has a window, but no k: want k, such as 2")
	case t.K != 0 && t.K < 1:
		return fmt.Errorf("the throttle's k is %v, which refuses what would be accepted: want 1 or more", t.K)
	}
	return nil
}

func (t *Throttle) window() time.Duration {
	if t.Window == 0 {
		return 2 * time.Minute
	}
	return t.Window
}

// throttle is a Throttle in use.
type throttle struct {
	rule   *Throttle
	window window // requests, and those of them that were accepted
}

func newThrottle(rule *Throttle) throttle {
	return throttle{rule: rule, window: newWindow(rule.window())}
}

// refuses is the chance that a request is refused here.
func (t *throttle) refuses(now time.Duration) float64 {
	t.window.advance(now)
	requests, accepts := float64(t.window.all), float64(t.window.ofNote)
	return max(0, (requests-float64(t.rule.K*accepts))/(requests+1))
}

// enter counts a request and lets it pass or not.
func (t *throttle) enter(env *sim.Env, l *Line, q *question) bool {
	if t.rule.K == 0 {
		return true
	}
	now := env.Now()
	chance := t.refuses(now)
	t.window.count(now, 1, 0)
	if chance == 0 {
		return true
	}
	luck := l.luck(env, luckThrottle, q)
	return !luck.Chance(chance)
}

// accepted tells that the callee has answered.
func (t *throttle) accepted(now time.Duration) {
	if t.rule.K != 0 {
		t.window.count(now, 0, 1)
	}
}

// withdraw forgets a request that another part of the policy has refused: it
// says nothing about the callee.
func (t *throttle) withdraw(now time.Duration) {
	if t.rule.K != 0 {
		t.window.count(now, -1, 0)
	}
}
