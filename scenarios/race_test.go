//go:build race

package scenarios

// racing is true under the race detector, which makes everything ten times
// slower: the long sweeps then take every fifth case.
const racing = true
