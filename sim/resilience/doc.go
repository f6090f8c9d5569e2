// Package resilience is what callers and servers do about failure.
//
// A [Policy] says what a caller does on one line: how long it waits, whether it
// asks again and how soon, when it stops asking. It is a plain struct, so that
// what a scenario file says is what runs; a zero field is something that is not
// done. A [Line] is a policy at work between one caller and one callee.
//
// Each part of a policy wraps the next, always in this order:
//
//	Fallback(Retry(Throttle(RateLimit(Breaker(Bulkhead(Limit(Hedge(Timeout(ask)))))))))
//
// An attempt whose deadline has come is not made at all; else
//
//  1. The fallback answers when all the rest came to nothing.
//  2. The retry asks again: each attempt passes all that follows anew. Its budget
//     is asked after the pause, when the retry is due.
//  3. The throttle refuses a share of the attempts, as large as the callee's
//     failures make it.
//  4. The rate limit lets so many attempts a second pass. Who waits for it has not
//     been seen by the breaker yet.
//  5. The breaker counts attempts, not calls, and none that was refused before it
//     was sent.
//  6. The bulkhead lets so many attempts run at once. A place is kept until the
//     answer or the end of waiting.
//  7. The limit does so, too, and learns how many they should be from how long
//     they take.
//  8. The hedge asks the same again while the first is on its way. To all that
//     wraps it the two are one attempt.
//  9. The timeout ends the waiting, not the work: the callee goes on. The hedged
//     questions of one attempt share one.
//
// A refusal by a part of the policy comes back as one of [ErrOpen], [ErrLimited],
// [ErrThrottled], [ErrBusy] and [ErrTooLate]. [NotSent] tells them from an answer
// that did not come: nothing was sent, so nothing was done.
//
// The state of a line is its caller's memory. Its luck is keyed by its name, by
// what the caller works on and by the attempt, so that a policy on one line
// changes the draws of no other.
package resilience
