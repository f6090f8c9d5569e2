package scenarios

import (
	"strings"
	"testing"
)

// What is valid and probably not meant is said, with its place, and fails nothing.
func TestAWarningSaysWhatIsProbablyNotMeant(t *testing.T) {
	for _, row := range []struct{ why, text, want string }{
		{"a peak that overruns the bank", crowdWith("{ executor: constant-arrival-rate, rate: 400, duration: 1m }") + "actors: { bank: { workers: 64 } }\n",
			"shop.yaml:3:28: actors.bank.workers: 64 workers × 477ms carry 134 orders/s, and 400/s are asked at 0s"},
		{"a peak that overruns who waits for the bank", crowdWith("{ executor: constant-arrival-rate, rate: 59, duration: 1m }") + "actors: { order-manager: { workers: 32 } }\n",
			"shop.yaml:3:37: actors.order-manager.workers: 32 workers × 1.11s carry 28.9 orders/s, and 59/s are asked at 0s"},
		{"a timeout that outlives its caller's", shopWith("timeouts: { bank: 16s }\n"),
			"shop.yaml:3:19: timeouts.bank: 16s is no shorter than timeouts.payment, 15s: work goes on for a caller that has given up"},
		{"people who do not think", shopWith("customers: { think: 0s }\n"),
			"shop.yaml:3:21: customers.think: nobody thinks between two pages"},
		{"a variable that nobody mentions", shopWith("vars: { peak: 3 }\n"),
			"shop.yaml:3:9: vars.peak: nobody mentions it, so it changes nothing; \"${peak}\" would"},
		{"an end before the end", shopWith("until: 5m\n"),
			"shop.yaml:3:8: until: 5m is before the end of the load, 10m: the last customers never come"},
		{"too few pickers", shopWith("warehouse: { pickers: 1 }\n"),
			"shop.yaml:3:23: warehouse.pickers: 1 picker × 2m58s carry 324 orders/day, and 1,200/day come"},
		{"too few trucks", shopWith("carrier: { trucks: 1, parcels: 100 }\n"),
			"shop.yaml:3:20: carrier.trucks: 1 truck carry 300 parcels/day, and 1,200/day come"},
		{"shelves for another shop", shopWith("stock: { orders_per_day: 100 }\n"),
			"shop.yaml:3:26: stock.orders_per_day: the shelves are made for 100 orders/day, and 1,200/day come"},
		{"a promise about users who wait", crowdWith("{ executor: constant-vus, vus: 3, duration: 10m }") + "thresholds: { checkout_duration: ['p(95)<1s'] }\n",
			"shop.yaml:3:15: thresholds.checkout_duration: the users of shoppers wait for a slow shop and ask less of it"},
		{"a promise about stages without names", crowdWith("{ executor: ramping-arrival-rate, stages: [{ duration: 1m, target: 3 }, { duration: 1m, target: 3 }] }") + "thresholds: { checkout_failed: ['rate<1%'] }\n",
			"shop.yaml:3:15: thresholds.checkout_failed: it judges the whole load, for its stages have no names; { name: peak, … } would let it judge one of them as checkout_failed{phase:peak}"},
		{"a window longer than the load", shopWith("thresholds: { checkout_duration: ['p(95)<1s over 10m', 'p(95)<1s over 11m'] }\n"),
			"shop.yaml:3:56: thresholds.checkout_duration[1]: its customers come for 10m, so there is no full window of 11m, and it cannot be kept"},
		{"a window longer than its stage", crowdWith("{ executor: ramping-arrival-rate, stages: [{ name: a, duration: 1m, target: 3 }, { name: b, duration: 1m, target: 3 }] }") + "thresholds: { 'goodput{phase:b}': ['rate>1 over 90s'] }\n",
			"thresholds.goodput{phase:b}[0]: its customers come for 1m, so there is no full window of 1m30s"},
		{"a load of nobody", crowdWith("{ executor: constant-arrival-rate, rate: 0.001, duration: 10m }"),
			"shop.yaml:2:7: load: 0.6 customers are asked for, so probably nobody comes"},
		{"a load of nobody by its scale", shopWith("scale: 10000\n"), "load: 0.12 customers are asked for, so probably nobody comes"},
		{"too few people", shopWith("population: { customers: 1000 }\n"),
			"shop.yaml:3:26: population.customers: 1000 are few for 2 orders/s"},
	} {
		s, err := Parse("shop.yaml", []byte(row.text), nil)
		if err != nil {
			t.Errorf("%s: %v", row.why, err)
			continue
		}

		var said []string
		for _, warning := range s.Warnings {
			said = append(said, warning.String())
		}
		if !strings.Contains(strings.Join(said, "\n"), row.want) {
			t.Errorf("%s:\n got %s\nwant %s", row.why, strings.Join(said, "\n     "), row.want)
		}
	}
}

