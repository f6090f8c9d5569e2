package scenarios

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
)

// What a CI system reads: the form is decoded with types of its own.
func TestJUnitHasACaseForEachPromise(t *testing.T) {
	sum := summaryOfAll()
	sum.Invariants[0].Explain = "buynow explain flash-sale 7 --seed 42"
	sum.Thresholds = append(sum.Thresholds, ThresholdVerdict{Metric: "checkout_failed", Threshold: "rate<2% over 20s", OK: true, Value: 0.001})
	var text bytes.Buffer
	if err := sum.WriteJUnit(&text); err != nil {
		t.Fatal(err)
	}

	var report struct {
		XMLName  xml.Name `xml:"testsuites"`
		Tests    int      `xml:"tests,attr"`
		Failures int      `xml:"failures,attr"`
		Suites   []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Cases    []struct {
				Name    string `xml:"name,attr"`
				Class   string `xml:"classname,attr"`
				Failure *struct {
					Message string `xml:"message,attr"`
					Text    string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(text.Bytes(), &report); err != nil {
		t.Fatalf("%v:\n%s", err, text.String())
	}

	if !strings.HasPrefix(text.String(), xml.Header) || report.Tests != 4 || report.Failures != 2 || len(report.Suites) != 2 {
		t.Fatalf("the report has %d tests, %d failures, %d suites:\n%s", report.Tests, report.Failures, len(report.Suites), text.String())
	}
	failed := map[string]string{}
	for _, suite := range report.Suites {
		failures := 0
		for _, one := range suite.Cases {
			if !strings.HasPrefix(one.Class, "flash-sale.") {
				t.Errorf("%s is of class %s", one.Name, one.Class)
			}
			if one.Failure != nil {
				failures++
				failed[one.Name] = one.Failure.Message + "\n" + one.Failure.Text
			}
		}
		if len(suite.Cases) != suite.Tests || failures != suite.Failures {
			t.Errorf("%s says %d tests and %d failures, but has %d and %d", suite.Name, suite.Tests, suite.Failures, len(suite.Cases), failures)
		}
	}
	for name, wants := range map[string][]string{
		"checkout_duration p(95)<800ms": {"p(95) = 911 ms (in the peak)", "ended the run", "example: order 7", "replay: buynow run flash-sale --seed 42"},
		"one-charge":                    {"nobody is charged twice: 1 by the shop", "explain: buynow explain flash-sale 7 --seed 42", "replay: "},
	} {
		for _, want := range wants {
			if !strings.Contains(failed[name], want) {
				t.Errorf("the failure of %s does not say %q:\n%s", name, want, failed[name])
			}
		}
	}
}

// The verdict of the report is the verdict of the run.
func TestJUnitFailsAsTheRunDoes(t *testing.T) {
	for _, row := range []struct {
		why  string
		sum  Summary
		want int
	}{
		{"nothing was promised", Summary{}, 0},
		{"all is kept", Summary{Thresholds: []ThresholdVerdict{{OK: true}}, Invariants: []InvariantVerdict{{OK: true}}}, 0},
		{"what the world broke fails no run", Summary{Invariants: []InvariantVerdict{{WorldUnrepaired: 3}}}, 0},
		{"a threshold", Summary{Thresholds: []ThresholdVerdict{{}}}, 1},
		{"an invariant", Summary{Invariants: []InvariantVerdict{{Shop: 1}}}, 1},
	} {
		var text bytes.Buffer
		if err := row.sum.WriteJUnit(&text); err != nil {
			t.Fatal(err)
		}

		failures := strings.Count(text.String(), "<failure ")
		if failures != row.want || (row.sum.ExitCode() != ExitGood) != (failures > 0) {
			t.Errorf("%s: %d failures and exit code %d, want %d", row.why, failures, row.sum.ExitCode(), row.want)
		}
	}
}
