package experiment

// What tests hold against tables and worked examples.
var (
	Bootstrap        = bootstrap
	Bootstraps       = bootstraps
	Expanded         = expanded
	StudentQuantile  = studentQuantile
	ClopperPearsonOf = clopperPearson
	HolmOf           = holm
)

// RelativeOf is the relative difference of paired samples.
func RelativeOf(a, b []float64, alpha float64) Estimate { return pairs{a: a, b: b}.relative(alpha) }

// KNConstants are those of Kim and Nelson.
var KNConstants = knConstants

// DirectionsOf are the direction numbers of a dimension, and Polynomial is what they come from.
var DirectionsOf = directionsOf

// Polynomial is the primitive polynomial of a dimension from 1, as bits.
func Polynomial(dimension int) uint32 {
	d := directions[dimension-1]
	return 1<<len(d.start) | d.inner<<1 | 1
}
