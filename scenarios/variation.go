package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Variations are the variants that a file names, in its order.
type Variations []Variation

// Variation is a variant as a file says it: fields that lie over its own.
type Variation struct {
	Name string     `key:"true"`
	tree *yaml.Node // nil if it changes nothing
}

// maxVariations is how many variants a file may name. Each is read by itself.
const maxVariations = 50

// inAll says of the fields that no variant changes why: variants are compared on the same luck, order
// by order, which takes the same customers at the same moments.
var inAll = []struct{ name, why string }{
	{"version", "it is that of the file"},
	{"name", "it is that of the scenario; a variant is named before its colon"},
	{"seed", "the same seed is the same luck, and --seed gives all of them another"},
	{"variants", "a variant has none of its own"},
	{"variant", "a variant is no other one"},
	{"until", "who is watched longer has more time to go wrong"},
	{"scale", "--scale divides all of them alike"},
	{"limit", "as many customers come to each"},
	{"load", "the same customers have to come at the same moments, or orders could not be compared one by one; buynow capacity and buynow sweep vary the load"},
	{"liveness", "the same order would be stuck in one and not in the other"},
	{"inputs", "the same visitors have to do the same"},
	{"starts", "the same customers have to come at the same moments"},
	{"population", "the same people have to come"},
	{"size", "a shop of another size has other customers and other goods"},
	{"catalog", "the same goods have to go into the same carts"},
}

// whyInAll is why a field is the same in all variants, empty if it need not be.
func whyInAll(name string) string {
	for _, field := range inAll {
		if field.name == name {
			return field.why
		}
	}
	return ""
}

// names lists the variants of the file.
func (all Variations) names() []string {
	var names []string
	for _, one := range all {
		names = append(names, one.Name)
	}
	return names
}

// named is the variant of that name, nil if there is none.
func (all Variations) named(name string) *Variation {
	if i := slices.IndexFunc(all, func(v Variation) bool { return v.Name == name }); i >= 0 {
		return &all[i]
	}
	return nil
}

// variation reads one variant: which fields it may lay over those of the file. What they say is judged
// where they lie, once somebody runs it or checks the file.
func (d *decoder) variation(n *yaml.Node, path string, into *Variation) {
	switch {
	case into.Name == AsWritten:
		d.wrong(d.place(n), path, "%s is the scenario without a variant, want another name", AsWritten)
	case isNull(n):
	case n.Kind != yaml.MappingNode:
		d.wrong(d.place(n), path, "%s is no variant, want fields of the scenario such as preset: naive, or {} to change nothing", quote(n))
	default:
		fields := slices.DeleteFunc(fieldsOf(reflect.TypeFor[Scenario]()), func(f field) bool { return whyInAll(f.name) != "" })
		for key := range pairs(n) {
			if why := whyInAll(key.Value); why != "" {
				d.wrong(d.place(key), join(path, key.Value), "is the same in all variants: %s", why)
			} else {
				d.field(key, path, fields)
			}
		}
		into.tree = n
	}
}

// overlay is a variant that lies over a file.
type overlay struct {
	name string
	said map[[2]int]bool // the lines and columns at which it says something
}

// layVariant lays the variant that file or flags choose over the tree. A name that is none is told when
// the field is read.
func layVariant(tree *yaml.Node, sets []string) (*yaml.Node, overlay) {
	name := lastSaid(tree, sets, "variant", "")
	upper := childOf(childOf(tree, "variants"), name)
	if upper == nil || upper.Kind != yaml.MappingNode {
		return tree, overlay{}
	}
	lies := overlay{name, map[[2]int]bool{}}
	lies.add(upper)
	return over(upper, tree), lies
}

func (o overlay) add(n *yaml.Node) {
	o.said[[2]int{max(1, n.Line), max(1, n.Column)}] = true
	for _, child := range n.Content {
		o.add(child)
	}
}

// over lays one tree over another: mappings name by name, all else as a whole. A section that says
// nothing changes nothing.
func over(upper, lower *yaml.Node) *yaml.Node {
	if isNull(upper) && lower.Kind != yaml.ScalarNode {
		return lower
	}
	if upper.Kind != yaml.MappingNode || lower.Kind != yaml.MappingNode {
		return upper
	}
	both := *lower
	both.Content = slices.Clone(lower.Content)
	at := make(map[string]int, len(both.Content)/2)
	for i := 0; i+1 < len(both.Content); i += 2 {
		at[both.Content[i].Value] = i
	}
	for key, value := range pairs(upper) {
		if i, said := at[key.Value]; said {
			both.Content[i], both.Content[i+1] = key, over(value, both.Content[i+1])
		} else {
			both.Content = append(both.Content, key, value)
		}
	}
	return &both
}

// tell says of mistakes that stand in the variant that they do.
func (o overlay) tell(found []Mistake) {
	for i, m := range found {
		if o.said[[2]int{m.Line, m.Column}] && !strings.HasPrefix(m.Path, "variants.") {
			found[i].Path = strings.TrimSuffix("variants."+o.name+"."+m.Path, ".")
		}
	}
}

