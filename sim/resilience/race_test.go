//go:build race

package resilience_test

// The race detector makes everything ten times slower.
const racing = true
