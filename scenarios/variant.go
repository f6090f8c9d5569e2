package scenarios

import (
	"fmt"
	"slices"
	"strings"
)

// AsWritten is the variant of a scenario that changes nothing.
const AsWritten = "as-written"

// Variant is one way to run a scenario beside others: the scenario with some fields changed. It has
// the same customers with the same luck.
type Variant struct {
	Name     string
	Text     string // in a sentence: of the file, or of the preset
	Scenario *Scenario
	Flags    []string // that make a plain run of it, each for a --set behind those of the user: preset=naive
}

// LoadVariant loads a scenario as one of its variants. The name is, in this order, one that the file
// names under variants, a preset, or [AsWritten]; the sets lie over all of it. With a colon it is a
// variant of its own, "more-bank: actors.bank.workers=40, timeouts.bank=4s", which lies over the sets.
func LoadVariant(nameOrPath, variant string, sets []string) (*Variant, error) {
	plain, err := Load(nameOrPath, sets)
	if err != nil {
		return nil, err
	}
	return plain.As(variant)
}

// As is the scenario as one of its variants, see [LoadVariant].
func (s *Scenario) As(variant string) (*Variant, error) {
	if s.Variant != AsWritten {
		return nil, fmt.Errorf("%s is chosen for all that are held against each other: leave out variant=%s", s.Variant, s.Variant)
	}
	v, err := s.meant(variant)
	if err != nil {
		return nil, err
	}
	v.Scenario, err = s.reread(s.Source.Text, append(slices.Clone(s.Source.Sets), v.Flags...))
	if err == nil {
		v.Scenario.Source.Beside = s.Source.Beside
		err = mistakesOf(s.otherwise(v.Scenario), 0)
	}
	if err != nil {
		return nil, fmt.Errorf("variant %s:\n%w", v.Name, err)
	}
	v.describe(s)
	return v, nil
}

// meant is the variant of a name, still without its scenario.
func (s *Scenario) meant(name string) (*Variant, error) {
	if name, changes, isNew := strings.Cut(name, ":"); isNew {
		return newVariant(strings.TrimSpace(name), changes)
	}
	switch {
	case s.Variants.named(name) != nil:
		return &Variant{Name: name, Flags: []string{"variant=" + name}}, nil
	case slices.Contains(s.Preset.names(), name):
		return &Variant{Name: name, Flags: []string{"preset=" + name}}, nil
	case name == AsWritten:
		return &Variant{Name: name}, nil
	}
	var names []string
	for _, entry := range s.comparable() {
		names = append(names, entry.Name)
	}
	return nil, fmt.Errorf("there is no variant %.60q of %s%s", name, s.Name, orElse(name, names))
}

// newVariant is one that is made of fields, as the command line says them.
func newVariant(name, changes string) (*Variant, error) {
	if !isName(name) {
		return nil, fmt.Errorf("%.60q is no name of a variant, want letters, digits, - and _ before the colon", name)
	}
	v := &Variant{Name: name}
	for _, change := range splitOutside(changes, ',') {
		change = strings.TrimSpace(change)
		path, _, isSet := strings.Cut(change, "=")
		top, _, _ := strings.Cut(strings.TrimSpace(path), ".")
		if !isSet {
			return nil, fmt.Errorf("variant %s: %.60q is no path=value, want one such as \"%[1]s: actors.bank.workers=40, timeouts.bank=4s\"", name, change)
		}
		if why := whyInAll(top); why != "" {
			return nil, fmt.Errorf("variant %s: %s is the same in all variants: %s", name, top, why)
		}
		v.Flags = append(v.Flags, change)
	}
	return v, nil
}

// splitOutside cuts a text at a sign, where it does not stand within brackets or quotes.
func splitOutside(text string, at rune) []string {
	var parts []string
	depth, quote, start := 0, rune(0), 0
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		case r == at && depth == 0:
			parts, start = append(parts, text[start:i]), i+1
		}
	}
	return append(parts, text[start:])
}

// describe says in a sentence what the variant is: as the file has it, else as its preset has it, else
// by what it changes.
func (v *Variant) describe(plain *Scenario) {
	one := plain.Variants.named(v.Name)
	named := one != nil && slices.Equal(v.Flags, []string{"variant=" + v.Name})
	changes := v.Flags
	if named {
		changes = one.leaves()
	}
	switch {
	case v.Scenario.Description != plain.Description:
		v.Text = v.Scenario.Description
	case len(changes) == 0 && v.Name == AsWritten:
		v.Text = asWrittenText
	case len(changes) == 0:
		v.Text = "The scenario as it is written, under another name."
	case len(changes) == 1 && strings.HasPrefix(changes[0], "preset="):
		v.Text = presetText("strategy", string(v.Scenario.Preset))
	default:
		v.Text = "As written, with " + strings.Join(changes, ", ") + "."
	}
}

const asWrittenText = "The scenario as it is written."

// Compared lists what a scenario can be compared as, and what each is: the variants of its file, the
// presets, and itself as it is written.
func (s *Scenario) Compared() []Entry {
	entries := s.comparable()
	for i, entry := range entries {
		if v, err := s.As(entry.Name); err == nil {
			entries[i].Text = v.Text
		}
	}
	return entries
}

// comparable names what a scenario can be compared as.
func (s *Scenario) comparable() []Entry {
	var entries []Entry
	for _, name := range s.Variants.names() {
		entries = append(entries, Entry{Name: name, Kind: "variants"})
	}
	for _, name := range s.Preset.names() {
		if s.Variants.named(name) == nil {
			entries = append(entries, Entry{Name: name, Kind: "presets"})
		}
	}
	return append(entries, Entry{Name: AsWritten, Kind: "variants"})
}
