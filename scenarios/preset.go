package scenarios

import (
	"embed"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"buynow/actors"
)

//go:embed presets
var presetFiles embed.FS

// Strategy is the name of a preset: how careful the shop is when things go
// wrong. Its fields lie over the defaults, and under those of the file.
type Strategy string

// Size is the name of a preset: how large the shop is. Its fields lie under
// those of the strategy.
type Size string

func (Strategy) names() []string { return presetNames("strategy") }
func (Size) names() []string     { return presetNames("size") }

// UnmarshalText reads the name of a strategy.
func (s *Strategy) UnmarshalText(text []byte) error {
	*s = Strategy(text)
	return known(string(text), "strategy", s.names())
}

// UnmarshalText reads the name of a size.
func (s *Size) UnmarshalText(text []byte) error {
	*s = Size(text)
	return known(string(text), "size", s.names())
}

// known is an error if the name is none of those.
func known(name, kind string, names []string) error {
	if slices.Contains(names, name) {
		return nil
	}
	return fmt.Errorf("%.40q is no %s of a shop%s", name, kind, orElse(name, names))
}

// preset is what the file of a preset may say.
type preset struct {
	// Description says in a sentence what it is.
	Description string
	// Config is the shop, as far as the preset changes it.
	Config actors.Config `yaml:",inline"`
}

// presetNames lists the presets of a kind, in the order of the alphabet.
func presetNames(kind string) []string {
	entries, err := presetFiles.ReadDir(path.Join("presets", kind))
	if err != nil {
		panic("scenarios: " + err.Error()) // the files are part of the program
	}
	var names []string
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return names
}

// readPreset lays the fields of a preset over a shop, and returns what it says
// of itself. A mistake in it is a bug of ours.
func readPreset(kind, name string, over *actors.Config) string {
	file := path.Join("presets", kind, name+".yaml")
	text, err := presetFiles.ReadFile(file)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	tree, found := grow(file, text)
	d := newDecoder(file)
	read := preset{Config: *over}
	if len(found) == 0 {
		d.value(tree, "", reflect.ValueOf(&read).Elem(), bounds{})
		d.complete(reflect.ValueOf(&read).Elem(), "")
		found = d.found
	}
	if err := mistakesOf(found, 0); err != nil {
		panic("scenarios: " + err.Error())
	}
	*over = read.Config
	return read.Description
}

// presetText is what a preset says of itself.
func presetText(kind, name string) string {
	shop := actors.DefaultConfig()
	return readPreset(kind, name, &shop)
}

// layPresets lays the size and the strategy under what the file and the flags
// say. A name that is none is told when the field is read.
func (s *Scenario) layPresets(tree *yaml.Node, sets []string) {
	if name := lastSaid(tree, sets, "size", string(s.Size)); slices.Contains(s.Size.names(), name) {
		readPreset("size", name, &s.Config)
	}
	if name := lastSaid(tree, sets, "preset", string(s.Preset)); slices.Contains(s.Preset.names(), name) {
		readPreset("strategy", name, &s.Config)
	}
}

// lastSaid is what the last flag, else the file, says of a field of the head.
func lastSaid(tree *yaml.Node, sets []string, name, otherwise string) string {
	said := otherwise
	if n := childOf(tree, name); n != nil && n.Kind == yaml.ScalarNode {
		said = n.Value
	}
	for _, set := range sets {
		if path, value, _ := strings.Cut(set, "="); strings.TrimSpace(path) == name {
			said = strings.TrimSpace(value)
		}
	}
	return said
}
