package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Search is how the highest load is looked for that the shop can take: see buynow
// capacity.
type Search struct {
	// Vary is the path of the number that is turned up, as --set has it. Source: if
	// there is one crowd with a constant rate, that is it.
	Vary string `example:"vars.peak"`
	// Until is what ends the search: that some of the thresholds do not hold any
	// more. Source: it is what a promise is for.
	Until SearchUntil
	// Method is how it goes on: the load is doubled until the thresholds fail, or
	// halved until they hold, and then the gap in between is halved again and again.
	// Source: as in Nighthawk's adaptive load.
	Method SearchMethod
	// Tolerance is how wide the gap may be in the end, as a share of the load.
	// Source: assumed; finer than that no load is known beforehand.
	Tolerance float64 `min:"0.001" max:"0.5"`
	// Repeats is how often it is looked for, each time with other luck. Source:
	// assumed; an interval needs two, and of four the longest is twice as wide.
	Repeats int `min:"1" max:"1000"`
	// From is the least that is tried, in the notation of the field. Source: a 64th
	// of what the file says.
	From Amount
	// To is the most that is tried. Source: 64 times what the file says.
	To Amount
	// Thresholds are what must hold beside the thresholds of the run. Those of the same
	// metric count in their place. Source: those of the run, if they judge the load.
	Thresholds Thresholds `example:"{ 'checkout_failed{phase:peak}': ['rate<1%'] }"`
	// Instead lets them count in the place of all thresholds of the run. Source: a
	// promise is a promise, however many come.
	Instead bool
}

// Amount is a number as a file says it: 72, 5%, 350ms. Which of them it may be is up
// to the field that it is for.
type Amount string

func (a Amount) spelling() spelling {
	return spelling{"amount", "a number, a share or a duration, such as 72, 5% or 350ms", amountText, []string{"72", "5%", "350ms"}}
}

// amountText is what an amount looks like: digits, and the letters of a unit.
const amountText = `^\s*[-+]?[0-9.][-+0-9._eE]{0,30}\s*([a-zµμ%0-9.]{0,30}|EUR)\s*$`

var amountPattern = regexp.MustCompile(amountText)

// UnmarshalText reads an amount, and leaves to others what it means.
func (a *Amount) UnmarshalText(text []byte) error {
	if !amountPattern.Match(text) {
		return fmt.Errorf("%.40q is no amount, want %s", text, a.spelling().want)
	}
	*a = Amount(strings.TrimSpace(string(text)))
	return nil
}

// SearchUntil is what ends a search for the highest load.
type SearchUntil uint8

// ThresholdsFail ends it where the thresholds do not hold any more.
const ThresholdsFail SearchUntil = 0

func (SearchUntil) names() []string { return []string{"thresholds_fail"} }

// String is the word for it in files.
func (u SearchUntil) String() string { return u.names()[u] }

// UnmarshalText reads the word for it.
func (u *SearchUntil) UnmarshalText(text []byte) error { return oneWord(text, u.names()) }

// SearchMethod is how the highest load is looked for.
type SearchMethod uint8

// ExponentialThenBisect doubles the load until it is too much, and halves the gap then.
const ExponentialThenBisect SearchMethod = 0

func (SearchMethod) names() []string { return []string{"exponential-then-bisect"} }

// String is the word for it in files.
func (m SearchMethod) String() string { return m.names()[m] }

// UnmarshalText reads the word for it.
func (m *SearchMethod) UnmarshalText(text []byte) error { return oneWord(text, m.names()) }

// oneWord takes the only word that there is.
func oneWord(text []byte, names []string) error {
	if string(text) != names[0] {
		return fmt.Errorf("%.40q is unknown%s", text, orElse(string(text), names))
	}
	return nil
}

// checkSearch looks for a path that leads nowhere, for bounds that are none, and for
// thresholds that judge nobody.
func (s *Scenario) checkSearch(c *checking) {
	s.checkTagsOf(c, s.Search.Thresholds, "search.thresholds")
	if name, is := strings.CutPrefix(s.Search.Vary, "vars."); is && s.Vars[name] != "" && s.Source.Mentions[name] == nil {
		return // the linter tells
	}
	if s.Search.Vary == "" || c.broken("search.vary") {
		return
	}
	dial, err := s.Dial(s.Search.Vary)
	if err != nil {
		if s.vouchesForSearch() {
			c.wrongAt("search.vary", "%v", err)
		}
		return
	}
	read := func(name string, text Amount, otherwise float64) float64 {
		if text == "" || c.broken("search."+name) {
			return otherwise
		}
		x, err := dial.Parse(string(text))
		if err != nil {
			c.wrongAt("search."+name, "%s: %v", s.Search.Vary, err)
			return otherwise
		}
		return x
	}
	from, to := read("from", s.Search.From, dial.Least), read("to", s.Search.To, dial.Most)
	if !c.broken("search.from", "search.to") && from >= to {
		c.wrongAt("search", "from %s to %s there is nothing to look for, want from below to", dial.Text(from), dial.Text(to))
	}
}

// vouchesForSearch tells if the path that is varied must lead somewhere. A run with other faults than
// those of its file need not know the one that a search of the file would turn.
func (s *Scenario) vouchesForSearch() bool {
	about := func(set string) bool { return strings.HasPrefix(strings.TrimSpace(set), "search") }
	return s.Variant == AsWritten && len(s.Source.Sets) == 0 || slices.ContainsFunc(s.Source.Sets, about)
}

// Promises are the thresholds that must hold at a load, for the search.
func (s *Scenario) Promises() Thresholds {
	all := Thresholds{}
	if !s.Search.Instead {
		for _, metric := range s.Thresholds.names() {
			all[metric] = s.Thresholds[metric]
		}
	}
	for _, metric := range s.Search.Thresholds.names() {
		for _, other := range all.names() {
			if other.selector().String() == metric.selector().String() {
				delete(all, other)
			}
		}
		all[metric] = s.Search.Thresholds[metric]
	}
	return all
}

// Lines are the thresholds, each as it is told: checkout_failed{phase:rush} rate<1%.
func (t Thresholds) Lines() []string {
	var lines []string
	for _, metric := range t.names() {
		for _, one := range t[metric] {
			lines = append(lines, string(metric)+" "+strings.Join(strings.Fields(one.Threshold), " "))
		}
	}
	return lines
}

// Sets are the thresholds as --set takes them, one for each metric.
func (t Thresholds) Sets() []string {
	var sets []string
	for _, metric := range t.names() {
		var texts []string
		for _, one := range t[metric] {
			texts = append(texts, strings.Join(strings.Fields(one.Threshold), " "))
		}
		sets = append(sets, "thresholds."+metric.selector().String()+"=["+strings.Join(texts, ", ")+"]")
	}
	return sets
}
