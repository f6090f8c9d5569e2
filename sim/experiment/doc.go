// Package experiment makes many runs into an answer that says how sure it is. It knows nothing of
// shops: a run is a function of a variant and a replication, and returns a number for each
// [Metric].
//
//  1. replications run in parallel over the cores and are taken in their order, so that
//     what comes out does not depend on which was done first ([Pool]);
//  2. replication r of every variant has the same luck, so differences are taken pair by
//     pair, and the replication is the unit of analysis, never the order within it;
//  3. [Compare] makes of the numbers a [Comparison]: estimates, paired differences to the
//     baseline with intervals, p values after Holm, and who cannot be told from the best;
//  4. a [Schedule] says when enough replications were made, and a [Selection] drops variants
//     on the way to the best;
//  5. [Grid] and [Sobol] say where to look in a space of parameters, and [FindKnee] how much
//     load is borne.
//
// # How to read a comparison
//
// One run is an anecdote. A thousand orders of one day share its weather: its faults, its rush
// hour, its luck. So the day is what counts, and ten days are ten observations, however many
// orders came. A replication is such a day, and all numbers here are one per replication.
//
// An interval at 95 % is made so that of a hundred intervals about ninety-five hold the number that
// endless replications would give. It is not a range in which 95 % of the days lie. Four times as
// many replications make it half as wide.
//
// Variants are compared on the same days. On a hard day all are slow, on an easy one all are quick;
// the difference pair by pair does not see that, and is known far better than each number by
// itself. Two intervals that overlap say nothing about a difference; look at the
// interval of the difference. [Cell.Pairing] says how many times as many replications independent
// days would have taken.
//
// P says how often a difference as clear as this comes up if there is none. Among a hundred such
// questions five are answered wrongly by chance alone. Holm's correction makes up for the number
// of questions, so that a whole table is wrong anywhere in at most one of twenty cases; verdicts
// go by it, and by nothing else. "No difference" means that none was shown. How large one may
// still be is what the interval says.
//
// Looking after each run and stopping when a difference shows finds differences where there are
// none. A [Schedule] fixes the looks before the first run, and each pays for its share.
//
// What never happened in 1000 orders may well happen in the next: the rate is up to 3 in 1000, and
// that is told ([Harm]). What a whole run does or does not, such as to recover, is such a rate, too:
// ten of ten is at least 7 of 10 ([Value.Of] is 1).
//
// What does not end within a run has no mean. It is unknown there, or it counts as the longest
// that can be said; a metric says which.
//
// # What is used, and why
//
// Means and differences have Student's interval. From thirty replications on, a sample that lies so
// far askew that Student's would miss is resampled (BCa); with fewer, the bootstrap is the
// worse of the two, and nothing but more replications helps. Rates have the interval of Clopper and
// Pearson, on as many units as the spread from replication to replication leaves. Each function
// cites its source, and tests hold each against published numbers and against what it
// promises, in a thousand experiments.
//
// Quantiles of Student's t, of beta and of the normal distribution come from
// gonum.org/v1/gonum, the numerical library of the field in Go.
package experiment
