//go:build race

package experiment_test

// The race detector makes everything ten times slower.
const racing = true
