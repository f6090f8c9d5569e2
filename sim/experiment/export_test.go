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
func RelativeOf(a, b []float64, alpha float64) Estimate { return pairs{a, b}.relative(alpha) }
