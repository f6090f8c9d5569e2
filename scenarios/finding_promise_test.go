package scenarios

import (
	"strings"
	"testing"
)

// A finding never says that no promise was broken when the run exits with 99: it
// names the promise, what was measured, and an order.
func TestTheFindingNamesThePromiseThatWasBroken(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why, thresholds, want string
		order                 bool
	}{
		{"none", "", "No promise was broken: ", true},
		{"a kept one", "thresholds: { checkout_duration: ['p(95)<1h'] }", "No promise was broken: ", true},
		{"a duration", "thresholds: { checkout_duration: ['p(95)<1ms'] }",
			"No part of the shop was overrun, but checkout_duration p(95)<1ms was not kept: p(95) was 1.", true},
		{"a duration in windows", "thresholds: { checkout_duration: ['p(95)<1ms over 1m'] }", " of 17 windows, the worst from ", true},
		{"a count", "thresholds: { orders_placed: ['count<3'] }", "orders_placed count<3 was not kept: count was ", true},
		{"what nobody could measure", "thresholds: { recovery_time: ['max<1h'] }", "recovery_time max<1h was not kept: no sample. ", false},
		{"two", "thresholds: { orders_placed: ['count<3', 'count<4'] }", " (and 1 other threshold). ", true},
		{"the one that ended the run", "thresholds: { checkout_duration: ['p(95)<1ms', { threshold: p(90)<1ms, abortOnFail: true, delayAbortEval: 1m }] }",
			"but checkout_duration p(90)<1ms was not kept", true},
	} {
		s, err := Parse("steady.yaml", []byte(steady+row.thresholds), nil)
		if err != nil {
			t.Fatal(err)
		}

		_, sum := playedAs(t, s, nil)

		if !strings.Contains(sum.Finding, row.want) || (sum.FindingOrder > 0) != row.order {
			t.Errorf("%s: the finding is %q, order %d; want %s", row.why, sum.Finding, sum.FindingOrder, row.want)
		}
		if crossed := sum.ExitCode() == ExitThreshold; crossed == strings.Contains(sum.Finding, "No promise was broken") {
			t.Errorf("%s: exit %d, and the finding is %q", row.why, sum.ExitCode(), sum.Finding)
		}
	}
}

// Customers for whom there was no place are in the finding, whatever else is.
func TestTheFindingCountsWhoWasNotLetIn(t *testing.T) {
	for sets, want := range map[string]bool{
		"load.shoppers.maxVUs=2":                              true,
		"load.shoppers.maxVUs=2 actors.bank.workers=1":        true,
		"load.shoppers.maxVUs=100000":                         false,
		"load.shoppers.maxVUs=100000 actors.fraud.workers=17": false,
	} {
		s, err := Parse("steady.yaml", []byte(steady), strings.Fields(sets))
		if err != nil {
			t.Fatal(err)
		}

		_, sum := playedAs(t, s, nil)

		if got := strings.Contains(sum.Finding, " customers were not let in, for "); got != want || sum.Dropped > 0 != want {
			t.Errorf("%s: %d were dropped, and the finding is %q", sets, sum.Dropped, sum.Finding)
		}
	}
}
