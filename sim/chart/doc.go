// Package chart draws the numbers of a study as pictures for a report: vector graphics for the
// page, pixels on demand. It knows nothing of shops or runs.
//
// Axes, ticks and canvases are those of gonum.org/v1/plot, the plotting library of the field in Go;
// the look is ours.
package chart
