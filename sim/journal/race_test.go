//go:build race

package journal_test

// racing is true under the race detector, which makes everything ten times
// slower: the long sweeps then take fewer cases.
const racing = true
