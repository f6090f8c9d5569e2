package resilience_test

import (
	"testing"
	"time"

	"buynow/sim/resilience"
)

func TestALimitForgivesALineThatLosesAnAnswerNowAndThen(t *testing.T) {
	for _, row := range []struct {
		why      string
		forgives float64
		lost     int // of each hundred
		want     func(bound int) bool
	}{
		{"one lost answer in a hundred keeps Netflix's rule at its least", 0, 1, func(bound int) bool { return bound == 20 }},
		{"five in a hundred are no overload if a tenth is forgiven", 0.1, 5, func(bound int) bool { return bound > 100 }},
		{"but fifteen are", 0.1, 15, func(bound int) bool { return bound == 20 }},
	} {
		limit := resilience.Limit{Algorithm: resilience.AIMD, Initial: 100, Max: 1000, Forgives: row.forgives}.Limiter(1)

		for n := range 10_000 { // a hundred a second, all of the bound in use
			now := time.Duration(n) * 10 * time.Millisecond
			limit.Learn(now, 100*time.Millisecond, limit.Bound(), n%100 >= row.lost)
		}

		if got := limit.Bound(); !row.want(got) {
			t.Errorf("%s: the bound is %d in the end", row.why, got)
		}
	}
}