// checkVariants looks whether there is the one that is to be run.
func (s *Scenario) checkVariants(c *checking) {
	if len(s.Variants) > maxVariations {
		c.wrong("variants", "%d variants are too many, want at most %d", len(s.Variants), maxVariations)
	}
	if s.Variant == AsWritten || s.Variants.named(s.Variant) != nil || c.broken("variants", "variant") {
		return
	}
	hint := ": give it under variants, such as variants: { more-bank: { actors: { bank: { workers: 40 } } } }"
	switch {
	case slices.Contains(s.Preset.names(), s.Variant):
		hint = fmt.Sprintf(", and %s is a preset: preset=%[1]s", s.Variant)
	case len(s.Variants) > 0:
		hint = orElse(s.Variant, append(s.Variants.names(), AsWritten))
	}
	c.wrong("variant", "the file names no variant %s%s", s.Variant, hint)
}

// CheckVariants reads every variant that the file names as if it were run: what is wrong with one, and
// what is valid in it and probably not meant. What is so of the file itself is not told again.
func (s *Scenario) CheckVariants() (warnings []Mistake, err error) {
	var found []Mistake
	more := 0
	for _, one := range s.Variants {
		read, err := s.reread(s.Source.Text, append(slices.Clone(s.Source.Sets), "variant="+one.Name))
		if err == nil {
			err = mistakesOf(s.otherwise(read), 0)
		}
		if wrong, is := err.(*Mistakes); is {
			found, more = append(found, s.onlyIn(one.Name, wrong.List)...), more+wrong.More
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, w := range read.Warnings {
			if strings.HasPrefix(w.Path, "variants.") { // what a preset does is its own affair
				warnings = append(warnings, w)
			}
		}
	}
	return warnings, mistakesOf(found, more)
}

// onlyIn says of what is wrong outside a variant that it is so only with the variant.
func (s *Scenario) onlyIn(name string, found []Mistake) []Mistake {
	for i, m := range found {
		if !strings.HasPrefix(m.Path, "variants.") {
			found[i].Text += ", as variant " + name
		}
	}
	return found
}

// otherwise lists what a variant changes though it must be the same in all of them: through its vars,
// or through what follows from other fields.
func (s *Scenario) otherwise(variant *Scenario) []Mistake {
	var found []Mistake
	a, b := reflect.ValueOf(s).Elem(), reflect.ValueOf(variant).Elem()
	for _, f := range fieldsOf(a.Type()) {
		why := whyInAll(f.name)
		if why == "" || f.name == "variant" || f.name == "variants" {
			continue
		}
		before, after := a.FieldByIndex(f.index), b.FieldByIndex(f.index)
		if was, is := write(before, before, f.bounds), write(after, after, f.bounds); was != is {
			at := Mistake{File: s.File, Line: 1, Column: 1, Path: strings.TrimSuffix("variants."+variant.Variant, ".")}
			if one := variant.Variants.named(variant.Variant); one != nil && one.tree != nil {
				at.Line, at.Column = one.tree.Line, one.tree.Column
			}
			at.Text = fmt.Sprintf("changes %s, which is the same in all variants: %s", f.name, why)
			found = append(found, at)
		}
	}
	return found
}

// mention tells if one of the variants mentions a variable.
func (all Variations) mention(name string) bool {
	var within func(n *yaml.Node) bool
	within = func(n *yaml.Node) bool {
		return n != nil && (n.Kind == yaml.ScalarNode && n.Value == "${"+name+"}" || slices.ContainsFunc(n.Content, within))
	}
	return slices.ContainsFunc(all, func(v Variation) bool { return within(v.tree) })
}

// leaves are what the variant says, each as a --set would say it.
func (v *Variation) leaves() []string {
	var all []string
	var visit func(n *yaml.Node, path string)
	visit = func(n *yaml.Node, path string) {
		switch n.Kind {
		case yaml.MappingNode:
			for key, value := range pairs(n) {
				visit(value, join(path, key.Value))
			}
		case yaml.SequenceNode:
			all = append(all, fmt.Sprintf("%s=[%s]", path, strings.Join(wordsIn(n), ", ")))
		default:
			all = append(all, path+"="+n.Value)
		}
	}
	if v.tree != nil {
		visit(v.tree, "")
	}
	return all
}

// wordsIn are the elements of a list, as far as they are words.
func wordsIn(list *yaml.Node) []string {
	var words []string
	for _, n := range list.Content {
		if n.Kind != yaml.ScalarNode {
			return []string{howMany(len(list.Content), "element")}
		}
		words = append(words, n.Value)
	}
	return words
}

// written is the fields of a variant on one line.
func (v Variation) written() string {
	if v.tree == nil {
		return "{}"
	}
	text, err := yaml.Marshal(inOneLine(v.tree))
	if err != nil {
		panic("scenarios: " + err.Error()) // it was read from YAML
	}
	return strings.TrimSpace(string(text))
}

// inOneLine is a tree without its comments, written within braces.
func inOneLine(n *yaml.Node) *yaml.Node {
	plain := &yaml.Node{Kind: n.Kind, Tag: n.Tag, Value: n.Value, Style: n.Style &^ (yaml.LiteralStyle | yaml.FoldedStyle)}
	if n.Kind != yaml.ScalarNode {
		plain.Style = yaml.FlowStyle
	} else if plain.Style != n.Style || strings.ContainsAny(n.Value, "\n") {
		plain.Style = yaml.DoubleQuotedStyle
	}
	for _, child := range n.Content {
		plain.Content = append(plain.Content, inOneLine(child))
	}
	return plain
}
