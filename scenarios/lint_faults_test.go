package scenarios

import (
	"strings"
	"testing"
)

func TestAFaultThatIsProbablyNotMeantIsAWarning(t *testing.T) {
	for _, row := range []struct{ why, faults, want string }{
		{"after the last customer", "[{ type: drop, target: web, at: 10m, for: 1m }]", "faults[0].at: warning: 10m is no earlier than the end of the load, 10m, and only customers make work for web"},
		{"a parcel goes its way later", "[{ type: drop, target: truck, at: 2d, for: 1m }]", ""},
		{"while customers come", "[{ type: drop, target: web, at: 9m, for: 1m }]", ""},
		{"a line that is cut for good", "[{ type: drop, target: merchant -> bank }]", "faults[0].for: warning: it lasts until the end of the run and hits everything"},
		{"a line that loses some for good", "[{ type: drop, target: merchant -> bank, probability: 5% }]", ""},
		{"a line that is slow for good", "[{ type: delay, target: merchant -> bank, delay: 1s }]", ""},
		{"the same twice", "[{ type: delay, target: bank, delay: 1s }, { type: delay, target: bank, delay: 2s }]", "faults[1]: warning: it does the same as delay, to the same, at the same time: both count"},
		{"the same at another time", "[{ type: delay, target: bank, delay: 1s, for: 1m }, { type: delay, target: bank, delay: 2s, at: 5m }]", ""},
		{"the same to others", "[{ type: delay, target: bank, delay: 1s, where: { attempt: 1 } }, { type: delay, target: bank, delay: 2s, where: { attempt: 2 } }]", ""},
	} {
		s, err := Parse("shop.yaml", []byte(shopWith("faults: "+row.faults+"\n")), nil)
		if err != nil {
			t.Fatalf("%s: %v", row.why, err)
		}
		var about []string
		for _, w := range s.Warnings {
			if strings.HasPrefix(w.Path, "faults") {
				about = append(about, w.Path+": warning: "+w.Text)
			}
		}

		if row.want == "" && len(about) > 0 || row.want != "" && (len(about) != 1 || !strings.HasPrefix(about[0], row.want)) {
			t.Errorf("%s: the warnings are %q, want %q", row.why, about, row.want)
		}
	}
}
