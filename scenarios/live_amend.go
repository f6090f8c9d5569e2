package scenarios

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// amended is the text of the scenario, changed where the run differs from it:
//  1. a value that the text says and a --set changes is replaced where it stands;
//  2. of what else was set, the whole section is written anew;
//  3. the seed, the window and the inputs are written last.
func (s *Scenario) amended() ([]byte, error) {
	t := amendment{text: slices.Clone(s.Source.Text)}
	var anew []string
	for _, set := range s.Source.Sets {
		if path, value, _ := strings.Cut(set, "="); !t.replace(strings.TrimSpace(path), strings.TrimSpace(value)) {
			section, _, _ := strings.Cut(path, ".")
			anew = append(anew, strings.TrimSpace(section))
		}
	}
	for _, head := range []struct{ name, value string }{{"seed", strconv.FormatUint(s.Seed, 10)}, {"window", strconv.FormatBool(s.Config.Window)}} {
		if !t.replace(head.name, head.value) {
			anew = append(anew, head.name)
		}
	}
	whole, err := s.reread(s.Source.Text, append(slices.Clone(s.Source.Sets), "scale=1"))
	if err != nil {
		return nil, err
	}
	whole.Seed, whole.Scale, whole.Config.Window = s.Seed, s.Scale, s.Config.Window
	base := s.base()
	for _, f := range fieldsOf(reflect.TypeFor[Scenario]()) {
		if slices.Contains(anew, f.name) {
			t.section(f.name, whole.line(f, base))
		}
	}
	t.section("inputs", string(s.Inputs.block()))
	return t.text, t.err
}

// base is a scenario of which only the presets are known.
func (s *Scenario) base() reflect.Value {
	base := blankScenario()
	base.layPresets(nil, []string{"preset=" + string(s.Preset), "size=" + string(s.Size)})
	return reflect.ValueOf(base).Elem()
}

// amendment is the text of a scenario in which something is changed.
type amendment struct {
	text []byte
	err  error
}

// root is the mapping that the text is, with a line for each of its names; nil if
// it is another one.
func (t *amendment) root() *yaml.Node {
	tree, found := grow("", t.text)
	plain := len(found) == 0 && tree != nil && tree.Kind == yaml.MappingNode && tree.Style&yaml.FlowStyle == 0
	if !plain || bytes.Contains(t.text, []byte("\n...")) {
		t.err = errors.New("the text is no list of fields, a line for each")
		return nil
	}
	for key := range pairs(tree) {
		if key.Column != 1 {
			t.err = errors.New("the fields of the text are indented")
			return nil
		}
	}
	return tree
}

// replace writes another value in the place of one that the text says; false if it
// says none, or one that is more than a word.
func (t *amendment) replace(path, value string) bool {
	n := t.root()
	steps, _ := stepsOf(path)
	for _, one := range steps {
		if n = childAt(n, one.text); n == nil {
			return false
		}
	}
	if n == nil || n.Kind != yaml.ScalarNode || value == "" || strings.Trim(value, plainLetters) != "" {
		return false
	}
	start := 0
	for range n.Line - 1 {
		start += bytes.IndexByte(t.text[start:], '\n') + 1
	}
	for range n.Column - 1 { // in letters
		_, size := utf8.DecodeRune(t.text[start:])
		start += size
	}
	for _, quote := range []string{"", "'", `"`} {
		if said := quote + n.Value + quote; bytes.HasPrefix(t.text[start:], []byte(said)) {
			t.text = slices.Replace(t.text, start, start+len(said), []byte(quote+value+quote)...)
			return true
		}
	}
	return false
}

// plainLetters are those of values that need no quotes anywhere.
const plainLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%"

// childAt is the value of that name in a mapping, or the element of that place or
// name in a list; nil if there is none.
func childAt(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return childOf(n, name)
	}
	for i, element := range n.Content {
		if called := childOf(element, "name"); called != nil && called.Value == name || strconv.Itoa(i) == name {
			return element
		}
	}
	return nil
}

// section writes a field of the root anew, at the end if the text does not say it.
func (t *amendment) section(name, text string) {
	tree := t.root()
	if tree == nil {
		return
	}
	lines := bytes.SplitAfter(t.text, []byte("\n"))
	from, until := len(lines), len(lines)
	for key := range pairs(tree) {
		switch {
		case key.Value == name:
			from = key.Line - 1
		case key.Line-1 > from:
			until = min(until, key.Line-1)
		}
	}
	for until > from+1 && !isSaying(lines[until-1]) { // comments that belong to what follows
		until--
	}
	if from == len(lines) && len(t.text) > 0 && t.text[len(t.text)-1] != '\n' {
		text = "\n" + text
	}
	t.text = bytes.Join(slices.Concat(lines[:from], [][]byte{[]byte(text)}, lines[until:]), nil)
}

// isSaying tells if a line of a section is more than a comment that begins at its
// margin, or nothing.
func isSaying(line []byte) bool {
	return len(bytes.TrimSpace(line)) > 0 && line[0] != '#'
}
