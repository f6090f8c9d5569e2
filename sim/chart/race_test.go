//go:build race

package chart

// racing is true under the race detector, under which drawing in pixels takes ten times as long, and
// is left out: nothing in it runs at the same time.
const racing = true
