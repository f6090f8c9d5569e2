package scenarios

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Dial is a number of a scenario that a study turns: what a path of --set leads to. To the
// study it is a plain number: seconds for a duration, 0 to 1 for a share, euros for money.
type Dial struct {
	Path        string
	Unit        string  // of what it counts: customers/s, workers; empty if its text says it all
	Value       float64 // in the scenario
	Is          string  // number, whole number, share, duration or euros
	Least, Most float64 // that it may be
	Load        bool    // it is how many customers come, or how fast

	of     reflect.Type
	bounds bounds
}

// Dial finds the number that a path of --set leads to. A variable is what the fields are that
// mention it. The error says what there is instead.
func (s *Scenario) Dial(path string) (*Dial, error) {
	leaf, b, at, err := s.leafAt(path)
	if err != nil {
		return nil, err
	}
	d := &Dial{Path: path, of: leaf.Type(), bounds: b, Is: notationOf(leaf, b).kind, Unit: s.unitOf(leaf.Type(), at), Load: loadPath.MatchString(at)}
	if !isNumber(d.of) && d.of != reflect.TypeFor[time.Duration]() && d.of != reflect.TypeFor[actors.Cents]() || d.of.Kind() == reflect.Bool {
		return nil, fmt.Errorf("%s is %s, which cannot be turned up, want a number, a share, a duration or an amount of money",
			path, withArticle(notationOf(leaf, b).kind))
	}
	l := b.limitsOf(d.of)
	d.Least, d.Most, d.Value = l.least/d.parts(), l.most/d.parts(), d.number(leaf)
	if s.Source.Shrunk && b.scaled && !strings.HasPrefix(strings.TrimSpace(path), "vars.") {
		d.Value = d.Round(d.Value * s.Scale)
	}
	return d, nil
}

// leafAt is the single value that a path leads to, and the path of the field that it is.
func (s *Scenario) leafAt(path string) (leaf reflect.Value, b bounds, at string, err error) {
	steps, fits := stepsOf(strings.TrimSpace(path))
	if !fits {
		return leaf, b, "", fmt.Errorf("%.60q is no path, want one such as vars.peak or load.shoppers.stages[0].target", path)
	}
	name, isVar := "", len(steps) == 2 && steps[0].text == "vars"
	if isVar {
		if name = steps[1].text; s.Source.Mentions[name] == nil {
			return leaf, b, "", s.noVariable(name)
		}
		if steps, fits = stepsOf(s.Source.Mentions[name][0]); !fits {
			return leaf, b, "", fmt.Errorf("%s stands at %s, which is no field", path, s.Source.Mentions[name][0])
		}
	}
	d := &decoder{file: setFlag, given: map[string]place{}, fields: map[reflect.Type][]field{}}
	d.reach = func(where string, v reflect.Value, of bounds) { leaf, b, at = v, of, where }
	d.follow(steps, "", reflect.ValueOf(s).Elem(), bounds{}, "")
	switch {
	case len(d.found) > 0:
		return leaf, b, "", fmt.Errorf("%s: %s", d.found[0].Path, strings.Replace(d.found[0].Text, "unknown field", "there is no such field", 1))
	case !isLeaf(leaf.Type()):
		return leaf, b, "", fmt.Errorf("%s is no single value, want a field of it", path)
	case isVar: // as it stands in the file, whatever the scale
		asWritten := reflect.New(leaf.Type()).Elem()
		if err := readLeaf(s.Vars[name], asWritten, b); err != nil {
			return leaf, b, "", fmt.Errorf("%s: %w", path, err)
		}
		leaf = asWritten
	}
	return leaf, b, at, nil
}

// noVariable says of a variable that nobody mentions, or that there is not, what there is.
func (s *Scenario) noVariable(name string) error {
	var names []string
	for _, known := range namesIn(reflect.ValueOf(s.Vars)) {
		if known.String() == name {
			return fmt.Errorf("nobody mentions vars.%s, so it changes nothing", name)
		}
		names = append(names, known.String())
	}
	if len(names) == 0 {
		return fmt.Errorf("there is no variable %.40s, for the file has none", name)
	}
	return fmt.Errorf("there is no variable %.40s%s", name, orElse(name, names))
}

