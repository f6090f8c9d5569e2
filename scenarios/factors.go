package scenarios

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"buynow/actors"
	"buynow/sim/resilience"
)

// Factor is something about a scenario that could be otherwise: a fault that might not have
// come, or a policy that might have been that of another scenario. A policy is a family of
// fields that belong together, such as all retries, and has its members: those of each line.
type Factor struct {
	Name    string   // "lost-answers", "retries", "retries of merchant -> bank"
	Fault   string   // the name of the fault, "" for a policy
	Text    string   // what it is: of a fault what it did, "5 % of the answers of the bank were lost"
	Because string   // what is to blame: "the retries", "the lack of circuit breakers"; as Text for a fault
	Change  string   // what is otherwise: "left out", "3 attempts → 1"
	Members []Factor // of a family, if there are several

	swaps []swap
	from  *actors.Config // the other's, resolved
}

// IsFault tells a fault from a policy.
func (f *Factor) IsFault() bool { return f.Fault != "" }

// swap is a field of a shop that can be taken from another shop.
type swap struct {
	path  string // as a file says it: payments.keys
	line  string // of a policy
	index []int  // of the field, in the Config or in the policy
}

// of finds the field in a resolved shop.
func (s swap) of(c *actors.Config) reflect.Value {
	return reflect.ValueOf(c).Elem().FieldByIndex(s.index)
}

// part is the part of a policy in a resolved shop, to be looked at.
func (s swap) part(c *actors.Config) reflect.Value {
	return reflect.ValueOf(c.Policies[s.line]).FieldByIndex(s.index)
}

// name is what the field is called, without what it is part of.
func (s swap) name() string { return s.path[strings.LastIndexByte(s.path, '.')+1:] }

// take copies the field from another shop.
func (s swap) take(into, from *actors.Config) {
	if s.line == "" {
		s.of(into).Set(s.of(from))
		return
	}
	mine := into.Policies[s.line]
	reflect.ValueOf(&mine).Elem().FieldByIndex(s.index).Set(s.part(from))
	into.Policies[s.line] = mine
}

// resolved is a shop in which every line has a policy of its own that says everything, so that
// a part of it can be changed by itself. It does the same: who asks once has no use for what
// else a retry says.
func resolved(c actors.Config) *actors.Config {
	c.Policies = maps.Clone(c.Policies)
	if c.Policies == nil {
		c.Policies = actors.Policies{}
	}
	for _, line := range actors.Lines() {
		whole := c.Policies[line].Over(c.Policies[everyLine])
		if whole.Retry.Attempts <= 1 {
			whole.Retry = resilience.Retry{Attempts: 1}
		}
		c.Policies[line] = whole
	}
	delete(c.Policies, everyLine)
	return &c
}

// Factors are what could be otherwise about a scenario: each of its faults left out, and each
// family of policies as in another one. What is the same in both is no factor. Of two scenarios
// only the shops are compared, not who comes to them.
func (s *Scenario) Factors(other *Scenario) []Factor {
	var factors []Factor
	for i := range s.Faults {
		f := &s.Faults[i]
		if slices.Contains(s.Without, f.Name) {
			continue
		}
		told := inflicted{Failure: failureOf(f), row: rowOf(listed(), f.Type)}
		factors = append(factors, Factor{Name: f.Name, Fault: f.Name, Text: told.clause(), Because: told.clause(), Change: "left out"})
	}
	mine, theirs := resolved(s.Config), resolved(other.Config)
	return append(factors, familiesOf(differences(mine, theirs), mine, theirs)...)
}

// Otherwise is the scenario with some factors changed. The others are as before, and so is all luck.
func (s *Scenario) Otherwise(factors ...Factor) *Scenario {
	c := *s
	c.Without = slices.Clone(s.Without)
	shop := (*actors.Config)(nil)
	for _, f := range factors {
		if f.Fault != "" {
			c.Without = append(c.Without, f.Fault)
			continue
		}
		if shop == nil {
			shop = resolved(s.Config)
		}
		for _, swap := range f.swaps {
			swap.take(shop, f.from)
		}
	}
	if shop != nil {
		c.Config = *shop
	}
	return &c
}

