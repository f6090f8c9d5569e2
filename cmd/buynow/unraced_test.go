package main

import "testing"

// unraced leaves a test of many runs, or of files alone, out under the race detector. A run is a single thread; what runs at
// once is raced in the packages that start it, and where a comparison is stopped.
func unraced(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("nothing in it runs at once: it is not raced")
	}
}
