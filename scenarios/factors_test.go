package scenarios

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"buynow/actors"
)

// pair is a built-in scenario under two strategies.
func pair(t *testing.T, name, mine, theirs string) (a, b *Scenario) {
	t.Helper()
	for i, preset := range []string{mine, theirs} {
		s, err := Load(name, []string{"preset=" + preset})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			a = s
		} else {
			b = s
		}
	}
	return a, b
}

func runHash(t *testing.T, s *Scenario) string {
	t.Helper()
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sum.TraceHash
}

func TestAScenarioWithAllPoliciesOfAnotherIsTheOther(t *testing.T) {
	long(t)
	t.Parallel()
	for _, preset := range presetNames("strategy") {
		mine, theirs := pair(t, "lost-auth-response", preset, "hardened")
		policies := slices.DeleteFunc(mine.Factors(theirs), func(f Factor) bool { return f.IsFault() })

		swapped := mine.Otherwise(policies...)

		if got, want := runHash(t, swapped), runHash(t, theirs); got != want {
			t.Errorf("%s with the policies of hardened: the trace is %s, want that of hardened, %s", preset, got, want)
		}
	}
}

func TestTheMembersOfAFamilyMakeUpTheFamily(t *testing.T) {
	long(t)
	mine, theirs := pair(t, "lost-auth-response", "naive", "hardened")

	for _, f := range mine.Factors(theirs) {
		if len(f.Members) == 0 {
			continue
		}
		whole, parts := mine.Otherwise(f), mine.Otherwise(f.Members...)
		if !reflect.DeepEqual(whole.Config, parts.Config) {
			t.Errorf("%s: all members together are not the family", f.Name)
		}
	}
}