// differences are the fields in which two resolved shops differ, in the order of the types.
func differences(a, b *actors.Config) []swap {
	var found []swap
	var walk func(a, b reflect.Value, at swap)
	walk = func(a, b reflect.Value, at swap) {
		for _, f := range fieldsOf(a.Type()) {
			x, y := a.FieldByIndex(f.index), b.FieldByIndex(f.index)
			in := swap{path: join(at.path, f.name), index: slices.Concat(at.index, f.index)}
			switch {
			case x.Type() == reflect.TypeFor[actors.Policies]():
				found = append(found, policyDifferences(x.Interface().(actors.Policies), y.Interface().(actors.Policies))...)
			case x.Kind() == reflect.Struct && !isLeaf(x.Type()) && x.Type() != reflect.TypeFor[resilience.Queue]():
				walk(x, y, in)
			case !reflect.DeepEqual(x.Interface(), y.Interface()):
				found = append(found, in)
			}
		}
	}
	walk(reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem(), swap{})
	return found
}

// policyDifferences are the parts of policies that differ, line by line.
func policyDifferences(a, b actors.Policies) []swap {
	var found []swap
	for _, line := range actors.Lines() {
		x, y := reflect.ValueOf(a[line]), reflect.ValueOf(b[line])
		for _, f := range fieldsOf(x.Type()) {
			if !reflect.DeepEqual(x.FieldByIndex(f.index).Interface(), y.FieldByIndex(f.index).Interface()) {
				found = append(found, swap{path: "policies." + line + "." + f.name, line: line, index: f.index})
			}
		}
	}
	return found
}

// familiesOf groups fields that belong together, and those within a family that say the same.
func familiesOf(found []swap, mine, theirs *actors.Config) []Factor {
	var families []Factor
	place := map[string]int{}
	for _, s := range found {
		family, member := kinOf(s.path)
		at, known := place[family]
		if !known {
			at = len(families)
			place[family] = at
			families = append(families, Factor{Name: family, Text: family, from: theirs})
		}
		f := &families[at]
		f.swaps = append(f.swaps, s)
		f.Members = gather(f.Members, s, member, theirs)
	}
	for i := range families {
		families[i].settle(mine, theirs)
	}
	slices.SortStableFunc(families, func(a, b Factor) int { return cmp.Compare(familyRank(a.Name), familyRank(b.Name)) })
	return families
}

// lacks tells if a family is not there at all in a shop.
func (f *Factor) lacks(shop *actors.Config) bool {
	return !slices.ContainsFunc(f.swaps, func(s swap) bool { return s.line == "" || !s.part(shop).IsZero() })
}

// gather puts a field among the members of a family.
func gather(members []Factor, s swap, member string, from *actors.Config) []Factor {
	for i := range members {
		if members[i].Name == member {
			members[i].swaps = append(members[i].swaps, s)
			return members
		}
	}
	return append(members, Factor{Name: member, swaps: []swap{s}, from: from})
}

// settle says in words what a family and its members change. Members that change the same are
// told as one: most lines have the policy of all lines.
func (f *Factor) settle(mine, theirs *actors.Config) {
	var merged []Factor
	for _, m := range f.Members {
		m.Change = changeOf(m.swaps, mine, theirs)
		at := slices.IndexFunc(merged, func(other Factor) bool { return other.Change == m.Change && m.swaps[0].line != "" })
		if at < 0 {
			merged = append(merged, m)
			continue
		}
		merged[at].swaps = append(merged[at].swaps, m.swaps...)
		merged[at].Members = append(merged[at].Members, m)
	}
	for i := range merged {
		m := &merged[i]
		if others := len(m.Members); others > 0 {
			m.Name += " and " + howMany(others, "other line")
			m.Members = nil
		}
		m.Text = m.Name
		if m.swaps[0].line != "" {
			m.Text = f.Name + " of " + m.Name
		}
	}
	f.Change, f.Text, f.Members, f.Because = merged[0].Change, merged[0].Text, nil, becauseOf(f.Name, f.lacks(mine))
	if more := len(merged) - 1; more > 0 {
		f.Text, f.Members = f.Name, merged
		f.Change += " (" + merged[0].Name + "), and " + thousands(int64(more)) + " more"
	}
}
