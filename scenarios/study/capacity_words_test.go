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

// What is turned up only a little may change nothing, too: then all is not well however much of it there is.
func TestABoundOfWhatNobodyFeelsIsNoAnswer(t *testing.T) {
	for _, says := range []string{"rate<99%", "rate<0%"} {
		sets := []string{"search.vary=search.tolerance", "search.from=20%", "search.to=40%", "search.repeats=2", "search.thresholds={ checkout_failed: [" + says + "] }"}

		_, err := CapacityPlan{Scenario: shopFile(t, tiny), Sets: sets}.Ask(t.Context())

		if err == nil || !strings.Contains(err.Error(), "search.tolerance changes nothing: at ") {
			t.Errorf("until %s: %v, want that it changes nothing", says, err)
		}
	}
}
