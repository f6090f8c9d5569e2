package scenarios

import (
	"reflect"
	"slices"
	"strings"

	"buynow/actors"
)

// FlagsOf are what a plain run of the scenario needs, each for a --set behind all others, to be as
// it is with a factor changed; nil if no file could say that.
func (s *Scenario) FlagsOf(f Factor) []string {
	if f.IsFault() {
		return []string{"without=[" + strings.Join(append(slices.Clone(s.Without), f.Fault), ", ") + "]"}
	}
	mine := resolved(s.Config)
	var flags []string
	for _, swap := range f.swaps {
		flags = append(flags, swap.path+"="+swap.value(mine, f.from))
	}
	changed, err := s.reread(s.Source.Text, append(slices.Clone(s.Source.Sets), flags...))
	if err != nil || !reflect.DeepEqual(resolved(changed.Config), resolved(s.Otherwise(f).Config)) {
		return nil
	}
	return flags
}

// value is the other's field, as it is said on the command line over mine.
func (s swap) value(mine, other *actors.Config) string {
	if s.line != "" {
		x, y := s.part(mine), s.part(other)
		if y.Kind() != reflect.Struct {
			return spell(y, bounds{})
		}
		return write(y, x, bounds{})
	}
	v, b := s.of(other), boundsAt(s.index)
	if isLeaf(v.Type()) {
		return spell(v, b)
	}
	return write(v, s.of(mine), b)
}

// Beside is the scenario as one of its variants, see [LoadVariant], with the same customers and the
// same faults, but without what was set of the shop itself: that is what makes the difference.
func (s *Scenario) Beside(variant string) (*Variant, error) {
	sets := slices.DeleteFunc(slices.Clone(s.Source.Sets), setsShop)
	plain, err := s.reread(s.Source.Text, sets)
	if err != nil {
		return nil, err
	}
	plain.Source.Beside = s.Source.Beside
	return plain.As(variant)
}

// OfShop are those of some sets that [Scenario.Beside] leaves out.
func OfShop(sets []string) []string {
	return slices.DeleteFunc(slices.Clone(sets), func(set string) bool { return !setsShop(set) })
}

// setsShop tells if what is set is about the shop, and not about who comes to it or what goes wrong.
func setsShop(set string) bool {
	path, _, _ := strings.Cut(set, "=")
	top, _, _ := strings.Cut(strings.TrimSpace(path), ".")
	top, _, _ = strings.Cut(top, "[")
	if top == "preset" || top == "variant" {
		return true
	}
	for _, f := range fieldsOf(reflect.TypeFor[actors.Config]()) {
		if f.name == top {
			return whyInAll(top) == ""
		}
	}
	return false
}
