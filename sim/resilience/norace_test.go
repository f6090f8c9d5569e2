//go:build !race

package resilience_test

const racing = false
