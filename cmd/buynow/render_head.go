package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"buynow/scenarios"
)

// parcel is the sign of buynow.
var parcel = [4]string{
	"┏━━━┳━━━┓",
	"┣━━━╋━━━┫",
	"┃   ┃   ┃",
	"┗━━━┻━━━┛",
}

// labels stand left of what they name, all equally wide.
const labelWidth = 9

// renderHead says what was run, under which load and faults, and how long it took.
func renderHead(page *page, s *scenarios.Summary) {
	beside := headLines(s, page.width-14)
	for i := range max(len(parcel), len(beside)) {
		l := line{{plain, "  "}}
		if i < len(parcel) {
			l = append(l, span{gold, parcel[i]})
		}
		if i < len(beside) {
			l = append(l.to(14), beside[i]...)
		}
		page.add(l)
	}
	page.gap()
	renderLoad(page, s)
	page.gap()
	renderDone(page, s)
}

// renderLoad says who came, and what was done to the shop meanwhile.
func renderLoad(page *page, s *scenarios.Summary) {
	if s.Load != "" {
		people := plural(s.Customers, "customer") + ", " + plural(s.Placed, "order")
		page.flow(2+labelWidth, append(label("load", plain, s.Load), span{plain, "      " + unbroken(people)}))
	}
	if text := cameText(s); text != "" {
		page.flow(2+labelWidth, label("came", plain, text))
	}
	if len(s.Faults) == 0 {
		return
	}
	faults := label("faults", plain, "")
	for i, fault := range s.Faults {
		if i > 0 {
			faults = append(faults, span{plain, "   "})
		}
		faults = append(faults, span{warn, clock(fault.At)}, span{plain, unbroken(" " + fault.Text)})
	}
	page.flow(2+labelWidth, faults)
}

// cameText says how many came of those who were asked for. Users come as the shop
// lets them, so nobody can ask for a number of them.
func cameText(s *scenarios.Summary) string {
	came, cut, variance := uint64(0), uint64(0), 0.0
	for _, crowd := range s.Arrivals {
		if cut += crowd.Cut; crowd.Asked > 0 {
			came, variance = came+crowd.Came, variance+crowd.Sigma*crowd.Sigma
		}
	}
	text := ""
	if s.Asked > 0 {
		text = count(int64(came)) + " of " + count(int64(s.Asked+0.5)) + " asked for"
	}
	if sigma := math.Sqrt(variance); sigma > 0 {
		text += fmt.Sprintf(" (%+.1f σ)", (float64(came+s.Dropped)-s.Asked)/sigma)
	}
	if s.Dropped > 0 {
		text += ", " + count(int64(s.Dropped)) + " dropped"
	}
	if journeys := uint64(s.Customers) - came; text != "" && journeys > 0 {
		text += ", and " + count(int64(journeys)) + " journeys of users"
	}
	if cut > 0 {
		text += ", " + count(int64(cut)) + " cut short"
	}
	return strings.TrimPrefix(text, ", ")
}

// headLines are the name and its description beside the parcel, on one line if there is room.
func headLines(s *scenarios.Summary, width int) []line {
	name, description := span{strong, s.Scenario}, span{plain, s.Description}
	facts := fold(line{{dim, headFacts(s)}}, width, 0)

	together := line{name, {plain, "   "}, description}
	if together.width() <= width {
		return append([]line{nil, together}, facts...)
	}
	lines := append([]line{{name}}, fold(line{description}, width, 0)...)
	lines = append(lines, facts...)
	if len(lines) < len(parcel) {
		lines = append([]line{nil}, lines...)
	}
	return lines
}

// headFacts is what a rerun needs to be the same run.
func headFacts(s *scenarios.Summary) string {
	facts := []string{"seed " + seedText(s.Seed), s.Clock + " clock"}
	if s.Start != "" {
		facts = append(facts, "starts "+s.Start)
	}
	if s.TraceHash != "" {
		facts = append(facts, "trace "+s.TraceHash[:min(8, len(s.TraceHash))])
	}
	facts = append(facts, "buynow "+s.Version)
	for i := range facts {
		facts[i] = unbroken(facts[i])
	}
	return strings.Join(facts, " ·"+nbsp)
}

// renderDone says how far the run came, and how fast.
func renderDone(page *page, s *scenarios.Summary) {
	word, paintOf, share := "done", good, 1.0
	if s.Stopped || s.Aborted != nil {
		word, paintOf, share = "stopped", warn, 0
		if s.PlannedSeconds > 0 {
			share = min(1, s.SimSeconds/s.PlannedSeconds)
		}
	}
	said := line{{plain, clock(s.SimSeconds) + " simulated in "}, {strong, stopwatch(s.WallSeconds)}}
	switch {
	case s.SpeedAsked > 0:
		said = append(said, span{dim, fmt.Sprintf("  asked %s, reached %s", times(s.SpeedAsked), times(s.SpeedReached))})
	case s.WallSeconds > 0:
		said = append(said, span{dim, "  " + times(s.SimSeconds/s.WallSeconds) + " real time"})
	}
	length := min(40, page.width-2-labelWidth-2-said.width())
	l := label(word, paintOf, "")
	l = append(l, bar(share, max(length, 10), paintOf)...)
	page.add(append(append(l, span{plain, "  "}), said...))
}

// label is the start of a line that says what the line is about.
func label(name string, i ink, text string) line {
	return line{{plain, "  "}, {i, name}, {plain, pad(max(1, labelWidth-columns(name)))}, {plain, text}}
}

func seedText(seed uint64) string { return strconv.FormatUint(seed, 10) }
