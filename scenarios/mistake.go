package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"buynow/sim"
)

// Mistake is one thing that is wrong with a scenario. Line and Column count
// from 1; they are 0 for a --set, which has no lines.
type Mistake struct {
	File         string // as it was named, or --set
	Line, Column int
	Path         string // of the field, such as load.shoppers.rate; empty for the file as a whole
	Text         string // what is wrong, and what is allowed
}

// String is the mistake on a line: shop.yaml:14:3: actors.bank.wrokers: unknown field, did you mean workers?
func (m Mistake) String() string {
	where := m.File
	if m.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", m.File, m.Line, m.Column)
	}
	if m.Path != "" {
		where += ": " + m.Path
	}
	return where + ": " + m.Text
}

// Mistakes is all that is wrong with a scenario, in the order of its lines and
// then of the --set flags. It is the error of [Load] and [Parse].
type Mistakes struct {
	List []Mistake
	More int // found beyond those in List
}

// maxMistakes is how many mistakes are told at once: a screen full.
const maxMistakes = 20

// Error is one line for each mistake.
func (m *Mistakes) Error() string {
	var lines []string
	for _, mistake := range m.List {
		lines = append(lines, mistake.String())
	}
	if m.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", m.More))
	}
	return strings.Join(lines, "\n")
}

// mistakesOf puts what was found in order and keeps the first; nil if nothing
// was. More were found that are not in the list.
func mistakesOf(found []Mistake, more int) error {
	if len(found) == 0 {
		return nil
	}
	slices.SortStableFunc(found, func(a, b Mistake) int {
		if (a.Line == 0) != (b.Line == 0) {
			return cmp.Compare(b.Line, a.Line) // what has no line comes last
		}
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	shown := min(len(found), maxMistakes)
	return &Mistakes{List: found[:shown:shown], More: len(found) - shown + more}
}

// orElse is a hint at the name that was probably meant, else all that there are.
func orElse(typed string, names []string) string {
	if meant := sim.Nearest(typed, names); meant != "" {
		return ", did you mean " + meant + "?"
	}
	return ", want " + oneOf(names)
}

// oneOf lists names: a, b or c.
func oneOf(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
