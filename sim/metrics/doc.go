// Package metrics measures a run in bounded memory.
//
// A [Trend] keeps durations in a histogram with two significant digits, and
// beside it a few of the orders that were measured, so that each percentile
// comes with an example that somebody can look at.
//
// github.com/HdrHistogram/hdrhistogram-go keeps the counts: it is what the
// field's load generators use, with a known error and a fixed size.
package metrics
