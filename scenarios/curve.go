package scenarios

import (
	"fmt"
	"math"
	"slices"
	"time"

	"buynow/actors"
)

// Curve is how a rate follows the calendar.
type Curve uint8

// The curves.
const (
	Flat    Curve = iota // day and night alike
	Diurnal              // by the hour of the day and the day of the week
)

// maxCurve is how long a curve is followed, hour by hour.
const maxCurve = 400 * actors.Day

var curves = []string{"flat", "diurnal"}

// String is the curve's name in files.
func (c Curve) String() string { return curves[c] }

func (c Curve) names() []string { return curves }

// UnmarshalText reads the name of a curve.
func (c *Curve) UnmarshalText(text []byte) error {
	at := slices.Index(curves, string(text))
	if at < 0 {
		return fmt.Errorf("%.40q is no curve%s", text, orElse(string(text), curves))
	}
	*c = Curve(at)
	return nil
}

// dayCurve is how busy each hour of an ordinary day is.
func dayCurve() (hours [24]float64) {
	for hour := range hours {
		hours[hour] = actors.HourlyDemand(hour)
	}
	return hours
}

// weekCurve is how busy each day of an ordinary week is.
func weekCurve() [7]float64 { return [...]float64{1.06, 1.06, 1.06, 1.06, 1.06, 0.85, 0.85} }

// checkCurve looks at the weights; true if there is nothing wrong with them.
func (c *Crowd) checkCurve(look *checking) (fine bool) {
	for _, list := range []struct {
		name   string
		values []float64
	}{{"hours", c.Hours[:]}, {"weekdays", c.Weekdays[:]}} {
		switch {
		case look.given(list.name) && c.Curve == Flat:
			look.wrong(list.name, "has no meaning for a flat curve, want curve: diurnal beside it")
			return false
		case mean(list.values) == 0:
			look.wrong(list.name, "nobody ever comes, want a weight above 0")
			return false
		}
	}
	return true
}

// mean is the average of a list.
func mean(values []float64) float64 {
	sum := 0.
	for _, value := range values {
		sum += value
	}
	return sum / float64(len(values))
}

// busy is by how much the rate is raised at a time since the load began, and how
// long this stays so. Over any whole week it is 1 on average.
func (c *Crowd) busy(at time.Duration) (factor float64, lasts time.Duration) {
	if c.Curve == Flat {
		return 1, math.MaxInt64
	}
	hour, day := c.Calendar.Hour(at), c.Calendar.Day(at)
	factor = float64(c.Hours[hour] / mean(c.Hours[:]) * c.Weekdays[day%7] / mean(c.Weekdays[:]))
	return factor, time.Hour - (c.Calendar.Starts+at)%time.Hour
}
