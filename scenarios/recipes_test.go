package scenarios

import (
	"strings"
	"testing"
)

// A recipe names a cure; without it, the same misfortune does the harm that the
// recipe is about.
func TestWithoutItsCureAMisfortuneDoesHarm(t *testing.T) {
	long(t)
	for _, row := range []struct {
		scenario string
		without  string
		why      string
		harm     func(*Summary) int // as a number of orders
		least    int                // of them without the cure
		most     int                // and with it
	}{
		{"settlement-file-missing", "merchant.claim_after=0s", "nobody compares the bank's files with the shop's books: the money never comes",
			unrepaired("settled-once"), 500, 0},
		{"card-testing-attack", "fraud.thresholds.block=1 fraud.thresholds.review=1", "thieves get the goods, and who owns the cards complains",
			func(sum *Summary) int { return sum.Milestones.Disputed }, 150, 25},
	} {
		t.Run(row.scenario, func(t *testing.T) {
			if n := row.harm(playedAt(t, row.scenario, "scale=4 "+row.without)); n < row.least {
				t.Errorf("%s: %d orders are harmed, want %d or more", row.why, n, row.least)
			}
			if n := row.harm(playedAt(t, row.scenario, "scale=4")); n > row.most {
				t.Errorf("with the cure, %d orders are harmed, want %d at most", n, row.most)
			}
		})
	}
}

// playedAt is what a scenario comes to with those fields set.
func playedAt(t *testing.T, name, sets string) *Summary {
	t.Helper()
	s, err := Load(name, strings.Fields(sets))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// unrepaired counts what the world broke of an invariant, and nobody made good.
func unrepaired(invariant string) func(*Summary) int {
	return func(sum *Summary) int {
		for _, v := range sum.Invariants {
			if v.Name == invariant {
				return v.WorldUnrepaired
			}
		}
		return 0
	}
}
