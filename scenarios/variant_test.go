package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// threeShops is a file with variants of all sorts.
const threeShops = `name: shop
description: A shop as it is.
load: { shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } }
vars: { lines: 7, slow: 3s }
actors: { bank: { workers: 5, mailbox: 50 }, merchant: { workers: "${lines}" } }
faults:
  - { type: drop_response, name: lost, target: merchant -> bank, at: 1m, for: 1m }
variants:
  naive: { description: Careless., preset: naive }
  more-bank:
    actors: { bank: { workers: 40 } }
  more-lines: { vars: { lines: 9 } }
  unharmed: { faults: [] }
  slower: { actors: { bank: { service: "${slow}" } } }
  untouched: {}
  nothing:
`

func loadVariant(t *testing.T, text, name string, sets ...string) (*Variant, error) {
	t.Helper()
	s, err := Parse("shop.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	return s.As(name)
}

func TestAVariantLiesOverItsFile(t *testing.T) {
	for _, row := range []struct {
		name, why string
		holds     func(*Scenario) bool
		text      string
	}{
		{"naive", "a preset lies under what else the file says", func(s *Scenario) bool { return s.Preset == "naive" && s.Config.Actors.Bank.Workers == 5 }, "Careless."},
		{"more-bank", "what the variant does not say stays", func(s *Scenario) bool {
			return s.Config.Actors.Bank.Workers == 40 && s.Config.Actors.Bank.Mailbox == 50 && len(s.Faults) == 1
		}, "As written, with actors.bank.workers=40."},
		{"more-lines", "a variable is changed wherever it is mentioned", func(s *Scenario) bool { return s.Config.Actors.Merchant.Workers == 9 }, "As written, with vars.lines=9."},
		{"unharmed", "a list is replaced as a whole", func(s *Scenario) bool { return len(s.Faults) == 0 }, "As written, with faults=[]."},
		{"untouched", "nothing is changed by {}", func(s *Scenario) bool { return s.Config.Actors.Bank.Workers == 5 }, "The scenario as it is written, under another name."},
		{"nothing", "nothing is changed by nothing", func(s *Scenario) bool { return s.Config.Actors.Bank.Workers == 5 }, "The scenario as it is written, under another name."},
		{"hardened", "a preset is a variant of every file", func(s *Scenario) bool { return s.Preset == "hardened" }, presetText("strategy", "hardened")},
		{AsWritten, "the file itself is one", func(s *Scenario) bool { return s.Config.Actors.Merchant.Workers == 7 }, asWrittenText},
		{"mine: actors.bank.workers=11, actors.bank.service=lognormal(4ms, 0.4)", "the command line names one", func(s *Scenario) bool {
			return s.Config.Actors.Bank.Workers == 11 && s.Config.Actors.Bank.Service.String() == "lognormal(4ms, 0.4)"
		}, "As written, with actors.bank.workers=11, actors.bank.service=lognormal(4ms, 0.4)."},
	} {
		v, err := loadVariant(t, threeShops, row.name)
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}

		if !row.holds(v.Scenario) {
			t.Errorf("%s is not so: %s", row.name, row.why)
		}
		if v.Text != row.text {
			t.Errorf("%s says %q of itself, want %q", row.name, v.Text, row.text)
		}
	}
}

func TestTheFlagsOfAVariantMakeAPlainRunOfIt(t *testing.T) {
	sets := []string{"timeouts.bank=4s"}
	for _, name := range []string{"naive", "more-bank", "unharmed", "retry-happy", AsWritten, "mine: timeouts.bank=3s"} {
		v, err := loadVariant(t, threeShops, name, sets...)
		if err != nil {
			t.Fatal(err)
		}

		plain, err := Parse("shop.yaml", []byte(threeShops), append(slices.Clone(sets), v.Flags...))

		if err != nil || plain.Hash() != v.Scenario.Hash() || plain.canon() != v.Scenario.canon() {
			t.Errorf("%s: %v do not make the same scenario: %v", name, v.Flags, err)
		}
	}
}

