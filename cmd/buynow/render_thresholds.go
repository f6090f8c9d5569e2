package main

import (
	"strings"

	"buynow/scenarios"
)

// renderThresholds lists what the scenario promised, what was measured, and an order that shows it.
func renderThresholds(page *page, s *scenarios.Summary) {
	if len(s.Thresholds) == 0 {
		return
	}
	kept, metric, limit, value := 0, 0, 0, 8
	for _, t := range s.Thresholds {
		if t.OK {
			kept++
		}
		metric = max(metric, columns(t.Metric))
		limit = max(limit, columns(t.Threshold))
		value = max(value, columns(found(t)))
	}
	page.gap()
	page.add(append(title("THRESHOLDS"), span{plain, "  " + count(kept) + " of " + count(len(s.Thresholds)) + " kept"}))
	wide := 5+metric+3+limit+2+value+2+len("order 123,456") <= page.width
	for i, t := range s.Thresholds {
		first := i == 0 || s.Thresholds[i-1].Metric != t.Metric
		l, indent := line{{plain, "     "}, tick(t.OK), {plain, " "}}, 7
		switch {
		case wide && first:
			l, indent = line{{plain, "   "}, tick(t.OK), {plain, " " + left(t.Metric, metric) + "   "}}, 5+metric+3
		case wide:
			l, indent = line{{plain, "   "}, tick(t.OK), {plain, pad(1 + metric + 3)}}, 5+metric+3
		case first:
			page.add(line{{plain, "   " + t.Metric}})
		}
		ink := plain
		if !t.OK {
			ink = loud
		}
		l = append(l, span{plain, left(t.Threshold, limit) + "  "}, span{ink, left(found(t), value)})
		if t.Example > 0 {
			l = append(l, span{plain, "  "}, span{dim, unbroken("order " + count(t.Example))})
		}
		if note := noteOf(t); note != "" {
			l = append(l, span{plain, "  "}, span{dim, unbroken(note)})
		}
		page.flow(indent, l)
	}
}

// found is what was measured, as k6 says it: p(95)=312 ms.
func found(t scenarios.ThresholdVerdict) string {
	subject := t.Threshold
	if at := strings.IndexAny(subject, "<>=!"); at > 0 {
		subject = strings.TrimSpace(subject[:at])
	}
	if strings.HasPrefix(t.Note, "no ") {
		return subject + "=?"
	}
	return subject + "=" + measured(t.Value, t.Unit)
}

func noteOf(t scenarios.ThresholdVerdict) string {
	if !t.Aborted {
		return t.Note
	}
	if t.Note == "" {
		return "it ended the run"
	}
	return t.Note + "; it ended the run"
}