func TestNothingIsAFactorThatIsTheSameInBoth(t *testing.T) {
	long(t)
	same, again := pair(t, "quickstart", "naive", "naive")
	if found := same.Factors(again); len(found) > 0 {
		t.Errorf("of two equal shops without faults, there are factors: %v", found[0].Name)
	}

	// To ask once is said in two ways, and is the same.
	a, err := Load("quickstart", []string{"policies.default.retry.attempts=1"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := a.Factors(b); len(found) > 0 {
		t.Errorf("to say that a line asks once, as it does anyway, is a factor: %s, %s", found[0].Text, found[0].Change)
	}
}

func TestEveryFieldOfAShopThatDiffersIsFound(t *testing.T) {
	long(t)
	base := actors.DefaultConfig()
	var visit func(v reflect.Value, index []int, path string)
	visit = func(v reflect.Value, index []int, path string) {
		for _, f := range fieldsOf(v.Type()) {
			at, name := slices.Concat(index, f.index), join(path, f.name)
			field := v.FieldByIndex(f.index)
			if field.Kind() == reflect.Struct && !isLeaf(field.Type()) {
				visit(field, at, name)
				continue
			}
			other := actors.DefaultConfig()
			changed := reflect.ValueOf(&other).Elem().FieldByIndex(at)
			if !disturb(changed) {
				continue
			}
			a, b := &Scenario{Config: base}, &Scenario{Config: other}
			found := a.Factors(b)
			if len(found) != 1 {
				t.Errorf("%s differs, and there are %d factors, want 1", name, len(found))
				continue
			}
			if !reflect.DeepEqual(*resolved(a.Otherwise(found...).Config), *resolved(other)) {
				t.Errorf("%s: swapped, the shop is not the other", name)
			}
			if found[0].Change == "" || !strings.Contains(found[0].Change, "→") {
				t.Errorf("%s: the change is %q, want what becomes of what", name, found[0].Change)
			}
		}
	}
	visit(reflect.ValueOf(base), nil, "")
}

// disturb makes something else of a value, if it knows how.
func disturb(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(1 - min(1, v.Uint()))
	case reflect.Float64:
		v.SetFloat(v.Float() + 0.5)
	default:
		return false
	}
	return true
}

func TestAFactorSaysWhatItChanges(t *testing.T) {
	long(t)
	naive, hardened := pair(t, "lost-auth-response", "naive", "hardened")
	said := map[string]Factor{}
	for _, f := range naive.Factors(hardened) {
		said[f.Name] = f
		for _, m := range f.Members {
			said[f.Name+"/"+m.Name] = m
		}
	}
	for name, want := range map[string][2]string{
		"lost-answers": {"5 % of the answers of the bank to the merchant system were lost", "left out"},
		"retries/customer -> web and 16 other lines": {"retries of customer -> web and 16 other lines", "3 attempts → 1"},
		"payments/payments.keys":                     {"payments.keys", "keys none → per-intent"},
		"payments/payments.unknown":                  {"payments.unknown", "unknown new-key → inquire, asks 2 → 3"},
		"deadlines":                                  {"deadlines of merchant -> bank", "propagate false → true"},
		"timeouts/timeouts.bank":                     {"timeouts.bank", "bank 30s → 10s"},
		"queues/actors.bank.mailbox":                 {"actors.bank.mailbox", "mailbox unlimited → 1000"},
		"merchant":                                   {"merchant.follow_ups", "follow ups [1s] → [10s, 30s, 2m, 10m, 1h, 6h]"},
	} {
		if got := said[name]; got.Text != want[0] || got.Change != want[1] {
			t.Errorf("%s is told as %q: %q, want %q: %q", name, got.Text, got.Change, want[0], want[1])
		}
	}
}

func TestWhatIsOtherwiseLeavesTheScenarioAsItWas(t *testing.T) {
	long(t)
	mine, theirs := pair(t, "lost-auth-response", "naive", "hardened")
	before := PolicyOn(mine.Config.Policies, "merchant -> bank")

	mine.Otherwise(mine.Factors(theirs)...)

	if got := PolicyOn(mine.Config.Policies, "merchant -> bank"); got != before || len(mine.Without) > 0 {
		t.Errorf("the scenario itself was changed: %s, without %v", got, mine.Without)
	}
}

func TestAFactorSaysWhatIsToBlame(t *testing.T) {
	long(t)
	storm, hardened := pair(t, "metastable-retry-storm", "retry-happy", "hardened")
	said := map[string]string{}
	for _, f := range storm.Factors(hardened) {
		said[f.Name] = f.Because
	}
	for name, want := range map[string]string{
		"standstill": "the bank stood still", "retries": "the retries", "queues": "the queues",
		"circuit breakers": "the lack of circuit breakers", "concurrency limits": "the lack of concurrency limits",
	} {
		if said[name] != want {
			t.Errorf("%s: %q is to blame, want %q", name, said[name], want)
		}
	}
}

func TestTheFlagsOfAFactorMakeTheSameRun(t *testing.T) {
	long(t)
	t.Parallel()
	for _, preset := range []string{"naive", "online-boutique", "retry-happy"} {
		mine, theirs := pair(t, "lost-auth-response", preset, "hardened")
		said := 0
		for _, f := range mine.Factors(theirs) {
			flags := mine.FlagsOf(f)
			if flags == nil {
				continue
			}
			said++
			if preset != "naive" || f.Name != "payments" && f.Name != "retries" {
				continue // the rest would take long
			}
			got := hashOf(t, "lost-auth-response", append([]string{"preset=" + preset}, flags...)...)
			if want := runHash(t, mine.Otherwise(f)); got != want {
				t.Errorf("%s with %v: the trace is %s, want that of the run with other %s, %s", preset, flags, got, f.Name, want)
			}
		}
		if all := len(mine.Factors(theirs)); said < all-1 {
			t.Errorf("%s: of %d factors, the flags of %d are known", preset, all, said)
		}
	}
}

func TestBesideAnotherShopHasTheSameCustomersAndFaults(t *testing.T) {
	long(t)
	s, err := Load("lost-auth-response", []string{"preset=naive", "load.lunch.rate=2", "payments.asks=7", "faults[0].probability=9%", "population.customers=500"})
	if err != nil {
		t.Fatal(err)
	}

	v, err := s.Beside("hardened")

	if err != nil {
		t.Fatal(err)
	}
	got := v.Scenario
	if got.Load[0].Rate != 2 || got.Faults[0].Probability != 0.09 || got.Config.Population.Customers != 500 {
		t.Errorf("the other has a load of %v, a fault of %v, and %d people; want those of the first", got.Load[0].Rate, got.Faults[0].Probability, got.Config.Population.Customers)
	}
	if got.Config.Payments.Asks == 7 || got.Preset != "hardened" {
		t.Errorf("the other asks %d times, with preset %s; want a hardened shop of its own", got.Config.Payments.Asks, got.Preset)
	}
}
