package study

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"buynow/scenarios"
)

// sentence says what a kind of harm came from, as one says it: 7,576 customers clicked and never
// got the goods: 6,730 because the bank stood still, 6,700 of them only because of the retries;
// the other 846 would not have got them anyway.
func (b *Blame) sentence(c *Cause, order []int, counted *cut) string {
	var faults, policies []int
	for _, i := range order {
		switch {
		case counted.of(i) == 0:
		case b.factors[i].fault:
			faults = append(faults, i)
		default:
			policies = append(policies, i)
		}
	}
	parts := b.faultParts(c, faults, policies, counted)
	parts = append(parts, b.policyParts(c, policies, len(parts) > 0, counted)...)
	together := 0
	for _, s := range counted.together {
		together += s.Count
	}
	if together > 0 {
		parts = append(parts, part(together, c.Count, "only because of several of these at once"))
	}
	switch {
	case c.Left == c.Count:
		parts = append(parts, "nothing that was tried changes that"+counted.endings())
	case c.Left == 1:
		parts = append(parts, "for the other it would have come to that anyway"+counted.endings())
	case c.Left > 0:
		parts = append(parts, fmt.Sprintf("for the other %s it would have come to that anyway%s", decimals(float64(c.Left), 0), counted.endings()))
	}
	return c.Text + ": " + strings.Join(parts, "; ") + "."
}

// mostTold is how many factors of a kind a sentence names.
const mostTold = 2

// faultParts says what came through the faults, the largest first, and what of that only because
// of a policy. A wish that was harmed through two of them counts with the first.
func (b *Blame) faultParts(c *Cause, faults, policies []int, counted *cut) []string {
	var parts []string
	before, others := uint64(0), 0
	for at, i := range faults {
		told := counted.without(1<<i, before)
		switch {
		case told == 0:
		case at >= mostTold:
			others += told
		default:
			because := part(told, c.Count, "because "+b.factors[i].because())
			parts = append(parts, because+b.ofThese(told, 1<<i, before, policies, counted))
		}
		before |= 1 << i
	}
	if others > 0 {
		parts = append(parts, part(others, c.Count, "through other faults"))
	}
	return parts
}

// policyParts says what came through no fault, and would not have come with another policy.
func (b *Blame) policyParts(c *Cause, policies []int, more bool, counted *cut) []string {
	before, others := uint64(0), 0
	for i := range b.factors {
		if b.factors[i].fault {
			before |= 1 << i
		}
	}
	whatever := ""
	if more {
		whatever = "more, fault or no fault, "
	}
	var parts []string
	for at, i := range policies {
		told := counted.without(1<<i, before)
		switch {
		case told == 0:
		case at >= mostTold:
			others += told
		default:
			parts = append(parts, part(told, c.Count, whatever+"only because of "+b.needed(i, policies, told, func(both uint64) int {
				return counted.without(both, before&^both)
			})))
		}
		before |= 1 << i
	}
	if others > 0 {
		parts = append(parts, part(others, c.Count, whatever+"because of other policies"))
	}
	return parts
}

// ofThese says what of the harm through a fault came only because of a policy.
func (b *Blame) ofThese(through int, fault, before uint64, policies []int, counted *cut) string {
	most, which := 0, 0
	for _, i := range policies {
		if n := counted.without(fault|1<<i, before); n > most {
			most, which = n, i
		}
	}
	if most == 0 {
		return ""
	}
	because := b.needed(which, policies, most, func(both uint64) int { return counted.without(fault|both, before) })
	switch {
	case most == through && through == 1:
		return ", and only because of " + because
	case most == through:
		return ", and all of these only because of " + because
	}
	return fmt.Sprintf(", %s of these only because of %s", decimals(float64(most), 0), because)
}

// needed names a policy, and the first other one that is needed for the very same harm: either of
// them alone, as the other shop has it, spares all of it.
func (b *Blame) needed(policy int, policies []int, n int, sparedByBoth func(both uint64) int) string {
	for _, i := range policies {
		if i != policy && sparedByBoth(1<<policy|1<<i) == n {
			return b.factors[policy].because() + " together with " + b.factors[i].because()
		}
	}
	return b.factors[policy].because()
}

// part is a number of all, and why.
func part(n, of int, why string) string {
	switch {
	case of == 1:
		return why
	case n == of:
		return "all " + decimals(float64(n), 0) + " " + why
	}
	return decimals(float64(n), 0) + " " + why
}

// without is how many are saved by some, and by none of others alone.
func (c *cut) without(some, others uint64) int {
	sum := 0
	for by, n := range c.alone {
		if by&some == some && by&others == 0 {
			sum += n
		}
	}
	return sum
}

// mostEndings is how many endings of what is left are told.
const mostEndings = 3

// endings says how those ended whom nothing that was tried would have spared: (66 declined, 30
// cancelled). Of harm to people who got the goods that says nothing.
func (c *cut) endings() string {
	var ends []scenarios.Ending
	for end := range scenarios.Endings {
		if c.ends[end] > 0 && !reached(end) {
			ends = append(ends, end)
		}
	}
	if len(ends) == 0 {
		return ""
	}
	slices.SortStableFunc(ends, func(x, y scenarios.Ending) int { return cmp.Compare(c.ends[y], c.ends[x]) })
	var words []string
	for i, end := range ends {
		if i == mostEndings && len(ends) > mostEndings+1 {
			rest := c.left
			for _, told := range ends[:mostEndings] {
				rest -= c.ends[told]
			}
			words = append(words, decimals(float64(rest), 0)+" otherwise")
			break
		}
		words = append(words, decimals(float64(c.ends[end]), 0)+" "+end.String())
	}
	return " (" + strings.Join(words, ", ") + ")"
}
