package chart

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// Axis is one side of a chart. Its ticks are drawn as they are given.
type Axis struct {
	Low, High float64
	Log       bool
	Ticks     []Mark
}

// Nice is an axis from low, or a tick below it, to a little above high, with about so many ticks at
// round numbers.
func Nice(low, high float64, about int, say func(float64) string) Axis {
	low, high = sane(low, high)
	step := math.Pow(10, math.Floor(math.Log10((high-low)/float64(about))))
	for _, times := range []float64{1, 2, 2.5, 5, 10} {
		if (high-low)/(step*times) <= float64(about) {
			step *= times
			break
		}
	}
	a := Axis{Low: math.Floor(low/step+1e-9) * step, High: high + (high-low)/40}
	for k := math.Round(a.Low / step); k*step <= a.High; k++ {
		a.Ticks = append(a.Ticks, Mark{k * step, say(k * step)})
	}
	return a
}

// sane makes of any two numbers the ends of an axis.
func sane(low, high float64) (float64, float64) {
	if !isNumber(low) {
		low = 0
	}
	if !isNumber(high) || high <= low {
		high = low + 1
	}
	return low, high
}

func isNumber(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// clockSteps are the distances at which people read a clock, in seconds.
var clockSteps = []float64{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2419200}

// Clock is an axis of seconds since a beginning, read as 3m30s, with at most so many ticks.
func Clock(low, high float64, most int) Axis {
	low, high = sane(low, high)
	a := Axis{Low: low, High: high}
	step := clockSteps[len(clockSteps)-1]
	for _, s := range clockSteps {
		if (high-low)/s <= float64(most) {
			step = s
			break
		}
	}
	for k := math.Ceil(low / step); k*step <= high && len(a.Ticks) < 1000; k++ {
		a.Ticks = append(a.Ticks, Mark{k * step, OnClock(k * step)})
	}
	return a
}

// OnClock is a moment in seconds as it is read: 3m30s.
func OnClock(seconds float64) string {
	n := int64(math.Round(seconds))
	text := ""
	for _, u := range []struct {
		seconds int64
		name    string
	}{{86400, "d"}, {3600, "h"}, {60, "m"}, {1, "s"}} {
		if k := n / u.seconds; k > 0 {
			text += strconv.FormatInt(k, 10) + u.name
			n -= k * u.seconds
		}
	}
	if text == "" {
		return "0"
	}
	return text
}

// durations are the ticks of an axis of durations.
var durations = []Mark{{1e-6, "1 µs"}, {1e-5, "10 µs"}, {1e-4, "100 µs"}, {1e-3, "1 ms"}, {0.01, "10 ms"}, {0.1, "100 ms"},
	{1, "1 s"}, {10, "10 s"}, {60, "1 min"}, {600, "10 min"}, {3600, "1 h"}, {21600, "6 h"}, {86400, "1 d"}, {864000, "10 d"}, {8640000, "100 d"}}

// Durations is a logarithmic axis of seconds, from a tick at or below low to one at or above high.
func Durations(low, high float64) Axis {
	last := len(durations) - 1
	from, to := 0, last
	for i, d := range durations {
		if d.At <= low {
			from = i
		}
		if to == last && d.At >= high {
			to = i
		}
	}
	if from >= to {
		from, to = max(0, to-1), max(1, to)
	}
	return Axis{Low: durations[from].At, High: durations[to].At, Log: true, Ticks: durations[from : to+1]}
}

// Doubling is a logarithmic axis with ticks at the values that were tried, or some of them.
func Doubling(values []float64, say func(float64) string) Axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v > 0 && isNumber(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	if low >= high {
		low, high = sane(low, high)
		return Nice(low, high, 4, say)
	}
	a := Axis{Low: low / 1.05, High: high * 1.05, Log: true}
	for exponent := math.Floor(math.Log10(low)); exponent <= math.Ceil(math.Log10(high)); exponent++ {
		for _, digit := range []float64{1, 2, 5} {
			if v := digit * math.Pow(10, exponent); v >= a.Low && v <= a.High {
				a.Ticks = append(a.Ticks, Mark{v, say(v)})
			}
		}
	}
	if len(a.Ticks) < 2 { // between 2 and 5 there is none
		a.Ticks = slices.DeleteFunc(Nice(low, high, 4, say).Ticks, func(m Mark) bool { return m.At < a.Low || m.At > a.High })
	}
	return a
}

// apply makes an axis of the library's into ours.
func (a Axis) apply(to *plot.Axis) {
	to.Min, to.Max = sane(a.Low, a.High)
	if a.Log && a.Low > 0 {
		to.Scale = plot.LogScale{}
	}
	ticks := make([]plot.Tick, len(a.Ticks))
	for i, tick := range a.Ticks {
		ticks[i] = plot.Tick{Value: tick.At, Label: tick.Text}
	}
	to.Tick.Marker = plot.ConstantTicks(ticks)
	to.Padding = 0
	to.LineStyle = hairline(Edge, 1)
	to.Tick.LineStyle = hairline(Edge, 1)
	to.Tick.Length = 5
	align := to.Tick.Label
	to.Tick.Label = style(small, Ink2, false, false)
	to.Tick.Label.XAlign, to.Tick.Label.YAlign = align.XAlign, align.YAlign
	to.Label.TextStyle = style(small, Ink2, false, false)
}

// room is what the words of an upright axis need beyond what is measured, in the letters of a reader.
func (a Axis) room() (room vg.Length) {
	words := style(small, Ink2, false, false)
	for _, tick := range a.Ticks {
		room = max(room, wide(words, tick.Text)-words.Width(tick.Text))
	}
	return room
}

// frame is a plot of ours: a hairline at each tick of the upright axis, and an edge below.
func frame(x, y Axis) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	x.apply(&p.X)
	y.apply(&p.Y)
	p.Y.LineStyle.Width, p.Y.Tick.LineStyle.Width, p.Y.Tick.Length = 0, 0, 0
	p.Y.Padding = vg.Length(4)
	descent := vg.Length(0.212) // by which the library lifts the labels of ticks, as a share of their size
	p.Y.Tick.Label.YAlign = text.YAlignment(-0.36 - descent)
	p.X.Tick.Label.YAlign = text.YAlignment(-0.7 - descent)
	return p
}
