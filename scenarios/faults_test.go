package scenarios

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

// faulty is a shop with those faults, one a line from line 4 on.
func faulty(faults ...string) string {
	return shopWith("faults:\n  - " + strings.Join(faults, "\n  - ") + "\n")
}

// What a file does not say of a fault is as its type has it; what it says goes
// before that.
func TestAFaultIsAsItsTypeUnlessTheFileSaysOtherwise(t *testing.T) {
	text := faulty("{ type: drop_response, target: merchant -> bank }", "{ type: drop_response, target: bank, direction: both, probability: 5%, where: { attempt: 2 } }")

	s, err := Parse("shop.yaml", []byte(text), nil)

	if err != nil {
		t.Fatal(err)
	}
	want := Faults{
		{Type: "drop_response", Name: "drop_response", Target: "merchant -> bank", Direction: sim.Responses, Probability: 1},
		{Type: "drop_response", Name: "drop_response-2", Target: "bank", Direction: sim.BothWays, Probability: 0.05, Where: map[string]string{"attempt": "2"}},
	}
	if diff := cmp.Diff(want, s.Faults, cmp.Comparer(sim.Dist.Equal)); diff != "" {
		t.Errorf("the faults are (-want +got):\n%s", diff)
	}
}

// A flag changes a fault by its number or by its name, which may be one that it was
// given, or has by its type.
func TestAFlagChangesAFault(t *testing.T) {
	text := faulty("{ type: drop, target: bank }", "{ type: drop, target: mail, name: no-mail }", "{ type: drop, target: web }")
	for _, row := range []struct {
		why, set string
		at       int
		want     string
	}{
		{"by its number", "faults[0].target=fraud", 0, "fraud"},
		{"by its name in brackets", "faults[no-mail].target=fraud", 1, "fraud"},
		{"by its name", "faults.no-mail.target=fraud", 1, "fraud"},
		{"by the name after its type", "faults.drop-2.target=fraud", 2, "fraud"},
		{"to another type, with its own name", "faults[2].type=drop_response", 2, "web"},
	} {
		s, err := Parse("shop.yaml", []byte(text), []string{row.set})

		if err != nil {
			t.Errorf("%s: --set %s: %v", row.why, row.set, err)
			continue
		}
		if got := s.Faults[row.at]; got.Target != row.want || row.at == 2 && got.Type == "drop_response" && got.Name != "drop_response" {
			t.Errorf("%s: --set %s gives %s %s of %s, want %s", row.why, row.set, got.Type, got.Name, got.Target, row.want)
		}
	}
	if _, err := Parse("shop.yaml", []byte(text), []string{"faults.no-male.target=fraud"}); err == nil ||
		err.Error() != "--set: faults: has no no-male, did you mean no-mail?" {
		t.Errorf("a slip of the pen gives %v", err)
	}
}

