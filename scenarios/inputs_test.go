package scenarios

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"

	"buynow/actors"
)

// What is wrong with an input is told with its place, and with what is allowed.
func TestAMistakeInAnInputIsToldWhereItIs(t *testing.T) {
	const head = `name: shop
window: true
load: { shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } }
faults: [{ type: slow, target: bank, factor: 2, at: 1m, for: 1m }]
until: 1h
inputs:
`
	for _, row := range []struct{ why, input, want string }{
		{"no time", "  - { press: 1 }", "x.yaml:7:5: inputs[0]: at is missing, want a duration"},
		{"nothing is done", "  - { at: 1m }", "x.yaml:7:5: inputs[0]: nothing is done, want one of buy, press, fault, mend or policy"},
		{"two things at once", "  - { at: 1m, mend: slow, press: 1 }", "inputs[0].mend: is one thing too many beside press"},
		{"the wrong order", "  - { at: 2m, mend: slow }\n  - { at: 1m, mend: slow }", "x.yaml:8:11: inputs[1].at: 1m is before the input above it, at 2m"},
		{"after the end", "  - { at: 2h, mend: slow }", "inputs[0].at: 2h is after the end of the run, until: 1h"},
		{"an unknown good", "  - { at: 1m, buy: { good: bicycle, card: good } }", `x.yaml:7:28: inputs[0].buy.good: "bicycle" is unknown, want plenty, last or sold-out`},
		{"an unknown card", "  - { at: 1m, buy: { good: last, card: empt } }", `inputs[0].buy.card: "empt" is unknown, did you mean empty?`},
		{"no card", "  - { at: 1m, buy: { good: last } }", "inputs[0].buy: card is missing, want good, empty or stolen"},
		{"a long name", "  - { at: 1m, buy: { good: last, card: good, name: abcdefghijklmnopqrstuvwxyz } }", "is no nickname, want at most 24 letters"},
		{"the same visitor twice", "  - { at: 1m, buy: { good: last, card: good, number: 2 } }\n  - { at: 1m, buy: { good: last, card: good, number: 2 } }", "inputs[1].buy.number: there is a visitor 2 with last and good before"},
		{"a press before anybody came", "  - { at: 1m, press: 1 }", "inputs[0].press: there is no visitor 1 by then, want an earlier input with buy"},
		{"a press of who comes later", "  - { at: 1m, buy: { good: last, card: good } }\n  - { at: 1m, press: 2 }", "inputs[1].press: there is no visitor 2 by then, want 1"},
		{"an unknown fault", "  - { at: 1m, fault: { type: slo, target: bank } }", "inputs[0].fault.type: there is no fault \"slo\", did you mean slow?"},
		{"a fault with a time of its own", "  - { at: 1m, fault: { type: slow, target: bank, factor: 2, at: 3m } }", "inputs[0].fault.at: has no meaning here: the fault begins with the input"},
		{"a fault with a field of another", "  - { at: 1m, fault: { type: slow, target: bank, factor: 2, count: 2 } }", "inputs[0].fault.count: has no meaning for slow"},
		{"a fault with a name that is taken", "  - { at: 1m, fault: { type: drop, target: bank, name: slow } }", "inputs[0].fault.name: slow is the name of another fault"},
		{"the end of what never began", "  - { at: 1m, mend: slaw }", `inputs[0].mend: there is no fault "slaw", did you mean slow?`},
		{"the end of what comes later", "  - { at: 1m, mend: drop }\n  - { at: 2m, fault: { type: drop, target: bank } }", `inputs[0].mend: there is no fault "drop"`},
		{"a policy of no line", "  - { at: 1m, policy: {} }", "inputs[0].policy: names no line"},
		{"a policy of a line that there is not", "  - { at: 1m, policy: { \"bank -> merchant\": { timeout: 2s } } }", "the bank calls nobody"},
		{"a policy with a field that there is not", "  - { at: 1m, policy: { \"merchant -> bank\": { timout: 2s } } }", "unknown field, did you mean timeout?"},
		{"a policy that does not fit together", "  - { at: 1m, policy: { \"merchant -> bank\": { retry: { attempts: 3, backoff: fixed, jitter: decorrelated } } } }", "inputs[0].policy.\"merchant -> bank\".retry"},
	} {
		_, err := Parse("x.yaml", []byte(head+row.input+"\n"), nil)
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.why, err, row.want)
		}
	}
	_, err := Parse("x.yaml", []byte(strings.Replace(head, "window: true\n", "", 1)+"  - { at: 1m, buy: { good: last, card: good } }\n"), nil)
	if err == nil || !strings.Contains(err.Error(), "inputs[0].buy: has no meaning without window: true") {
		t.Errorf("a visitor before a shop without a window: %v", err)
	}
	many := strings.Repeat("  - { at: 1m, mend: slow }\n", maxInputs+1)
	if _, err := Parse("x.yaml", []byte(head+many), nil); err == nil || !strings.Contains(err.Error(), "5001 inputs are too many, want at most 5000") {
		t.Errorf("too many inputs: %v", err)
	}
	if _, err := Parse("x.yaml", []byte(head+many[:len(many)*maxInputs/(maxInputs+1)]), nil); err != nil {
		t.Errorf("as many inputs as there may be: %v", err)
	}
}

