package scenarios

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"buynow/actors"
	"buynow/sim/resilience"
)

// everyLine is the name of the policy for all lines, and what a line's own does not
// say.
const everyLine = "default"

// checkPolicies looks for policies of lines over which nobody is ever called, and
// for fallbacks that the shop does not know.
func (s *Scenario) checkPolicies(c *checking) {
	checkPolicies(c, s.Config.Policies, "policies")
}

func checkPolicies(c *checking, policies actors.Policies, path string) {
	for _, name := range slices.Sorted(maps.Keys(policies)) {
		if err := checkLine(name); err != nil {
			c.wrongAt(join(path, name), "%v", err)
			continue
		}
		if answer := policies[name].Fallback.Answer; answer != "" && name != everyLine {
			if _, err := actors.FallbackOf(name, answer); err != nil {
				c.wrongAt(join(path, name)+".fallback.answer", "%v", err)
			}
		}
	}
}

// checkLine tells what is wrong with the name of a line.
func checkLine(name string) error {
	from, to, isLink := linkEnds(name)
	switch {
	case name == everyLine || slices.Contains(actors.Lines(), name):
		return nil
	case !isLink:
		return fmt.Errorf("%.60q is no line, want default or one such as merchant -> bank%s", name, maybe(name, append(actors.Lines(), everyLine)))
	}
	for _, end := range [2]string{from, to} {
		if !slices.Contains(actorNames(), end) {
			return fmt.Errorf("there is no actor %.40s%s", end, orElse(end, actorNames()))
		}
	}
	if canon := from + " -> " + to; canon != name && slices.Contains(actors.Lines(), canon) {
		return fmt.Errorf("want it written as %q", canon)
	}
	if whom := calledBy(from); whom != nil {
		return fmt.Errorf("the %s never calls the %s, only the %s", called(from), called(to), oneOf(whom))
	}
	return fmt.Errorf("the %s calls nobody: it is called, or it tells", called(from))
}

// maybe is a hint at the name that was probably meant, if there is one.
func maybe(typed string, names []string) string {
	if hint := orElse(typed, names); strings.HasPrefix(hint, ", did") {
		return hint
	}
	return ""
}

// calledBy lists whom an actor calls.
func calledBy(from string) []string {
	var whom []string
	for _, line := range actors.Lines() {
		if caller, callee, _ := linkEnds(line); caller == from {
			whom = append(whom, callee)
		}
	}
	return whom
}

// listPolicies lists what a policy is made of, in the order of its fields.
func listPolicies() []Entry {
	var entries []Entry
	for _, f := range fieldsOf(reflect.TypeFor[resilience.Policy]()) {
		entries = append(entries, Entry{Name: f.name, Text: remarkOf(comments[f.comment], "").meaning})
	}
	return entries
}