// Each row is a fault that could do nothing, or not what was meant, and what is
// said of it at its place.
func TestAFaultThatCannotBeMeantIsRefused(t *testing.T) {
	for _, row := range []struct{ why, fault, want string }{
		{"a slip of the pen", "{ type: drop_respons, target: bank }", `4:13: faults[0].type: there is no fault "drop_respons", did you mean drop_response?`},
		{"nothing like it", "{ type: earthquake }", `4:13: faults[0].type: there is no fault "earthquake", want one of buynow list faults`},
		{"no type", "{ target: bank }", "4:5: faults[0]: type is missing, want the type of a fault: see buynow list faults"},
		{"nobody", "{ type: drop }", "4:5: faults[0].target: is missing, want an actor such as bank, a link such as merchant -> bank, a message such as AuthRequest or a step such as step 7"},
		{"a mistyped actor", "{ type: drop, target: bnak }", ", did you mean bank?"},
		{"a mistyped end of a link", "{ type: drop, target: merchant -> bnak }", ", did you mean bank?"},
		{"a step that there is none of", "{ type: drop, target: step 16 }", `4:27: faults[0].target: "step 16" is no step, want step 1 to step 15`},
		{"an instance beyond the last", "{ type: drop, target: 'bank[9/8]' }", `4:27: faults[0].target: "bank[9/8]" is no instance`},
		{"a condition of nobody's", "{ type: drop, target: bank, where: { attemt: 2 } }", "4:42: faults[0].where.attemt: there is no condition"},
		{"a condition that is none", "{ type: drop, target: bank, where: { over: lots } }", "4:42: faults[0].where.over: over: "},
		{"a field of another type", "{ type: drop, target: bank, factor: 3 }", "4:41: faults[0].factor: has no meaning for drop, which takes the fields of every fault"},
		{"a field that is none", "{ type: drop, target: bank, probabilty: 3% }", "4:33: faults[0].probabilty: unknown field, did you mean probability?"},

		{"no share", "{ type: drop, target: bank, probability: 0 }", "4:46: faults[0].probability: 0 hits nothing, want more than 0, up to 1"},
		{"more than all", "{ type: drop, target: bank, probability: 140% }", "4:46: faults[0].probability: 140% is too large, want 0 to 1"},
		{"fewer than none", "{ type: drop, target: bank, probability: -1% }", "4:46: faults[0].probability: -1% is too small, want 0 to 1"},
		{"every zeroth", "{ type: drop, target: bank, nth: 0 }", "4:38: faults[0].nth: 0 hits nothing, want 1 or more"},
		{"the first none", "{ type: drop, target: bank, first: 0 }", "4:40: faults[0].first: 0 hits nothing, want 1 or more"},
		{"none at once", "{ type: drop, target: bank, max_active: 0 }", "4:45: faults[0].max_active: 0 hits nothing, want 1 or more"},

		{"no time", "{ type: drop, target: bank, for: 0s }", "4:38: faults[0].for: 0s is no time at all; leave it out for a fault that lasts until the end of the run"},
		{"years after the last customer", "{ type: drop, target: bank, at: 1000d }", "4:37: faults[0].at: 1000d is years after the last customer"},
		{"ramps that are longer than it", "{ type: drop, target: bank, for: 5m, ramp_in: 3m, ramp_out: 3m }", "4:51: faults[0].ramp_in: 6m of ramps are longer than it lasts, for: 5m"},
		{"fading at the end of the run", "{ type: drop, target: bank, ramp_out: 3m }", "4:43: faults[0].ramp_out: has no meaning without for"},
		{"again without an end", "{ type: drop, target: bank, every: 3m }", "4:40: faults[0].every: has no meaning without for"},
		{"again before the end", "{ type: drop, target: bank, for: 5m, every: 3m }", "4:49: faults[0].every: 3m is no longer than it lasts, for: 5m"},
		{"an error that there is none of", "{ type: error_reply, target: bank, error: '503' }", `4:47: faults[0].error: is "503", want one of down, full, throttled, internal`},
		{"too many copies", "{ type: duplicate, target: bank, count: 1000 }", "4:45: faults[0].count: is 1000, want 1 to 100 copies"},
		{"half a coming", "{ type: drop, target: bank, mtbf: 3m }", "4:39: faults[0].mtbf: has no meaning without mttr"},
		{"half a going", "{ type: drop, target: bank, mttr: 3m }", "4:39: faults[0].mttr: has no meaning without mtbf"},
		{"half a burst", "{ type: drop, target: bank, on: 3s }", "4:37: faults[0].on: has no meaning without off"},
		{"bursts of no time", "{ type: drop, target: bank, on: 0s, off: 3s }", "4:37: faults[0].on: 0s is no time at all"},

		{"a trigger of a step that there is none of", "{ type: drop, target: bank, when: 'step 16 #3' }", "4:39: faults[0].when: there is no step 16, want 1 to 15"},
		{"a trigger of the zeroth order", "{ type: drop, target: bank, when: order 0 }", `4:39: faults[0].when: "0" is no number of one`},
		{"a trigger of an unknown metric", "{ type: drop, target: bank, when: queue > 3 }", "4:39: faults[0].when: there is no metric queue"},
		{"a trigger of nobody's queue", "{ type: drop, target: bank, when: 'queue_depth > 3' }", "4:39: faults[0].when: queue_depth says nothing without its tag actor"},
		{"a trigger of a phase that there is none of", "{ type: drop, target: bank, when: 'checkout_failed{phase:peak} > 3%' }", "4:39: faults[0].when: no stage of the load is called peak"},
		{"a trigger that compares with nothing", "{ type: drop, target: bank, when: soon }", "compares with nothing, want step 7 #100, order 500 or a condition"},
		{"a trigger beside a time", "{ type: drop, target: bank, at: 5m, when: order 3 }", "4:37: faults[0].at: has no meaning beside when"},
	} {
		_, err := Parse("shop.yaml", []byte(faulty(row.fault)), nil)

		if err == nil || !strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want the one mistake %s", row.why, err, row.want)
		}
	}
}

