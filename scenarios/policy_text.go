package scenarios

import (
	"reflect"

	"buynow/actors"
	"buynow/sim/resilience"
)

// PolicyOn is what the caller of a line does about failure, as a file says it on one
// line: its own policy over that of all lines.
func PolicyOn(policies actors.Policies, line string) string {
	policy := policies[line].Over(policies[everyLine])
	return write(reflect.ValueOf(policy), newElement(reflect.TypeFor[resilience.Policy]()), bounds{})
}
