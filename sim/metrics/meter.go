package metrics

import "time"

// Meter is what can be asked for numbers. Durations are in nanoseconds.
type Meter interface {
	// Samples is how many things were measured.
	Samples() uint64
	// Ask works out one number: percent is the N of p(N), over the time in which
	// it was measured, for what is counted per second.
	Ask(a Aggregate, percent float64, over time.Duration) float64
	// Example is an order that shows the number; 0 if there is none.
	Example() uint64
}

// recorder is a Meter that is filled sample by sample.
type recorder interface {
	Meter
	// Add records a duration in nanoseconds, or how much counted.
	Add(value int64, order uint64)
	// Show gives the order of a value that was added without one, and Wants tells
	// if it could become the example.
	Show(value int64, order uint64)
	Wants(value int64) bool
	reset()
}

func newRecorder(kind Kind) recorder {
	switch kind {
	case TrendKind:
		return NewTrend()
	case RateKind:
		return &Rate{}
	}
	return &Counter{}
}

// Rate is a share: how many of those that were looked at counted.
type Rate struct {
	counted, all uint64
	example      uint64
}

// Add looks at one more: it counts if the value is not 0.
func (r *Rate) Add(value int64, order uint64) {
	r.all++
	if value != 0 {
		r.counted++
		r.Show(value, order)
	}
}

// Show gives an order that counted as the example, unless there is one.
func (r *Rate) Show(_ int64, order uint64) {
	if r.example == 0 {
		r.example = order
	}
}

// Wants tells if there is no example for something that counted.
func (r *Rate) Wants(value int64) bool { return value != 0 && r.example == 0 }

// Samples is how many were looked at.
func (r *Rate) Samples() uint64 { return r.all }

// Counted is how many of them counted.
func (r *Rate) Counted() uint64 { return r.counted }

// Ask is the share, 0 to 1; 0 of nothing.
func (r *Rate) Ask(Aggregate, float64, time.Duration) float64 {
	if r.all == 0 {
		return 0
	}
	return float64(r.counted) / float64(r.all)
}

// Example is the first order that counted and has a number.
func (r *Rate) Example() uint64 { return r.example }

func (r *Rate) reset() { *r = Rate{} }

// Counter is a sum.
type Counter struct {
	sum     int64
	example uint64
}

// Add counts so many more.
func (c *Counter) Add(value int64, order uint64) {
	c.sum += value
	c.Show(value, order)
}

// Show gives an order as the example, unless there is one.
func (c *Counter) Show(_ int64, order uint64) {
	if c.example == 0 {
		c.example = order
	}
}

// Wants tells if there is no example.
func (c *Counter) Wants(int64) bool { return c.example == 0 }

// Sum is how much was counted.
func (c *Counter) Sum() int64 { return c.sum }

// Samples is how much was counted, too: a counter that stands at 0 is measured.
func (c *Counter) Samples() uint64 { return uint64(max(c.sum, 0)) }

// Ask is the sum, or the sum per second.
func (c *Counter) Ask(a Aggregate, _ float64, over time.Duration) float64 {
	if a == Count {
		return float64(c.sum)
	}
	if over <= 0 {
		return 0
	}
	return float64(c.sum) / over.Seconds()
}

// Example is the first order that counted and has a number.
func (c *Counter) Example() uint64 { return c.example }

func (c *Counter) reset() { *c = Counter{} }

// Gauge is a level as somebody else has measured it: what it is now, and what it
// was on average and at most.
type Gauge struct {
	Now, Mean, Most float64
	Seen            uint64 // samples
	Order           uint64 // the example
}

// Samples is how many there were.
func (g Gauge) Samples() uint64 { return g.Seen }

// Ask is the level now, on average or at most.
func (g Gauge) Ask(a Aggregate, _ float64, _ time.Duration) float64 {
	switch a {
	case Avg:
		return g.Mean
	case Max:
		return g.Most
	}
	return g.Now
}

// Example is an order that met the level at its highest.
func (g Gauge) Example() uint64 { return g.Order }
