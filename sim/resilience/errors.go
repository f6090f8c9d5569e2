package resilience

import (
	"errors"

	"buynow/sim"
)

// Refusals of a line, before anything was sent.
var (
	// ErrTooLate: the deadline of the caller's own caller has come. Nothing was sent.
	ErrTooLate = errors.New("deadline over: not sent")
	// ErrThrottled: too much of what was sent lately was not accepted. Nothing was
	// sent.
	ErrThrottled = errors.New("throttled by the caller: not sent")
	// ErrLimited: the rate limit has nothing left that would come in time. Nothing
	// was sent.
	ErrLimited = errors.New("rate limit used up: not sent")
	// ErrOpen: the circuit breaker is open. Nothing was sent.
	ErrOpen = errors.New("circuit breaker open: not sent")
	// ErrBusy: as many attempts as may be are under way already. Nothing was sent.
	ErrBusy = errors.New("too many attempts under way: not sent")
)

// NotSent tells if an error is a refusal by a part of the policy: the message
// was never sent, so nothing was done. A callee that hands on such an error of a
// line of its own says more than it knows.
func NotSent(err error) bool {
	return errors.Is(err, ErrOpen) || errors.Is(err, ErrLimited) || errors.Is(err, ErrThrottled) ||
		errors.Is(err, ErrBusy) || errors.Is(err, ErrTooLate)
}

// Failed tells if an error says that a line or its callee has failed, or refused
// to work; all others are answers. It is what a line goes by unless the model
// knows better.
func Failed(err error) bool {
	return err != nil && (errors.Is(err, sim.ErrTimeout) || NotDone(err))
}

// NotDone tells if an error says that the callee surely did nothing.
func NotDone(err error) bool {
	return err != nil && (errors.Is(err, sim.ErrFull) || errors.Is(err, sim.ErrDown) || NotSent(err))
}
