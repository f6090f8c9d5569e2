package scenarios

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// WriteJUnit writes the verdict as the XML that CI systems show as tests: a suite
// of the thresholds and one of the invariants, a case for each. A failure says
// what was measured, and the commands that show and repeat it.
func (s *Summary) WriteJUnit(w io.Writer) error {
	thresholds := junitSuite{Name: s.Scenario + ".thresholds"}
	for _, t := range s.Thresholds {
		value := t.Value
		if t.Unit != "" {
			value = math.Round(value)
		}
		text := fmt.Sprintf("%s = %s", subjectOf(t.Threshold), strings.TrimSpace(strconv.FormatFloat(value, 'f', -1, 64)+" "+t.Unit))
		if t.Note != "" {
			text += " (" + t.Note + ")"
		}
		if t.Aborted {
			text += "; it ended the run"
		}
		thresholds.add(t.Metric+" "+t.Threshold, s.Scenario, t.OK, "threshold", text, s.evidence(t.Example, t.Explain))
	}
	invariants := junitSuite{Name: s.Scenario + ".invariants"}
	for _, v := range s.Invariants {
		text := fmt.Sprintf("%s: %d by the shop, %d by the world and not repaired", v.Text, v.Shop, v.WorldUnrepaired)
		invariants.add(v.Name, s.Scenario, v.Shop == 0, "invariant", text, s.evidence(v.Example, v.Explain))
	}
	report := junitReport{Name: "buynow run " + s.Scenario, Suites: []junitSuite{thresholds, invariants}}
	for i := range report.Suites {
		suite := &report.Suites[i]
		suite.Properties = []junitProperty{
			{"seed", strconv.FormatUint(s.Seed, 10)}, {"trace", s.TraceHash}, {"finding", s.Finding}, {"replay", s.Replay},
		}
		report.Tests += suite.Tests
		report.Failures += suite.Failures
	}
	suite := &report.Suites[0]
	suite.Time = s.WallSeconds
	report.Time = s.WallSeconds

	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write the report of %s: %w", s.Scenario, err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return fmt.Errorf("write the report of %s: %w", s.Scenario, err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// evidence is where somebody can look who does not believe the verdict.
func (s *Summary) evidence(example int, explain string) string {
	var lines []string
	if example > 0 {
		lines = append(lines, "example: order "+thousands(int64(example)))
	}
	if explain != "" {
		lines = append(lines, "explain: "+explain)
	}
	if s.Replay != "" {
		lines = append(lines, "replay: "+s.Replay)
	}
	return strings.Join(lines, "\n")
}

// subjectOf is what a threshold compares: p(95).
func subjectOf(threshold string) string {
	if at := strings.IndexAny(threshold, "<>=!"); at > 0 {
		return strings.TrimSpace(threshold[:at])
	}
	return threshold
}

// The elements, as Jenkins, GitLab and GitHub's actions read them.
type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Time     float64      `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Time       float64         `xml:"time,attr"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    float64       `xml:"time,attr"`
	Failure *junitFailure `xml:"failure"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func (suite *junitSuite) add(name, scenario string, ok bool, kind, text, evidence string) {
	suite.Tests++
	one := junitCase{Name: name, Class: scenario + "." + kind}
	if !ok {
		suite.Failures++
		one.Failure = &junitFailure{Message: text, Type: kind, Text: text + "\n" + evidence}
	}
	suite.Cases = append(suite.Cases, one)
}
