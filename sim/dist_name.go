package sim

import (
	"fmt"
	"slices"
	"strings"
)

// DistNames lists the distributions that [ParseDist] knows.
func DistNames() []string {
	var names []string
	for _, f := range forms {
		if !slices.Contains(names, f.name) {
			names = append(names, f.name)
		}
	}
	return names
}

// DistExamples lists the ways to write a distribution, an example of each.
func DistExamples() []string {
	var examples []string
	for _, f := range forms {
		examples = append(examples, f.example)
	}
	return examples
}

// unknownName says which names there are, and which was probably meant.
func unknownName(name string) error {
	names := DistNames()
	known, meant := strings.Join(names, ", "), ""
	for _, candidate := range names {
		if resemble(strings.ToLower(name), candidate) {
			meant = ", did you mean " + candidate + "?"
			break
		}
	}
	return fmt.Errorf("there is no distribution %.40q, want %s%s", name, known, meant)
}

// resemble reports whether one word begins or ends with the other, or at most
// two letters need changing.
func resemble(word, known string) bool {
	if len(word) > 40 || len(word) < 2 {
		return false
	}
	return strings.HasPrefix(word, known) || strings.HasPrefix(known, word) ||
		strings.HasSuffix(known, word) || distance(word, known) <= 2
}

// distance counts the letters to add, drop or change between two words.
func distance(from, to string) int {
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(from) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(to) {
			change := diagonal
			if from[i] != to[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
