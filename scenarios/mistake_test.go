package scenarios

import (
	"errors"
	"strings"
	"testing"
)

// shopWith is a file that is right, with more lines.
func shopWith(text string) string {
	return "name: shop\nload: { shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } }\n" + text
}

// crowdWith is a file with that crowd.
func crowdWith(text string) string { return "name: shop\nload: { shoppers: " + text + " }\n" }

// mistakes are files with one mistake each, and what is said of it.
var mistakes = []struct{ why, text, want string }{
	{"a slip of the pen", shopWith("actors:\n  bank:\n    wrokers: 3\n"),
		"shop.yaml:5:5: actors.bank.wrokers: unknown field, did you mean workers?"},
	{"the name of the Go field", shopWith("actors: { OrderManager: { workers: 3 } }\n"),
		"shop.yaml:3:11: actors.OrderManager: unknown field, did you mean order-manager?"},
	{"nothing like it", shopWith("links: { moon: 3s }\n"),
		"shop.yaml:3:10: links.moon: unknown field, want internet, inside or checksum"},
	{"the version of another program", "version: 2\n" + shopWith(""),
		"shop.yaml:1:10: version: 2 is too large, want 1"},
	{"no name", "load: { a: { executor: constant-arrival-rate, rate: 2, duration: 10m } }",
		"shop.yaml:1:1: name is missing, want a text such as corner-shop"},
	{"a name with a slash", strings.Replace(shopWith(""), "shop", "../shop", 1),
		`shop.yaml:1:7: name: "../shop" is no name, want letters, digits, - and _`},
	{"nobody", "name: shop\n",
		"shop.yaml:1:1: load is missing, want a mapping such as { shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } }"},
	{"an empty load", "name: shop\nload: {}\n",
		"shop.yaml:2:7: load: nobody comes, want customers such as shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }"},
	{"a list where names are wanted", "name: shop\nload: [1]\n",
		"shop.yaml:2:7: load: a list has no names, want a mapping such as shoppers: { ... }"},

	{"a number in words", shopWith("actors: { bank: { workers: many } }\n"),
		`shop.yaml:3:28: actors.bank.workers: "many" is no whole number, want 1 to 1000000, unlimited or auto`},
	{"a number in quotes", shopWith("actors: { bank: { workers: '4' } }\n"),
		`shop.yaml:3:28: actors.bank.workers: "4" in quotes is a text, want a whole number from 1 to 1000000, unlimited or auto`},
	{"half a worker", shopWith("actors: { bank: { workers: 0.5 } }\n"),
		`shop.yaml:3:28: actors.bank.workers: "0.5" is no whole number, want 1 to 1000000, unlimited or auto`},
	{"an octal number", shopWith("actors: { bank: { workers: 010 } }\n"),
		`shop.yaml:3:28: actors.bank.workers: "010" is no whole number, want 1 to 1000000, unlimited or auto`},
	{"no worker", shopWith("actors: { bank: { workers: 0 } }\n"),
		"shop.yaml:3:28: actors.bank.workers: 0 is too small, want 1 to 1000000, unlimited or auto"},
	{"a list of workers", shopWith("actors: { bank: { workers: [1, 2] } }\n"),
		"shop.yaml:3:28: actors.bank.workers: a list is too much, want a whole number from 1 to 1000000, unlimited or auto"},
	{"no value", shopWith("actors: { bank: { workers: } }\n"),
		"shop.yaml:3:28: actors.bank.workers: there is no value, want a whole number from 1 to 1000000, unlimited or auto"},
	{"a station that is a number", shopWith("actors: { bank: 7 }\n"),
		`shop.yaml:3:17: actors.bank: "7" is no section, want fields such as workers`},
	{"more than everybody", shopWith("customers: { home: 1.4 }\n"),
		"shop.yaml:3:20: customers.home: 1.4 is too large, want 0 to 1"},
	{"more than everybody, in percent", shopWith("customers: { home: 140% }\n"),
		"shop.yaml:3:20: customers.home: 140% is too large, want 0 to 1"},
	{"a percentage of what is no share", shopWith("catalog: { lines: 30% }\n"),
		`shop.yaml:3:19: catalog.lines: "30%" is no number, want 1 to 12`},
	{"fewer than none", shopWith("stock: { levels: { initial: -1 } }\n"),
		"shop.yaml:3:29: stock.levels.initial: -1 is too small, want 0 to 1000000000"},
	{"a seed that stands for none", shopWith("seed: 0\n"),
		"shop.yaml:3:7: seed: 0 is too small, want 1 to 18446744073709551615"},
	{"a seed of 65 bits", shopWith("seed: 18446744073709551616\n"),
		"shop.yaml:3:7: seed: 18446744073709551616 is too large, want 1 to 18446744073709551615"},
	{"neither true nor false", shopWith("stock: { backorders: maybe }\n"),
		`shop.yaml:3:22: stock.backorders: "maybe" is neither true nor false`},

	{"a time without a unit", shopWith("timeouts: { bank: 10 }\n"),
		`shop.yaml:3:19: timeouts.bank: "10" has no unit, want ns, us, ms, s, m, h or d, such as 10s`},
	{"a time in an unknown unit", shopWith("timeouts: { bank: 3y }\n"),
		`shop.yaml:3:19: timeouts.bank: "3y" is no duration, want numbers with ns, us, ms, s, m, h or d, the days first, such as 350ms or 1d12h`},
	{"eleven years", shopWith("orders: { patience: 4015d }\n"),
		`shop.yaml:3:21: orders.patience: "4015d" is too long, want at most 3650d`},
	{"a timeout that leaves no time", shopWith("timeouts: { bank: 0s }\n"),
		"shop.yaml:3:19: timeouts.bank: 0s is too small, want 1ms to 3650d"},
	{"an hour that no day has", shopWith("starts: 25:00\n"),
		`shop.yaml:3:9: starts: "25:00" is no time of day, want one such as 10:00 or mon 10:00`},
	{"a day that no week has", shopWith("starts: noday 10:00\n"),
		`shop.yaml:3:9: starts: "noday 10:00" is no time of day, want one such as 10:00 or mon 10:00`},
	{"a truck on the second day", shopWith("carrier: { runs: ['10:00', 25h] }\n"),
		"shop.yaml:3:28: carrier.runs[1]: 25h is too large, want 0s to 1d"},

	{"a service without a unit", shopWith("actors: { bank: { service: exp(3) } }\n"),
		`shop.yaml:3:28: actors.bank.service: "exp(3)" has no unit of time, want one such as 5ms, exp(6s) or lognormal(4ms, 0.4)`},
	{"a popularity in seconds", shopWith("catalog: { popularity: 5s }\n"),
		`shop.yaml:3:24: catalog.popularity: "5s" is about time, want bare numbers such as 5, exp(6) or zipf(0.9)`},
	{"a mistyped distribution", shopWith("actors: { bank: { service: 'lognormel(4ms, 0.4)' } }\n"),
		`shop.yaml:3:28: actors.bank.service: there is no distribution "lognormel", want const, uniform, exp, lognormal, gamma, erlang, pareto, zipf, empirical, did you mean lognormal?`},
	{"a comma that YAML takes for its own", shopWith("actors: { bank: { service: gamma(2, mailbox: 3 } }\n"),
		`shop.yaml:3:28: actors.bank.service: "gamma(2" does not end with a closing bracket; within { } it needs quotes, such as 'lognormal(4ms, 0.4)'`},
	{"money with three decimals", shopWith("catalog: { shipping: 4.905 }\n"),
		`shop.yaml:3:22: catalog.shipping: "4.905" is no amount of money, want one such as 4.90 or 4.90 EUR`},
	{"money owed", shopWith("catalog: { shipping: -4.90 }\n"),
		"shop.yaml:3:22: catalog.shipping: -4.90 is too small, want 0 to 10000000"},
	{"an unknown policy", shopWith("stock: { policy: guess }\n"),
		`shop.yaml:3:18: stock.policy: "guess" is no stock policy, want (s,S), (R,Q) or base-stock`},
	{"an unknown country", shopWith("carrier: { home: DEU }\n"),
		`shop.yaml:3:18: carrier.home: "DEU" is unknown, did you mean DE?`},
	{"a bank's answer of three digits", shopWith("bank: { mix: [{ code: 005, weight: 1 }] }\n"),
		`shop.yaml:3:23: bank.mix[0].code: "005" is no answer of a bank, want one such as 05 or 51`},

	{"a crowd that does not say how it comes", crowdWith("{ rate: 3 }"),
		"shop.yaml:2:9: load.shoppers: executor is missing, want constant-arrival-rate, ramping-arrival-rate, constant-vus, ramping-vus, shared-iterations or per-vu-iterations"},
	{"a mistyped executor", crowdWith("{ executor: constant-arival-rate }"),
		`shop.yaml:2:31: load.shoppers.executor: "constant-arival-rate" is no executor, did you mean constant-arrival-rate?`},
	{"an executor that k6 has thrown out", crowdWith("{ executor: externally-controlled }"),
		`shop.yaml:2:31: load.shoppers.executor: "externally-controlled" is no executor, want constant-arrival-rate, ramping-arrival-rate, constant-vus, ramping-vus, shared-iterations or per-vu-iterations`},
	{"a field of the other executor", crowdWith("{ executor: constant-arrival-rate, rate: 3, duration: 1m, startRate: 1 }"),
		"shop.yaml:2:88: load.shoppers.startRate: has no meaning for constant-arrival-rate, which takes rate and duration"},
	{"a rate of nobody", crowdWith("{ executor: constant-arrival-rate, rate: 0, duration: 1m }"),
		"shop.yaml:2:60: load.shoppers.rate: nobody comes, want a rate above 0"},
	{"no time to come", crowdWith("{ executor: constant-arrival-rate, rate: 3 }"),
		"shop.yaml:2:9: load.shoppers.duration: nobody comes, want a duration above 0s, such as 10m"},
	{"a ramp without stages", crowdWith("{ executor: ramping-arrival-rate, startRate: 3 }"),
		"shop.yaml:2:9: load.shoppers.stages: nobody comes, want stages such as [{ duration: 1m, target: 100 }]"},
	{"a stage without a target", crowdWith("{ executor: ramping-arrival-rate, stages: [{ duration: 1m }] }"),
		"shop.yaml:2:62: load.shoppers.stages[0]: target is missing, want a number from 0 to 1000000000"},
	{"a journey to nowhere", crowdWith("{ executor: constant-arrival-rate, rate: 3, duration: 1m, journeys: { bye: 1 } }"),
		`shop.yaml:2:89: load.shoppers.journeys.bye: "bye" is unknown, did you mean buy?`},
	{"journeys that nobody makes", crowdWith("{ executor: constant-arrival-rate, rate: 3, duration: 1m, journeys: { buy: 0 } }"),
		"shop.yaml:2:87: load.shoppers.journeys: nobody wants anything, want a weight above 0, such as { buy: 1 }"},
	{"more customers than there are people", crowdWith("{ executor: constant-arrival-rate, rate: 1e6, duration: 1d }"),
		"shop.yaml:2:7: load: 8.64e+10 customers are too many, want at most 20000000 in all; the field limit can allow up to 1000000000"},
	{"an unknown way to arrive", crowdWith("{ executor: constant-arrival-rate, rate: 3, duration: 1m, arrivals: poison }"),
		`shop.yaml:2:87: load.shoppers.arrivals: "poison" is no way to arrive, did you mean poisson?`},
	{"a crowd with a strange name", "name: shop\nload: { 'a b': { executor: constant-arrival-rate, rate: 3, duration: 1m } }\n",
		`shop.yaml:2:9: load."a b": "a b" is no name, want letters, digits, - and _`},
}

