package scenarios

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Each scenario that comes with the program accounts for every order, keeps every
// invariant, and says in one sentence what broke first; here at a size that takes
// a second.
func TestShippedScenariosKeepTheirPromises(t *testing.T) {
	for _, row := range []struct{ name, scale, finding, why string }{
		{"quickstart", "1", `^No promise was broken: \d+ of 1,039 orders were delivered;`, "nothing is broken on a quiet day"},
		{"black-friday", "5", `^The bank saturated first, at 2h.* clicks got no page, as order [\d,]+ shows\.$`, "too few lines to the bank"},
		{"flash-sale", "1", `^Product 1 sold out at .* orders came too late, as order [\d,]+ shows\.$`, "a hundred pieces for ten thousand"},
		{"backorder", "4", `^Product \d+ sold out at .* orders found something gone, and [\d,]+ of these went without`, "goods that are made to order"},
		{"lost-auth-response", "1", `^No promise was broken though 5 % of the answers of the bank to the merchant system were lost`, "the bank is asked what became of it"},
		{"stock-drift", "4", `the stock of 20 % of the products drifted each day`, "nobody knows what is on a shelf"},
		{"warehouse-strike", "4", `^No promise was broken though all of the pickers stayed at home \(1d to 3d\): `, "a promise has room for two days"},
		{"lost-parcel-week", "4", `^No promise was broken though 5 % of the parcels were lost \(0s to 7d\) and 1 other fault fired: `, "what is lost is sent anew"},
		{"supplier-late-vs-auth-expiry", "4", `^While the manufacturer was late by 5d \(0s to 20d\), product \d+ sold out at `, "goods that are made to order"},
		{"cancel-race", "1", `^No promise was broken though the messages to the bank( and their answers)? took longer`, "what is under way is undone, however it ends"},
		{"duplicate-everything", "1", `^No promise was broken though 10 % of the messages on every line came more than once`, "everybody knows again what they have done"},
		{"idempotency-store-loss", "1", `^No promise was broken though the keys of payments were lost`, "what was held twice runs out"},
		{"settlement-file-missing", "4", `^No promise was broken though the bank forgot to pay out all of the payments \(3d18h to 4d18h\): `, "what was not paid out is claimed"},
		{"crash-between-every-step", "1", `^No promise was broken though whoever was at step 6 crashed`, "what was owed is found again in the ledgers"},
		{"card-testing-attack", "1", `^No promise was broken though thieves tested 2 cards a second \(5m to 15m\): .* were blocked at step 7`, "haste gives thieves away"},
		{"mail-provider-down", "4", `^No promise was broken though the mail provider crashed \(4h to 10h\): `, "no order waits for a letter"},
		{"issuer-brownout", "1", `^No promise was broken though the bank was 15 times as slow \(5m to 15m\) and 1 other fault fired: `, "lines are left for the others"},
		{"partition-om-warehouse", "1", `^No promise was broken though the line from the order manager to the warehouse was cut`, "what is owed is written down and repeated"},
		{"az-outage", "1", `^While the stock database crashed .*, goodput fell from .* to 0/s and was back .* after that was over\.$`, "nobody can buy, and then everybody can"},
		{"zombie-order-manager", "1", `^While the order manager froze, was replaced, and came back .*, goodput fell from .* and was back .* after that was over\.$`, "both use the same ledger and the same keys"},
		{"price-change-mid-checkout", "1", `^No promise was broken though the prices of 50 % of the products changed \(9 times from 1m33s to 19m\): `, "the price that was seen counts"},
		{"classroom", "2", `^No promise was broken: [\d,]+ of [\d,]+ orders were delivered;`, "made to be watched, and broken by hand"},
		{"a-week", "20", `^The [a-z ]+ saturated first, at `, "a newsletter"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.name != "quickstart" {
				long(t)
			}
			s, err := Load(row.name, []string{"scale=" + row.scale})
			if err != nil {
				t.Fatal(err)
			}

			sum, err := s.Run(context.Background(), Options{})

			if err != nil {
				t.Fatal(err)
			}
			if err := sum.Check(); err != nil {
				t.Error(err)
			}
			for _, v := range sum.Invariants {
				if !v.OK {
					t.Errorf("%s is broken, %d by the shop, as order %d shows: %s", v.Name, v.Shop, v.Example, v.Text)
				}
			}
			if o := sum.Outcomes; o.InFlight > 0 {
				t.Errorf("%d orders are still open at the end", o.InFlight)
			}
			if !regexp.MustCompile(row.finding).MatchString(sum.Finding) {
				t.Errorf("%s: the finding is %q, want %s", row.why, sum.Finding, row.finding)
			}
			for _, verdict := range sum.Thresholds {
				if !verdict.OK {
					t.Errorf("%s %s is crossed: %v", verdict.Metric, verdict.Threshold, verdict.Value)
				}
			}
		})
	}
}

