package scenarios

import (
	"fmt"

	"buynow/sim/experiment"
)

// scoring is a metric of a score: its name in files and flags, what it is in a table and in a sentence, and how it
// is read off a run that is over.
type scoring struct {
	name, text string
	unit       experiment.Unit
	better     experiment.Better
	about      string
	read       func(*reckoning) experiment.Value
}

// scorings are metrics under one heading.
type scorings struct {
	group string
	rare  bool // harms, counted among those who were exposed to them
	rows  []scoring
}

// Scored are the metrics of a [Score], in the order of its values, grouped for a table: safety first.
var Scored = func() (all []experiment.Metric) {
	for _, g := range scored {
		for _, m := range g.rows {
			all = append(all, experiment.Metric{Name: m.name, Text: m.text, Group: g.group, Unit: m.unit, Better: m.better, Rare: g.rare})
		}
	}
	return all
}()

// values reads all metrics, in the order of [Scored].
func (r *reckoning) values() (all []experiment.Value) {
	for _, g := range scored {
		for _, m := range g.rows {
			all = append(all, m.read(r))
		}
	}
	return all
}

// listScores says of each metric of a score what it is.
func listScores() []Entry {
	var entries []Entry
	for _, g := range scored {
		for _, m := range g.rows {
			text := fmt.Sprintf("%s (%s, %s", m.about, g.group, m.unit)
			if m.better != experiment.Neither {
				text += ": " + string(m.better) + " is better"
			}
			entries = append(entries, Entry{Name: m.name, Text: text + ")"})
		}
	}
	return entries
}
