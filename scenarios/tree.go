package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// What a file may be at most. Beyond these it is no scenario but an attack, or
// an accident.
const (
	maxBytes  = 1 << 20
	maxDepth  = 32
	maxNodes  = 50_000
	maxScalar = 64 << 10
)

// grow reads a YAML text into a tree of words, each with its place; nil if the
// text holds nothing but comments. What it returns is harmless: no deeper, no
// larger than allowed, without aliases, tags, and names given twice.
func grow(file string, text []byte) (*yaml.Node, []Mistake) {
	if len(text) > maxBytes {
		return nil, []Mistake{{file, 1, 1, "", fmt.Sprintf("the file has %s, want at most 1 MiB", howMany(len(text), "byte"))}}
	}
	if wrong, found := strangeCharacter(file, text); found {
		return nil, []Mistake{wrong}
	}
	if wrong, found := crowded(file, text); found {
		return nil, []Mistake{wrong}
	}
	var document yaml.Node
	reader := yaml.NewDecoder(bytes.NewReader(text))
	if err := reader.Decode(&document); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, []Mistake{notYAML(file, text, err)}
	}
	var second yaml.Node
	if err := reader.Decode(&second); err == nil {
		return nil, []Mistake{{file, max(1, second.Line), max(1, second.Column), "", "a second document begins here, want one scenario in a file"}}
	} else if !errors.Is(err, io.EOF) {
		return nil, []Mistake{notYAML(file, text, err)}
	}

	if len(document.Content) == 0 {
		return nil, nil
	}
	g := gardener{file: file}
	g.inspect(document.Content[0], "", 1)
	return document.Content[0], g.found
}

// strangeCharacter finds what no text has: control characters, broken UTF-8.
func strangeCharacter(file string, text []byte) (Mistake, bool) {
	line, column := 1, 1
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			return Mistake{file, line, column, "", fmt.Sprintf("the byte 0x%02x is not UTF-8, want a text file", text[at])}, true
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029: // some end lines, but not to editors
			return Mistake{file, line, column, "", fmt.Sprintf("the control character 0x%02x has no place in a text file", r)}, true
		}
		at += size
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return Mistake{}, false
}

// crowded finds a text of far too many values before it becomes a tree: each
// takes a bracket, a comma, or a dash, colon or question mark before a blank, and
// an honest one no more than two. Comments do not count.
func crowded(file string, text []byte) (Mistake, bool) {
	signs, line := 0, 0
	for row := range bytes.Lines(text) {
		line++
		if bytes.HasPrefix(bytes.TrimLeft(row, " "), []byte("#")) {
			continue
		}
		for i, c := range row {
			last := i+1 == len(row) || row[i+1] == ' ' || row[i+1] == '\n' || row[i+1] == '\r'
			if c == ',' || c == '[' || c == '{' || last && (c == '-' || c == ':' || c == '?') {
				signs++
			}
		}
		if signs > 2*maxNodes {
			return Mistake{file, line, 1, "", fmt.Sprintf("the file has more than %d values", maxNodes)}, true
		}
	}
	return Mistake{}, false
}

var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// notYAML makes a mistake of the parser's error. The parser knows no column.
func notYAML(file string, text []byte, err error) Mistake {
	m := Mistake{File: file, Line: 1, Column: 1, Text: "this is not YAML: " + err.Error()}
	if parts := yamlError.FindStringSubmatch(err.Error()); parts != nil {
		line, _ := strconv.Atoi(parts[1])
		m.Line, m.Text = max(1, line), "this is not YAML: "+parts[2]
	}
	lines := strings.Split(string(text), "\n")
	m.Line = min(m.Line, len(lines))
	m.wantsQuotes(lines)
	for i, line := range lines {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if tab := strings.IndexByte(indent, '\t'); tab >= 0 && len(indent) < len(line) {
			m.Line, m.Column, m.Text = i+1, tab+1, "a tab indents this line, want spaces"
			break
		}
	}
	return m
}

// misread is a value within { } that YAML reads otherwise than people do: it takes
// brackets for a list, braces for a mapping, and all behind # for a comment.
var misread = regexp.MustCompile(`[{,]\s*\w+:\s+([^'"{\[\s,}&*!|>#][^'",{}]*?(?:\[[^\]]*\]|\{[^}]*\}| #\d+)[^,}]*)`)

// wantsQuotes says so of such a value near the line of the mistake.
func (m *Mistake) wantsQuotes(lines []string) {
	for i := max(0, m.Line-2); i < min(len(lines), m.Line+1); i++ {
		if at := misread.FindStringSubmatchIndex(lines[i]); at != nil {
			m.Line, m.Column = i+1, at[2]+1
			m.Text += fmt.Sprintf("; within { } a value with [, { or # in it wants quotes: %q", strings.TrimSpace(lines[i][at[2]:at[3]]))
			return
		}
	}
}

// gardener looks through a tree for what must not be in it.
type gardener struct {
	file  string
	nodes int
	found []Mistake
}

func (g *gardener) add(m Mistake) {
	if len(g.found) < enough {
		g.found = append(g.found, m)
	}
}

// inspect reports true if it makes sense to look further.
func (g *gardener) inspect(n *yaml.Node, path string, depth int) bool {
	wrong := func(format string, args ...any) {
		g.add(Mistake{g.file, max(1, n.Line), max(1, n.Column), path, fmt.Sprintf(format, args...)})
	}
	g.nodes++
	switch {
	case depth > maxDepth:
		wrong("nested more than %d deep", maxDepth)
		return false
	case g.nodes > maxNodes:
		wrong("the file has more than %d values", maxNodes)
		return false
	case n.Kind == yaml.AliasNode:
		wrong("an alias, *%.40s, is not supported: write the values out", n.Value)
		return true
	case n.Anchor != "":
		wrong("an anchor, &%.40s, is not supported: write the values out", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		wrong("a tag, %.40s, is not supported: leave it out", n.Tag)
	case len(n.Value) > maxScalar:
		wrong("the text has %s, want at most 64 KiB", howMany(len(n.Value), "byte"))
	}
	if n.Kind == yaml.MappingNode {
		return g.inspectMapping(n, path, depth)
	}
	for i, child := range n.Content {
		if !g.inspect(child, fmt.Sprintf("%s[%d]", path, i), depth+1) {
			return false
		}
	}
	return true
}

func (g *gardener) inspectMapping(n *yaml.Node, path string, depth int) bool {
	first := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		inner := join(path, key.Value)
		wrong := func(format string, args ...any) {
			g.add(Mistake{g.file, max(1, key.Line), max(1, key.Column), inner, fmt.Sprintf(format, args...)})
		}
		line, twice := first[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			inner = path
			wrong("a %s cannot be a name", kindOf(key))
			continue
		case key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
			wrong("a name has no anchor and no tag")
		case key.Value == "<<":
			wrong("merging with << is not supported: write the values out")
		case twice:
			wrong("given twice, first in line %d", line)
		}
		first[key.Value] = key.Line
		g.nodes++
		if !g.inspect(value, inner, depth+1) {
			return false
		}
	}
	return true
}

// join is the path of what is called name at path.
func join(path, name string) string {
	if len(name) > 100 || strings.ContainsAny(name, " .[]\"\n\r\t\\") || name == "" {
		name = fmt.Sprintf("%.100q", name)
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

// kindOf says what a node is, to people.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "mapping"
	case yaml.SequenceNode:
		return "list"
	case yaml.AliasNode:
		return "alias"
	}
	return "single value"
}

// howMany counts things: 1 byte, 2 bytes.
func howMany(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}