func TestAFaultAfterTheRunIsRefused(t *testing.T) {
	text := "until: 5m\n" + faulty("{ type: drop, target: bank, at: 5m }")

	_, err := Parse("shop.yaml", []byte(text), nil)

	want := "shop.yaml:5:37: faults[0].at: 5m is no earlier than the end of the run, until: 5m, so it never begins"
	if err == nil || err.Error() != want {
		t.Errorf("Parse() = %v, want %s", err, want)
	}
}

func TestTwoFaultsOfANameAreRefused(t *testing.T) {
	text := faulty("{ type: drop, target: bank, name: cut }", "{ type: drop, target: mail, name: cut }")

	_, err := Parse("shop.yaml", []byte(text), nil)

	if want := "shop.yaml:5:39: faults[1].name: cut is the name of faults[0], too: want another"; err == nil || err.Error() != want {
		t.Errorf("Parse() = %v, want %s", err, want)
	}
}

// Of a shop of a tenth of the size, what is counted in messages and orders is a
// tenth; shares and times stay.
func TestFaultsShrinkWithTheShop(t *testing.T) {
	text := faulty("{ type: drop, target: bank, after: 100, first: 50, nth: 3, probability: 30%, for: 5m, max_active: 4 }",
		"{ type: drop, target: bank, when: order 500 }", "{ type: drop, target: bank, when: 'step 7 #99' }", "{ type: drop, target: bank, when: 'checkout_failed > 5%' }")

	s, err := Parse("shop.yaml", []byte(text), []string{"scale=10"})

	if err != nil {
		t.Fatal(err)
	}
	f := s.Faults[0]
	if f.After != 10 || f.First != 5 || f.Nth != 3 || f.Probability != 0.3 || f.For != 5*time.Minute || f.MaxActive != 1 {
		t.Errorf("the fault is %+v", f)
	}
	for i, want := range []string{"order 50", "step 7 #10", "checkout_failed > 5%"} {
		if got := s.Faults[i+1].When; got != want {
			t.Errorf("faults[%d] waits for %s, want %s", i+1, got, want)
		}
	}
}

// The list shows a fault as a file says it: every example is right.
func TestEveryFaultOfTheListHasAnExampleThatIsRight(t *testing.T) {
	long(t)
	if len(listed()) == 0 {
		t.Fatal("there are no faults")
	}
	names := map[string]bool{}
	for _, row := range listed() {
		if names[row.Name] {
			t.Errorf("two faults are called %s", row.Name)
		}
		names[row.Name] = true
		if !strings.Contains(row.Example, "type: "+row.Name) || row.Text == "" || row.Make == nil {
			t.Errorf("%s has the example %q, the text %q: want both, and what makes it", row.Name, row.Example, row.Text)
		}
		if _, err := Parse("shop.yaml", []byte(faulty(oneLine(row.Example))), nil); err != nil {
			t.Errorf("the example of %s: %v", row.Name, err)
		}
		for _, take := range row.Takes {
			if !strings.Contains(Reference(), "| `faults[]."+take+"` |") {
				t.Errorf("%s takes %s, which is no field of a fault", row.Name, take)
			}
		}
	}
}