// Inputs are not divided with the shop: they were done to the smaller one.
func TestInputsAreNotScaled(t *testing.T) {
	const text = `name: shop
window: true
scale: 10
load: { shoppers: { executor: constant-arrival-rate, rate: 20, duration: 1m } }
inputs:
  - { at: 1s, fault: { type: pool_shrink, target: bank, count: 40, for: 30s } }
  - { at: 2s, policy: { "merchant -> bank": { bulkhead: { limit: 50 } } } }
`
	s, err := Parse("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Inputs[0].Fault.Count; got != 40 {
		t.Errorf("the fault takes %d workers, want the 40 that were said", got)
	}
	if got := s.Inputs[1].Policy["merchant -> bank"].Bulkhead.Limit; got != 50 {
		t.Errorf("the policy lets %d pass, want the 50 that were said", got)
	}
}

// The story of a visitor's order is told from the file of the run, by running it
// again and from its journal, and so is everybody else's.
func TestTheOrdersOfVisitorsAreExplained(t *testing.T) {
	s, err := Load("classroom", []string{"scale=50"})
	if err != nil {
		t.Fatal(err)
	}
	l := s.Live(0)
	fates := watchFates(l.Play().World)
	var intents []uint64
	for _, good := range actors.WareNames() {
		intent, err := l.Buy(Purchase{Good: good, Card: "good", Name: "Ada"})
		if err != nil {
			t.Fatal(err)
		}
		intents = append(intents, intent)
	}
	unsteered(t, l)
	text, err := l.File()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse("x.yaml", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	var record bytes.Buffer
	if _, err := again.Run(t.Context(), Options{Journal: &Recording{To: &record}}); err != nil {
		t.Fatal(err)
	}
	journal, err := OpenJournal(bytes.NewReader(record.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for i, intent := range intents {
		order := int(fates.orders[intent][0])
		story, err := again.Explain(context.Background(), Options{}, order)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"a visitor at the shop window, clicks Buy Now", "completed", []string{"Night Train, € 24.90", "Desk lamp, € 39.00", "Red kettle, € 54.50"}[i]} {
			if !strings.Contains(story, want) {
				t.Errorf("the story of the order for %s does not tell of %q:\n%s", actors.WareNames()[i], want, story)
			}
		}
		if told, err := journal.Explain(order); err != nil || told != story {
			t.Errorf("the journal tells otherwise of the order for %s: %v\n%s", actors.WareNames()[i], err, told)
		}
	}
}

// Whatever somebody says is to be done to a run, it is refused with words, or it is
// read back from the file as it was done.
func FuzzInput(f *testing.F) {
	for _, deed := range []string{
		`buy: { good: last, card: empty, name: "O'Neill" }`, `press: 3`, `mend: "slow"`,
		`fault: { type: drop_response, target: merchant -> bank, for: 10s, probability: 5%, where: { attempt: 2 } }`,
		`fault: { type: hot_key, share: 0.5, name: "${x}" }`, `policy: { "merchant -> bank": { timeout: 2s, retry: { attempts: 3, budget: { by: tokens } } } }`,
		`policy: { default: {} }`, `policy: {}`, "mend: a }], name: [{", "policy: { default: { timeout: 1s }, default: {} }",
	} {
		f.Add(deed)
	}
	s, err := Load("classroom", nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, deed string) {
		in, err := s.parseInput(deed, []string{"slow"})
		if err != nil {
			if err.Error() == "" {
				t.Errorf("%q is refused without a word", deed)
			}
			return
		}
		once := write(reflect.ValueOf(*in), reflect.ValueOf(Input{}), bounds{})
		again, err := s.parseInput(strings.TrimSuffix(strings.TrimPrefix(once, "{ at: 0s, "), " }"), []string{"slow"})
		if err != nil {
			t.Fatalf("%q is written as %s, and that is refused: %v", deed, once, err)
		}
		if twice := write(reflect.ValueOf(*again), reflect.ValueOf(Input{}), bounds{}); once != twice {
			t.Errorf("%q is written as %s, and that as %s", deed, once, twice)
		}
	})
}
