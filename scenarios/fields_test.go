package scenarios

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"buynow/actors"
	"buynow/sim"
)

// Whoever reads the page learns everything about a field; whoever adds a field
// is told what its comment lacks.
func TestEveryFieldHasKindDefaultRangeMeaningAndSource(t *testing.T) {
	page := Reference()
	for _, f := range Fields() {
		for what, text := range map[string]string{
			"kind": f.Kind, "default": f.Default, "range": f.Range, "meaning": f.Meaning, "source": f.Source,
		} {
			if text == "" {
				t.Errorf("%s has no %s; the comment of the field says what it means, then Source: and where its default is from", f.Path, what)
			}
		}
		if name := f.comment[strings.LastIndexByte(f.comment, '.')+1:]; !strings.HasPrefix(comments[f.comment], name+" ") {
			t.Errorf("%s: the comment of %s is %q, want one of its own that begins with %s", f.Path, f.comment, comments[f.comment], name)
		}
		if !strings.Contains(page, "| `"+sharedPath(f.Path)+"` |") {
			t.Errorf("the reference page does not have %s", f.Path)
		}
	}
}

// What a comment lacks is noticed; what it has is read.
func TestARemarkIsMeaningAndSource(t *testing.T) {
	for _, row := range []struct{ why, comment, around, meaning, source string }{
		{"both", "Valid is how long a hold lasts. Source: Stripe's documentation.", "assumed.", "How long a hold lasts.", "Stripe's documentation."},
		{"the source of what is around", "Times is how often.", "assumed.", "How often.", "assumed."},
		{"no source at all", "Times is how often.", "", "How often.", ""},
		{"nothing", "", "assumed.", "", "assumed."},
		{"a verb of its own, and a link", "Draws weighs what [CustomersFor] and [sim.Dist] need. Source: k6.", "", "Weighs what CustomersFor and Dist need.", "k6."},
	} {
		if got := remarkOf(row.comment, row.around); got != (remark{row.meaning, row.source}) {
			t.Errorf("%s: remarkOf(%q) = %+v, want %q and %q", row.why, row.comment, got, row.meaning, row.source)
		}
	}
}

// The paths of the page are those that --set takes.
func TestAPathOfTheReferenceCanBeSet(t *testing.T) {
	long(t)
	text := `
name: shop
load: { a: { executor: ramping-arrival-rate, stages: [{ duration: 1m, target: 1 }] } }
thresholds: { checkout_failed: ['rate<0.02'] }
search: { thresholds: { checkout_failed: ['rate<0.02'] } }
`
	names := strings.NewReplacer("policies.<name>", "policies.default", "<name>", "a", "<metric>", "checkout_failed", "<journey>", "buy", "<sku>", "7", "[]", "[0]")
	for _, f := range Fields() {
		if !f.IsLeaf || f.Default == "required" || f.Default == "none" || strings.HasPrefix(f.Path, "load.<name>.") || strings.HasPrefix(f.Path, "faults[].") || strings.HasPrefix(f.Path, "inputs[].") {
			continue
		}
		set := names.Replace(f.Path) + "=" + f.Default

		if _, err := Parse("shop.yaml", []byte(text), []string{set}); err != nil {
			t.Errorf("the default of %s cannot be set: %v", f.Path, err)
		}
	}
}

// A scenario that is written down is read back as it was.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	for _, name := range Names() {
		text, _ := builtIn(name)
		readBack(t, name, string(text))
	}
	readBack(t, "a file with something of everything", everything)
}

// readBack writes a scenario that is right, and reads that.
func readBack(t interface{ Errorf(string, ...any) }, why, text string) {
	s, err := Parse("x.yaml", []byte(text), nil)
	if err != nil {
		t.Errorf("%s: %v", why, err)
		return
	}
	s.Scale = 1 // what it divides is divided
	blank := blankScenario()
	blank.layPresets(nil, []string{"preset=" + string(s.Preset), "size=" + string(s.Size)})
	base := reflect.ValueOf(blank).Elem()
	once := write(reflect.ValueOf(s).Elem(), base, bounds{})
	again, err := Parse("x.yaml", []byte(once), nil)
	if err != nil {
		t.Errorf("%s: what is written of it cannot be read: %v\n%s", why, err, once)
		return
	}
	s.Warnings, again.Warnings = nil, nil       // a variable is mentioned no more
	s.Source, again.Source = Source{}, Source{} // the texts differ
	if diff := cmp.Diff(s, again, cmp.Comparer(sim.Dist.Equal), cmp.Comparer(saysTheSame)); diff != "" {
		t.Errorf("%s: written and read back (-before +after):\n%s", why, diff)
	}
	if twice := write(reflect.ValueOf(again).Elem(), base, bounds{}); once != twice {
		t.Errorf("%s: written once and written twice differ:\n%s\n%s", why, once, twice)
	}
}

