package experiment

// Comparison is variants side by side on the same luck.
type Comparison struct {
	Variants     []string `json:"variants"`
	Baseline     int      `json:"baseline"` // its place in Variants
	Replications int      `json:"replications"`
	Confidence   float64  `json:"confidence"` // of each interval, 0.95
	Tests        int      `json:"tests"`      // comparisons that Holm's correction counts
	Looks        int      `json:"looks"`      // times that the numbers may be looked at on the way, which widen the intervals
	Rows         []Row    `json:"rows"`       // by metric, in the order they were given
}

// Row is one metric.
type Row struct {
	Metric Metric `json:"metric"`
	Cells  []Cell `json:"cells"` // by variant
	// Best lists the variants that cannot be told apart from the best; all of them if the
	// metric has no better way, or nothing was known.
	Best []int `json:"best"`
}

// Cell is one metric of one variant.
type Cell struct {
	Estimate   Estimate `json:"estimate"`
	Difference Estimate `json:"difference"` // to the baseline, pair by pair; 0 throughout for the baseline itself
	// Relative is the difference as a share of the baseline's mean, taken as positive; 0 with
	// Method "none" if that mean is 0 or cannot be told from it.
	Relative Estimate `json:"relative"`
	P        float64  `json:"p"`    // two-sided, of no difference, times the looks; 1 for the baseline
	Holm     float64  `json:"holm"` // after Holm's correction over all tests of the comparison
	Verdict  Verdict  `json:"verdict"`
	// Pairing is how many times larger the variance of the difference would be on
	// independent luck: (var A + var B) / var (A − B). 0 if it cannot be told.
	Pairing float64 `json:"pairing"`
	Harm    *Harm   `json:"harm,omitempty"` // of a rare one
}

// Verdict is what a difference to the baseline says.
type Verdict string

// The verdicts.
const (
	IsBaseline   Verdict = "baseline"
	IsBetter     Verdict = "better"
	IsWorse      Verdict = "worse"
	IsDifferent  Verdict = "different" // of a metric with no better way
	NoDifference Verdict = "no difference"
	TheSame      Verdict = "the same" // exactly 0 in every pair
	NotKnown     Verdict = "unknown"  // too few pairs
)
