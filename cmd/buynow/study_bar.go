package main

import (
	"fmt"
	"time"

	"buynow/sim/experiment"
)

// studyBar is the progress of many runs: how many are done of about how many, and how long the
// rest will take.
type studyBar struct {
	bar  *progressBar
	verb string
}

func (p *program) newStudyBar(verb string, quiet bool) *studyBar {
	return &studyBar{p.newProgressBar(quiet), verb}
}

// show draws the progress, if it is time to.
func (b *studyBar) show(at experiment.Progress) {
	b.bar.draw(func() line {
		l := append(label(b.verb, order, ""), bar(float64(at.Done)/float64(max(at.Of, 1)), 20, order)...)
		l = append(l, span{plain, "  "}, span{strong, count(at.Done)}, span{dim, fmt.Sprintf(" of about %s runs", count(at.Of))})
		if at.Left > 0 {
			l = append(l, span{dim, ", " + stopwatch(at.Left.Seconds()) + " left"})
		}
		return l
	})
}

// begin draws at once that nothing is done yet: the first run may take long.
func (b *studyBar) begin(of int) {
	b.bar.began, b.bar.last = time.Time{}, time.Time{}
	b.show(experiment.Progress{Of: of})
}

func (b *studyBar) clear() { b.bar.clear() }