func TestAMistakeIsToldWithItsPlaceAndWhatIsAllowed(t *testing.T) {
	for _, row := range mistakes {
		_, err := Parse("shop.yaml", []byte(row.text), nil)

		if err == nil || err.Error() != row.want {
			t.Errorf("%s:\n got %v\nwant %v", row.why, err, row.want)
		}
	}
}

func TestAllMistakesAreToldAtOnceInTheOrderOfTheFile(t *testing.T) {
	text := "nmae: shop\nload: { shoppers: { rate: x, executor: constant-arrival-rate } }\nlinks: { inside: 5 }\nseed: -1\n"

	_, err := Parse("shop.yaml", []byte(text), []string{"actors.bonk.workers=1"})

	want := `shop.yaml:1:1: nmae: unknown field, did you mean name?
shop.yaml:1:1: name is missing, want a text such as corner-shop
shop.yaml:2:27: load.shoppers.rate: "x" is no number, want 0 to 1000000000
shop.yaml:3:18: links.inside: "5" has no unit of time, want one such as 5ms, exp(6s) or lognormal(4ms, 0.4)
shop.yaml:4:7: seed: -1 is too small, want 1 to 18446744073709551615
--set: actors.bonk: unknown field, did you mean bank?`
	if err == nil || err.Error() != want {
		t.Errorf("Parse() =\n%v\nwant\n%v", err, want)
	}
}

func TestTwentyMistakesFillTheScreen(t *testing.T) {
	text := shopWith("catalog:\n")
	for i := range 31 {
		text += "  wrong" + strings.Repeat("x", i) + ": 1\n"
	}

	_, err := Parse("shop.yaml", []byte(text), nil)

	var found *Mistakes
	if !errors.As(err, &found) || len(found.List) != 20 || found.More != 11 {
		t.Fatalf("Parse() = %v, want 20 mistakes and 11 more", err)
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 21 || lines[20] != "and 11 more" {
		t.Errorf("the mistakes end with %q, want %q", lines[len(lines)-1], "and 11 more")
	}
}
