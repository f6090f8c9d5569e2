//go:build race

package dashboard

// racing is true under the race detector, which makes everything ten times slower.
const racing = true
