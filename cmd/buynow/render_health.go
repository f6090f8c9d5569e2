package main

import (
	"slices"
	"strings"

	"buynow/scenarios"
)

// renderCheckout shows how long customers waited, as numbers and over time.
func renderCheckout(page *page, s *scenarios.Summary) {
	checkout, measured := s.Metrics["checkout_duration"]
	if !measured || checkout.Count == 0 {
		return
	}
	page.gap()
	l := title("CHECKOUT")
	for _, part := range []struct {
		name  string
		value float64
	}{
		{"avg", checkout.Avg}, {"min", checkout.Min}, {"med", checkout.Med}, {"p(90)", checkout.P90},
		{"p(95)", checkout.P95}, {"p(99)", checkout.P99}, {"max", checkout.Max},
	} {
		l = append(l, span{plain, "  " + unbroken(part.name+" "+exactLatency(part.value))})
	}
	page.flow(12, l)
	if len(s.Sparkline) > 0 {
		renderSparkline(page, s)
	}
}

// renderSparkline draws p(99) over the run: amber where a fault was at work, blank where nobody checked out.
func renderSparkline(page *page, s *scenarios.Summary) {
	top, peak := 0.0, 0
	for i, v := range s.Sparkline {
		if v > top {
			top, peak = v, i
		}
	}
	end := line{{dim, "  " + clock(float64(len(s.Sparkline))*s.SparklineSeconds) + "  p99"}}
	if fault := faultAt(s, peak, peak+1); fault != "" {
		end = append(end, span{dim, ", "}, span{warn, fault})
	}
	l := line{{dim, "           0s   "}}
	length := max(10, min(51, page.width-l.width()-end.width()))
	for column := range length {
		from := column * len(s.Sparkline) / length
		to := max(from+1, (column+1)*len(s.Sparkline)/length)
		ink := order
		if faultAt(s, from, to) != "" {
			ink = warn
		}
		l = append(l, span{ink, level(slices.Max(s.Sparkline[from:to]), top)})
	}
	page.add(append(l, end...))
}

// level is the block for a value on a scale up to top.
func level(value, top float64) string {
	blocks := []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}
	if value <= 0 {
		return " "
	}
	return blocks[min(len(blocks)-1, int(value/top*float64(len(blocks))))]
}

// faultAt names the fault at work in the slices [from, to), or nothing.
func faultAt(s *scenarios.Summary, from, to int) string {
	begin, end := float64(from)*s.SparklineSeconds, float64(to)*s.SparklineSeconds
	for _, fault := range s.Faults {
		windows := fault.Windows
		if len(windows) == 0 {
			windows = []scenarios.FaultWindow{{At: fault.At, Until: fault.Until}}
		}
		for _, window := range windows {
			if window.At < end && window.Until > begin {
				return fault.Name
			}
		}
	}
	return ""
}

// renderBottleneck names the actor that held the others up, why that is believable, and what to try.
func renderBottleneck(page *page, s *scenarios.Summary) {
	b := s.Bottleneck
	if b == nil {
		return
	}
	page.gap()
	l := append(title("BOTTLENECK"), span{plain, "  " + b.Actor + ": busy " + unbroken(percent(b.Busy)) +
		" from " + clock(b.From) + " to " + clock(b.To) + ", " + count(b.Waiting) + " waiting "})
	if b.Text != "" {
		l = append(l, span{dim, unbroken("(" + strings.Trim(b.Text, "()") + ")")})
	}
	page.flow(14, l)
	if b.Try != "" && b.Try != s.Next { // which is shown at the end
		page.add(line{{plain, pad(14)}, {dim, "try  "}, {plain, b.Try}})
	}
}
