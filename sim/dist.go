package sim

import (
	"math"
	"slices"
	"time"
)

// Dist says how a quantity varies: a service time, a basket's size, the rank
// of the product that is bought. It is a small value that never changes, drawn
// from with somebody's [Luck]. It is made by the functions below or read from
// a scenario by [ParseDist]; the functions panic where ParseDist reports an
// error. The zero Dist is always 0.
//
// Quantities of time are kept as nanoseconds: Exponential(10*time.Millisecond)
// draws about 1e7, and Duration draws a time.Duration.
type Dist struct {
	shape shape
	timed bool    // the values were given as durations
	a, b  float64 // the parameters as given, in their written order
	x     float64 // what drawing needs besides them
	table *table  // of a Zipf or Empirical
}

// Quantity is what a distribution may be over: time, or a bare number.
type Quantity interface {
	~int | ~int64 | ~float64
}

// Constant is always the same.
func Constant[Q Quantity](value Q) Dist {
	return mustSettle(Dist{shape: constant, a: float64(value), timed: isTime(value)})
}

// Uniform is anywhere from low to high, all places alike. See [Dist.Count] for
// whole numbers.
func Uniform[Q Quantity](low, high Q) Dist {
	return mustSettle(Dist{shape: uniform, a: float64(low), b: float64(high), timed: isTime(low)})
}

// Exponential is the wait for something that comes at any moment alike.
func Exponential[Q Quantity](mean Q) Dist {
	return mustSettle(Dist{shape: exponential, a: float64(mean), timed: isTime(mean)})
}

// Lognormal is the usual shape of latency: half of the draws are below the
// median, and sigma (about 0.3 to 1.5) says how long the upper tail is.
func Lognormal[Q Quantity](median Q, sigma float64) Dist {
	return mustSettle(Dist{shape: lognormal, a: float64(median), b: sigma, timed: isTime(median)})
}

// LognormalQuantiles is the Lognormal with half of its draws below p50 and 99
// of a hundred below p99.
func LognormalQuantiles[Q Quantity](p50, p99 Q) Dist {
	return mustSettle(Dist{shape: quantiles, a: float64(p50), b: float64(p99), timed: isTime(p50)})
}

// Gamma has the mean shape*scale, and varies by 1/sqrt(shape) of it.
func Gamma[Q Quantity](shape float64, scale Q) Dist {
	return mustSettle(Dist{shape: gamma, a: shape, b: float64(scale), timed: isTime(scale)})
}

// Erlang is the time that work takes which passes so many stages one after
// another, each Exponential with the given mean.
func Erlang[Q Quantity](stages int, mean Q) Dist {
	return mustSettle(Dist{shape: erlang, a: float64(stages), b: float64(mean), timed: isTime(mean)})
}

// Pareto is never below least, and rarely far above it: it exceeds k times
// least with probability k^-alpha. Alpha is above 1, so that there is a mean.
func Pareto[Q Quantity](least Q, alpha float64) Dist {
	return mustSettle(Dist{shape: pareto, a: float64(least), b: alpha, timed: isTime(least)})
}

// Zipf draws a rank from 1 to n, rank r with a chance in proportion to 1/r^s:
// a few best-sellers and a long tail. An n of 0 leaves it open how many ranks
// there are: it is [OpenRanks] until [Dist.Over] says otherwise.
func Zipf(s float64, n int) Dist {
	return mustSettle(Dist{shape: zipf, a: s, b: float64(n)})
}

// OpenRanks is the number of ranks of a Zipf that was not told how many.
const OpenRanks = 1000

// Empirical draws one of the values, each in proportion to its weight.
func Empirical[Q Quantity](values []Q, weights []float64) Dist {
	d := Dist{shape: empirical, table: &table{weights: slices.Clone(weights)}}
	for _, v := range values {
		d.table.values = append(d.table.values, float64(v))
		d.timed = isTime(v)
	}
	return mustSettle(d)
}

func isTime(quantity any) bool {
	_, is := quantity.(time.Duration)
	return is
}

func mustSettle(d Dist) Dist {
	settled, err := d.settle()
	if err != nil {
		panic("sim: " + err.Error())
	}
	return settled
}

// z99 is the point that 99 of a hundred standard normal draws are below.
const z99 = 2.3263478740408408

// settle checks the parameters and works out what drawing needs of them.
func (d Dist) settle() (Dist, error) {
	if err := d.check(); err != nil {
		return Dist{}, err
	}
	switch d.shape {
	case uniform:
		d.x = d.b - d.a
	case lognormal:
		d.x = d.b
	case quantiles:
		d.x = Log(d.b/d.a) / z99
	case gamma, erlang:
		d.x = 1 / math.Sqrt(float64(9*gammaCore(d.a)))
	case pareto:
		d.x = 1 / d.b
	case zipf:
		d.table = zipfTable(d.a, d.ranks())
	case empirical:
		d.table = newTable(d.table.values, d.table.weights)
	}
	return d, nil
}

// Mean returns the average that many draws come close to.
func (d Dist) Mean() float64 {
	switch d.shape {
	case uniform:
		return d.a + float64(0.5*d.x)
	case lognormal, quantiles:
		return float64(d.a * Exp(float64(float64(0.5*d.x)*d.x)))
	case gamma, erlang:
		return float64(d.a * d.b)
	case pareto:
		return float64(d.a*d.b) / (d.b - 1)
	case zipf, empirical:
		return d.table.mean()
	}
	return d.a
}

// Over returns a Zipf over n ranks, if d is a Zipf that left their number
// open, and d itself otherwise. Like Zipf it panics beyond a million ranks.
func (d Dist) Over(n int) Dist {
	if d.shape != zipf || d.b != 0 {
		return d
	}
	return Zipf(d.a, n)
}

// ranks is how many ranks a Zipf has.
func (d Dist) ranks() int {
	if d.b == 0 {
		return OpenRanks
	}
	return int(d.b)
}

// IsZero reports whether d is the zero Dist: nothing was said.
func (d Dist) IsZero() bool {
	return d == Dist{}
}

// IsDuration reports whether d was given in units of time.
func (d Dist) IsDuration() bool {
	return d.timed
}

// Equal reports whether d and e were given alike, and so draw alike.
func (d Dist) Equal(e Dist) bool {
	if d.shape == empirical && e.shape == empirical {
		return d.timed == e.timed &&
			slices.Equal(d.table.values, e.table.values) &&
			slices.Equal(d.table.weights, e.table.weights)
	}
	d.table, e.table = nil, nil
	return d == e
}
