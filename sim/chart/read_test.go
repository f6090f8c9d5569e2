package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// drawn is an element of a picture, read back from its bytes.
type drawn struct {
	kind   string
	attr   map[string]string
	points [][2]float64 // of a path, and of the place of words
	words  string
}

var numberIn = regexp.MustCompile(`-?\d+(?:\.\d+)?`)

// readBack reads the elements of a picture, as a browser would.
func readBack(t *testing.T, p Picture) []drawn {
	t.Helper()
	elements, err := readSVG(p.SVG())
	if err != nil {
		t.Fatalf("%v in\n%s", err, p.SVG())
	}
	return elements
}

func readSVG(text []byte) (elements []drawn, err error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return elements, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := drawn{kind: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			if e.kind == "text" {
				e.points = [][2]float64{{number(e.attr["x"]), number(e.attr["y"])}}
			}
			e.points = append(e.points, places(e.attr["d"])...)
			elements = append(elements, e)
		case xml.CharData:
			if n := len(elements); n > 0 && elements[n-1].kind == "text" {
				elements[n-1].words += strings.TrimSpace(string(token))
			}
		}
	}
}

func number(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// places are the points to which a path goes; of an arc its end.
func places(way string) (points [][2]float64) {
	for _, step := range regexp.MustCompile(`[MLAQC][^MLAQCZ]*`).FindAllString(way, -1) {
		numbers := numberIn.FindAllString(step, -1)
		if n := len(numbers); n >= 2 {
			points = append(points, [2]float64{number(numbers[n-2]), number(numbers[n-1])})
		}
	}
	return points
}

// strokes are the paths drawn in a colour.
func strokes(elements []drawn, ink string) (found []drawn) {
	for _, e := range elements {
		if e.kind == "path" && e.attr["stroke"] == ink {
			found = append(found, e)
		}
	}
	return found
}

// wordsAt is where these words stand.
func wordsAt(t *testing.T, elements []drawn, words string) [2]float64 {
	t.Helper()
	for _, e := range elements {
		if e.kind == "text" && e.words == words {
			return e.points[0]
		}
	}
	t.Fatalf("there are no words %q", words)
	return [2]float64{}
}

func hex(c interface{ RGBA() (r, g, b, a uint32) }) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

func near(a, b, by float64) bool { return math.Abs(a-b) <= by }
