package scenarios

import (
	"slices"
	"strings"
	"testing"
)

const searching = `name: shop
vars: { peak: 8, patience: 9s, who: AT, idle: 3 }
load:
  shoppers: { executor: ramping-arrival-rate, timeUnit: 1m, stages: [{ name: up, duration: 1m, target: "${peak}" }, { name: peak, duration: 0s, target: "${peak}" }] }
  regulars: { executor: constant-vus, vus: 3, duration: 1m }
timeouts: { bank: "${patience}" }
carrier: { home: "${who}", late: 4% }
thresholds: { checkout_failed: ['rate<5%'], double_charges: [count==0] }
`

func TestASearchThatCannotBeIsRefusedAtItsPlace(t *testing.T) {
	for _, row := range []struct{ why, search, want string }{
		{"a variable that there is not", "vary: vars.peek", "x.yaml:9:17: search.vary: there is no variable peek, did you mean peak?"},
		{"a field that there is not", "vary: load.shoppers.rat", "x.yaml:9:17: search.vary: load.shoppers.rat: there is no such field, did you mean rate?"},
		{"a crowd that does not come", "vary: load.tourists.rate", "search.vary: load: has no tourists, want shoppers or regulars"},
		{"a section", "vary: actors.bank", "search.vary: actors.bank is no single value, want a field of it"},
		{"no path at all", "vary: 'load[x'", `search.vary: "load[x" is no path, want one such as vars.peak or load.shoppers.stages[0].target`},
		{"a word", "vary: vars.who", "search.vary: vars.who is a word, which cannot be turned up, want a number, a share, a duration or an amount of money"},
		{"a yes or no", "vary: stock.backorders", "search.vary: stock.backorders is a true or false, which cannot be turned up"},
		{"a distribution, of which nobody knows what is more", "vary: actors.bank.service", "search.vary: actors.bank.service is a distribution of times, which cannot be turned up"},
		{"a bound of another kind", "vary: vars.peak, from: 5s", `x.yaml:9:34: search.from: vars.peak: "5s" is no number, want 0 to 1000000000`},
		{"a bound without a unit", "vary: vars.patience, to: 5", `search.to: vars.patience: "5" has no unit, want ns, us, ms, s, m, h or d, such as 5s`},
		{"a bound beyond what the field may be", "vary: carrier.late, to: 2", "search.to: carrier.late: 2 is too large, want 0 to 1"},
		{"a bound that is no amount", "vary: vars.peak, to: lots", `search.to: "lots" is no amount, want a number, a share or a duration, such as 72, 5% or 350ms`},
		{"bounds the wrong way round", "vary: vars.peak, from: 50, to: 20", "search: from 50 to 20 there is nothing to look for, want from below to"},
		{"an end that there is not", "until: tuesday", `search.until: "tuesday" is unknown, want thresholds_fail`},
		{"a method that there is not", "method: bisect", `search.method: "bisect" is unknown, want exponential-then-bisect`},
		{"a tolerance that is none", "tolerance: 0%", "search.tolerance: 0% is too small, want 0.001 to 0.5"},
		{"no repeats", "repeats: 0", "search.repeats: 0 is too small, want 1 to 1000"},
		{"a threshold on nobody", "thresholds: { 'checkout_failed{phase:rush}': ['rate<1%'] }", "search.thresholds.checkout_failed{phase:rush}: no stage of the load is called rush, want up or regulars"},
		{"a threshold that is none", "thresholds: { checkout_failed: ['p(95)<1s'] }", `search.thresholds.checkout_failed[0]: there is no "p(95)"`},
	} {
		_, err := Parse("x.yaml", []byte(searching+"search: { "+row.search+" }\n"), nil)

		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s:\n got %v\nwant %v", row.why, err, row.want)
		}
	}
}

