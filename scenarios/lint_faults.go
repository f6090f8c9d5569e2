package scenarios

import (
	"slices"
	"strconv"

	"buynow/actors"
	"buynow/sim"
)

// lintFaults looks for faults that are right and probably not meant.
func (l *linter) lintFaults() {
	end := l.Load.End()
	for i := range l.Faults {
		f := &l.Faults[i]
		path := "faults[" + strconv.Itoa(i) + "]"
		switch {
		case f.When != "":
		case f.At >= end && ofTheCheckout(f.Target):
			l.warn(path+".at", "%s is no earlier than the end of the load, %s, and only customers make work for %s", sim.FormatDuration(f.At), sim.FormatDuration(end), f.Target)
		case f.For == 0 && l.Until == 0 && f.Probability == 1 && f.First == 0 && f.MTBF == 0 && f.On == 0 && l.cuts(f):
			l.warn(path+".for", "it lasts until the end of the run and hits everything, so nothing can recover; for: 10m would let it end")
		}
	}
	for i := range l.Faults {
		for k := range i {
			if f, other := &l.Faults[i], &l.Faults[k]; f.Type == other.Type && f.Target != "" && f.Target == other.Target && f.At == other.At && f.When == other.When && len(f.Where)+len(other.Where) == 0 {
				l.warn("faults["+strconv.Itoa(i)+"]", "it does the same as %s, to the same, at the same time: both count", other.Name)
			}
		}
	}
}

// cuts tells if a fault keeps messages from what they are for.
func (l *linter) cuts(f *sim.Fault) bool {
	row := rowOf(listed(), f.Type)
	return row != nil && row.Group == "link" && slices.ContainsFunc(row.Make(f), func(d sim.Deed) bool { _, drops := d.(sim.Drop); return drops })
}

// ofTheCheckout tells if a target is only busy while customers come.
func ofTheCheckout(target string) bool {
	if from, to, isLink := linkEnds(target); isLink {
		return from == "web" || to == "web" || to == "fraud"
	}
	return target == "web" || target == "fraud" || slices.ContainsFunc([]actors.Step{1, 2, 3, 10, 11}, func(s actors.Step) bool {
		return target == "step "+strconv.Itoa(int(s))
	})
}
