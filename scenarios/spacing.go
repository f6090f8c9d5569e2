package scenarios

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// Spacing is how the customers of a rate follow one another.
type Spacing struct {
	Way  Way
	CV   float64 // of the gaps, if bursty
	File string  // with the times, if replayed
}

// Way is a way to follow one another.
type Way uint8

// The ways.
const (
	Poisson  Way = iota // by chance, each on their own: what real customers do
	Uniform             // evenly, as on a string
	Bursty              // in bunches, or more evenly than by chance
	Replayed            // at the times in a file
)

// spacings are how the ways are written.
var spacings = []string{"poisson", "uniform", "bursty(cv=2)", "trace(file.csv)"}

// The least and the most that gaps may vary: a standard deviation of so many
// means. At 1 they come by chance.
const (
	leastCV = 0.1
	mostCV  = 10
)

// String is the spacing as files say it.
func (s Spacing) String() string {
	switch s.Way {
	case Bursty:
		return "bursty(cv=" + strconv.FormatFloat(s.CV, 'g', -1, 64) + ")"
	case Replayed:
		return "trace(" + s.File + ")"
	}
	return spacings[s.Way]
}

func (s Spacing) spelling() spelling {
	return spelling{"spacing", oneOf(spacings), `^\s*(poisson|uniform|bursty\s*\(.*\)|trace\s*\(.*\))\s*$`, spacings}
}

// blank is what a pattern of the schema takes for white space: fewer letters than
// package unicode has.
const blank = " \t\n\f\r"

// UnmarshalText reads how customers follow one another.
func (s *Spacing) UnmarshalText(text []byte) error {
	name, inside, bracket := strings.Cut(strings.Trim(string(text), blank), "(")
	inside, closed := strings.CutSuffix(strings.Trim(inside, blank), ")")
	inside = strings.Trim(inside, blank)
	switch name = strings.Trim(name, blank); {
	case bracket && !closed:
		return fmt.Errorf("%.40q does not end with a closing bracket, want one such as bursty(cv=2)", text)
	case name == "bursty":
		return s.readBursty(inside)
	case name == "trace":
		return s.readTrace(inside)
	case name == spacings[Poisson] && !bracket:
		*s = Spacing{Way: Poisson}
	case name == spacings[Uniform] && !bracket:
		*s = Spacing{Way: Uniform}
	case name == spacings[Poisson], name == spacings[Uniform]:
		return fmt.Errorf("%.40q: %s has nothing in brackets", text, name)
	default:
		return fmt.Errorf("%.40q is no way to arrive%s", text, orElse(string(text), spacings))
	}
	return nil
}

func (s *Spacing) readBursty(inside string) error {
	digits, named := strings.CutPrefix(strings.ReplaceAll(inside, " ", ""), "cv=")
	cv, err := strconv.ParseFloat(digits, 64)
	if !named || err != nil || !(cv >= leastCV && cv <= mostCV) {
		return fmt.Errorf("%.40q does not say how much the gaps vary, want cv=2 or another from %g to %d: 1 is by chance, more comes in bunches", inside, leastCV, mostCV)
	}
	*s = Spacing{Way: Bursty, CV: cv}
	return nil
}

func (s *Spacing) readTrace(inside string) error {
	if inside == "" || path.Base(inside) == "." || len(inside) > 4096 {
		return fmt.Errorf("%.40q is no file, want one such as trace(black-friday.csv)", inside)
	}
	*s = Spacing{Way: Replayed, File: inside}
	return nil
}
