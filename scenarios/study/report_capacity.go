package study

import (
	"fmt"
	"slices"
	"strings"

	"buynow/sim/chart"
	"buynow/sim/experiment"
)

// capacity fills in how much load a shop can take.
func (s *sheet) capacity(c *Capacity) {
	if len(c.Probes) == 0 {
		return
	}
	loads := make([]float64, len(c.Probes))
	goodput, p99 := chart.Curve{Name: "goodput", Pen: chart.PenOf(2), Dots: true}, chart.Curve{Name: "p99", Pen: chart.PenOf(4), Dots: true}
	most, slowest, quickest := 0.0, 0.0, 1e9
	for i, probe := range c.Probes {
		loads[i] = probe.Load
		if g := probe.Goodput; g.N > 0 { // of runs that were cut short nobody knows it, and it is not nothing
			goodput.X, goodput.Y = append(goodput.X, probe.Load), append(goodput.Y, g.Mean)
			goodput.Low, goodput.High = append(goodput.Low, max(g.Low, 0)), append(goodput.High, g.High)
			most = max(most, g.Mean, g.High)
		}
		if p := probe.P99; p.N > 0 && p.Mean > 0 {
			p99.X, p99.Y = append(p99.X, probe.Load), append(p99.Y, p.Mean)
			p99.Low, p99.High = append(p99.Low, max(p.Low, 1e-6)), append(p99.High, p.High)
			slowest, quickest = max(slowest, p.Mean, p.High), min(quickest, p.Mean)
		}
	}
	x := chart.Nice(min(0, loads[0]), loads[len(loads)-1], 5, c.say)
	axis := chart.Lines{Width: column, Height: 300, X: x}
	if e := c.Estimate; e.N > 0 {
		axis.Spans = []chart.Span{{Name: knee(c.say(e.Mean), spread(e, c.say)), Low: e.Low, Mid: e.Mean, End: e.High}}
		axis.Bands = []chart.Band{{Name: "thresholds fail", From: e.High, To: x.High}}
	}
	up, slow := axis, axis
	up.Y, up.Curves = chart.Nice(0, most, 4, figures), []chart.Curve{goodput}
	slow.Y, slow.Curves = chart.Durations(quickest, slowest), []chart.Curve{p99}
	up.Text, slow.Text = spoken(up.Curves, figures), spoken(slow.Curves, span)
	shape := ""
	if c.Shape != Unclear && c.Shape != "" {
		shape = " It " + c.Shape + "."
	}
	s.Hero = s.draw("goodput", "Goodput", "in thank-yous per second, against "+c.unit()+"."+shape, up.Picture(), nil)
	why := capital(c.ShapeWhy)
	if slices.ContainsFunc(s.Story, func(told string) bool { return strings.Contains(told, why) }) {
		why = "" // it was said above
	}
	s.section("Beyond the knee", why, s.draw("p99", "Checkout, p99,", "against "+c.unit()+", on a logarithmic axis.", slow.Picture(), nil))
	last := &s.Sections[len(s.Sections)-1]
	last.Tables = append(last.Tables, c.probes())
	s.Measured = c.measured()
}

// say is a load in words.
func (c *Capacity) say(v float64) string { return sayAs(c.Is, v) }

// sayAs is a number of a scenario in the words of what it is.
func sayAs(is string, v float64) string {
	switch is {
	case "share":
		return figures(100*v) + space + "%"
	case "duration":
		return span(v)
	case "euros":
		return figures(v) + space + "€"
	}
	return figures(v)
}

func (c *Capacity) unit() string {
	if c.Unit == "" {
		return c.Vary
	}
	return c.Vary + " (" + c.Unit + ")"
}

// knee is a capacity with its interval.
func knee(mean, interval string) string {
	if interval == "" {
		return mean
	}
	return mean + " (" + interval + ")"
}

// probes is each load that was tried.
func (c *Capacity) probes() *table {
	t := &table{Head: []string{"load", "kept the thresholds", "goodput", "interval", "p99", "interval", "busiest", "thresholds that failed"}}
	for _, p := range c.Probes {
		t.Rows = append(t.Rows, []string{c.say(p.Load), fmt.Sprintf("%d of %d", p.Passed, p.Of),
			meanIn(p.Goodput, func(v float64) string { return figures(v) + "/s" }), spread(p.Goodput, notBelow(figures)), meanIn(p.P99, span), spread(p.P99, notBelow(span)),
			fullest(p.Utilization), strings.Join(p.Broken, "; ")})
	}
	return t
}

// meanIn is the mean of an estimate in words, if it is known.
func meanIn(e experiment.Estimate, say func(float64) string) string {
	if e.N == 0 {
		return unknown
	}
	return say(e.Mean)
}

// notBelow says of what is less than nothing that it is nothing.
func notBelow(say func(float64) string) func(float64) string {
	return func(v float64) string { return say(max(v, 0)) }
}

// fullest is the actor with the least to spare.
func fullest(utilization map[string]float64) string {
	names := make([]string, 0, len(utilization))
	for name := range utilization {
		names = append(names, name)
	}
	slices.Sort(names)
	who := ""
	for _, name := range names {
		if who == "" || utilization[name] > utilization[who] {
			who = name
		}
	}
	if who == "" {
		return unknown
	}
	return fmt.Sprintf("%s %.0f%s%%", who, 100*utilization[who], space)
}

func (c *Capacity) measured() []string {
	says := []string{fmt.Sprintf("The load %s was doubled until a threshold failed, then halved between what held and what failed, to within %s; each load with the same luck.", c.Vary, figures(100*c.Tolerance)+space+"%")}
	if len(c.Until) > 0 {
		says = append(says, "What must hold: "+list(c.Until)+".")
	}
	if c.Estimate.N > 1 {
		says = append(says, fmt.Sprintf("The interval is that of %s of the search, each with other luck.", count(c.Estimate.N, "replication", "replications")))
	}
	return says
}
