package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"buynow/sim"
)

// faultHost is a scenario around a single fault, so that it is read and checked as
// those of a file are.
const faultHost = "name: fault\nload: { shoppers: { executor: constant-arrival-rate, rate: 1, duration: 1h } }\n"

// ParseFault reads one fault as an entry of a scenario file says it:
//
//	{ type: slow, target: bank, for: 30s }
//
// It begins when it is inflicted, so it has no at. What is wrong with it is told in
// the words of a file, by the names of its fields.
func ParseFault(text string) (sim.Fault, error) {
	tree, found := grow("fault", []byte(text))
	switch {
	case len(found) > 0:
		return sim.Fault{}, faultMistakes(&Mistakes{List: found})
	case tree == nil || tree.Kind != yaml.MappingNode:
		return sim.Fault{}, errors.New("this is no fault, want fields such as { type: slow, target: bank, for: 30s }")
	}
	for key := range pairs(tree) {
		if key.Value == "at" {
			return sim.Fault{}, errors.New("at: has no meaning here: the fault begins now")
		}
	}
	entry, err := yaml.Marshal([]*yaml.Node{tree})
	if err != nil {
		return sim.Fault{}, fmt.Errorf("read the fault: %w", err)
	}
	file := bytes.Join([][]byte{[]byte(faultHost + "faults:\n"), entry}, nil)
	s, err := Parse("fault", file, nil)
	if wrong := (*Mistakes)(nil); errors.As(err, &wrong) {
		return sim.Fault{}, faultMistakes(wrong)
	}
	if err != nil {
		return sim.Fault{}, err
	}
	return s.Faults[0], nil
}

// faultMistakes are mistakes without the file that the fault was not in.
func faultMistakes(wrong *Mistakes) error {
	var lines []string
	for _, m := range wrong.List {
		field := strings.TrimPrefix(strings.TrimPrefix(m.Path, "faults[0]"), ".")
		if field != "" {
			field += ": "
		}
		lines = append(lines, field+m.Text)
	}
	return errors.New(strings.Join(lines, "\n"))
}
