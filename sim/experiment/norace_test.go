//go:build !race

package experiment_test

const racing = false
