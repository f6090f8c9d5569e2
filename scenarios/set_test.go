package scenarios

import (
	"errors"
	"strings"
	"testing"
	"time"

	"buynow/actors"
)

const setShop = `
name: shop
load:
  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }
  rush:
    executor: ramping-arrival-rate
    stages: [{ name: up, duration: 1m, target: 10 }, { name: peak, duration: 2m, target: 20 }, { duration: 1m, target: 0 }]
`

func TestASetChangesOneField(t *testing.T) {
	for _, row := range []struct {
		why, set string
		got      func(*Scenario) any
		want     any
	}{
		{"a number", "actors.bank.workers=48", func(s *Scenario) any { return s.Config.Actors.Bank.Workers }, 48},
		{"with spaces", " actors.bank.workers = 48 ", func(s *Scenario) any { return s.Config.Actors.Bank.Workers }, 48},
		{"a word", "actors.bank.mailbox=unlimited", func(s *Scenario) any { return s.Config.Actors.Bank.Mailbox }, -1},
		{"a distribution", "actors.stock-db.service=lognormal(p50=350ms, p99=2s)",
			func(s *Scenario) any { return s.Config.Actors.StockDB.Service.String() }, "lognormal(p50=350ms, p99=2s)"},
		{"a percentage", "bank.decline=30%", func(s *Scenario) any { return s.Config.Bank.Decline }, 0.3},
		{"money", "catalog.shipping=3.5 EUR", func(s *Scenario) any { return s.Config.Catalog.Shipping }, actors.Cents(350)},
		{"a policy", "stock.policy=(R,Q)", func(s *Scenario) any { return s.Config.Stock.Policy }, actors.FixedLot},
		{"a text with a colon", "description=a: b # c", func(s *Scenario) any { return s.Description }, "a: b # c"},
		{"the calendar", "starts=fri 17:30", func(s *Scenario) any { return s.Config.Calendar.Starts }, 4*actors.Day + 17*time.Hour + 30*time.Minute},
		{"a crowd", "load.shoppers.rate=7", func(s *Scenario) any { return s.Load[0].Rate }, 7.0},
		{"a crowd in brackets", "load[rush].startRate=7", func(s *Scenario) any { return s.Load[1].StartRate }, 7.0},
		{"an element by its name", "load.rush.stages[peak].target=400", func(s *Scenario) any { return s.Load[1].Stages[1].Target }, 400.0},
		{"an element by its name without brackets", "load.rush.stages.peak.target=400", func(s *Scenario) any { return s.Load[1].Stages[1].Target }, 400.0},
		{"an element by its number", "load.rush.stages[2].target=400", func(s *Scenario) any { return s.Load[1].Stages[2].Target }, 400.0},
		{"a whole list", "load.rush.stages=[{ duration: 1m, target: 5 }]", func(s *Scenario) any { return len(s.Load[1].Stages) }, 1},
		{"a list of the defaults", "carrier.runs[0]=11:30", func(s *Scenario) any { return s.Config.Carrier.Runs[0] }, 11*time.Hour + 30*time.Minute},
		{"one entry of a map", "load.shoppers.journeys.browse=3",
			func(s *Scenario) any { return s.Load[0].Journeys[actors.Browse] + s.Load[0].Journeys[actors.Buy] }, 4.0},
		{"a whole map", "load.shoppers.journeys={ browse: 3 }",
			func(s *Scenario) any { return s.Load[0].Journeys[actors.Browse] + s.Load[0].Journeys[actors.Buy] }, 3.0},
		{"a part of a section", "load.shoppers={ rate: 3 }", func(s *Scenario) any { return s.Load[0].Duration }, 10 * time.Minute},
		{"a product", "stock.special.1={ initial: 50 }", func(s *Scenario) any { return s.Config.Stock.Special[1].Initial }, 50},
		{"a field of a product", "stock.special.1.initial=50", func(s *Scenario) any { return s.Config.Stock.Special[1].Initial }, 50},
	} {
		s, err := Parse("shop.yaml", []byte(setShop), []string{row.set})

		if err != nil {
			t.Errorf("%s: --set %q: %v", row.why, row.set, err)
			continue
		}
		if got := row.got(s); got != row.want {
			t.Errorf("%s: --set %q gives %v, want %v", row.why, row.set, got, row.want)
		}
	}
}

