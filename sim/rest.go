package sim

import "time"

// Last returns when the last thing happened before the last run ended.
func (w *World) Last() time.Duration { return time.Duration(w.last) }

// Next returns when the next thing will happen; false if the world has come to
// rest: nothing more happens unless something comes from outside.
func (w *World) Next() (time.Duration, bool) {
	at := time.Duration(w.peek())
	return at, at < Forever
}
