package scenarios

import "fmt"

// AsWritten is the variant of a scenario that changes nothing.
const AsWritten = "as-written"

// Variant is one way to run a scenario beside others: the scenario with some fields changed. It has
// the same customers with the same luck.
type Variant struct {
	Name     string
	Text     string // in a sentence: of the file, or of the preset
	Scenario *Scenario
	Flags    []string // that make a plain run of it: --set preset=naive
}

// LoadVariant loads a scenario as one of its variants: one that the file names under variants, a
// preset, or [AsWritten]. The sets lie over all of it.
func LoadVariant(nameOrPath, variant string, sets []string) (*Variant, error) {
	changed := sets
	var flags []string
	if variant != AsWritten {
		flags = []string{"preset=" + variant}
		changed = append(flags[:1:1], sets...)
	}
	s, err := Load(nameOrPath, changed)
	if err != nil {
		return nil, fmt.Errorf("variant %s: %w", variant, err)
	}
	return &Variant{Name: variant, Scenario: s, Flags: flags}, nil
}
