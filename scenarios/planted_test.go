package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

// planted is ten busy minutes, in which people also change their minds.
const planted = `name: planted
seed: 11
starts: mon 12:00
load: { lunch: { executor: constant-arrival-rate, rate: 1, duration: 10m, journeys: { buy: 80, buy-and-cancel: 20 } } }
population: { customers: 100_000 }
catalog: { skus: 500 }
stock: { levels: { initial: 400, reorder_at: 140, up_to: 800 } }
faults: [%s]
`

// The failures under which the bugs show.
const (
	lostAnswers    = "{ type: drop_response, target: merchant -> bank, at: 1m, for: 8m, probability: 20% }"
	slowBank       = "{ type: delay, target: bank, delay: 20s, at: 1m, for: 8m, probability: 20% }"
	lostReceipts   = "{ type: drop_response, target: order-manager -> mail, at: 1m, for: 1d, probability: 20% }"
	lostAcks       = "{ type: drop_response, target: order-manager -> warehouse, at: 1m, for: 1d, probability: 20% }"
	lostDispatches = "{ type: drop, target: order-manager -> warehouse, at: 1m, for: 1d, probability: 20% }"
	frozenMerchant = "{ type: zombie, target: merchant, at: 2m, for: 1m }, { type: zombie, target: merchant, at: 4m, for: 1m }, " +
		"{ type: zombie, target: merchant, at: 6m, for: 1m }, " + lostAnswers
	wrongAmounts = "{ type: corrupt, target: AuthRequest, field: amount, mode: times-100, at: 1m, for: 8m, probability: 20% }"
	crashes      = ""
)

// What several bugs break.
var (
	paidForNothing = []string{"captured-then-shipped-or-refunded", "paid-for-what-was-kept"}
	heldTwice      = []string{"no-hold-left-behind", "nobody-charged-twice"}
	chargedTwice   = []string{"captured-then-shipped-or-refunded", "nobody-charged-twice", "paid-for-what-was-kept"}
)

var plantedBugs = []struct {
	bug    string
	why    string
	fault  string
	breaks []string
}{
	{"payments.unknown=new-key", "the payment whose answer was lost is forgotten: its hold stands beside that of the next, or alone", lostAnswers, heldTwice},
	{"payments.unknown=new-key payments.take=charge-then-ship", "charged at the click, it is money", lostAnswers, chargedTwice},
	{"payments.keys=none", "the bank takes a repeat for another request", lostAnswers, heldTwice},
	{"payments.keys=per-attempt", "so it does if each attempt has a key of its own", lostAnswers, heldTwice},
	{"payments.key_ttl=1s", "or if it has forgotten the key by then", lostAnswers, heldTwice},
	{"payments.unknown=same-key", "who repeats with the same key is safe", lostAnswers, nil},
	{"payments.take=charge-then-ship", "to charge at the click is no bug by itself", lostAnswers, nil},
	{"payments.unknown=wait", "to wait costs only time", lostAnswers, nil},
	{"payments.unknown=wait payments.take=charge-then-ship", "the settlement file tells what was charged", lostAnswers, nil},
	{"saga.reconcile=0s", "who follows silence up need not look again at night", lostAnswers, nil},
	{"payments.form_key=off", "who waits long clicks again, and each click is an order", lostAnswers, []string{"one-click-one-order"}},

	{"saga.compensate=none", "what was cancelled stays held and set aside", lostAnswers, []string{"no-hold-left-behind", "reservations-end"}},
	{"saga.compensate=none payments.take=charge-then-ship", "or is paid", lostAnswers, append([]string{"reservations-end"}, paidForNothing...)},
	{"saga.cancel=by-state", "who cancels while the bank thinks has money held", slowBank, []string{"no-hold-left-behind"}},
	{"saga.cancel=by-state payments.take=charge-then-ship", "or pays for a cancelled order", slowBank, paidForNothing},
	{"saga.delivery=at-most-once", "a dispatch that was lost is not repeated", lostDispatches, []string{"nothing-stuck"}},
	{"saga.inbox=off", "who does not get a receipt hands the mail in again", lostReceipts, []string{"effects-once"}},
	{"saga.inbox=off", "a parcel that is asked for again goes out twice, even if the first was stopped and nobody pays", lostAcks,
		[]string{"shipped-then-captured", "shipped-within-ordered"}},
	{"saga.fence=off", "who was replaced while it stood still writes over what its successor did", frozenMerchant, []string{"legal-changes"}},
	{"saga.outbox=off", "what was owed at the crash is forgotten", crashes, []string{"nothing-stuck"}},

	{"preset=naive", "asks again at once, with a new key", lostAnswers, chargedTwice},
	{"preset=online-boutique", "charges, and has no way back", lostAnswers, append([]string{"one-click-one-order", "reservations-end"}, paidForNothing...)},
	{"preset=eshop", "cancels what is being paid, and has no way back", lostAnswers, append([]string{"reservations-end"}, paidForNothing...)},
	{"preset=stripe-like", "asks again with the same key", lostAnswers, nil},
	{"preset=retry-happy", "asks again and again, with the same key", lostAnswers, nil},
	{"preset=fail-fast", "does not ask again, and follows it up", lostAnswers, nil},
}

