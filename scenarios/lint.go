package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// linter looks for what is valid and probably not meant. It runs after all else
// and fails nothing.
type linter struct {
	*Scenario
	decoder *decoder
	peak    traffic // the most that comes at any time
	at      time.Duration
	orders  float64 // that the whole load asks for
}

// lint notes the warnings about a scenario that is right.
func (s *Scenario) lint(d *decoder) {
	l := linter{Scenario: s, decoder: d, orders: s.Load.orders()}
	l.peak, l.at = s.Load.peak()
	l.lintVariables()
	l.lintTime()
	l.lintPools()
	l.lintGoods()
	l.lintCrowd()
	l.lintThresholds()
	l.lintFaults()
}

func (l *linter) warn(path, format string, args ...any) {
	at := l.decoder.nearest(path)
	l.Warnings = append(l.Warnings, Mistake{at.file, at.line, at.column, path, fmt.Sprintf(format, args...)})
}

func (l *linter) lintVariables() {
	for _, name := range l.decoder.vars.unused() {
		if l.Variants.mention(name) {
			continue
		}
		l.warn(join("vars", name), "nobody mentions it, so it changes nothing; \"${%s}\" would", name)
	}
}

// lintTime looks at durations that do not fit together.
func (l *linter) lintTime() {
	if end := l.Load.End(); l.Until > 0 && l.Until < end {
		l.warn("until", "%s is before the end of the load, %s: the last customers never come", sim.FormatDuration(l.Until), sim.FormatDuration(end))
	}
	t := &l.Config.Timeouts
	for _, row := range []struct {
		inner, outer string
		in, out      time.Duration
	}{
		{"web", "browser", t.Web, t.Browser}, {"payment", "web", t.Payment, t.Web}, {"bank", "payment", t.Bank, t.Payment},
		{"stock", "web", t.Stock, t.Web}, {"quote", "stock", t.Quote, t.Stock},
	} {
		if row.in >= row.out {
			l.warn("timeouts."+row.inner, "%s is no shorter than timeouts.%s, %s: work goes on for a caller that has given up",
				sim.FormatDuration(row.in), row.outer, sim.FormatDuration(row.out))
		}
	}
	if l.Config.Customers.Think.Mean() == 0 {
		l.warn("customers.think", "nobody thinks between two pages, so that customers come down like hail; people take some seconds, TPC-W has 7 s")
	}
}

// lintPools looks for pools that the peak overruns, by Little's law.
func (l *linter) lintPools() {
	for _, work := range demands(&l.Config, l.peak.pages(&l.Config)) {
		workers := work.station.Workers
		if workers < 0 || work.busy == 0 || work.atMost {
			continue
		}
		if carry := float64(workers) / work.busy; l.peak.orders > carry {
			l.warn(fmt.Sprintf("actors.%s.workers", work.name), "%s × %s carry %s orders/s, and %s/s are asked at %s",
				howMany(workers, "worker"), roughly(work.busy), brief(carry), brief(l.peak.orders), sim.FormatDuration(l.at))
		}
	}
}

// lintGoods looks for goods and parcels that cannot keep up over the days.
func (l *linter) lintGoods() {
	days := max(1, l.Load.End().Hours()/24)
	daily := l.orders / days
	if pick := picking(&l.Config); pick > 0 {
		if carry := float64(l.Config.Warehouse.Pickers) * hoursOpen(&l.Config) * 86_400 / pick; daily > carry {
			l.warn("warehouse.pickers", "%s × %s carry %s orders/day, and %s/day come",
				howMany(l.Config.Warehouse.Pickers, "picker"), roughly(pick), brief(carry), brief(daily))
		}
	}
	carrier := &l.Config.Carrier
	if carry := float64(carrier.Daily()) * float64(carrier.Parcels); daily > carry {
		l.warn("carrier.trucks", "%s carry %s parcels/day, and %s/day come", howMany(carrier.Trucks, "truck"), brief(carry), brief(daily))
	}
	stock := &l.Config.Stock
	if stock.Levels == (actors.Levels{}) && daily > 2*stock.OrdersPerDay {
		l.warn("stock.orders_per_day", "the shelves are made for %s orders/day, and %s/day come: most products will run out",
			brief(stock.OrdersPerDay), brief(daily))
	}
}

