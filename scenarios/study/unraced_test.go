package study

import "testing"

// unraced leaves a test of many runs out under the race detector. A run is a single thread; what runs at
// once is the pool, which is raced where a comparison is stopped, damaged and resumed.
func unraced(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("nothing in it runs at once: it is not raced")
	}
}
