package sim

import "strings"

// Nearest is the name that somebody probably meant who typed another, empty if
// none is near: at most two letters off, or a third of a long name, case and
// dashes aside; else the only one that begins so.
func Nearest(typed string, names []string) string {
	if len(typed) > 60 {
		return ""
	}
	best, least := "", 1+max(2, len(typed)/3)
	plain := bare(typed)
	for _, name := range names {
		other := bare(name)
		if apart := len(plain) - len(other); apart >= least || -apart >= least {
			continue // that many are missing at least
		}
		off := typos(plain, other)
		if off < least && off < len(name) {
			best, least = name, off
		}
	}
	if best == "" && len(typed) >= 3 {
		for _, name := range names {
			if !strings.HasPrefix(bare(name), bare(typed)) {
				continue
			}
			if best != "" {
				return ""
			}
			best = name
		}
	}
	return best
}

// bare is a name without what fingers get wrong most.
func bare(name string) string {
	return strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "-", ""), "_", ""))
}

// typos counts the letters to insert, drop, change or swap to make b of a.
func typos(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