func TestSetsLieOverVariants(t *testing.T) {
	v, err := loadVariant(t, threeShops, "more-bank", "actors.bank.workers=6")
	if err != nil || v.Scenario.Config.Actors.Bank.Workers != 6 {
		t.Errorf("bank has %d workers (%v), want those of --set", v.Scenario.Config.Actors.Bank.Workers, err)
	}

	v, err = loadVariant(t, threeShops, "mine: actors.bank.workers=8", "actors.bank.workers=6")
	if err != nil || v.Scenario.Config.Actors.Bank.Workers != 8 {
		t.Errorf("bank has %d workers (%v), want those of the variant of the command line", v.Scenario.Config.Actors.Bank.Workers, err)
	}
}

// variantsWith is a file with these variants.
func variantsWith(text string) string { return shopWith("variants:\n" + text) }

// variantMistakes are files with one mistake each in their variants, as the file is read.
var variantMistakes = []struct{ why, text, want string }{
	{"no mapping", shopWith("variants: [naive]\n"), `shop.yaml:3:11: variants: a list has no names, want a mapping such as shoppers: { ... }`},
	{"a preset without its field", variantsWith("  naive: naive\n"),
		`shop.yaml:4:10: variants.naive: "naive" is no variant, want fields of the scenario such as preset: naive, or {} to change nothing`},
	{"a slip of the pen", variantsWith("  naive: { preste: naive }\n"), `shop.yaml:4:12: variants.naive.preste: unknown field, did you mean preset?`},
	{"a name with a blank", variantsWith("  'more bank': {}\n"), `shop.yaml:4:3: variants."more bank": "more bank" is no name, want letters, digits, - and _`},
	{"the name of the file itself", variantsWith("  as-written: { preset: naive }\n"), `shop.yaml:4:15: variants.as-written: as-written is the scenario without a variant, want another name`},
	{"other customers", variantsWith("  rush: { load: { shoppers: { rate: 5 } } }\n"),
		`shop.yaml:4:11: variants.rush.load: is the same in all variants: the same customers have to come at the same moments, or orders could not be compared one by one; buynow capacity and buynow sweep vary the load`},
	{"other luck", variantsWith("  lucky: { seed: 5 }\n"), `shop.yaml:4:12: variants.lucky.seed: is the same in all variants: the same seed is the same luck, and --seed gives all of them another`},
	{"a variant within", variantsWith("  a: { variants: { b: {} } }\n"), `shop.yaml:4:8: variants.a.variants: is the same in all variants: a variant has none of its own`},
	{"one that is not there", variantsWith("  naive: {}\nvariant: niave\n"), `shop.yaml:5:10: variant: the file names no variant niave, did you mean naive?`},
	{"a preset as a variant", shopWith("variant: naive\n"), `shop.yaml:3:10: variant: the file names no variant naive, and naive is a preset: preset=naive`},
}

func TestAMistakeInVariantsHasItsPlace(t *testing.T) {
	schema := judge(t)
	for _, row := range variantMistakes {
		_, err := Parse("shop.yaml", []byte(row.text), nil)

		if err == nil || err.Error() != row.want {
			t.Errorf("%s:\n got %v\nwant %s", row.why, err, row.want)
		}
		if value, ok := jsonOf(row.text); ok && !strings.HasPrefix(row.why, "one that is") && row.why != "a preset as a variant" && row.why != "the name of the file itself" && schema.Validate(value) == nil {
			t.Errorf("%s: the schema accepts it", row.why)
		}
	}
}

