package main

import (
	"fmt"
	"strings"
)

// ink says what a piece of text means; the paint says how that looks here.
type ink uint8

const (
	plain ink = iota
	strong
	dim   // said in passing
	track // the empty part of a bar
	gold  // the followed parcel
	order // the acts of the fifteen steps
	stock
	payment
	confirm
	deliver
	good // states
	warn
	bad
	loud // bad, and strong
)

// The tokens of the dashboard for dark and light grounds. Plain text keeps the terminal's own colour.
var (
	darkInks = [...]int{dim: 0x94A0B0, track: 0x4A5568, gold: 0xFFC940,
		order: 0x5CB8F0, stock: 0xF0D264, payment: 0x35C79A, confirm: 0xE79BC6, deliver: 0xFF8F55,
		good: 0x4FD08F, warn: 0xF2B84B, bad: 0xFF7088, loud: 0xFF7088}
	lightInks = [...]int{dim: 0x5F6979, track: 0xC3C9D2, gold: 0xB38600,
		order: 0x0069A8, stock: 0x5E4B00, payment: 0x00755A, confirm: 0x9C3F78, deliver: 0xC04A00,
		good: 0x0A7148, warn: 0x8F5A00, bad: 0xB3123A, loud: 0xB3123A}
)

// paint is how colours are written: not at all (the zero value), as one of 256, or exactly.
type paint struct {
	depth colourDepth
	light bool // the terminal's ground is light
}

type colourDepth uint8

const (
	noColour colourDepth = iota
	colours256
	trueColour
)

// choosePaint follows the terminal's own words: NO_COLOR, TERM, COLORTERM and COLORFGBG.
func choosePaint(terminal, wanted bool, env func(string) string) paint {
	if !terminal || !wanted || env("NO_COLOR") != "" || env("TERM") == "dumb" {
		return paint{}
	}
	p := paint{depth: colours256}
	if c := env("COLORTERM"); c == "truecolor" || c == "24bit" || strings.HasSuffix(env("TERM"), "-direct") {
		p.depth = trueColour
	}
	_, ground, _ := strings.Cut(env("COLORFGBG"), ";")
	p.light = ground == "7" || ground == "15"
	return p
}

// put writes text in an ink.
func (p paint) put(b *strings.Builder, i ink, text string) {
	if p.depth == noColour || i == plain || strings.TrimSpace(text) == "" {
		b.WriteString(text)
		return
	}
	codes := make([]string, 0, 2)
	if i == strong || i == loud {
		codes = append(codes, "1")
	}
	if i != strong {
		codes = append(codes, p.colour(i))
	}
	b.WriteString("\x1b[" + strings.Join(codes, ";") + "m" + text + "\x1b[0m")
}

func (p paint) colour(i ink) string {
	rgb := darkInks[i]
	if p.light {
		rgb = lightInks[i]
	}
	red, green, blue := rgb>>16, rgb>>8&0xFF, rgb&0xFF
	if p.depth == trueColour {
		return fmt.Sprintf("38;2;%d;%d;%d", red, green, blue)
	}
	if max(red, green, blue)-min(red, green, blue) < 36 { // the cube has hardly any grey, the ramp behind it has 24
		return fmt.Sprintf("38;5;%d", 232+min(23, (red+green+blue)/3/10))
	}
	return fmt.Sprintf("38;5;%d", 16+36*cube(red)+6*cube(green)+cube(blue))
}

// cube is the nearest of the six levels 0, 95, 135, 175, 215, 255 of the 256 colours.
func cube(level int) int {
	if level < 48 {
		return 0
	}
	return min(5, max(1, (level-35)/40))
}
