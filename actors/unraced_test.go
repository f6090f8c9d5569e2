package actors

import "testing"

// unraced leaves a test out under the race detector, which slows a run down ten times
// and would learn nothing from it: a run is a single thread, and shorter ones are
// raced.
func unraced(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("a long run: it is not raced")
	}
}
