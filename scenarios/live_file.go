package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
)

// File is the run as a scenario file, with all that was done to it so far: the text
// that it was read from, with what was set in it, its seed and its inputs. Whoever
// runs it sees the same again.
func (l *Live) File() ([]byte, error) {
	l.mutex.Lock()
	inputs := l.notes.recorded()
	l.mutex.Unlock()
	return l.notes.scenario.file(inputs)
}

// recorded are the inputs of the run so far, and those of the scenario that are
// still to come, each as it was said. The mutex is held.
func (n *notes) recorded() Inputs {
	var all []*Input
	all = append(all, n.done...)
	for i := range n.scenario.Inputs {
		if in := &n.scenario.Inputs[i]; !slices.Contains(n.done, in) {
			all = append(all, in)
		}
	}
	visitors := map[uint64]int{}
	var said Inputs
	for _, in := range all {
		one := *in
		switch {
		case in.Buy != nil:
			visitors[in.Intent()] = len(visitors) + 1
		case in.Press > 0:
			one.Press = visitors[in.Intent()]
		}
		said = append(said, one)
	}
	return said
}

// file is the scenario with these inputs as a file: its own text as far as that
// goes, with all comments; else it is written anew, which loses them.
func (s *Scenario) file(inputs Inputs) ([]byte, error) {
	want := *s
	want.Inputs = inputs
	for _, attempt := range []func(*Scenario) ([]byte, error){(*Scenario).amended, (*Scenario).anew} {
		text, err := attempt(&want)
		if err == nil && want.isIn(text) {
			return text, nil
		}
	}
	return nil, errors.New("this run cannot be written as a scenario file")
}

// isIn tells if a text is read as the scenario.
func (s *Scenario) isIn(text []byte) bool {
	read, err := s.reread(text, nil)
	return err == nil && read.canon() == s.canon()
}

// reread reads another text with the same files beside it.
func (s *Scenario) reread(text []byte, sets []string) (*Scenario, error) {
	if s.Source.Beside == "" {
		return parse(s.File, text, sets, nil)
	}
	beside, err := os.OpenRoot(s.Source.Beside)
	if err != nil {
		return nil, fmt.Errorf("read the scenario: %w", err)
	}
	defer beside.Close()
	return parse(s.File, text, sets, beside.FS())
}

// canon is all that the scenario says, in one way.
func (s *Scenario) canon() string {
	plain := *s
	plain.Vars, plain.Scale = nil, 1               // they were filled in, and what it divides is divided
	plain.Variants, plain.Variant = nil, AsWritten // it was laid over the rest
	return plain.written(reflect.ValueOf(blankScenario()).Elem())
}

func (s *Scenario) written(base reflect.Value) string {
	return write(reflect.ValueOf(*s), base, bounds{})
}

// anew is the scenario as its fields are, without the words of its author.
func (s *Scenario) anew() ([]byte, error) {
	plain := *s
	plain.Vars, plain.Scale, plain.Inputs = nil, 1, nil // what the scale divides is divided
	plain.Variants, plain.Variant = nil, AsWritten      // what one of them says is said
	plain.Search = blankScenario().Search               // which may turn a variable
	text := headOf(&plain)
	return append(text, s.Inputs.block()...), nil
}

// headOf is all fields of a scenario, each on a line of its own.
func headOf(s *Scenario) []byte {
	base := s.base()
	var text bytes.Buffer
	for _, f := range fieldsOf(reflect.TypeFor[Scenario]()) {
		text.WriteString(s.line(f, base))
	}
	return text.Bytes()
}

// line is a field of the head as a line of the file; empty if it is as in base.
func (s *Scenario) line(f field, base reflect.Value) string {
	v, was := reflect.ValueOf(s).Elem().FieldByIndex(f.index), base.FieldByIndex(f.index)
	text := write(v, was, f.bounds)
	if !f.required && (text == "" || text == write(was, was, f.bounds)) {
		return ""
	}
	return f.name + ": " + text + "\n"
}

// block is the inputs as a file has them.
func (in Inputs) block() []byte {
	if len(in) == 0 {
		return nil
	}
	text := bytes.NewBufferString("inputs: # what people did while the run was steered, to the nanosecond; it is done again\n")
	counts := map[Purchase]uint64{}
	for i := range in {
		one := in[i]
		if one.Buy != nil {
			buy, choice := *one.Buy, one.Buy.choice()
			if counts[choice]++; buy.Number == counts[choice] {
				buy.Number = 0 // as it would be counted
			}
			counts[choice] = max(counts[choice], one.Buy.Number)
			one.Buy = &buy
		}
		fmt.Fprintf(text, "  - %s\n", write(reflect.ValueOf(one), reflect.ValueOf(Input{}), bounds{}))
	}
	return text.Bytes()
}
