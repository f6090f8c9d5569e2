package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"buynow/actors"
)

// Entry is a line of a list: a name, and what it is.
type Entry struct{ Name, Text, Kind string }

// kinds are all lists, in the order in which they are shown.
var kinds = []struct {
	name string
	list func() []Entry
}{
	{"scenarios", listScenarios},
	{"presets", listPresets},
	{"variants", listVariants},
	{"steps", listSteps},
	{"actors", listActors},
	{"machines", listMachines},
	{"metrics", listMetrics},
	{"scores", listScores},
	{"invariants", listInvariants},
	{"faults", listFaults},
	{"policies", listPolicies},
	{"fields", listFields},
	{"columns", listColumns},
}

// List lists what there is of a kind: scenarios, presets, variants, steps, actors,
// machines, metrics, scores, invariants, faults, policies, fields or columns. Without a kind it lists everything, kind by kind.
func List(kind string) ([]Entry, error) {
	var all []Entry
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
		if kind != "" && kind != k.name {
			continue
		}
		for _, entry := range k.list() {
			entry.Kind = k.name
			all = append(all, entry)
		}
	}
	if kind != "" && !slices.Contains(names, kind) {
		return nil, fmt.Errorf("there is no list of %.40q%s", kind, orElse(kind, names))
	}
	return all, nil
}

func listScenarios() []Entry {
	var entries []Entry
	for _, name := range Names() {
		s, err := Load(name, nil)
		if err != nil {
			panic("scenarios: " + err.Error()) // a test reads them all
		}
		entries = append(entries, Entry{Name: name, Text: s.Description})
	}
	return entries
}

// listVariants lists what the built-in scenarios can be compared as, beside the presets.
func listVariants() []Entry {
	var entries []Entry
	for _, name := range Names() {
		s, err := Load(name, nil)
		if err != nil {
			panic("scenarios: " + err.Error()) // a test reads them all
		}
		for _, one := range s.Variants {
			v, err := s.As(one.Name)
			if err != nil {
				panic("scenarios: " + err.Error()) // a test reads them, too
			}
			entries = append(entries, Entry{Name: name + ": " + one.Name, Text: v.Text})
		}
	}
	return entries
}

// listPresets lists the strategies, for the field preset, then the sizes, for the
// field size.
func listPresets() []Entry {
	var entries []Entry
	add := func(field, kind string, names []string) {
		for _, name := range names {
			entries = append(entries, Entry{Name: field + ": " + name, Text: presetText(kind, name)})
		}
	}
	add("preset", "strategy", Strategy("").names())
	add("size", "size", Size("").names())
	return entries
}

// listFields lists what a file can say and --set can change.
func listFields() []Entry {
	var entries []Entry
	for _, f := range Fields() {
		entries = append(entries, Entry{Name: f.Path, Text: fmt.Sprintf("%s (%s, default %s)", f.Meaning, f.Kind, f.Default)})
	}
	return entries
}

func listSteps() []Entry {
	var entries []Entry
	for step := actors.Step(1); step <= actors.Steps; step++ {
		entries = append(entries, Entry{Name: fmt.Sprintf("%d %s", step, step), Text: step.Info().Text})
	}
	return entries
}

func listActors() []Entry {
	return []Entry{
		{Name: "customer", Text: "Everybody who comes to the shop: they look around, buy, wait, open the door, send back."},
		{Name: "web", Text: "The web server, which shows the pages and takes the clicks."},
		{Name: "order-manager", Text: "Sees each order through every stage, and remembers where it stands."},
		{Name: "stock-db", Text: "The stock database: knows what is on the shelf, reserves it, and orders more."},
		{Name: "manufacturer", Text: "Makes goods to order and delivers them days later."},
		{Name: "wholesaler", Text: "The second source: faster, when the manufacturer is silent or late."},
		{Name: "merchant", Text: "The merchant system, which takes payments: fraud check first, then the bank."},
		{Name: "fraud", Text: "The fraud check: scores orders, and has people look at doubtful ones."},
		{Name: "bank", Text: "The customer's bank: holds the money, pays it out days later, hears complaints."},
		{Name: "warehouse", Text: "Picks and packs what was sold, and hands it to the truck."},
		{Name: "truck", Text: "Collects the parcels and brings them to the door."},
		{Name: "mail", Text: "The mail provider, which tells customers what the web page could not."},
	}
}

// listMachines says of each state machine which states there are.
func listMachines() []Entry {
	var entries []Entry
	for m := range actors.Machines {
		var states []string
		for s := uint8(1); s < 32 && actors.StateName(m, s) != ""; s++ {
			states = append(states, actors.StateName(m, s))
		}
		entries = append(entries, Entry{Name: m.String(), Text: strings.Join(states, ", ")})
	}
	return entries
}

func listInvariants() []Entry {
	var entries []Entry
	for _, invariant := range actors.Invariants() {
		entries = append(entries, Entry{Name: invariant.Name, Text: invariant.Text})
	}
	return append(entries, kernelInvariants[:]...)
}
