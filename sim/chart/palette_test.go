package chart

import (
	"fmt"
	"image/color"
	"math"
	"testing"
)

// light is a colour's linear red, green and blue, 0 to 1.
func light(c color.NRGBA) [3]float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	return [3]float64{linear(c.R), linear(c.G), linear(c.B)}
}

// contrast is that of WCAG 2.2, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	bright := func(c color.NRGBA) float64 {
		l := light(c)
		return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] + 0.05
	}
	return max(bright(a), bright(b)) / min(bright(a), bright(b))
}

// eyes are how colours look to people who lack one of the three kinds of cone, as matrices on linear
// light: Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision
// deficiency (2009), at a severity of 1. The last sees as a printer without colours.
var eyes = map[string][3][3]float64{
	"full":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is a colour as an eye sees it in CIE L*a*b*, in which distances are about as large as they look.
func lab(c color.NRGBA, eye [3][3]float64) [3]float64 {
	l := light(c)
	var s [3]float64
	for i, row := range eye {
		s[i] = min(max(row[0]*l[0]+row[1]*l[1]+row[2]*l[2], 0), 1)
	}
	root := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := root((0.4124564*s[0] + 0.3575761*s[1] + 0.1804375*s[2]) / 0.95047)
	y := root(0.2126729*s[0] + 0.7151522*s[1] + 0.0721750*s[2])
	z := root((0.0193339*s[0] + 0.1191920*s[1] + 0.9503041*s[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// apart is how far two colours look apart to an eye: the difference of 1976.
func apartTo(a, b color.NRGBA, eye [3][3]float64) float64 {
	p, q := lab(a, eye), lab(b, eye)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

func TestWordsAndLinesCanBeRead(t *testing.T) {
	for _, row := range []struct {
		what      string
		sign      color.NRGBA
		on        []color.NRGBA
		wantLeast float64
	}{
		{"ink", Ink, []color.NRGBA{Paper, Sunk, GoodSoft, BadSoft, WarnSoft}, 7},
		{"pale ink", Ink2, []color.NRGBA{Paper, Sunk}, 4.5},
		{"better", Good, []color.NRGBA{Paper, GoodSoft}, 4.5},
		{"worse", Bad, []color.NRGBA{Paper, BadSoft}, 4.5},
		{"a fault", Warn, []color.NRGBA{Paper, WarnSoft}, 4.5},
		{"an axis", Edge, []color.NRGBA{Paper}, 3},
	} {
		for _, ground := range row.on {
			if c := contrast(row.sign, ground); c < row.wantLeast {
				t.Errorf("%s on %s has a contrast of %.2f, want %.1f", row.what, hex(ground), c, row.wantLeast)
			}
		}
	}
	for i, p := range pens {
		if c := contrast(p.Color, Paper); c < 4.5 {
			t.Errorf("pen %d has a contrast of %.2f on paper, want 4.5: its name is written with it", i, c)
		}
		if c := contrast(Ink, p.Soft); c < 7 {
			t.Errorf("ink has a contrast of %.2f on what pen %d fills, want 7", c, i)
		}
	}
}

func TestPensDifferToAllEyes(t *testing.T) {
	for name, eye := range eyes {
		for i, a := range pens {
			for k, b := range pens[:i] {
				sameDash, sameSlant := fmt.Sprint(a.Dash) == fmt.Sprint(b.Dash), a.Slant == b.Slant
				if d := apartTo(a.Color, b.Color, eye); sameDash || sameSlant {
					t.Errorf("pens %d and %d have one dash or one hatch", i, k)
				} else if d < 9.5 && (len(a.Dash) > 0) == (len(b.Dash) > 0) {
					t.Errorf("pens %d and %d are %.1f apart with %s, want 9.5", i, k, d, name)
				}
			}
		}
	}
	for name, eye := range eyes {
		if d := apartTo(Good, Bad, eye); d < 9.5 {
			t.Errorf("better and worse are %.1f apart with %s, want 9.5", d, name)
		}
	}
}

// The judge is known to see what it should: the ends of its scales.
func TestContrastAndDistanceAreThoseOfTheBooks(t *testing.T) {
	for _, row := range []struct {
		what      string
		got, want float64
	}{
		{"the contrast of black and white", contrast(rgb(0), rgb(0xFFFFFF)), 21},
		{"the contrast of #767676 and white", contrast(rgb(0x767676), rgb(0xFFFFFF)), 4.54},
		{"the distance of black and white", apartTo(rgb(0), rgb(0xFFFFFF), eyes["full"]), 100},
		{"the distance of red and green", apartTo(rgb(0xFF0000), rgb(0x00FF00), eyes["full"]), 170.6},
		{"the distance of grey and itself", apartTo(rgb(0x808080), rgb(0x808080), eyes["tritanopia"]), 0},
	} {
		if !near(row.got, row.want, 0.05) {
			t.Errorf("%s is %.2f, want %.2f", row.what, row.got, row.want)
		}
	}
}
