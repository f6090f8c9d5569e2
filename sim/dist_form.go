package sim

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// shape is the family that a distribution belongs to.
type shape uint8

const (
	constant shape = iota
	uniform
	exponential
	lognormal
	quantiles
	gamma
	erlang
	pareto
	zipf
	empirical
)

// form is how a shape is written, and what its parameters may be.
type form struct {
	name    string
	params  []param
	named   bool // the parameters are written with their names
	signed  bool // bare values may be negative
	example string
}

// param is a parameter. One without bounds is a value, in the unit that is
// drawn; the others are bare numbers.
type param struct {
	name     string
	min, max float64
	whole    bool
	optional bool
}

func (p param) bare() bool { return p.max != 0 }

// limits says what the bare number may be.
func (p param) limits() string {
	kind := "a bare number"
	if p.whole {
		kind = "a whole number"
	}
	return fmt.Sprintf("%s from %s to %s", kind, formatNumber(p.min), formatNumber(p.max))
}

// What is beyond these is a mistake in the scenario.
const (
	maxValue  = 1e15
	maxSigma  = 10
	maxSpread = 1e10 // of two quantiles: a sigma of 9.9
	maxPlaces = 1e6
	minWeight = 1e-9
	maxWeight = 1e9
)

// forms lists what can be written, by shape.
var forms = [...]form{
	constant: {name: "const", example: "const(5ms)", signed: true,
		params: []param{{name: "value"}}},
	uniform: {name: "uniform", example: "uniform(1s, 10s)", signed: true,
		params: []param{{name: "low"}, {name: "high"}}},
	exponential: {name: "exp", example: "exp(6s)",
		params: []param{{name: "mean"}}},
	lognormal: {name: "lognormal", example: "lognormal(4ms, 0.4)",
		params: []param{{name: "median"}, {name: "sigma", max: maxSigma}}},
	quantiles: {name: "lognormal", example: "lognormal(p50=350ms, p99=2s)", named: true,
		params: []param{{name: "p50"}, {name: "p99"}}},
	gamma: {name: "gamma", example: "gamma(2, 2ms)",
		params: []param{{name: "shape", min: 0.001, max: 1e6}, {name: "scale"}}},
	erlang: {name: "erlang", example: "erlang(3, 20s)",
		params: []param{{name: "stages", min: 1, max: 1e6, whole: true}, {name: "mean"}}},
	pareto: {name: "pareto", example: "pareto(1ms, 1.5)",
		params: []param{{name: "least"}, {name: "alpha", min: 1.001, max: 1000}}},
	zipf: {name: "zipf", example: "zipf(0.9, 1000)",
		params: []param{{name: "s", max: 10}, {name: "n", max: maxPlaces, whole: true, optional: true}}},
	empirical: {name: "empirical", example: "empirical(1s:70, 5s:30)", signed: true},
}

// check reports the first parameter that is not allowed.
func (d Dist) check() error {
	f := &forms[d.shape]
	for i, p := range f.params {
		value := [2]float64{d.a, d.b}[i]
		if !p.bare() {
			if err := d.checkValue(p.name, value); err != nil {
				return err
			}
			continue
		}
		if !(value >= p.min && value <= p.max) || p.whole && value != math.Floor(value) {
			return fmt.Errorf("%s %s is %s, want %s", f.name, p.name, formatNumber(value), p.limits())
		}
	}

	switch {
	case d.shape == uniform && d.a > d.b:
		return fmt.Errorf("uniform low is %s, want at most high, %s", d.format(d.a), d.format(d.b))
	case d.shape == quantiles && d.a == 0:
		return errors.New("lognormal p50 is 0, want above 0")
	case d.shape == quantiles && !(d.b >= d.a && d.b <= float64(maxSpread*d.a)):
		return fmt.Errorf("lognormal p99 is %s, want 1 to %d times p50, %s", d.format(d.b), int64(maxSpread), d.format(d.a))
	case d.shape == empirical:
		return d.checkWeights()
	}
	return nil
}

func (d Dist) checkValue(name string, value float64) error {
	f := &forms[d.shape]
	low, high := 0., float64(maxValue)
	if d.timed {
		high = float64(Longest)
	} else if f.signed {
		low = -maxValue
	}
	if value >= low && value <= high {
		return nil
	}
	return fmt.Errorf("%s %s is %s, want %s to %s", f.name, name, d.format(value), d.format(low), d.format(high))
}

func (d Dist) checkWeights() error {
	values, weights := d.table.values, d.table.weights
	if len(values) == 0 || len(values) > maxPlaces || len(values) != len(weights) {
		return fmt.Errorf("empirical has %d values and %d weights, want as many of both, 1 to %d", len(values), len(weights), int(maxPlaces))
	}
	for i, weight := range weights {
		if err := d.checkValue("value", values[i]); err != nil {
			return err
		}
		if weight != 0 && !(weight >= minWeight && weight <= maxWeight) {
			return fmt.Errorf("empirical weight is %s, want 0 or %s to %s", formatNumber(weight), formatNumber(minWeight), formatNumber(maxWeight))
		}
	}
	if sum(weights) == 0 {
		return errors.New("empirical weights are all 0, want one above")
	}
	return nil
}

// String writes d such that [ParseDist] reads it back.
func (d Dist) String() string {
	f := &forms[d.shape]
	var parts []string
	for i, p := range f.params {
		value := [2]float64{d.a, d.b}[i]
		text := d.format(value)
		if p.bare() {
			text = formatNumber(value)
		}
		if p.optional && value == 0 {
			continue
		}
		if f.named {
			text = p.name + "=" + text
		}
		parts = append(parts, text)
	}
	switch d.shape {
	case constant:
		return parts[0]
	case empirical:
		for i, value := range d.table.values {
			parts = append(parts, d.format(value)+":"+formatNumber(d.table.weights[i]))
		}
	}
	return f.name + "(" + strings.Join(parts, ", ") + ")"
}

// MarshalText is String, for encoders.
func (d Dist) MarshalText() ([]byte, error) {
	return []byte(d.String()), nil
}

// UnmarshalText is [ParseDist], for decoders.
func (d *Dist) UnmarshalText(text []byte) error {
	parsed, err := ParseDist(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// format writes a value with its unit.
func (d Dist) format(value float64) string {
	if d.timed {
		return FormatDuration(time.Duration(value))
	}
	return formatNumber(value)
}

// formatNumber writes a number, without an exponent unless it is tiny.
func formatNumber(number float64) string {
	if number == 0 || math.Abs(number) >= 1e-6 {
		return strconv.FormatFloat(number, 'f', -1, 64)
	}
	return strconv.FormatFloat(number, 'g', -1, 64)
}
