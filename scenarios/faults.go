package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"buynow/actors"
	"buynow/sim"
)

// Faults are what goes wrong in a scenario, in the order of the file.
type Faults []sim.Fault

// maxFaults is how many a scenario may have: each costs something at every
// message that could be hit.
const maxFaults = 100

// catalogue is every type of fault there is: those of any world, and those of
// this shop. For a look at the list, no shop will do.
func catalogue(shop *actors.Shop) []sim.FaultRow {
	return slices.Concat(sim.Faults, actors.Faults(shop))
}

// listed is the catalogue of no shop.
var listed = sync.OnceValue(func() []sim.FaultRow { return catalogue(nil) })

// rowOf finds the row of a type, nil if there is none.
func rowOf(rows []sim.FaultRow, kind string) *sim.FaultRow {
	at := slices.IndexFunc(rows, func(row sim.FaultRow) bool { return row.Name == kind })
	if at < 0 {
		return nil
	}
	return &rows[at]
}

// faultTypes are the names of all rows.
func faultTypes() []string {
	var names []string
	for _, row := range listed() {
		names = append(names, row.Name)
	}
	return names
}

// noFault says that there is none of a type. There are too many to name them all.
func noFault(typed string) error {
	if meant := sim.Nearest(typed, faultTypes()); meant != "" {
		return fmt.Errorf("there is no fault %.40q, did you mean %s?", typed, meant)
	}
	return fmt.Errorf("there is no fault %.40q, want one of buynow list faults", typed)
}

// christen gives a name to every fault that has none, after its type: drop, and
// then drop-2. What was called so before the type was changed is called anew.
func (f Faults) christen(given map[string]place) {
	if len(f) > maxFaults {
		return
	}
	taken := map[string]bool{}
	said := func(i int) bool {
		_, said := given[fmt.Sprintf("faults[%d].name", i)]
		return said
	}
	for i := range f {
		if said(i) {
			taken[f[i].Name] = true
		}
	}
	for i := range f {
		if !said(i) && f[i].Type != "" {
			f[i].Name = freeName(f[i].Type, func(name string) bool { return taken[name] })
			taken[f[i].Name] = true
		}
	}
}

// names are those of all faults.
func (f Faults) names() []string {
	var names []string
	for i := range f {
		names = append(names, f[i].Name)
	}
	return names
}

// freeName is the name of a fault that has none.
func freeName(kind string, taken func(name string) bool) string {
	name := kind
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s-%d", kind, n)
	}
	return name
}

// fill gives every fault what those of its type are unless they say otherwise.
func (f Faults) fill(d *decoder) {
	if len(f) > maxFaults {
		return // which is told
	}
	f.christen(d.given)
	for i := range f {
		fillFault(d, &f[i], fmt.Sprintf("faults[%d]", i))
	}
}

// fillFault gives a fault what those of its type are unless it says otherwise. To say
// that something is nothing is no way to leave it out.
func fillFault(d *decoder, f *sim.Fault, at string) {
	row := rowOf(listed(), f.Type)
	if row == nil {
		return // which is told where the type is
	}
	base, into := reflect.ValueOf(row.Base), reflect.ValueOf(f).Elem()
	for _, field := range fieldsOf(into.Type()) {
		usual, value := base.FieldByIndex(field.index), into.FieldByIndex(field.index)
		path := join(at, field.name)
		said := isSaid(d.given, path)
		if said && !usual.IsZero() && value.IsZero() && field.name != "direction" && !d.brokenWithin(path) {
			d.wrong(d.nearest(path), path, "%s is nothing, want more, or leave it out for %s", spell(value, field.bounds), spell(usual, field.bounds))
		}
		if !usual.IsZero() && (!said || value.IsZero()) {
			value.Set(usual)
		}
	}
}

// unsaid is a fault that says no more than its type: what the others of the type are
// compared with, to write what they say.
func (f Faults) unsaid(i int) reflect.Value {
	lone := Faults{newElement(reflect.TypeFor[sim.Fault]()).Interface().(sim.Fault)}
	lone[0].Type = f[i].Type
	lone.fill(newDecoder(""))
	lone[0].Type, lone[0].Name = "", ""
	return reflect.ValueOf(lone[0])
}

// isSaid tells if something was said of a field of a fault: at its path, or below it
// if there is something below.
func isSaid(given map[string]place, path string) bool {
	if _, said := given[path]; said || !strings.HasSuffix(path, ".where") && !strings.HasSuffix(path, ".set") {
		return said
	}
	for known := range given {
		if strings.HasPrefix(known, path+".") {
			return true
		}
	}
	return false
}

// shrink divides what is a quantity, for a shop of a fraction of the size. Of
// copies there are as many as before.
func (f Faults) shrink(by float64) {
	for i := range f {
		fault := &f[i]
		fault.Rate /= by
		counts := []*int{&fault.After, &fault.First, &fault.MaxActive}
		if row := rowOf(listed(), fault.Type); row != nil && row.Group != "link" {
			counts = append(counts, &fault.Count)
		}
		for _, count := range counts {
			*count = fewer(*count, by)
		}
		if t, err := parseTrigger(fault.When); err == nil && t.passing+t.order > 0 {
			t.passing, t.order = fewer(t.passing, by), fewer(t.order, by)
			fault.When = t.String()
		}
	}
}

// listFaults lists the types of fault: in which group they are, what they do,
// and how a file says so.
func listFaults() []Entry {
	var entries []Entry
	for _, row := range listed() {
		entries = append(entries, Entry{Name: row.Name, Text: fmt.Sprintf("[%s] %s Such as %s", row.Group, sentence(row.Text), oneLine(row.Example))})
	}
	return entries
}

// sentence is a text that begins and ends as one does.
func sentence(text string) string {
	text = capital(oneLine(text))
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// oneLine is a text without its line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
