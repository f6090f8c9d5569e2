package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim/metrics"
)

// Thresholds are the promises of a scenario, as k6 writes them: by metric, a list
// of conditions. A run that breaks one exits with 99.
type Thresholds map[Metric][]Threshold

// Metric is a metric's name, or the part of it under some tags, as a file writes
// it: checkout_duration{journey:buy,phase:peak}.
type Metric string

// UnmarshalText reads a metric and says what is wrong with it.
func (m *Metric) UnmarshalText(text []byte) error {
	selector, err := metrics.ParseSelector(string(text))
	if err != nil {
		return err
	}
	*m = Metric(text)
	return checkSelector(selector)
}

// selector is the metric, read.
func (m Metric) selector() metrics.Selector {
	s, err := metrics.ParseSelector(string(m))
	if err != nil {
		panic("scenarios: " + err.Error()) // UnmarshalText has read it
	}
	return s
}

// Threshold is one condition. In a file it can be written as the condition alone.
type Threshold struct {
	// Threshold is the condition in k6's grammar, with units and windows:
	// p(95)<800ms, rate<2%, count==0, p(99)<5s over 30s. With over, every full
	// window of that length must be so; a new one begins each quarter of it.
	Threshold string `required:"true" example:"p(95)<800ms"`
	// AbortOnFail ends the run as soon as the condition does not hold. It is
	// looked at every two simulated seconds while customers come.
	AbortOnFail bool `yaml:"abortOnFail"`
	// DelayAbortEval is how long after the start that begins, so that a few early
	// samples do not end a run.
	DelayAbortEval time.Duration `yaml:"delayAbortEval"`
}

// short is the field that a single word stands for.
func (*Threshold) short() string { return "threshold" }

// What a scenario may promise at most: each window keeps histograms.
const maxThresholds = 100

// checkParts looks at the thresholds by themselves.
func (t *Thresholds) checkParts(look *checking) {
	meant, all := map[string]Metric{}, 0
	for _, metric := range t.names() {
		at := join(look.path, string(metric))
		selector := metric.selector()
		if first, twice := meant[selector.String()]; twice {
			look.wrongAt(at, "means the same as %s, want one list for both", first)
		}
		meant[selector.String()] = metric
		if all += len((*t)[metric]); all > maxThresholds {
			look.wrongAt(at, "%d thresholds are too many, want at most %d in all", all, maxThresholds)
			return
		}
		for i, threshold := range (*t)[metric] {
			place := fmt.Sprintf("%s[%d]", at, i)
			if look.broken(place) {
				continue
			}
			_, err := metricNamed(selector.Name).Parse(threshold.Threshold)
			switch {
			case err != nil:
				look.wrongAt(place, "%v", err)
			case threshold.DelayAbortEval > 0 && !threshold.AbortOnFail:
				look.wrongAt(place, "delayAbortEval has no meaning without abortOnFail: true")
			}
		}
	}
}

// names are the metrics in the order of their names.
func (t *Thresholds) names() []Metric {
	var names []Metric
	for metric := range *t {
		names = append(names, metric)
	}
	slices.SortFunc(names, func(a, b Metric) int { return strings.Compare(string(a), string(b)) })
	return names
}

// checkThresholds looks for tags that no customer of the load can have.
func (s *Scenario) checkThresholds(c *checking) { s.checkTagsOf(c, s.Thresholds, "thresholds") }

func (s *Scenario) checkTagsOf(c *checking, promised Thresholds, at string) {
	for _, metric := range promised.names() {
		path := join(at, string(metric))
		if c.broken(path) {
			continue
		}
		if err := s.checkTags(metric.selector()); err != nil {
			c.wrongAt(path, "%v", err)
		}
	}
}

// checkTags says which tag of a selector no customer of the load can have.
func (s *Scenario) checkTags(selector metrics.Selector) error {
	phases, crowds, journeys := s.Load.tagValues()
	for _, tag := range selector.Tags {
		var can []string
		what := ""
		switch tag.Key {
		case tagPhase:
			can, what = phases, "no stage of the load is called"
		case tagCrowd:
			can, what = crowds, "no crowd of the load is called"
		case tagJourney:
			can, what = journeys, "nobody makes the journey"
		default:
			continue
		}
		if !slices.Contains(can, tag.Value) {
			return fmt.Errorf("%s %.40s%s", what, tag.Value, orElse(tag.Value, can))
		}
	}
	return nil
}

// tagValues are what the tags of the load's customers can be. Who comes in a
// warm-up is not measured, so its stages are not among them.
func (l Crowds) tagValues() (phases, crowds, journeys []string) {
	for i := range l {
		crowds = append(crowds, l[i].Name)
		_, stages := l[i].stages()
		for n := range stages {
			if name, warmup := l.phaseOf(i, n); !warmup && stages[n].Duration > 0 && !slices.Contains(phases, name) {
				phases = append(phases, name)
			}
		}
		for j := range actors.Journeys {
			if l[i].Journeys[j] > 0 && !slices.Contains(journeys, j.String()) {
				journeys = append(journeys, j.String())
			}
		}
	}
	return phases, crowds, journeys
}
