package metrics

import (
	"fmt"
	"slices"
	"strings"
)

// Selector names a metric, or the part of it under some tags:
// checkout_duration{journey:buy,phase:peak}.
type Selector struct {
	Name string
	Tags []Tag // by key; each key once
}

// Tag is a key and a value.
type Tag struct{ Key, Value string }

// ParseSelector reads a selector. Between key and value stands a colon, as in k6,
// or an equals sign, as in the names of a summary.
func ParseSelector(text string) (Selector, error) {
	name, rest, tagged := strings.Cut(strings.TrimSpace(text), "{")
	s := Selector{Name: strings.TrimSpace(name)}
	const want = "want one such as checkout_duration or checkout_duration{phase:peak}"
	if s.Name == "" || strings.ContainsAny(s.Name, "}:=, ") || len(text) > longestText {
		return s, fmt.Errorf("%.40q is no metric, %s", text, want)
	}
	if !tagged {
		return s, nil
	}
	inside, closed := strings.CutSuffix(strings.TrimSpace(rest), "}")
	if !closed || strings.ContainsAny(inside, "{}") {
		return s, fmt.Errorf("the tags of %.60q do not end with a closing brace, %s", text, want)
	}
	if strings.TrimSpace(inside) == "" {
		return s, nil // k6 takes it, too
	}
	for part := range strings.SplitSeq(inside, ",") {
		at := strings.IndexAny(part, ":=")
		if at < 0 {
			return s, fmt.Errorf("%.40q is no tag, want a name and a value such as phase:peak", strings.TrimSpace(part))
		}
		tag := Tag{strings.TrimSpace(part[:at]), strings.TrimSpace(part[at+1:])}
		switch {
		case tag.Key == "" || tag.Value == "":
			return s, fmt.Errorf("%.40q is no tag, want a name and a value such as phase:peak", strings.TrimSpace(part))
		case s.Tag(tag.Key) != "":
			return s, fmt.Errorf("the tag %.40s is given twice", tag.Key)
		}
		s.Tags = append(s.Tags, tag)
	}
	slices.SortFunc(s.Tags, func(a, b Tag) int { return strings.Compare(a.Key, b.Key) })
	return s, nil
}

// Tag is the value of a tag, empty if the selector does not say.
func (s Selector) Tag(key string) string {
	for _, tag := range s.Tags {
		if tag.Key == key {
			return tag.Value
		}
	}
	return ""
}

// String is the selector such that [ParseSelector] reads it back: the same text
// for all that mean the same.
func (s Selector) String() string {
	if len(s.Tags) == 0 {
		return s.Name
	}
	var tags []string
	for _, tag := range s.Tags {
		tags = append(tags, tag.Key+":"+tag.Value)
	}
	return s.Name + "{" + strings.Join(tags, ",") + "}"
}
