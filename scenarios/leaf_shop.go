package scenarios

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// readDuration reads a time: 350ms, 3d; for a time of day, 17:00 as well.
func readDuration(text string, into reflect.Value, b bounds) error {
	if b.unit == clock {
		if at, err := parseClock(text); err == nil {
			into.SetInt(int64(at))
			return nil
		}
	}
	d, err := sim.ParseDuration(text)
	if err != nil {
		return err
	}
	if err := within(float64(d), text, into.Type(), b); err != nil {
		return err
	}
	into.SetInt(int64(d))
	return nil
}

// readCode reads a bank's answer, as it is printed: 05, 51.
func readCode(text string, into reflect.Value, _ bounds) error {
	code, err := strconv.ParseUint(text, 10, 8)
	if err != nil || len(text) > 2 {
		return fmt.Errorf("%.40q is no answer of a bank, want one such as 05 or 51", text)
	}
	into.SetUint(code)
	return nil
}

// The units that a tag can ask for.
const (
	clock     = "clock"  // a duration since midnight
	numbers   = "number" // a distribution of bare numbers
	nameUnit  = "name"   // a text that is a name
	faultUnit = "fault"  // the type of a fault
	goodUnit  = "good"   // one of the goods in the shop window
	cardUnit  = "card"   // what a visitor pays with

	nicknameUnit = "nickname" // what a visitor calls themselves
)

// oneOf are the texts that a field may be, nil if it may be any.
func (b bounds) oneOf() []string {
	switch b.unit {
	case goodUnit:
		return actors.WareNames()
	case cardUnit:
		return actors.VisitorCardNames()
	}
	return nil
}

// timed tells if a distribution is about time: as its default is. Where the
// default says nothing, it is unless the tag says otherwise.
func timed(dist reflect.Value, b bounds) bool {
	d, _ := dist.Interface().(sim.Dist)
	return d.IsDuration() || d.IsZero() && b.unit != numbers
}

// readDist reads a distribution, in the unit of the one before.
func readDist(text string, into reflect.Value, b bounds) error {
	if timed(into, b) && strings.HasPrefix(strings.TrimSpace(text), "zipf") { // before its table is made
		return fmt.Errorf("%.40q has no unit of time, want one such as 5ms, exp(6s) or lognormal(4ms, 0.4)", text)
	}
	d, err := sim.ParseDist(text)
	if err != nil && strings.Count(text, "(") > strings.Count(text, ")") { // YAML has cut it at a comma
		return fmt.Errorf("%w; within { } it needs quotes, such as 'lognormal(4ms, 0.4)'", err)
	}
	if err != nil {
		return err
	}
	switch isTimed := timed(into, b); {
	case d.IsZero() && isTimed: // a bare 0 is no time as well
		d = sim.Constant(time.Duration(0))
	case isTimed && !d.IsDuration():
		return fmt.Errorf("%.40q has no unit of time, want one such as 5ms, exp(6s) or lognormal(4ms, 0.4)", text)
	case !isTimed && d.IsDuration():
		return fmt.Errorf("%.40q is about time, want bare numbers such as 5, exp(6) or zipf(0.9)", text)
	}
	into.Set(reflect.ValueOf(d))
	return nil
}

// readCents reads an amount of money.
func readCents(text string, into reflect.Value, b bounds) error {
	c, err := parseCents(text)
	if err != nil {
		return err
	}
	if err := within(float64(c), text, into.Type(), b); err != nil {
		return err
	}
	into.SetInt(int64(c))
	return nil
}

// parseCents reads 4.90, 4.90 EUR or € 4.90.
func parseCents(text string) (actors.Cents, error) {
	amount := strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(text, "EUR"), "€"))
	euros, cents, hasCents := strings.Cut(strings.TrimPrefix(amount, "-"), ".")
	euros, plain := ungroup(euros)
	if hasCents && len(cents) == 1 {
		cents += "0"
	}
	whole, err := strconv.ParseInt(euros+cents, 10, 64)
	if err != nil || !plain || euros == "" || hasCents && len(cents) != 2 || strings.Trim(euros+cents, "0123456789") != "" {
		return 0, fmt.Errorf("%.40q is no amount of money, want one such as 4.90 or 4.90 EUR", text)
	}
	if !hasCents {
		whole *= 100
	}
	if strings.HasPrefix(amount, "-") {
		whole = -whole
	}
	if len(euros) > 12 {
		return 0, fmt.Errorf("%.40q is too much money", text)
	}
	return actors.Cents(whole), nil
}

func formatCents(c actors.Cents) string {
	if c%100 == 0 {
		return strconv.FormatInt(int64(c/100), 10)
	}
	return fmt.Sprintf("%d.%02d", c/100, c%100)
}

// readCalendar reads when a run begins: 10:00, or mon 10:00.
func readCalendar(text string, into reflect.Value, _ bounds) error {
	day, at, hasDay := strings.Cut(text, " ")
	if !hasDay {
		day, at = "mon", text
	}
	days, known := dayOf(day)
	starts, err := parseClock(at)
	if err != nil || !known {
		return fmt.Errorf("%.40q is no time of day, want one such as 10:00 or mon 10:00", text)
	}
	into.Set(reflect.ValueOf(actors.Calendar{Starts: time.Duration(days)*actors.Day + starts}))
	return nil
}

// dayOf counts the days since Monday.
func dayOf(text string) (int, bool) {
	for i, name := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if short := strings.ToLower(text); short == name || short == name[:3] {
			return i, true
		}
	}
	return 0, false
}

// parseClock reads a time of day: 10:00.
func parseClock(text string) (time.Duration, error) {
	at, err := time.Parse("15:04", strings.TrimSpace(text))
	if err != nil {
		return 0, err
	}
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute, nil
}
