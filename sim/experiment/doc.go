// Package experiment makes many runs into an answer with an interval. It knows nothing of
// shops: a run is a function of a variant and a replication, and returns a number for each
// [Metric].
//
//  1. replications run in parallel over the cores and are taken in their order, so that
//     what comes out does not depend on which was done first ([Pool]);
//  2. replication r of every variant has the same luck, so differences are taken pair by
//     pair, and the replication is the unit of analysis, never the order within it;
//  3. [Compare] makes of the numbers a [Comparison]: estimates, paired differences to the
//     baseline with intervals, p values after Holm, and who cannot be told from the best.
//
// Quantiles of Student's t, of beta and of the normal distribution come from
// gonum.org/v1/gonum, the numerical library of the field in Go.
package experiment