func TestAnOrdinaryScenarioHasNoWarnings(t *testing.T) {
	for why, text := range map[string]string{
		"the smallest":   shopWith(""),
		"pools of auto":  shopWith("actors: { bank: { workers: auto }, web: { workers: auto } }\nwarehouse: { pickers: auto }\n"),
		"a corner shop":  strings.Replace(shopWith("size: corner-shop\n"), "rate: 2", "rate: 1", 1),
		"a marketplace":  strings.Replace(shopWith("size: marketplace\n"), "rate: 2", "rate: 1000", 1),
		"a middling one": strings.Replace(shopWith("population: { customers: 1_000_000 }\n"), "rate: 2", "rate: 50", 1),
	} {
		s, err := Parse("shop.yaml", []byte(text), nil)

		if err != nil || len(s.Warnings) > 0 {
			t.Errorf("%s: %v, warnings %v, want none", why, err, s.Warnings)
		}
	}
}

// What is promised of those who come at a rate, or of a stage, is fine.
func TestAPromiseThatJudgesWhatItShouldHasNoWarning(t *testing.T) {
	text := "name: shop\nload:\n  a: { executor: constant-arrival-rate, rate: 2, duration: 10m }\n" +
		"  b: { executor: constant-vus, vus: 3, duration: 10m }\n" +
		"  c: { executor: ramping-arrival-rate, stages: [{ name: up, duration: 1m, target: 3 }, { duration: 1m, target: 3 }] }\n" +
		"thresholds:\n  'checkout_duration{crowd:a}': ['p(95)<1s']\n  'checkout_failed{phase:up}': ['rate<1%']\n  checkout_failed: ['rate<1%']\n"
	s, err := Parse("shop.yaml", []byte(text), nil)

	if err != nil || len(s.Warnings) > 0 {
		t.Errorf("Parse() = %v, warnings %v, want none", err, s.Warnings)
	}
}

// Of users who come again and again nobody knows beforehand how many customers
// they will be, and no number is made up.
func TestTheBriefIsOneLine(t *testing.T) {
	const rate, users = "{ executor: constant-arrival-rate, rate: 2, duration: 10m }", "{ executor: constant-vus, vus: 100000, duration: 1m }"
	for text, want := range map[string]string{
		crowdWith(rate):                   "2 customers/s for 10m, about 1,200 customers and 1,200 orders, until the last order is settled",
		crowdWith(users):                  "100000 users for 1m, as many customers as they get done, until the last order is settled",
		crowdWith(rate + ", b: " + users): "2 customers/s for 10m, and 100000 users for 1m, about 1,200 customers and 1,200 orders beside those of the users, until the last order is settled",
		crowdWith("{ executor: shared-iterations, vus: 3, iterations: 12 }"):                                     "12 journeys of 3 users within 10m, about 12 customers and 12 orders, until the last order is settled",
		crowdWith("{ executor: constant-arrival-rate, rate: 1e9, timeUnit: 1d, duration: 1h }") + "limit: 1e9\n": "1,000,000,000 customers/d for 1h, about 41,666,667 customers and 41,666,667 orders, until the last order is settled",
	} {
		s, err := Parse("shop.yaml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}

		if got := s.Brief(); got != s.Name+": "+want {
			t.Errorf("Brief() = %q, want %q", got, want)
		}
	}
}
