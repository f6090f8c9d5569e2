// Package metrics measures a run in bounded memory, and judges it.
//
//  1. a [Series] takes samples: a [Trend] keeps durations in a histogram with two
//     significant digits, a [Rate] a share, a [Counter] a sum; a [Gauge] is a level
//     that somebody else keeps;
//  2. beside its numbers each keeps a few of the orders that were measured, so that
//     every number comes with an example that somebody can look at;
//  3. a [Selector] names a metric, or the part of it under some tags;
//  4. a [Condition] is what a threshold asks of it, in k6's grammar, with units and
//     with [Windows], which keep no sample either;
//  5. a [Judge] says how the condition stands, at any time.
//
// What somebody watches from outside is an [Exposition]: a simulation's numbers as
// Prometheus asks for them.
//
// github.com/HdrHistogram/hdrhistogram-go keeps the counts: it is what the
// field's load generators use, with a known error and a fixed size. The text of an
// exposition is written by github.com/prometheus/client_golang, the library of those
// who read it, which also judges names and units.
package metrics