// loadPath is where a file says how many come.
var loadPath = regexp.MustCompile(`^load\.([A-Za-z0-9_-]+)\.(?:rate|startRate|stages\[[^\]]*\]\.target|vus|startVUs|iterations)$`)

// unitOf is what a field counts.
func (s *Scenario) unitOf(t reflect.Type, at string) string {
	if parts := loadPath.FindStringSubmatch(at); parts != nil {
		for i := range s.Load {
			switch c := &s.Load[i]; {
			case c.Name != parts[1]:
			case strings.HasSuffix(at, ".iterations"):
				return "journeys"
			case c.Executor.open():
				return "customers/" + unitName(c.TimeUnit)
			default:
				return "users"
			}
		}
	}
	last := at[strings.LastIndex(at, ".")+1:]
	if t.Kind() == reflect.Int && strings.HasSuffix(last, "s") {
		return strings.ReplaceAll(last, "_", " ") // workers, trucks
	}
	return ""
}

// parts is how many of what Go counts make one for people.
func (d *Dial) parts() float64 {
	switch d.of {
	case reflect.TypeFor[time.Duration]():
		return float64(time.Second)
	case reflect.TypeFor[actors.Cents]():
		return 100
	}
	return 1
}

// Whole tells if it takes whole numbers only.
func (d *Dial) Whole() bool { return isNumber(d.of) && d.of.Kind() < reflect.Float32 }

// share tells if it is a part of a whole.
func (d *Dial) share() bool { return d.of.Kind() == reflect.Float64 && d.bounds.limitsOf(d.of).share() }

// number is a value of its kind as a plain number.
func (d *Dial) number(v reflect.Value) float64 {
	switch {
	case v.CanFloat():
		return v.Float()
	case v.CanUint():
		return float64(v.Uint())
	}
	return float64(v.Int()) / d.parts()
}

// Parse reads a value as --set would. The error says what is allowed.
func (d *Dial) Parse(text string) (float64, error) {
	v := reflect.New(d.of).Elem()
	if err := readLeaf(strings.TrimSpace(text), v, d.bounds); err != nil {
		return 0, err
	}
	return d.number(v), nil
}

// Round is the nearest value that can be set and is short enough to be read: of four digits,
// or whole, and within its bounds.
func (d *Dial) Round(x float64) float64 {
	switch {
	case d.Whole():
		x = math.Round(x)
	case x != 0:
		short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
		if err == nil {
			x = short
		}
	}
	return min(max(x, d.Least), d.Most)
}

// Text is a number as --set takes it: 46.1, 5%, 350ms.
func (d *Dial) Text(x float64) string {
	switch {
	case d.share():
		short := strconv.FormatFloat(100*x, 'g', 12, 64)
		return short + "%"
	case d.of.Kind() == reflect.Float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	v := reflect.New(d.of).Elem()
	if v.CanUint() {
		v.SetUint(uint64(math.Round(x)))
	} else {
		v.SetInt(int64(math.Round(x * d.parts())))
	}
	return spell(v, bounds{unit: d.bounds.unit})
}

// Set is the --set that turns it to a number.
func (d *Dial) Set(x float64) string { return d.Path + "=" + d.Text(x) }

// Words is a number as people read it: 46.1 customers/s.
func (d *Dial) Words(x float64) string { return SayNumber(x, d.Is, d.Unit) }

// SayNumber is a number of a dial as people read it, rounded to three digits: 46.1 customers/s,
// 5.2 %, 1.25s.
func SayNumber(x float64, is, unit string) string {
	text := ""
	switch is {
	case "share":
		return strconv.FormatFloat(100*x, 'g', 3, 64) + " %"
	case "duration":
		d := time.Duration(math.Round(x * float64(time.Second)))
		for unit := time.Duration(1); ; unit *= 10 {
			if d.Abs() < 1000*unit {
				return sim.FormatDuration(d.Round(unit))
			}
		}
	case "euros":
		return "€ " + strconv.FormatFloat(x, 'f', 2, 64)
	case "whole number":
		text = thousands(int64(math.Round(x)))
	default:
		text = brief(x)
	}
	return strings.TrimSpace(text + " " + unit)
}

// withArticle puts a or an before a noun.
func withArticle(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}
