package scenarios

import (
	"fmt"
	"maps"
	"math/bits"
	"reflect"
	"slices"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// faultCheck is a look at one fault of the file: whether its fields mean
// something to its type, whether there is such a target, and whether it can ever
// do anything.
type faultCheck struct {
	*checking
	fault    *sim.Fault
	row      *sim.FaultRow
	scenario *Scenario
}

// checkFaults looks at every fault by itself, and at their names.
func (s *Scenario) checkFaults(look *checking) {
	if len(s.Faults) > maxFaults {
		look.wrong("faults", "%d faults are too many, want at most %d", len(s.Faults), maxFaults)
		return
	}
	named := map[string]int{}
	for i := range s.Faults {
		c := faultCheck{&checking{look.decoder, fmt.Sprintf("faults[%d]", i)}, &s.Faults[i], nil, s}
		if c.broken(c.path) {
			continue
		}
		if first, twice := named[c.fault.Name]; twice {
			c.wrong("name", "%s is the name of faults[%d], too: want another", c.fault.Name, first)
			continue
		}
		named[c.fault.Name] = i
		c.look()
	}
	for i, name := range s.Without {
		if _, known := named[name]; !known && !look.broken("faults") {
			look.wrongAt(fmt.Sprintf("without[%d]", i), "there is no fault %.40q%s", name, orElse(name, s.Faults.names()))
		}
	}
}

// look looks at a fault whose type there is.
func (c *faultCheck) look() {
	if c.row = rowOf(listed(), c.fault.Type); c.row != nil {
		c.whole()
	}
}

// whole looks at one thing after the other. What follows from a mistake is not
// told as well.
func (c *faultCheck) whole() {
	for _, look := range []func(){c.checkTakes, c.checkTarget, c.checkWhere, c.checkTime, c.checkComing, c.checkDose, c.checkWhen, c.checkAll} {
		if look(); c.broken(c.path) {
			return
		}
	}
}

// everyFault are the fields that mean something to faults of every type: the
// timeline and the dose.
var everyFault = []string{
	"type", "name", "target", "direction", "where", "at", "for", "when", "ramp_in", "ramp_out", "every", "mtbf", "mttr",
	"probability", "on", "off", "after", "first", "nth", "max_active",
}

// checkTakes looks for fields that mean nothing to the type.
func (c *faultCheck) checkTakes() {
	for _, f := range fieldsOf(reflect.TypeFor[sim.Fault]()) {
		if !isSaid(c.decoder.given, join(c.path, f.name)) || slices.Contains(everyFault, f.name) || slices.Contains(c.row.Takes, f.name) {
			continue
		}
		takes := "the fields of every fault"
		if len(c.row.Takes) > 0 {
			takes = strings.Join(c.row.Takes, ", ") + " and " + takes
		}
		c.wrong(f.name, "has no meaning for %s, which takes %s", c.row.Name, takes)
	}
	if messages := c.row.Aims & sim.AimMessages &^ sim.AimActor; messages == 0 && c.given("direction") {
		c.wrong("direction", "has no meaning for %s, which does nothing to messages", c.row.Name)
	}
}

// checkTime looks for a time in which the fault never is.
func (c *faultCheck) checkTime() {
	f, until := c.fault, c.scenario.Until
	switch {
	case f.When != "" && c.given("at"):
		c.wrong("at", "has no meaning beside when, which says when it begins")
	case until > 0 && f.At >= until:
		c.wrong("at", "%s is no earlier than the end of the run, until: %s, so it never begins", sim.FormatDuration(f.At), sim.FormatDuration(until))
	case f.At > c.scenario.Load.End()+longestDrain:
		c.wrong("at", "%s is years after the last customer, so it never begins; want at most %s", sim.FormatDuration(f.At), sim.FormatDuration(c.scenario.Load.End()))
	case f.For == 0 && c.given("for"):
		c.wrong("for", "0s is no time at all; leave it out for a fault that lasts until the end of the run")
	case f.For == 0 && f.RampOut > 0:
		c.wrong("ramp_out", "has no meaning without for: it lasts until the end of the run")
	case f.For > 0 && f.RampIn+f.RampOut > f.For:
		c.wrong(c.first("ramp_in", "ramp_out"), "%s of ramps are longer than it lasts, for: %s", sim.FormatDuration(f.RampIn+f.RampOut), sim.FormatDuration(f.For))
	case f.Every > 0 && f.For == 0:
		c.wrong("every", "has no meaning without for: it never ends, so it never begins again")
	case f.Every > 0 && f.Every <= f.For:
		c.wrong("every", "%s is no longer than it lasts, for: %s; want more, or leave out for", sim.FormatDuration(f.Every), sim.FormatDuration(f.For))
	}
}

// checkComing looks for a coming and going of which a half is missing.
func (c *faultCheck) checkComing() {
	f := c.fault
	for _, half := range []struct {
		name, other string
		is, has     time.Duration
	}{{"mtbf", "mttr", f.MTBF, f.MTTR}, {"mttr", "mtbf", f.MTTR, f.MTBF}, {"on", "off", f.On, f.Off}, {"off", "on", f.Off, f.On}} {
		switch {
		case half.is == 0 && c.given(half.name):
			c.wrong(half.name, "0s is no time at all, want more; without %s and %s it is there all the time", half.name, half.other)
			return
		case half.is > 0 && half.has == 0:
			c.wrong(half.name, "has no meaning without %s: the one says for how long it is there, the other for how long it is not", half.other)
			return
		}
	}
}

// checkDose looks for a share of messages that is none.
func (c *faultCheck) checkDose() {
	f := c.fault
	switch {
	case f.Probability == 0:
		c.wrong("probability", "0 hits nothing, want more than 0, up to 1")
	case f.Share == 0 && c.given("share"):
		c.wrong("share", "0 is nothing, want more than 0, up to 1")
	case f.Nth == 0 && c.given("nth"):
		c.wrong("nth", "0 hits nothing, want 1 or more")
	case f.First == 0 && c.given("first"):
		c.wrong("first", "0 hits nothing, want 1 or more")
	case f.MaxActive == 0 && c.given("max_active"):
		c.wrong("max_active", "0 hits nothing, want 1 or more")
	}
}

// checkAll asks the type itself. What it says begins with the field that is wrong,
// if it is one.
func (c *faultCheck) checkAll() {
	if c.row.Check == nil {
		return
	}
	if err := c.row.Check(c.fault); err != nil {
		name, text, _ := strings.Cut(err.Error(), " ")
		if name = strings.TrimSuffix(name, ":"); !slices.Contains(c.row.Takes, name) && !slices.Contains(everyFault, name) {
			name, text = "", err.Error()
		}
		c.wrong(name, "%s", text)
	}
}

// first is the first of the fields that the file says.
func (c *faultCheck) first(names ...string) string {
	for _, name := range names {
		if c.given(name) {
			return name
		}
	}
	return names[0]
}

// checkTarget looks whether there is such a target, and whether the type can
// have it.
func (c *faultCheck) checkTarget() {
	f := c.fault
	can := aimsText(c.row.Aims)
	switch {
	case c.row.Aims == 0 && c.given("target"):
		c.wrong("target", "has no meaning for %s, which has no target", c.row.Name)
		return
	case c.row.Aims == 0:
		return
	case f.Target == "":
		c.wrong("target", "is missing, want %s", can)
		return
	}
	aim, err := actors.Target(f.Target)
	switch {
	case err != nil:
		c.wrong("target", "%v", err)
	case aim&c.row.Aims == 0:
		c.wrong("target", "%s is %s, which %s cannot have for a target: want %s", f.Target, whatAim(aim), c.row.Name, can)
	}
}

// checkWhere looks for conditions that the model does not know.
func (c *faultCheck) checkWhere() {
	for _, name := range slices.Sorted(maps.Keys(c.fault.Where)) {
		if _, err := actors.Aim(nil, "", map[string]string{name: c.fault.Where[name]}); err != nil {
			c.wrongAt(join(join(c.path, "where"), name), "%v", err)
		}
	}
}

// aimKinds are what a target can be, each with an example.
var aimKinds = []struct {
	is            sim.Aims
	text, example string
}{
	{sim.AimActor, "an actor", "bank"}, {sim.AimLink, "a link", "merchant -> bank"},
	{sim.AimMessage, "a message", "AuthRequest"}, {sim.AimStep, "a step", "step 7"},
}

// aimsText is what a target can be: an actor such as bank.
func aimsText(aims sim.Aims) string {
	var can []string
	for _, one := range aimKinds {
		if aims&one.is != 0 {
			can = append(can, one.text+" such as "+one.example)
		}
	}
	return oneOf(can)
}

// whatAim is what a single target is: an actor.
func whatAim(aim sim.Aims) string {
	return aimKinds[bits.TrailingZeros8(uint8(aim))].text
}
