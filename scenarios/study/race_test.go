//go:build race

package study

// racing tells that the race detector is on, which slows a run down ten times.
const racing = true
