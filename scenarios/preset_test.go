package scenarios

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/sim"
)

func TestTheDefaultPresetsAreTheDefaultsAndPolicies(t *testing.T) {
	config := usualShop()

	if len(config.Policies) != len(actors.DefaultPolicies()) {
		t.Errorf("%d lines have a policy, want those of the defaults, %d, with more in them", len(config.Policies), len(actors.DefaultPolicies()))
	}
	config.Policies = actors.DefaultPolicies()
	if diff := cmp.Diff(actors.DefaultConfig(), config, cmp.Comparer(sim.Dist.Equal)); diff != "" {
		t.Errorf("the default presets change the defaults (-want +got):\n%s", diff)
	}
}

// usualShop is the shop of a file that says nothing about it.
func usualShop() actors.Config {
	blank, config := blankScenario(), actors.DefaultConfig()
	readPreset("size", string(blank.Size), &config)
	readPreset("strategy", string(blank.Preset), &config)
	return config
}

// A preset that changes nothing would be a name without a meaning.
func TestEveryOtherPresetChangesTheShop(t *testing.T) {
	blank := blankScenario()
	for kind, names := range map[string][]string{"strategy": blank.Preset.names(), "size": blank.Size.names()} {
		for _, name := range names {
			config := actors.DefaultConfig()

			text := readPreset(kind, name, &config)

			same := cmp.Equal(actors.DefaultConfig(), config, cmp.Comparer(sim.Dist.Equal))
			if isDefault := name == string(blank.Size); same != isDefault {
				t.Errorf("the %s %s leaves the shop as it is: %v, want %v", kind, name, same, isDefault)
			}
			if text == "" || strings.Contains(text, "\n") {
				t.Errorf("the %s %s is described by %q, want a sentence or two on one line", kind, name, text)
			}
		}
	}
}

func TestAPresetLiesUnderTheFile(t *testing.T) {
	for _, row := range []struct {
		why, text     string
		sets          []string
		bank, payment time.Duration
		workers       int
	}{
		{"no preset is a careful one", "", nil, 10 * time.Second, 15 * time.Second, 64},
		{"a preset changes what it says", "preset: naive\n", nil, 30 * time.Second, 30 * time.Second, 64},
		{"the file goes before the preset", "preset: naive\ntimeouts: { bank: 3s }\n", nil, 3 * time.Second, 30 * time.Second, 64},
		{"wherever the file says it", "timeouts: { bank: 3s }\npreset: naive\n", nil, 3 * time.Second, 30 * time.Second, 64},
		{"--set goes before the file", "preset: naive\n", []string{"preset=fail-fast"}, 4 * time.Second, 5 * time.Second, 64},
		{"a size and a strategy", "size: corner-shop\npreset: fail-fast\n", nil, 4 * time.Second, 5 * time.Second, 4},
		{"the order of flags does not matter", "", []string{"actors.bank.workers=7", "size=corner-shop"}, 10 * time.Second, 15 * time.Second, 7},
	} {
		s, err := Parse("shop.yaml", []byte(shopWith(row.text)), row.sets)
		if err != nil {
			t.Errorf("%s: %v", row.why, err)
			continue
		}

		if got := s.Config.Timeouts; got.Bank != row.bank || got.Payment != row.payment || s.Config.Actors.Bank.Workers != row.workers {
			t.Errorf("%s: timeouts %v and %v, %d workers, want %v and %v, %d", row.why,
				got.Bank, got.Payment, s.Config.Actors.Bank.Workers, row.bank, row.payment, row.workers)
		}
	}
}

func TestAnUnknownPresetIsAMistake(t *testing.T) {
	for text, want := range map[string]string{
		"preset: naiv\n":         `shop.yaml:3:9: preset: "naiv" is no strategy of a shop, did you mean naive?`,
		"size: huge\n":           `shop.yaml:3:7: size: "huge" is no size of a shop, want corner-shop, marketplace or middling`,
		"preset: ../size/huge\n": `shop.yaml:3:9: preset: "../size/huge" is no strategy of a shop, want eshop, fail-fast, hardened, naive, online-boutique, retry-happy or stripe-like`,
	} {
		if _, err := Parse("shop.yaml", []byte(shopWith(text)), nil); err == nil || err.Error() != want {
			t.Errorf("Parse(%q) = %v, want %s", text, err, want)
		}
	}
}

// The presets do what they say: behind a bank that answers too few, a shop that
// fails fast tells its customers so, and one that waits keeps them clicking in vain.
func TestStrategiesDifferBehindABankThatIsTooSmall(t *testing.T) {
	long(t)
	wasted, failed := map[string]float64{}, map[string]float64{}
	for _, name := range []string{"fail-fast", "hardened", "naive"} {
		s, err := Load("quickstart", []string{
			"preset=" + name, "load.shoppers.duration=5m", "load.shoppers.rate=3", "actors.bank.workers=1",
		})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := s.Run(t.Context(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		wasted[name], failed[name] = sum.Metrics["wasted_clicks"].Avg, sum.Metrics["checkout_failed"].Avg
	}

	for what, of := range map[string]map[string]float64{"wasted clicks": wasted, "failed checkouts": failed} {
		if !(2*of["fail-fast"] < of["hardened"] && 2*of["fail-fast"] < of["naive"]) {
			t.Errorf("the %s are %v, want less than half of them with fail-fast", what, of)
		}
	}
}