// What a scenario warns of is there to be seen: where the shop is made as its
// opening says, promises are broken.
func TestShippedScenariosShowWhatTheyWarnOf(t *testing.T) {
	for _, row := range []struct{ name, with, finding, why string }{
		{"duplicate-everything", "saga.inbox=off", `\d+ orders were delivered and never paid, as order \d+ shows\.$`, "a second parcel goes out for nothing"},
		{"duplicate-everything", "preset=naive", `\d+ customers were charged twice, as order \d+ shows\.$`, "the bank takes a copy for another request"},
		{"crash-between-every-step", "saga.outbox=off", `\d+ orders were stuck for ever, as order \d+ shows\.$`, "what was owed at the crash is forgotten"},
		{"partition-om-warehouse", "saga.delivery=at-most-once", `\d+ orders were stuck for ever, as order \d+ shows\.$`, "what was sent once is not sent again"},
		{"zombie-order-manager", "preset=naive", `\d+ customers? (was|were) charged twice, as order \d+ shows\.$`, "each instance makes a new key for the same order"},
		{"az-outage", "saga.outbox=off", `\d+ orders were stuck for ever, as order [\d,]+ shows\.$`, "what was owed when the power went is forgotten"},
	} {
		t.Run(row.name+" "+row.with, func(t *testing.T) {
			long(t)
			s, err := Load(row.name, strings.Fields(row.with))
			if err != nil {
				t.Fatal(err)
			}

			sum, err := s.Run(context.Background(), Options{})

			if err != nil {
				t.Fatal(err)
			}
			if !regexp.MustCompile(row.finding).MatchString(sum.Finding) {
				t.Errorf("%s: the finding is %q, want %s", row.why, sum.Finding, row.finding)
			}
			text, _ := builtIn(row.name)
			if !strings.Contains(string(text), "--set "+row.with) {
				t.Errorf("the opening of %s does not say to try it with %s", row.name, row.with)
			}
		})
	}
}

// The crash may come at any of the fifteen steps, and anywhere in the work on it.
func TestACrashAtAnyStepLosesNoOrder(t *testing.T) {
	long(t)
	strikes := uint64(0)
	for step := 1; step <= 15; step++ {
		for _, point := range sim.Points() {
			t.Run(fmt.Sprintf("step %d/%s", step, point), func(t *testing.T) {
				s, err := Load("crash-between-every-step", []string{"scale=4", fmt.Sprintf("vars.step=step %d", step), "vars.point=" + point})
				if err != nil {
					t.Fatal(err)
				}

				sum, err := s.Run(context.Background(), Options{})

				if err != nil {
					t.Fatal(err)
				}
				for _, v := range sum.Invariants {
					if !v.OK {
						t.Errorf("%s is broken, %d by the shop, as order %d shows: %s", v.Name, v.Shop, v.Example, v.Text)
					}
				}
				if open := sum.Outcomes.InFlight; open > 0 {
					t.Errorf("%d orders never came to an end", open)
				}
				for _, fault := range sum.Faults {
					strikes += fault.Hits
					if point == sim.BetweenSteps && fault.Hits == 0 {
						t.Errorf("nobody crashed at step %d", step)
					}
				}
			})
		}
	}
	if strikes < 100 {
		t.Errorf("%d crashes in all prove little", strikes)
	}
}

// Each opens with two sentences on what it shows and why a reader should care.
func TestShippedScenariosSayWhatTheyShow(t *testing.T) {
	for _, name := range Names() {
		text, _ := builtIn(name)
		s, err := Load(name, nil)
		if err != nil {
			t.Fatal(err)
		}

		opening, _, _ := strings.Cut(string(text), "\n#\n")
		if n := sentences(strings.ReplaceAll(opening, "\n# ", " ")); n != 2 {
			t.Errorf("%s opens with %d sentences, want 2", name, n)
		}
		if n := sentences(s.Description); n != 2 {
			t.Errorf("the description of %s has %d sentences, want 2", name, n)
		}
	}
}

// sentences counts what ends with a full stop.
func sentences(text string) int {
	return len(regexp.MustCompile(`[.](\s|$)`).FindAllString(text, -1))
}

// long leaves a test out under the race detector, which slows a run down ten times
// and would learn nothing from it: a run is a single thread, and shorter ones are
// raced.
func long(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("a long run: it is not raced")
	}
}

// A class that looks at the classroom sees orders from the start, and within the first
// minute as many as it bears.
func TestTheClassroomIsBusyWithinAMinute(t *testing.T) {
	s, err := Load("classroom", nil)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	s.Stage(w)
	placed := 0
	w.Watch(func(*sim.Event) { placed++ }, actors.Placed)

	for _, row := range []struct {
		until  time.Duration
		why    string
		orders int
	}{
		{until: 10 * time.Second, orders: 8, why: "the first customers come at once"},
		{until: 20 * time.Second, orders: 30, why: "more and more come"},
		{until: time.Minute, orders: 300, why: "and soon it is full"},
	} {
		if err := w.Run(row.until); err != nil {
			t.Fatal(err)
		}
		if placed < row.orders {
			t.Errorf("%s: %d orders after %v, want at least %d", row.why, placed, row.until, row.orders)
		}
	}
}