// What a variant says is judged where it stands in the file, once the variant is read.
func TestCheckReadsEveryVariant(t *testing.T) {
	text := variantsWith(`  typing: { actors: { bank: { wrokers: 3 } } }
  big: { actors: { bank: { workers: 9_000_000 } } }
  through-vars: { vars: { rate: 4 } }
  fine: { preset: naive }
  halted: { timeouts: { bank: 20m } }
`) + "vars: { rate: 2 }\n"
	text = strings.Replace(text, "rate: 2, duration", `rate: "${rate}", duration`, 1)
	s, err := Parse("shop.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}

	warnings, err := s.CheckVariants()

	want := `shop.yaml:4:31: variants.typing.actors.bank.wrokers: unknown field, did you mean workers?
shop.yaml:5:37: variants.big.actors.bank.workers: 9_000_000 is too large, want 1 to 1000000, unlimited or auto
shop.yaml:6:17: variants.through-vars: changes load, which is the same in all variants: ` + whyInAll("load")
	if err == nil || err.Error() != want {
		t.Errorf("CheckVariants says\n%v\nwant\n%s", err, want)
	}
	if len(warnings) == 0 || !strings.Contains(warnings[0].String(), "variants.halted.timeouts.bank: 20m is no shorter than") {
		t.Errorf("warnings are %v, want that a bank is waited for longer than its caller waits", warnings)
	}
}

func TestAVariantThatIsNotThereIsToldWhatThereIs(t *testing.T) {
	for name, want := range map[string]string{
		"hardend":              `there is no variant "hardend" of shop, did you mean hardened?`,
		"moon":                 `there is no variant "moon" of shop, want naive, more-bank, more-lines, unharmed, slower, untouched, nothing, eshop, fail-fast, hardened, online-boutique, retry-happy, stripe-like or as-written`,
		"a b: seed=1":          `"a b" is no name of a variant, want letters, digits, - and _ before the colon`,
		"mine: naive":          `variant mine: "naive" is no path=value, want one such as "mine: actors.bank.workers=40, timeouts.bank=4s"`,
		"mine: load.x.rate=1":  "variant mine: load is the same in all variants: " + whyInAll("load"),
		"mine: actors.bnk.x=1": "variant mine:\n--set: actors.bnk: unknown field, did you mean bank?",
	} {
		_, err := loadVariant(t, threeShops, name)

		if err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", name, err, want)
		}
	}
}

func TestAVariantIsCutAtCommasOutsideBrackets(t *testing.T) {
	got := splitOutside(`a=lognormal(4ms, 0.4), b={ x: 1, y: 'a, b' }, c=[1, 2], d="p,q"`, ',')

	want := []string{"a=lognormal(4ms, 0.4)", " b={ x: 1, y: 'a, b' }", " c=[1, 2]", ` d="p,q"`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestTheShippedVariantsAreRight(t *testing.T) {
	for _, name := range Names() {
		s, err := Load(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.CheckVariants(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, one := range s.Variants {
			v, err := s.As(one.Name)
			if err == nil && v.Text == s.Description || err != nil {
				t.Errorf("%s: variant %s has no text of its own (%v)", name, one.Name, err)
			}
		}
	}
}

// FuzzVariants throws variants at the loader: it panics at none, tells the place of each mistake, and
// what it takes the schema takes.
func FuzzVariants(f *testing.F) {
	for _, row := range variantMistakes {
		f.Add(row.text)
	}
	f.Add(threeShops)
	schema := judge(f)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse("shop.yaml", []byte(text), nil)
		if err != nil {
			return
		}
		if value, ok := jsonOf(text); ok && len(s.Variants) > 0 {
			if err := schema.Validate(value); err != nil {
				_, err2 := s.CheckVariants()
				if err2 == nil {
					t.Errorf("the loader accepts what the schema refuses: %v", err)
				}
			}
		}
		for i, one := range s.Variants {
			if v, err := s.As(one.Name); err == nil && i < 3 {
				if again, err := s.As(one.Name); err != nil || again.Scenario.canon() != v.Scenario.canon() {
					t.Errorf("%s is read otherwise a second time: %v", one.Name, err)
				}
			}
		}
	})
}
