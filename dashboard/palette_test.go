package dashboard

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// palette is the colours of a theme, by their names.
type palette map[string][3]float64 // red, green and blue, linear, 0 to 1

var (
	themeBlock  = regexp.MustCompile(`(?s)(:root[^{]*)\{(.*?)\}`)
	colourToken = regexp.MustCompile(`--([a-z0-9-]+):\s*#([0-9A-Fa-f]{6});`)
)

// readPalettes reads the colours of both themes.
func readPalettes(css string) (light, dark palette) {
	light, dark = palette{}, palette{}
	for _, block := range themeBlock.FindAllStringSubmatch(css, -1) {
		for _, token := range colourToken.FindAllStringSubmatch(block[2], -1) {
			number, _ := strconv.ParseUint(token[2], 16, 32) // the pattern lets no other pass
			colour := [3]float64{linear(number >> 16), linear(number >> 8 & 255), linear(number & 255)}
			if strings.Contains(block[1], "dark") {
				dark[token[1]] = colour
			} else {
				light[token[1]], dark[token[1]] = colour, colour
			}
		}
	}
	return light, dark
}

// linear undoes the curve of sRGB.
func linear(value uint64) float64 {
	if v := float64(value) / 255; v > 0.04045 {
		return math.Pow((v+0.055)/1.055, 2.4)
	} else {
		return v / 12.92
	}
}

// contrast is that of WCAG 2.2, 1 to 21.
func contrast(a, b [3]float64) float64 {
	bright := func(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] + 0.05 }
	return max(bright(a), bright(b)) / min(bright(a), bright(b))
}

// grounds are what stands on what: words need a contrast of 4.5, edges and other
// signs one of 3.
var grounds = []struct {
	least float64
	signs string
	on    string
}{
	{4.5, "ink ink2 ink3 ok warn bad info order stock payment confirm", "paper card stage front"},
	{4.5, "deliver", "paper card stage front"},
	{4.5, "ink ink2", "sunk order-s stock-s payment-s confirm-s deliver-s ok-s warn-s bad-s"},
	{4.5, "ink3", "sunk"},
	{4.5, "ok", "ok-s"},
	{4.5, "warn", "warn-s"},
	{4.5, "bad", "bad-s"},
	{4.5, "on-act", "order stock payment confirm deliver ok bad"},
	{4.5, "on-gold", "gold"},
	{4.5, "card", "ink"}, // the button that is pressed
	{3, "edge idle focus", "paper card stage front"},
	{3, "order stock payment confirm deliver ok warn bad", "sunk"}, // bars on their tracks
	{3, "order", "order-s"},
	{3, "stock", "stock-s"},
	{3, "payment", "payment-s"},
	{3, "confirm", "confirm-s"},
	{3, "deliver", "deliver-s"},
	{3, "curtain-edge", "stage front"},
}

// tooFaint says which signs have too little contrast on their ground.
func tooFaint(p palette) (wrong []string) {
	for _, row := range grounds {
		for _, sign := range strings.Fields(row.signs) {
			for _, ground := range strings.Fields(row.on) {
				front, is := p[sign]
				back, are := p[ground]
				if !is || !are {
					wrong = append(wrong, fmt.Sprintf("there is no %s or no %s", sign, ground))
				} else if c := contrast(front, back); c < row.least {
					wrong = append(wrong, fmt.Sprintf("%s on %s has a contrast of %.2f, want %.1f", sign, ground, c, row.least))
				}
			}
		}
	}
	return wrong
}

