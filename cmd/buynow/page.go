package main

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// page is a text of at most width columns; nothing on it is left to the terminal to wrap.
type page struct {
	width int
	lines []line
}

// line is what stands beside each other.
type line []span

// span is a piece of text in one ink. A no-break space in it is written as a space, and never broken at.
type span struct {
	ink  ink
	text string
}

const nbsp = "\u00a0"

// add puts lines below one another.
func (p *page) add(lines ...line) { p.lines = append(p.lines, lines...) }

// gap leaves one line empty.
func (p *page) gap() { p.lines = append(p.lines, nil) }

// flow adds a line, continued at column indent where it would run over the edge.
func (p *page) flow(indent int, l line) { p.add(fold(l, p.width, indent)...) }

// text is the page as it is written. Control characters are dropped: a scenario's text must not steer the terminal.
func (p *page) text(paint paint) string {
	var b strings.Builder
	for _, l := range p.lines {
		for len(l) > 0 && strings.TrimSpace(l[len(l)-1].text) == "" {
			l = l[:len(l)-1] // nothing is left hanging at the end of a line
		}
		for _, s := range l {
			paint.put(&b, s.ink, strings.Map(visible, s.text))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func visible(r rune) rune {
	switch {
	case string(r) == nbsp || r == '\n' || r == '\t':
		return ' '
	case unicode.IsControl(r):
		return -1
	}
	return r
}

func (l line) width() int {
	n := 0
	for _, s := range l {
		n += columns(s.text)
	}
	return n
}

// to appends blanks up to a column, at least one behind other text.
func (l line) to(column int) line {
	return append(l, span{plain, pad(max(column-l.width(), min(1, len(l))))})
}

// fold breaks a line at blanks so that no part is wider than width. A single long word stays whole: it may be a command to copy.
func fold(l line, width, indent int) []line {
	var folded []line
	current, blanks := line{}, 0
	for _, w := range words(l) {
		if w.text[0] == ' ' {
			blanks += len(w.text)
			continue
		}
		full := current.width()+blanks+w.run > width
		if full && blanks > 0 && len(current) > 0 {
			folded = append(folded, current)
			current, blanks = line{}, indent
		}
		if blanks > 0 {
			current = append(current, span{plain, pad(blanks)})
		}
		current, blanks = append(current, w.span), 0
	}
	return append(folded, current)
}

// word is a span of blanks only, or without any; run is the width up to the next blank, over changes of ink.
type word struct {
	span
	run int
}

func words(l line) []word {
	var all []word
	for _, s := range l {
		for rest := s.text; rest != ""; {
			blank := rest[0] == ' '
			end := strings.IndexFunc(rest, func(r rune) bool { return (r == ' ') != blank })
			if end < 0 {
				end = len(rest)
			}
			all = append(all, word{span: span{s.ink, rest[:end]}})
			rest = rest[end:]
		}
	}
	run := 0
	for i := len(all) - 1; i >= 0; i-- {
		run += columns(all[i].text)
		if all[i].text[0] == ' ' {
			run = 0
		}
		all[i].run = run
	}
	return all
}

// unbroken keeps words together that would be misread apart.
func unbroken(text string) string { return strings.ReplaceAll(text, " ", nbsp) }

// columns is the width of a text. Every sign we write is one column wide.
func columns(text string) int { return utf8.RuneCountInString(text) }

func pad(n int) string { return strings.Repeat(" ", max(0, n)) }

// left and right fill a text up to a width on its other side.
func left(text string, width int) string  { return text + pad(width-columns(text)) }
func right(text string, width int) string { return pad(width-columns(text)) + text }
