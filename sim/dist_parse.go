package sim

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ParseDist reads a distribution as scenarios write it:
//
//	5ms  7  const(5ms)               always the same
//	uniform(1s, 10s)                 from low to high
//	exp(6s)                          the mean
//	lognormal(4ms, 0.4)              the median, and sigma
//	lognormal(p50=350ms, p99=2s)     two quantiles
//	gamma(2, 2ms)                    the shape and the scale
//	erlang(3, 20s)                   the stages and the mean of each
//	pareto(1ms, 1.5)                 the least, and alpha
//	zipf(0.9, 1000)  zipf(1.1)       s, and how many ranks
//	empirical(1s:70, 5s:30)          values with weights
//
// Parameters may be written with their names: gamma(shape=2, scale=2ms).
func ParseDist(text string) (Dist, error) {
	text = strings.TrimSpace(text)
	name, list, isCall := strings.Cut(text, "(")
	if !isCall {
		return parseConstant(text)
	}
	list, closed := strings.CutSuffix(list, ")")
	if !closed {
		return Dist{}, fmt.Errorf("%.40q does not end with a closing bracket", text)
	}

	name = strings.TrimSpace(name)
	args := strings.Split(list, ",")
	for i := range args {
		args[i] = strings.TrimSpace(args[i])
	}
	family, err := shapeOf(name, args)
	if err != nil {
		return Dist{}, err
	}
	d := Dist{shape: family}
	if family == empirical {
		err = d.readWeights(args)
	} else {
		err = d.readParams(args)
	}
	if err != nil {
		return Dist{}, err
	}
	return d.settle()
}

// parseConstant reads a value that stands alone.
func parseConstant(text string) (Dist, error) {
	if text == "" {
		return Dist{}, errors.New("there is no distribution, want one such as 5ms, exp(6s) or lognormal(4ms, 0.4)")
	}
	if i := slices.IndexFunc(forms[:], func(f form) bool { return f.name == text }); i >= 0 {
		return Dist{}, fmt.Errorf("%s needs its parameters, such as %s", text, forms[i].example)
	}
	value, timed, err := parseQuantity(text)
	if err != nil {
		return Dist{}, err
	}
	return Dist{a: value, timed: timed}.settle()
}

// shapeOf finds the shape by its name and, where two share one, by the name of
// the first argument.
func shapeOf(name string, args []string) (shape, error) {
	first, _, _ := strings.Cut(args[0], "=")
	found := -1
	for i, f := range forms {
		if f.name == name && (found < 0 || f.place(first) >= 0) {
			found = i
		}
	}
	if found < 0 {
		return 0, unknownName(name)
	}
	return shape(found), nil
}

// readParams reads the arguments as the parameters of d's form.
func (d *Dist) readParams(args []string) error {
	f := &forms[d.shape]
	texts, fit := f.assign(args)
	if !fit {
		return f.misfit()
	}
	for i, p := range f.params {
		if texts[i] == "" {
			continue
		}
		value, timed, err := p.read(texts[i])
		if err != nil {
			return fmt.Errorf("%s %s: %w", f.name, p.name, err)
		}
		if i == 0 {
			d.a, d.timed = value, timed
			continue
		}
		if !f.params[0].bare() && !p.bare() && timed != d.timed && d.a != 0 && value != 0 {
			return fmt.Errorf("%s mixes %.40s and %.40s, want a unit of time on both or on neither", f.name, texts[0], texts[1])
		}
		d.b, d.timed = value, d.timed || timed
	}
	return nil
}

// assign puts each argument in the place of its parameter: all by their order
// or all by their names. It reports whether they fit.
func (f *form) assign(args []string) (texts [2]string, fit bool) {
	byName := strings.Contains(args[0], "=")
	for i, arg := range args {
		name, text, named := strings.Cut(arg, "=")
		if named {
			i = f.place(name)
		} else {
			text = arg
		}
		text = strings.TrimSpace(text)
		if named != byName || i < 0 || i >= len(f.params) || text == "" || texts[i] != "" {
			return texts, false
		}
		texts[i] = text
	}
	for i, p := range f.params {
		if texts[i] == "" && !p.optional {
			return texts, false
		}
	}
	return texts, byName || !f.named
}

// place finds a parameter by its name; it is -1 if there is none.
func (f *form) place(name string) int {
	name = strings.TrimSpace(name)
	return slices.IndexFunc(f.params, func(p param) bool { return p.name == name })
}

// misfit says how a distribution is written.
func (f *form) misfit() error {
	var ways []string
	for _, other := range forms {
		if other.name == f.name {
			ways = append(ways, other.example)
		}
	}
	return fmt.Errorf("%s has the wrong parameters, want them as in %s", f.name, strings.Join(ways, " or "))
}

// read reads the text of a parameter.
func (p param) read(text string) (value float64, timed bool, err error) {
	if !p.bare() {
		return parseQuantity(text)
	}
	value, isNumber := parseNumber(text)
	if !isNumber {
		return 0, false, fmt.Errorf("%.40q is not %s", text, p.limits())
	}
	return value, false, nil
}

// readWeights reads pairs of a value and its weight.
func (d *Dist) readWeights(args []string) error {
	t := &table{}
	numbers := false
	for _, arg := range args {
		text, weightText, _ := strings.Cut(arg, ":")
		weight, isNumber := parseNumber(strings.TrimSpace(weightText))
		if !isNumber {
			return fmt.Errorf("empirical: %.40q is no value with its weight, want pairs as in %s", arg, forms[empirical].example)
		}
		value, timed, err := parseQuantity(strings.TrimSpace(text))
		if err != nil {
			return fmt.Errorf("empirical value: %w", err)
		}
		t.values = append(t.values, value)
		t.weights = append(t.weights, weight)
		d.timed = d.timed || timed
		numbers = numbers || !timed && value != 0
	}
	if d.timed && numbers {
		return errors.New("empirical mixes times and bare numbers, want a unit of time on all values or on none")
	}
	d.table = t
	return nil
}

// parseQuantity reads a time or a bare number.
func parseQuantity(text string) (value float64, timed bool, err error) {
	if number, is := parseNumber(text); is {
		return number, false, nil
	}
	duration, err := ParseDuration(text)
	return float64(duration), true, err
}

// parseNumber reads a decimal number; inf, nan and hexadecimals are none.
func parseNumber(text string) (float64, bool) {
	if strings.Trim(text, "0123456789.+-eE") != "" {
		return 0, false
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil
}