func TestADialReadsAndWritesAsTheFieldDoes(t *testing.T) {
	for _, row := range []struct {
		why, path, text string
		number, value   float64
		words, written  string
		load            bool
	}{
		{"a variable is what its field is", "vars.peak", "46.1", 46.1, 8, "46.1 customers/min", "46.1", true},
		{"a stage by its name", "load.shoppers.stages[peak].target", "72", 72, 8, "72 customers/min", "72", true},
		{"users who come again", "load.regulars.vus", "30", 30, 3, "30 users", "30", true},
		{"a duration counts in seconds", "vars.patience", "350ms", 0.35, 9, "350ms", "350ms", false},
		{"a share is told in percent", "carrier.late", "12.5%", 0.125, 0.04, "12.5 %", "12.5%", false},
		{"a share may be given as one", "carrier.late", "0.07", 0.07, 0.04, "7 %", "7%", false},
		{"workers are whole", "actors.bank.workers", "20", 20, auto, "20 workers", "20", false},
		{"money is in euros", "catalog.free_from", "4.90", 4.9, 50, "€ 4.90", "4.90", false},
		{"a field that the file does not mention", "load.shoppers.startRate", "3", 3, 0, "3 customers/min", "3", true},
	} {
		s, err := Parse("x.yaml", []byte(searching), nil)
		if err != nil {
			t.Fatal(err)
		}
		before := s.written(s.base())

		dial, err := s.Dial(row.path)

		if err != nil {
			t.Errorf("%s: %v", row.why, err)
			continue
		}
		x, err := dial.Parse(row.text)
		if err != nil || x != row.number || dial.Value != row.value && row.value != auto {
			t.Errorf("%s: %s reads %v, %v at %v, want %v at %v", row.why, row.text, x, err, dial.Value, row.number, row.value)
		}
		if dial.Words(x) != row.words || dial.Set(x) != row.path+"="+row.written || dial.Load != row.load {
			t.Errorf("%s: told as %q, set by %q, load %t, want %q, %q, %t", row.why, dial.Words(x), dial.Set(x), dial.Load, row.words, row.written, row.load)
		}
		if _, err := Parse("x.yaml", []byte(searching), []string{dial.Set(x)}); err != nil {
			t.Errorf("%s: %s cannot be set: %v", row.why, dial.Set(x), err)
		}
		if after := s.written(s.base()); after != before {
			t.Errorf("%s: a look at it has changed the scenario:\n%s\n%s", row.why, before, after)
		}
	}
}

// The scale divides what is played, not what the file says and --set takes.
func TestADialIsAsTheFileHasItWhateverTheScale(t *testing.T) {
	for _, path := range []string{"vars.peak", "load.shoppers.stages[0].target"} {
		s, err := Parse("x.yaml", []byte(searching), []string{"scale=4"})
		if err != nil {
			t.Fatal(err)
		}

		dial, err := s.Dial(path)

		if err != nil || dial.Value != 8 || s.Load[0].Stages[0].Target != 2 {
			t.Errorf("%s is %v, %v while %v customers come, want 8 and a quarter of it", path, dial.Value, err, s.Load[0].Stages[0].Target)
		}
	}
}

func TestWhatMustHoldIsBesideOrInstead(t *testing.T) {
	for _, row := range []struct {
		why, search string
		want        []string
	}{
		{"nothing more", "{}", []string{"checkout_failed rate<5%", "double_charges count==0"}},
		{"another metric, beside", "{ thresholds: { goodput: ['rate>2', 'count>9'] } }", []string{"checkout_failed rate<5%", "double_charges count==0", "goodput rate>2", "goodput count>9"}},
		{"the same metric, in its place", "{ thresholds: { 'checkout_failed{}': ['rate<1%'] } }", []string{"checkout_failed{} rate<1%", "double_charges count==0"}},
		{"in the place of all", "{ instead: true, thresholds: { checkout_failed: ['rate<1%'] } }", []string{"checkout_failed rate<1%"}},
	} {
		s, err := Parse("x.yaml", []byte(searching+"search: "+row.search+"\n"), nil)
		if err != nil {
			t.Fatal(err)
		}

		promises := s.Promises()

		if got := promises.Lines(); !slices.Equal(got, row.want) {
			t.Errorf("%s: %q must hold, want %q", row.why, got, row.want)
		}
		again, err := Parse("x.yaml", []byte(searching), promises.Sets())
		if err != nil {
			t.Errorf("%s: %q cannot be set: %v", row.why, promises.Sets(), err)
			continue
		}
		for _, metric := range promises.names() {
			plain := Metric(metric.selector().String())
			if !slices.Equal(again.Thresholds[plain], promises[metric]) {
				t.Errorf("%s: set as %v, want %v", row.why, again.Thresholds[plain], promises[metric])
			}
		}
	}
}

// What a search would turn may be gone from a run, which has no use for it; not from the search.
func TestARunNeedNotHaveWhatASearchWouldTurn(t *testing.T) {
	if _, err := Load("lost-auth-response", []string{"faults=[]"}); err != nil {
		t.Errorf("a run without the fault that the file's search turns: %v", err)
	}
	if _, err := Load("lost-auth-response", []string{"search.vary=faults[nothing].probability"}); err == nil {
		t.Error("a search for a fault that is not there is not refused")
	}
}