// lintCrowd looks for customers who probably never come, or come back too often.
func (l *linter) lintCrowd() {
	if asked := l.Load.Planned() / l.Scale; asked < 1 && !l.Load.endless() {
		l.warn("load", "%s customers are asked for, so probably nobody comes", brief(asked))
	}
	if want := actors.CustomersFor(min(l.peak.orders*3600, l.orders)); l.Config.Population.Customers < want {
		l.warn("population.customers", "%d are few for %s orders/s: they come back within the hour, and the fraud check takes them for bots; want %d",
			l.Config.Population.Customers, brief(l.peak.orders), want)
	}
}

// lintThresholds looks for promises that judge what they should not.
func (l *linter) lintThresholds() {
	for _, metric := range l.Thresholds.names() {
		selector, path := metric.selector(), join("thresholds", string(metric))
		about := func(tag string) bool {
			return slices.ContainsFunc(selector.Tags, func(t metrics.Tag) bool { return t.Key == tag })
		}
		for i := range l.Load {
			crowd := &l.Load[i]
			waits := !crowd.Executor.open() && (!about(tagCrowd) || slices.Contains(selector.Tags, metrics.Tag{Key: tagCrowd, Value: crowd.Name}))
			if waits && strings.HasSuffix(selector.Name, "_duration") {
				l.warn(path, "the users of %s wait for a slow shop and ask less of it, which hides how slow it is; customers who come at a rate do not", crowd.Name)
			}
		}
		l.lintWindows(metric, selector, path)
		if !about(tagPhase) && l.nameless() {
			l.warn(path, "it judges the whole load, for its stages have no names; { name: peak, … } would let it judge one of them as %s{phase:peak}", selector.Name)
		}
	}
}

// lintWindows looks for promises about windows of which there is never a full one.
func (l *linter) lintWindows(metric Metric, selector metrics.Selector, path string) {
	span := l.Load.End()
	for _, phase := range l.Load.Phases() {
		if phase.Name == selector.Tag(tagPhase) {
			span = phase.Until - phase.From
		}
	}
	for i, threshold := range l.Thresholds[metric] {
		if condition, err := metricNamed(selector.Name).Parse(threshold.Threshold); err == nil && condition.Over > span {
			l.warn(fmt.Sprintf("%s[%d]", path, i), "its customers come for %s, so there is no full window of %s, and it cannot be kept",
				sim.FormatDuration(span), sim.FormatDuration(condition.Over))
		}
	}
}

// nameless tells if no stage of a ramp has a name, nor counts as a warm-up.
func (l *linter) nameless() bool {
	ramps := false
	for i := range l.Load {
		for _, stage := range l.Load[i].Stages {
			if stage.Name != "" || stage.Warmup {
				return false
			}
		}
		ramps = ramps || len(l.Load[i].Stages) > 1
	}
	return ramps
}

// orders is how many orders the load asks for.
func (l Crowds) orders() float64 {
	sum := 0.
	for i := range l {
		if all := weights(l[i].Journeys); all > 0 {
			sum += l[i:i+1].Planned() * (1 - l[i].Journeys[actors.Browse]/all)
		}
	}
	return sum
}

// Brief is the scenario in one line: its name, who comes, and how long it takes.
func (s *Scenario) Brief() string {
	until := "until the last order is settled"
	if s.Until > 0 {
		until = "until " + sim.FormatDuration(s.Until)
	}
	asked := fmt.Sprintf("about %s customers and %s orders", thousands(int64(math.Round(s.Load.Planned()))), thousands(int64(math.Round(s.Load.orders()))))
	switch {
	case s.Load.endless() && s.Load.Planned() == 0:
		asked = "as many customers as they get done"
	case s.Load.endless():
		asked += " beside those of the users"
	}
	return fmt.Sprintf("%s: %s, %s, %s", s.Name, s.Load, asked, until)
}

// endless tells if there are virtual users who make one journey after the other,
// so that nobody knows beforehand how many customers they are.
func (l Crowds) endless() bool {
	return slices.ContainsFunc(l, func(c Crowd) bool { return c.Executor == ConstantVUs || c.Executor == RampingVUs })
}

// brief is a number with three digits: 156, 0.288.
func brief(n float64) string {
	if n >= 1000 {
		return thousands(int64(math.Round(n)))
	}
	return strconv.FormatFloat(n, 'g', 3, 64)
}

// roughly is a time in seconds with few digits: 477ms.
func roughly(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	for unit := time.Second; unit > 1; unit /= 10 {
		if d >= 100*unit {
			return sim.FormatDuration(d.Round(unit))
		}
	}
	return sim.FormatDuration(d)
}