// eyes are how colours look to people who lack one of the three kinds of cone, as
// matrices on linear light: Machado, Oliveira and Fernandes, A physiologically-based
// model for simulation of color vision deficiency (2009), at a severity of 1.
var eyes = map[string][3][3]float64{
	"full":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is a colour as an eye sees it, in CIE L*a*b*, in which distances are about
// as large as they look.
func lab(c [3]float64, eye [3][3]float64) [3]float64 {
	var s [3]float64
	for i, row := range eye {
		s[i] = min(max(row[0]*c[0]+row[1]*c[1]+row[2]*c[2], 0), 1)
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
func apart(a, b [3]float64, eye [3][3]float64) float64 {
	p, q := lab(a, eye), lab(b, eye)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

// How far apart the colours of two acts must look, and those of an act and of what
// went wrong, which is hatched and crossed as well.
const (
	actsApart     = 10.0
	failuresApart = 9.5
)

// tooAlike says which of the colours that mean something look alike to some eye.
func tooAlike(p palette) (wrong []string) {
	colours := []string{"order", "stock", "payment", "confirm", "deliver", "bad"}
	for _, name := range []string{"full", "protanopia", "deuteranopia", "tritanopia"} {
		for i, a := range colours {
			for _, b := range colours[i+1:] {
				least := actsApart
				if b == "bad" {
					least = failuresApart
				}
				if d := apart(p[a], p[b], eyes[name]); d < least {
					wrong = append(wrong, fmt.Sprintf("%s and %s are %.1f apart with %s, want %.1f", a, b, d, name, least))
				}
			}
		}
	}
	return wrong
}

func readTokens(t *testing.T) string {
	t.Helper()
	css, err := os.ReadFile("web/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}

func TestColoursCanBeReadInBothThemes(t *testing.T) {
	light, dark := readPalettes(readTokens(t))
	for name, p := range map[string]palette{"light": light, "dark": dark} {
		for _, wrong := range tooFaint(p) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}

func TestColoursOfActsDifferToAllEyes(t *testing.T) {
	light, dark := readPalettes(readTokens(t))
	for name, p := range map[string]palette{"light": light, "dark": dark} {
		for _, wrong := range tooAlike(p) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}

// The two ends of the scale are known: black on white, and a colour on itself.
func TestContrastAndDistanceAreThoseOfTheBooks(t *testing.T) {
	black, white, red, green := [3]float64{}, [3]float64{1, 1, 1}, [3]float64{1, 0, 0}, [3]float64{0, 1, 0}
	grey := [3]float64{linear(0x76), linear(0x76), linear(0x76)} // the lightest grey that may stand on white

	for _, row := range []struct {
		what      string
		got, want float64
	}{
		{"the contrast of black and white", contrast(black, white), 21},
		{"the contrast of #767676 and white", contrast(grey, white), 4.54},
		{"the lightness of white", lab(white, eyes["full"])[0], 100},
		{"the distance of black and white", apart(black, white, eyes["full"]), 100},
		{"the distance of red and green", apart(red, green, eyes["full"]), 170.6},
	} {
		if math.Abs(row.got-row.want) > 0.06 {
			t.Errorf("%s is %.2f, want %.2f", row.what, row.got, row.want)
		}
	}
	for _, eye := range eyes {
		if d := apart(white, white, eye); d != 0 {
			t.Errorf("white is %.2f from itself", d)
		}
	}
}

func TestAColourThatIsTooFaintOrTooAlikeIsSeen(t *testing.T) {
	css := readTokens(t)
	for _, row := range []struct{ name, from, to, words string }{
		{"grey words", "--ink2: #4A5464", "--ink2: #A0A8B4", "ink2 on card"},
		{"a pale edge", "--edge: #7D8797", "--edge: #D8DCE3", "edge on paper"},
		{"red and green acts of the same brightness", "--payment: #00755A", "--payment: #9C4A00", "payment and deliver"},
		{"a token that is gone", "--idle: #828B9A;", "", "there is no idle"},
	} {
		t.Run(row.name, func(t *testing.T) {
			spoilt := strings.Replace(css, row.from, row.to, 1)
			if spoilt == css {
				t.Fatalf("the tokens have no %s", row.from)
			}
			light, _ := readPalettes(spoilt)
			if wrong := strings.Join(append(tooFaint(light), tooAlike(light)...), "\n"); !strings.Contains(wrong, row.words) {
				t.Errorf("the checks say %q, want %q", wrong, row.words)
			}
		})
	}
}
