package sim

import "time"

// Next returns when the next thing will happen; false if the world has come to
// rest: nothing more happens unless something comes from outside.
func (w *World) Next() (time.Duration, bool) {
	at := time.Duration(w.peek())
	return at, at < Forever
}
