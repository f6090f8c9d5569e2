package main

import "testing"

// unraced leaves a test of many runs out under the race detector. A run is a single thread; what runs at
// once is raced in the packages that start it, and where a comparison is stopped.
func unraced(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("many runs of one thread each: they are not raced")
	}
}