func TestAWrongSetIsToldLikeAWrongFile(t *testing.T) {
	for _, row := range []struct{ why, set, want string }{
		{"a slip of the pen", "actors.bank.wrokers=3", "--set: actors.bank.wrokers: unknown field, did you mean workers?"},
		{"no value", "actors.bank.workers=", "--set: actors.bank.workers: there is no value, want a whole number from 1 to 1000000, unlimited or auto"},
		{"too few", "actors.bank.workers=0", "--set: actors.bank.workers: 0 is too small, want 1 to 1000000, unlimited or auto"},
		{"no path", "=3", `--set: "=3" is no path=value, want one such as actors.bank.workers=48 or load.shoppers.stages[0].target=400`},
		{"nothing to set", "seed", `--set: "seed" is no path=value, want one such as actors.bank.workers=48 or load.shoppers.stages[0].target=400`},
		{"a dot too many", "actors..bank=3", `--set: "actors..bank=3" is no path=value, want one such as actors.bank.workers=48 or load.shoppers.stages[0].target=400`},
		{"an open bracket", "load.rush.stages[1=3", `--set: "load.rush.stages[1=3" is no path=value, want one such as actors.bank.workers=48 or load.shoppers.stages[0].target=400`},
		{"below a value", "seed.x=3", "--set: seed.x: there is nothing below seed, which is one value: want a whole number from 1 to 18446744073709551615"},
		{"a section", "actors.bank=3", `--set: actors.bank: "3" is no section, want fields such as workers`},
		{"a bracket at no list", "actors[0]=3", "--set: actors: is no list, so it has no [0]"},
		{"an unknown crowd", "load.shopers.rate=3", "--set: load: has no shopers, did you mean shoppers?"},
		{"an unknown stage", "load.rush.stages[pek].target=3", "--set: load.rush.stages: has no pek, did you mean peak?"},
		{"a stage too far", "load.rush.stages[3].target=3", "--set: load.rush.stages: has no 3, want up, peak or 2"},
		{"a list without a bracket", "carrier.runs.0=11:30", "--set: carrier.runs: is a list, want carrier.runs[0] for its first"},
		{"a mistyped name in a list", "load.rush.stages.paek.target=3", "--set: load.rush.stages: has no paek, did you mean peak?"},
		{"an empty list", "load.shoppers.stages[0].target=3", "--set: load.shoppers.stages: is empty, so it has no 0"},
		{"an unknown journey", "load.shoppers.journeys.bye=3", `--set: load.shoppers.journeys.bye: "bye" is unknown, did you mean buy?`},
		{"a field of the other executor", "load.rush.rate=3", "--set: load.rush.rate: has no meaning for ramping-arrival-rate, which takes startRate and stages"},
		{"a list without what it needs", "load.rush.stages=[{ duration: 1m }]", "--set: load.rush.stages[0]: target is missing, want a number from 0 to 1000000000"},
		{"no YAML", "carrier.runs=[1", "--set: carrier.runs: this is not YAML: did not find expected ',' or ']'"},
		{"an anchor", "carrier.runs=&a [1h]", "--set: carrier.runs: an anchor, &a, is not supported: write the values out"},
	} {
		_, err := Parse("shop.yaml", []byte(setShop), []string{row.set})

		if err == nil || err.Error() != row.want {
			t.Errorf("%s: --set %q:\n got %v\nwant %v", row.why, row.set, err, row.want)
		}
	}
}

// A path or a value without end is refused, in few words.
func TestASetWithoutEndIsRefused(t *testing.T) {
	for why, set := range map[string]string{
		"ten thousand steps":        strings.Repeat("a.", 10_000) + "b=1",
		"ten thousand steps down":   "actors.bank.workers" + strings.Repeat(".a", 10_000) + "=1",
		"ten thousand brackets":     "load" + strings.Repeat("[rush]", 10_000) + "=1",
		"a name of a megabyte":      strings.Repeat("a", 1<<20) + "=1",
		"brackets in the value":     "carrier.runs=" + strings.Repeat("[", 100_000),
		"a bomb in the value":       "carrier.runs=[&a [1h,1h], *a, *a]",
		"a number of a megabyte":    "actors.bank.workers=" + strings.Repeat("9", 1<<20),
		"a text of two megabytes":   "description=" + strings.Repeat("x", 2<<20),
		"an escape to the terminal": "actors.bank.workers=\x1b[31m",
	} {
		_, err := Parse("shop.yaml", []byte(setShop), []string{set})

		if err == nil || len(err.Error()) > 500 || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %.500v, want a short error", why, err)
		}
	}
}

func TestTheLastSetWins(t *testing.T) {
	s, err := Parse("shop.yaml", []byte(setShop), []string{"seed=2", "seed=3", "load.shoppers.journeys.browse=1", "load.shoppers.journeys.buy=2"})

	if err != nil || s.Seed != 3 || s.Load[0].Journeys[actors.Browse] != 1 || s.Load[0].Journeys[actors.Buy] != 2 {
		t.Errorf("Parse() = %+v, %v", s, err)
	}
}

func TestASetCanGiveWhatTheFileLacks(t *testing.T) {
	_, err := Parse("shop.yaml", []byte("name: shop\nload: { a: { duration: 1m } }\n"),
		[]string{"load.a.executor=constant-arrival-rate", "load.a.rate=2"})

	if err != nil {
		t.Errorf("Parse() = %v, want no mistake", err)
	}
}

func FuzzSet(f *testing.F) {
	for _, set := range []string{
		"actors.bank.workers=48", "load.rush.stages[peak].target=400", "load[rush]={ startRate: 3 }", "stock.special.1.initial=5",
		"carrier.runs=[10:00, 3h]", "a[[=", "load.rush.stages[-1]=&a *a", "description=: #", "name",
	} {
		f.Add(set)
	}
	f.Fuzz(func(t *testing.T, set string) {
		_, err := Parse("shop.yaml", []byte(setShop), []string{set})

		var mistakes *Mistakes
		if err == nil {
			return
		}
		if !errors.As(err, &mistakes) || !strings.Contains(err.Error(), ":") {
			t.Errorf("--set %q: the error is %v, want mistakes", set, err)
		}
	})
}
