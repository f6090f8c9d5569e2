package experiment

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Harm is the rate of a rare harm over all replications together.
//
// The interval is that of Clopper and Pearson (Biometrika 26, 1934), exact if each unit meets
// its harm on its own. Within one replication they do not: one outage harms many orders. So
// Clumping, the design effect of Kish, measures from replication to replication how much the
// rate varies beyond chance, and the interval is made as if there were only Exposed/Clumping
// units (Korn and Graubard, Survey Methodology 24, 1998). Whether two variants differ is never
// read off these intervals, but off the difference per replication.
type Harm struct {
	Events   float64 `json:"events"`
	Exposed  float64 `json:"exposed"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`     // with no events the rule of three: about 3/Exposed
	Clumping float64 `json:"clumping"` // at least 1
}

// harmOf adds up the replications of one variant.
func harmOf(values []Value, alpha float64) *Harm {
	h := &Harm{High: 1, Clumping: 1}
	for _, v := range values {
		h.Events += v.X
		h.Exposed += v.Of
	}
	if h.Exposed <= 0 {
		return h
	}
	rate := min(1, h.Events/h.Exposed)
	if n := float64(len(values)); n > 1 && rate > 0 && rate < 1 {
		squares := 0.0
		for _, v := range values {
			beyond := v.X - rate*v.Of
			squares += beyond * beyond
		}
		h.Clumping = max(1, n/(n-1)*squares/(h.Exposed*rate*(1-rate)))
	}
	units := h.Exposed / h.Clumping
	h.Low, h.High = clopperPearson(rate*units, units, alpha)
	return h
}

// clopperPearson is the interval of a rate of which events were seen in so many trials. If none
// or all of thirty or more were hit, the other bound cannot fail, and this one may miss with all
// of alpha: with no events in n trials it is 1 − alpha^(1/n), at 95 % about 3/n (the rule of
// three: Hanley and Lippman-Hand, Journal of the American Medical Association 249, 1983).
func clopperPearson(events, trials, alpha float64) (low, high float64) {
	side := alpha / 2
	if trials >= fewest {
		side = alpha
	}
	switch {
	case trials <= 0:
		return 0, 1
	case events <= 0:
		return 0, -math.Expm1(math.Log(side) / trials)
	case events >= trials:
		return math.Exp(math.Log(side) / trials), 1
	}
	low = distuv.Beta{Alpha: events, Beta: trials - events + 1}.Quantile(alpha / 2)
	high = distuv.Beta{Alpha: events + 1, Beta: trials - events}.Quantile(1 - alpha/2)
	return low, high
}