// saysTheSame tells if two variants change the same fields in the same way, however they are written.
func saysTheSame(a, b Variation) bool {
	var left, right any
	if a.tree != nil && a.tree.Decode(&left) != nil || b.tree != nil && b.tree.Decode(&right) != nil {
		return false
	}
	return a.Name == b.Name && reflect.DeepEqual(left, right)
}

const everything = `
name: shop
description: "a: b # c \"d\" \\ 'e'"
seed: 18446744073709551615
starts: Wednesday 08:15
until: 30d
preset: naive
size: corner-shop
vars: { peak: 10, patience: 8s, who: "AT" }
load:
  shoppers: { executor: constant-arrival-rate, rate: 1_000.5, duration: 10m, journeys: { buy: 3, browse: 0.5 }, arrivals: uniform }
  rush:
    executor: ramping-arrival-rate
    timeUnit: 1m
    startTime: 1h30m
    startRate: 7
    stages: [{ name: up, duration: 1m, target: "${peak}", warmup: true }, { duration: 0s, target: 2.5 }, { name: "a, b", duration: 1d2h, target: 0 }]
  crowd: { executor: constant-arrival-rate, rate: 1, duration: 1d, arrivals: bursty(cv=3), curve: diurnal, maxVUs: 7 }
  users: { executor: ramping-vus, startVUs: 2, stages: [{ duration: 5m, target: 20 }], gracefulRampDown: 10s }
  again: { executor: shared-iterations, vus: 3, iterations: 5_000, maxDuration: 1h }
thresholds:
  'attempts_per_call{link:merchant -> bank}': ["value<2"]
  checkout_duration: ['p(95)<800ms', { threshold: 'p(99)<5s over 30s', abortOnFail: true, delayAbortEval: 1m }]
  'checkout_failed{crowd:rush}': [{ threshold: rate<2% }]
population: { customers: 5_000, attack_rate: 2.5% }
catalog: { shipping: 5.90 EUR, free_from: €40, popularity: 'zipf(1.1, 500)', prices: 'empirical(1:70, 5:30)' }
stock:
  policy: (R,Q)
  backorders: false
  special: { 1: { initial: 500, reorder_at: 50, lot: 500 }, 7: { initial: 0 } }
bank: { mix: [{ code: 05, weight: 2 }, { code: 54, weight: 1 }], settle_at: 05:30 }
carrier: { runs: [11:00, 16h, 0], home: "${who}" }
timeouts: { bank: 2s, web: "${patience}" }
merchant: { follow_ups: ["${patience}"] }
links: { inside: exp(300us), internet: 0 }
actors:
  order-manager: { workers: unlimited, service: 5ms, mailbox: unlimited }
  bank: { workers: auto }
  stock-db: # nothing about it
liveness: 6h
policies:
  default: { timeout: 3s, fallback: {} }
  "merchant -> bank": { retry: { attempts: 4, backoff: exponential, base: 50ms, jitter: full, budget: { by: tokens, share: 0.2, cap: 5 } }, deadline: { propagate: false } }
faults:
  - { type: drop_response, target: merchant -> bank, at: 5m, for: 10m, probability: 5%, name: lost-answers }
  - { type: drop_response, target: 'bank[3/8]', direction: usual, where: { attempt: 2, over: 100.00 }, on: 3s, off: 30s, after: 5, first: 100, nth: 2 }
  - { type: delay, target: step 7, when: "queue_depth{actor:bank} > 50", for: 1h, ramp_in: 1m, ramp_out: 2m, every: 3h, delay: 'lognormal(4ms, 0.4)' }
  - { type: drop, target: AuthRequest, when: "step 7 #100", mtbf: 1h, mttr: 5m, max_active: 3 }
window: true
inputs:
  - { at: 1s, buy: { good: last, card: empty, name: "O'Neill" } }
  - { at: 1.000000001s, press: 1 }
  - { at: 2m, fault: { type: slow, target: bank, factor: "${peak}", for: 1m } }
  - { at: 3m, policy: { "merchant -> bank": { timeout: "${patience}" }, default: {} } }
  - { at: 1d2h, mend: lost-answers }
`

// A duration or a distribution is written as it can be read.
func TestAnyValueIsWrittenAsItIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64Range(0, int64(maxLoad)).Draw(t, "duration"))
		money := actors.Cents(rapid.Int64Range(0, 1e9).Draw(t, "money"))
		share := rapid.Float64Range(0, 1).Draw(t, "share")
		text := rapid.StringMatching(`[ -z|~\n\täß€]*`).Draw(t, "text")
		for _, v := range []any{&d, &money, &share, &text} {
			before := reflect.ValueOf(v).Elem()
			back := reflect.New(before.Type()).Elem()

			tree, found := grow("x", []byte(writeLeaf(before, bounds{})))
			if len(found) > 0 {
				t.Fatalf("%v is written as %s: %v", before, writeLeaf(before, bounds{}), found)
			}
			if err := readLeaf(tree.Value, back, bounds{}); err != nil || !back.Equal(before) {
				t.Errorf("%v is written as %s and read as %v, %v", before, writeLeaf(before, bounds{}), back, err)
			}
		}
	})
}
