package scenarios

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// variables are the values under vars, by their names, as nodes of the tree.
type variables struct {
	names    []string
	nodes    map[string]*yaml.Node
	mentions map[string][]string // the paths at which each stands
}

// mention is a value that stands for a variable, as a whole: "${peak}".
var mention = regexp.MustCompile(`^\$\{([A-Za-z0-9_-]+)\}$`)

// gather collects the variables of a file, and what --set makes of them. What
// is wrong with them is told when vars is read like any other field.
func (d *decoder) gather(tree *yaml.Node, sets []string) {
	d.vars = &variables{nodes: map[string]*yaml.Node{}, mentions: map[string][]string{}}
	if given := childOf(tree, "vars"); given != nil && given.Kind == yaml.MappingNode {
		for key, value := range pairs(given) {
			if !isName(key.Value) {
				d.wrong(d.place(key), join("vars", key.Value), "%.40q is no name, want letters, digits, - and _", key.Value)
			}
			d.vars.names = append(d.vars.names, key.Value)
			d.vars.nodes[key.Value] = value
		}
	}
	for _, set := range sets {
		path, value, _ := strings.Cut(set, "=")
		steps, fits := stepsOf(strings.TrimSpace(path))
		if !fits || steps[0].text != "vars" {
			continue
		}
		at := place{file: setFlag}
		if len(steps) != 2 {
			d.wrong(at, "vars", "want one of the variables, such as vars.peak=400")
		} else if name := steps[1].text; d.vars.nodes[name] == nil {
			d.wrong(at, join("vars", name), "the file has no such variable%s", d.vars.orElse(name))
		} else if tree, found := grow(setFlag, []byte(value)); len(found) > 0 || tree == nil || tree.Kind != yaml.ScalarNode {
			d.wrong(at, join("vars", name), "%.40q is no plain value, want one such as 400 or 8s", strings.TrimSpace(value))
		} else {
			d.vars.nodes[name] = tree
		}
	}
}

// fill puts the value of a variable in the place of its mention. It is false,
// and a mistake, if there is none.
func (d *decoder) fill(n *yaml.Node, path string) (*yaml.Node, bool) {
	if n.Kind != yaml.ScalarNode || !strings.Contains(n.Value, "${") || d.vars == nil {
		return n, true
	}
	name := mention.FindStringSubmatch(n.Value)
	switch {
	case strings.HasPrefix(path, "vars."):
		d.wrong(d.place(n), path, "%.40q mentions a variable, want a plain value", n.Value)
	case name == nil:
		d.wrong(d.place(n), path, "%.40q is no variable, want one that is the whole value, such as \"${peak}\"", n.Value)
	case d.vars.nodes[name[1]] == nil:
		d.wrong(d.place(n), path, "there is no variable %s%s", name[1], d.vars.orElse(name[1]))
	default:
		d.vars.mentions[name[1]] = append(d.vars.mentions[name[1]], path)
		filled := *d.vars.nodes[name[1]]
		filled.Line, filled.Column = n.Line, n.Column
		if strings.Contains(filled.Value, "${") {
			return nil, false // told where the variable is
		}
		return &filled, true
	}
	return nil, false
}

func (v *variables) orElse(typed string) string {
	if len(v.names) == 0 {
		return ": give it under vars, such as vars: { peak: 400 }"
	}
	return orElse(typed, v.names)
}

// unused lists the variables that nobody mentions.
func (v *variables) unused() []string {
	return slices.DeleteFunc(slices.Clone(v.names), func(name string) bool { return v.mentions[name] != nil })
}

// childOf is the value of that name in a mapping, nil if there is none.
func childOf(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for key, value := range pairs(n) {
		if key.Value == name {
			return value
		}
	}
	return nil
}
