package scenarios

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"buynow/sim"
)

// parseInput reads what somebody does to a run, as a file has it, when there are these
// faults. What is wrong with it is said as of a file, but for the place.
func (s *Scenario) parseInput(deed string, faults []string) (*Input, error) {
	tree, found := grow("input", []byte("inputs: [{ at: 0s, "+deed+" }]"))
	var read struct{ Inputs Inputs }
	if len(found) == 0 {
		d := newDecoder("input")
		into := reflect.ValueOf(&read).Elem()
		d.value(tree, "", into, bounds{})
		read.Inputs.fill(d, slices.Clone(faults))
		d.complete(into, "")
		if len(read.Inputs) != 1 {
			return nil, errors.New("that is more than one thing to do")
		}
		if len(d.found) == 0 {
			c := inputCheck{checking: &checking{d, "inputs[0]"}, scenario: s, presses: map[int]int{}, faults: faults}
			if c.checkOne() {
				c.checkDeed(&read.Inputs[0])
			}
		}
		found = d.found
	}
	if len(found) == 0 {
		return &read.Inputs[0], nil
	}
	var said []string
	for _, m := range found[:min(len(found), maxMistakes)] {
		_, path, _ := strings.Cut(strings.TrimPrefix(m.Path, "inputs[0]"), ".")
		_, path, _ = strings.Cut(path, ".") // of the fault, of the policy
		if path != "" {
			path += ": "
		}
		said = append(said, path+m.Text)
	}
	return nil, errors.New(strings.Join(said, "; "))
}

// faultText is a fault as a file says it: of what is nothing, nothing is said.
func faultText(f sim.Fault) string {
	f.At = 0
	return "fault: " + write(reflect.ValueOf(f), reflect.ValueOf(sim.Fault{}), bounds{})
}
