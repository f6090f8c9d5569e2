package main

import (
	"fmt"
	"io"
	"time"
)

// progressBar is one line on a terminal, drawn again ten times a second while a run goes on.
// The zero value draws nothing.
type progressBar struct {
	out    io.Writer
	width  int
	paint  paint
	now    func() time.Time
	began  time.Time
	last   time.Time // when the line was drawn
	before progress  // what it showed
	drawn  bool
}

// A run that is over at once never shows a bar.
const (
	redrawEvery = 100 * time.Millisecond
	patience    = 250 * time.Millisecond
	eraseLine   = "\r\x1b[K"
)

// newProgressBar draws on standard error if that is a terminal that can erase a line, and nobody asked for quiet.
func (p *program) newProgressBar(quiet bool) *progressBar {
	width, isTerminal := p.terminal(p.err)
	if quiet || !isTerminal || p.env("TERM") == "dumb" {
		return &progressBar{}
	}
	_, paint := p.look(p.err)
	began := p.now()
	return &progressBar{out: p.err, width: width, paint: paint, now: p.now, began: began, last: began}
}

// show draws the progress, if it is time to.
func (b *progressBar) show(at progress) {
	b.draw(func() line {
		l := b.line(at, b.now().Sub(b.last))
		b.before = at
		return l
	})
}

// draw draws a line, if it is time to.
func (b *progressBar) draw(said func() line) {
	if b.out == nil {
		return
	}
	now := b.now()
	if now.Sub(b.began) < patience || now.Sub(b.last) < redrawEvery {
		return
	}
	page := page{width: b.width, lines: []line{said()}}
	text := page.text(b.paint)
	fmt.Fprint(b.out, eraseLine+text[:len(text)-1])
	b.last, b.drawn = now, true
}

// clear leaves the terminal as it was.
func (b *progressBar) clear() {
	if b.drawn {
		fmt.Fprint(b.out, eraseLine)
		b.drawn = false
	}
}

// line is where the run is, how much it did, and how fast since the line before. What does not fit is left out from the
// right, so that the terminal never wraps it.
func (b *progressBar) line(at progress, since time.Duration) line {
	// While customers come, the bar is the share of the load; after that, of the orders that have ended.
	place, share := line{{strong, clock(at.now.Seconds())}, {dim, " of " + clock(at.end.Seconds())}}, 0.0
	switch {
	case at.end > 0 && at.now >= at.end:
		place = line{{strong, clock(at.now.Seconds())}, {dim, ", nobody comes any more"}}
		share = float64(at.settled) / float64(max(at.placed, 1))
	case at.end > 0:
		share = at.now.Seconds() / at.end.Seconds()
	}
	parts := []line{
		place,
		{{plain, plural(at.placed, "order")}, {dim, ", " + count(at.settled) + " settled"}},
		{{dim, times((at.now-b.before.now).Seconds()/since.Seconds()) + " real time"}},
		{{dim, count(int64(float64(at.events-b.before.events)/since.Seconds())) + " events/s"}},
	}
	if at.phase != "" {
		parts = append(parts, line{{order, at.phase}})
	}
	l := append(label("running", order, ""), bar(share, 20, order)...)
	for _, part := range parts {
		if l.width()+2+part.width() >= b.width {
			break
		}
		l = append(append(l, span{plain, "  "}), part...)
	}
	return l
}