// Each bug breaks what it should, and nothing else.
func TestAPlantedBugBreaksExactlyItsInvariants(t *testing.T) {
	long(t)
	for _, row := range plantedBugs {
		t.Run(row.bug, func(t *testing.T) {
			slices.Sort(row.breaks)
			if diff := cmp.Diff(row.breaks, brokenUnder(t, row.fault, row.bug)); diff != "" {
				t.Errorf("%s: broken (-want +got):\n%s", row.why, diff)
			}
		})
	}
}

// The same failures break nothing under the default, with the same luck.
func TestWithoutABugNothingIsBroken(t *testing.T) {
	long(t)
	for _, fault := range []string{lostAnswers, slowBank, lostReceipts, lostAcks, lostDispatches, frozenMerchant, wrongAmounts, crashes} {
		if broken := brokenUnder(t, fault, ""); broken != nil {
			t.Errorf("%s: %v are broken, want none", fault, broken)
		}
	}
}

// brokenUnder are the invariants that the shop breaks in a run; without a fault,
// the order manager crashes every minute.
func brokenUnder(t *testing.T, fault, bug string) []string {
	t.Helper()
	s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, fault), strings.Fields(bug))
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	for at := time.Minute; fault == crashes && at < 10*time.Minute; at += time.Minute {
		w.At(at, func() { w.Crash(p.Shop.Orders) })
		w.At(at+5*time.Second, func() { w.Restart(p.Shop.Orders) })
	}
	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}
	var broken []string
	for _, v := range p.Summary(false).Invariants {
		if v.Shop > 0 {
			broken = append(broken, v.Name)
			t.Logf("%s, %d times, order %d: %s", v.Name, v.Shop, v.Example, v.Text)
		}
	}
	slices.Sort(broken)
	return broken
}

// The finding names the harm, and an order that shows it: under the strategy for
// which a scenario was made.
func TestAFindingNamesTheHarmOfABug(t *testing.T) {
	long(t)
	for _, row := range []struct{ scenario, bug, finding string }{
		{"lost-auth-response", "preset=naive",
			`^While 5 % of the answers of the bank to the merchant system were lost \(1m to 14m\), \d+ customers were charged twice, as order \d+ shows\.$`},
		{"cancel-race", "preset=eshop",
			`^While the messages to the bank( and their answers)? took longer \(1m to 14m\), \d+ customers paid and got neither the goods nor the money, as order \d+ shows\.$`},
		{"cancel-race", "saga.cancel=by-state",
			`^While the messages to the bank( and their answers)? took longer \(1m to 14m\), the money of \d+ orders stayed held that were over, as order \d+ shows\.$`},
		{"mail-provider-down", "saga.delivery=at-most-once",
			`^While the mail provider crashed \(4h to 10h\), \d+ customers were never told that nothing would come, as order [\d,]+ shows\.$`},
		{"issuer-brownout", "preset=retry-happy",
			`^While the bank was 15 times as slow \(5m to 15m\), goodput fell from 3\.\d/s to 0\.\d/s and was back \d+ s after that was over, as order [\d,]+ shows\.$`},
	} {
		s, err := Load(row.scenario, []string{row.bug})
		if err != nil {
			t.Fatal(err)
		}

		sum, err := s.Run(t.Context(), Options{})

		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(row.finding).MatchString(sum.Finding) || sum.FindingOrder == 0 {
			t.Errorf("%s under %s: the finding is %q, want %s", row.scenario, row.bug, sum.Finding, row.finding)
		}
	}
}

// Where the keys are lost, the world charges twice. Who compares the bank's files
// with the books gives back all of it in time, who does not keeps it.
func TestWhoReconcilesRepairsWhatWasChargedTwice(t *testing.T) {
	for _, row := range []struct {
		sets     []string
		repaired bool
	}{
		{[]string{"payments.take=charge-then-ship"}, true},
		{[]string{"payments.take=charge-then-ship", "saga.reconcile=0s"}, false},
	} {
		s, err := Load("idempotency-store-loss", row.sets)
		if err != nil {
			t.Fatal(err)
		}

		sum, err := s.Run(t.Context(), Options{})

		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(sum.Invariants, func(v InvariantVerdict) bool { return v.Name == "nobody-charged-twice" })
		v := sum.Invariants[at]
		if n := v.WorldRepaired + v.WorldUnrepaired; v.Shop > 0 || n < 20 || (v.WorldUnrepaired == 0) != row.repaired {
			t.Errorf("%v: charged twice %d by the shop, %d by the world and repaired, %d not, want all of 20 or more by the world, repaired %v",
				row.sets, v.Shop, v.WorldRepaired, v.WorldUnrepaired, row.repaired)
		}
		if broken := slices.ContainsFunc(sum.Invariants, func(v InvariantVerdict) bool { return v.Shop > 0 }); broken == row.repaired {
			t.Errorf("%v: the shop breaks an invariant %v, want %v", row.sets, broken, !row.repaired)
		}
	}
}
