package scenarios

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"buynow/sim/experiment"
)

// A table and a list of metrics can be read.
func TestScoredMetricsAreTold(t *testing.T) {
	long(t)
	seen, groups := map[string]bool{}, []string(nil)
	for i, m := range Scored {
		if !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(m.Name) || seen[m.Name] {
			t.Errorf("the name %q is no name, or comes twice", m.Name)
		}
		seen[m.Name] = true
		if m.Text == "" || len(m.Text) > 27 {
			t.Errorf("%s: the words for a table are %q, want some, and at most 27 letters, which a narrow table has room for", m.Name, m.Text)
		}
		if m.Rare && (m.Unit != experiment.Count || m.Better != experiment.Less) {
			t.Errorf("%s is a rare harm and counts %s, %s is better", m.Name, m.Unit, m.Better)
		}
		if i == 0 || m.Group != Scored[i-1].Group {
			groups = append(groups, m.Group)
		}
	}
	if got := strings.Join(groups, " "); got != "Safety Orders Time Work Recovery Money Fairness" {
		t.Errorf("the groups are %s", got)
	}
	for _, entry := range listScores() {
		if about, _, _ := strings.Cut(entry.Text, " ("); !strings.HasSuffix(about, ".") && !strings.Contains(entry.Text, ". (") {
			t.Errorf("%s: %q is no sentence", entry.Name, entry.Text)
		}
	}
}

// Each row makes one thing of a shop worse, and the metrics that are about it say so.
func TestEachMetricTellsWorseFromBetter(t *testing.T) {
	long(t)
	steady := func(sets ...string) func(*testing.T) *Score {
		return func(t *testing.T) *Score {
			s, err := Parse("steady.yaml", []byte(steady), sets)
			if err != nil {
				t.Fatal(err)
			}
			score, err := s.Score(t.Context(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			return score
		}
	}
	shipped := func(name string, sets ...string) func(*testing.T) *Score {
		return func(t *testing.T) *Score { return scoreOf(t, name, sets...) }
	}
	told := map[string]bool{}
	for _, row := range []struct {
		why           string
		better, worse func(*testing.T) *Score
		metrics       string
	}{
		{"a bank with too few lines makes everybody wait, and many leave", steady("load.shoppers.rate=4"), steady("load.shoppers.rate=4", "actors.bank.workers=2", "actors.bank.service=1s"),
			"orders_confirmed orders_delivered success goodput clicks_without_page answer_p50 answer_p99 answer_p999 answer_mean confirmation_p50 confirmation_mean " +
				"wasted_work peak_backlog revenue profit profit_per_order fairness starvation"},
		{"it does so if nobody looks at orders for hours", steady("fraud.thresholds.review=1", "fraud.thresholds.block=1"),
			steady("fraud.thresholds.review=1", "fraud.thresholds.block=1", "actors.bank.workers=2", "actors.bank.service=1s"), "confirmation_p99"},
		{"an order manager who lets only one wait turns people away", steady(), steady("actors.order-manager.workers=2", "actors.order-manager.mailbox=1"), "turned_away"},
		{"a web server that turns most away leaves them in the dark", steady(), steady("actors.web.workers=2", "actors.web.mailbox=2"), "lost_orders"},
		{"a new key for a payment of which nothing was heard takes it twice", shipped("lost-auth-response"), shipped("lost-auth-response", "preset=naive"),
			"double_charges shop_breaches money_owed money_at_risk lost_orders refunds"},
		{"a figure that is written back forgets what others have taken", shipped("flash-sale", "scale=8"), shipped("flash-sale", "scale=8", "stock.write=overwrite"),
			"oversold_units"},
		{"a settlement file that nobody misses leaves orders open, and the money out", shipped("settlement-file-missing", "scale=40"), shipped("settlement-file-missing", "scale=40", "merchant.claim_after=0s"),
			"stuck_orders world_breaches"},
		{"and with a hold instead of a payment, money is held for nothing", shipped("lost-auth-response"),
			shipped("lost-auth-response", "preset=naive", "payments.take=authorise-then-capture"), "orphan_authorisations orphan_money orphan_exposure"},
		{"retries without end keep a shop down that was down for seconds, and what it then calls declined is no answer of the bank", shipped("metastable-retry-storm", "scale=4"),
			shipped("metastable-retry-storm", "scale=4", "preset=retry-happy"), "recovered recovery_time confirmation_p50 delivery_p50"},
		{"a slow bank makes who will cancel wait, too", steady("load.shoppers.journeys={ buy: 1, buy-and-cancel: 1 }"),
			steady("load.shoppers.journeys={ buy: 1, buy-and-cancel: 1 }", "actors.bank.service=3s"), "worst_crowd_p99"},
		{"parcels that get lost come later, and cost another", steady(), steady("carrier.lost=60%"), "delivery_p50 delivery_p99 delivery_mean cost_per_order"},
		{"an order manager who gives up on the warehouse leaves orders on a desk", steady("orders.give_up=1"), steady("orders.give_up=1", "timeouts.dispatch=1ms"), "orders_attention"},
		{"who asks the bank five times makes five messages of one", steady("actors.bank.mailbox=1", "actors.bank.workers=1", "actors.bank.service=1s"),
			steady("actors.bank.mailbox=1", "actors.bank.workers=1", "actors.bank.service=1s", "policies.merchant -> bank.retry.attempts=5"), "attempts_per_call bank_attempts"},
	} {
		better, worse := row.better(t), row.worse(t)
		for _, name := range strings.Fields(row.metrics) {
			told[name] = true
			a, b := better.value(t, name), worse.value(t, name)
			m := Scored[slices.IndexFunc(Scored, func(m experiment.Metric) bool { return m.Name == name })]
			if m.Better == experiment.Less && b.X <= a.X || m.Better == experiment.More && b.X >= a.X || !a.Known() || !b.Known() {
				t.Errorf("%s: %s is %v, and was %v before, want %s to be better", row.why, name, b, a, m.Better)
			}
			if m.Rare && (b.Of < b.X || a.Of < a.X) {
				t.Errorf("%s: more than were exposed: %v and %v", name, a, b)
			}
		}
	}
	for _, m := range Scored {
		if !told[m.Name] && m.Better != experiment.Neither {
			t.Errorf("nothing makes %s worse", m.Name)
		}
	}
}

// Who comes in a warm-up is neither among those who were thanked nor among those who could have been.
func TestAWarmupChangesNoShareOfThanks(t *testing.T) {
	long(t)
	const shop = `name: warming
load:
  buyers:
    executor: ramping-arrival-rate
    startRate: 3
    stages: [{ name: warm, duration: 1m, target: 3, warmup: true }, { name: steady, duration: 1m, target: 3 }]
    journeys: { buy: 1 }
catalog: { skus: 50 }
until: 10m
`
	file := filepath.Join(t.TempDir(), "warming.yaml")
	if err := os.WriteFile(file, []byte(shop), 0o600); err != nil {
		t.Fatal(err)
	}

	cold, warm := scoreOf(t, file, "load.buyers.stages[0].warmup=false").value(t, "success"), scoreOf(t, file).value(t, "success")

	if cold.X < 0.5 || warm.X < cold.X-0.1 || warm.X > 1 {
		t.Errorf("with a warm-up of half the time %v of the customers are thanked, without one %v, want about as many", warm.X, cold.X)
	}
}
