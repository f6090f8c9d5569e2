package main

import (
	"fmt"
	"strings"

	"buynow/scenarios"
)

// renderEnd is what a reader takes home: the finding, what was probably not meant, the verdict, and the commands to type next.
func renderEnd(page *page, s *scenarios.Summary) {
	if s.Finding != "" {
		page.gap()
		page.flow(11, append(title("FINDING"), span{plain, "  "}, span{strong, s.Finding}))
	}
	if len(s.Warnings) > 0 {
		page.gap()
	}
	for _, warning := range s.Warnings {
		page.flow(11, append(title("WARNING"), span{plain, "  "}, span{warn, warning}))
	}
	page.gap()
	mark, reason := verdictOf(s)
	l := append(line{{plain, "  "}}, mark...).to(2 + labelWidth + 2)
	page.flow(2+labelWidth+2, append(l, span{plain, reason}))
	commands := []struct{ name, command, remark string }{
		{"replay", s.Replay, ""},
		{"explain", s.Explain, "the order of the finding"},
		{"next", s.Next, ""},
	}
	if s.Slowest != nil && s.Slowest.Explain != s.Explain {
		commands = append(commands, struct{ name, command, remark string }{"slowest", s.Slowest.Explain, s.Slowest.Text})
	} else if s.Slowest != nil {
		commands[1].remark = s.Slowest.Text
	}
	for _, c := range commands {
		if c.command == "" {
			continue
		}
		l := append(label(c.name, plain, "  "), span{plain, unbroken(c.command)})
		if c.remark != "" {
			l = append(l, span{dim, "      " + unbroken(c.remark)})
		}
		page.flow(2+labelWidth+2, l)
	}
}

// verdictOf is the exit code as a sign, and the reason for it.
func verdictOf(s *scenarios.Summary) (line, string) {
	code := exitCodeOf(s)
	mark := line{{loud, fmt.Sprintf("✗ exit %d", code)}}
	switch code {
	case stopped:
		return mark, "stopped at " + clock(s.SimSeconds) + " of simulated time; these numbers are partial"
	case scenarios.ExitInvariant:
		return mark, verdictList(brokenByShop(s), "invariant", "broken by the shop")
	case scenarios.ExitThreshold:
		reason := verdictList(crossed(s), "threshold", "crossed")
		if s.Aborted != nil {
			reason += "; " + s.Aborted.Metric + " " + s.Aborted.Threshold + " ended the run at " + clock(s.Aborted.At)
		}
		return mark, reason
	}
	mark = line{{good, fmt.Sprintf("✓ exit %d", code)}}
	if len(s.Thresholds) == 0 {
		return mark, "no invariant broken by the shop; the scenario sets no thresholds"
	}
	return mark, "every threshold kept, no invariant broken by the shop"
}

func verdictList(names []string, noun, done string) string {
	if len(names) > 1 {
		noun += "s"
	}
	return inWords(len(names)) + " " + noun + " " + done + ": " + strings.Join(names, ", ")
}

func brokenByShop(s *scenarios.Summary) []string {
	var names []string
	for _, v := range s.Invariants {
		if v.Shop > 0 {
			names = append(names, v.Name)
		}
	}
	return names
}

// crossed names the crossed thresholds, with the limit where a metric has several.
func crossed(s *scenarios.Summary) []string {
	limits := map[string]int{}
	for _, t := range s.Thresholds {
		limits[t.Metric]++
	}
	var names []string
	for _, t := range s.Thresholds {
		if t.OK {
			continue
		}
		name := t.Metric
		if limits[name] > 1 {
			name += " " + t.Threshold
		}
		names = append(names, name)
	}
	return names
}
