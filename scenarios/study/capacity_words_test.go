package study

import (
	"strings"
	"testing"
)

// A shop that bears more than what it did not bear has no knee to be sure of, and its reader is told.
func TestACapacityThatLeapsSaysSo(t *testing.T) {
	c := kneesOf(t, CapacityPlan{Scenario: shopFile(t, tiny), Sets: []string{"search.repeats=2"}})
	for leaps, want := range map[int]string{0: "", 1: "In 1 of 2 replications a value held above one that did not: the knee is told by the least that does not hold."} {
		c.leaps = leaps
		told := ""
		for _, paragraph := range c.story() {
			if strings.Contains(paragraph, "held above") {
				told = paragraph
			}
		}
		if told != want {
			t.Errorf("of %d replications that leap it is said %q, want %q", leaps, told, want)
		}
	}
}
