package scenarios

import (
	"cmp"
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// ThresholdVerdict says whether a promise of the scenario was kept, and by how much.
type ThresholdVerdict struct {
	Metric    string  `json:"metric"`
	Threshold string  `json:"threshold"`
	OK        bool    `json:"ok"`
	Value     float64 `json:"value"`   // of the worst window, if it looks through windows
	Unit      string  `json:"unit"`    // "ms" for durations, "" for counts and rates
	Note      string  `json:"note"`    // "no sample", "bank well 5m30s, shop well 6m31s"
	Example   int     `json:"example"` // an order that shows the value, 0 for none
	Aborted   bool    `json:"aborted"` // it ended the run
	Explain   string  `json:"explain"` // filled in by the command, like Replay
}

// Abort is a run that a threshold has ended.
type Abort struct {
	At        float64 `json:"at"`
	Metric    string  `json:"metric"`
	Threshold string  `json:"threshold"`
}

// promises are the thresholds of a run, each with what it looks at.
type promises struct {
	play *Play
	all  []promise
}

type promise struct {
	metric    Metric
	selector  metrics.Selector
	unit      metrics.Unit
	threshold Threshold
	condition metrics.Condition
	judge     *metrics.Judge // nil for a gauge
	aborted   bool
}

// abortEvery is how often the thresholds that may end a run are looked at, as in
// k6.
const abortEvery = 2 * time.Second

// promise makes ready what the thresholds look at, before anything happens.
func (p *Play) promise() *promises {
	all := &promises{play: p}
	aborts := false
	for _, metric := range p.Scenario.Thresholds.names() {
		selector := metric.selector()
		known := metricNamed(selector.Name)
		for _, threshold := range p.Scenario.Thresholds[metric] {
			condition, err := known.Parse(threshold.Threshold)
			if err != nil {
				panic("scenarios: " + err.Error()) // check has read it
			}
			one := promise{metric: metric, selector: selector, unit: known.Unit, threshold: threshold, condition: condition}
			if known.Kind != metrics.GaugeKind {
				one.judge = p.measure.board.part(selector).Watch(condition, p.measure.spanOf(selector))
			}
			all.all = append(all.all, one)
			aborts = aborts || threshold.AbortOnFail
		}
	}
	if aborts {
		all.watch(abortEvery)
	}
	return all
}

// watch looks, again and again while customers come, whether the run must end.
func (p *promises) watch(at time.Duration) {
	if at > p.play.measure.load {
		return
	}
	p.play.World.At(at, func() {
		p.play.noteHarms()
		for i := range p.all {
			one := &p.all[i]
			if !one.threshold.AbortOnFail || at < one.threshold.DelayAbortEval {
				continue
			}
			if v := p.verdict(one, at); v.Measured && !v.OK {
				one.aborted = true
				p.play.aborted = &Abort{At: at.Seconds(), Metric: string(one.metric), Threshold: one.condition.Text}
				p.play.World.Stop()
				return
			}
		}
		p.watch(at + abortEvery)
	})
}

// verdict judges one promise by what is known.
func (p *promises) verdict(one *promise, now time.Duration) metrics.Verdict {
	m := p.play.measure
	if one.judge == nil {
		return one.condition.Judge(m.gauge(one.selector, now), now)
	}
	return one.judge.Now(now)
}

// verdicts judges all promises in the end. What was never measured is not kept:
// nobody knows. Only a count is 0 then.
func (p *promises) verdicts(now time.Duration) []ThresholdVerdict {
	var said []ThresholdVerdict
	for i := range p.all {
		one := &p.all[i]
		v := p.verdict(one, now)
		line := ThresholdVerdict{
			Metric: string(one.metric), Threshold: one.condition.Text, OK: v.OK && v.Measured && !one.aborted,
			Value: v.Value, Example: int(v.Example), Aborted: one.aborted,
		}
		if one.unit == metrics.Duration {
			line.Value, line.Unit = millis(time.Duration(v.Value)), "ms"
		}
		switch over := one.condition.Over; {
		case !v.Measured && over > 0:
			line.Note = "no full window of " + sim.FormatDuration(over) + " with a sample"
		case !v.Measured:
			line.Note = "no sample"
		case v.Failed > 0:
			line.Note = fmt.Sprintf("%s of %s windows, the worst from %s", thousands(int64(v.Failed)), thousands(int64(v.Windows)), moment(v.From))
		case v.Windows > 0:
			line.Note = fmt.Sprintf("the worst of %s windows, from %s", thousands(int64(v.Windows)), moment(v.From))
		}
		said = append(said, line)
	}
	return said
}

// oversoldBy is the invariant that finds units which were promised and are not there.
const oversoldBy = "nothing-oversold"

// harms are what a shop can do to its customers, and the invariants that find it.
var harms = map[string]string{
	oversoldBy: "oversold_units", "nobody-charged-twice": "double_charges", "no-hold-left-behind": "orphan_authorisations",
}

// noteHarms counts what the auditor has found so far.
func (p *Play) noteHarms() {
	for _, v := range p.Auditor.Verdicts() {
		if name := harms[v.Name]; name != "" {
			f := p.measure.board.families[name]
			counter, harmed := f.whole.All.(*metrics.Counter), v.Shop
			if v.Name == oversoldBy {
				harmed = p.Auditor.Oversold()
			}
			if more := int64(harmed) - counter.Sum(); more > 0 {
				f.whole.Record(p.World.Now(), more, uint64(cmp.Or(v.Example, v.Unrepaired.Example)))
			}
		}
	}
}

// moment is a time of the run as a sentence says it: 9m40s, 2d3h.
func moment(at time.Duration) string {
	switch {
	case at >= actors.Day:
		at = at.Round(time.Minute)
	case at >= 10*time.Second:
		at = at.Round(time.Second)
	default:
		at = at.Round(100 * time.Millisecond)
	}
	return sim.FormatDuration(at)
}
