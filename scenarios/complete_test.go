package scenarios

import (
	"slices"
	"strings"
	"testing"
)

// Whatever is offered for --set leads to a field: followed by the value that is
// there, it changes nothing.
func TestEveryPathThatIsOfferedCanBeSet(t *testing.T) {
	long(t)
	offered := Complete("quickstart", "")
	if len(offered) < 150 {
		t.Errorf("%d paths are offered, want those of all fields", len(offered))
	}
	for _, entry := range offered {
		_, err := Load("quickstart", []string{entry.Name + "moon"})

		if err != nil && (strings.Contains(err.Error(), "unknown field") || strings.Contains(err.Error(), "no path=value")) {
			t.Errorf("%s is offered, and refused: %v", entry.Name, err)
		}
		if entry.Text == "" {
			t.Errorf("%s is offered without a word on what it is", entry.Name)
		}
	}
}

func TestCompletionKnowsTheNamesInTheScenario(t *testing.T) {
	for _, row := range []struct{ why, scenario, typed, want string }{
		{"a crowd of the scenario", "quickstart", "load.", "load.shoppers.rate="},
		{"a field of the shop", "quickstart", "actors.ba", "actors.bank.workers="},
		{"a field of the shop, of a scenario that is none", "moon", "actors.ba", "actors.bank.workers="},
		{"an entry of a map", "quickstart", "load.shoppers.j", "load.shoppers.journeys.buy-and-cancel="},
		{"an element of a list", "quickstart", "carrier.runs", "carrier.runs[1]="},
		{"the words for a number", "quickstart", "actors.bank.workers=", "actors.bank.workers=auto"},
		{"the names of an enumeration", "quickstart", "stock.policy=", "stock.policy=(R,Q)"},
		{"true or false", "quickstart", "stock.backorders=", "stock.backorders=false"},
		{"the presets", "quickstart", "preset=", "preset=naive"},
	} {
		found := Complete(row.scenario, row.typed)

		if !slices.ContainsFunc(found, func(e Entry) bool { return e.Name == row.want }) {
			t.Errorf("%s: Complete(%s, %q) does not offer %s: %v", row.why, row.scenario, row.typed, row.want, found)
		}
	}
}
