//go:build !race

package journal_test

const racing = false
