package main

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

const (
	longestFile     = 400
	longestFunction = 70
)

// ratchet lets one function be longer than the limit, but not longer than it is
// today: a row is refused once its function has become shorter.
type ratchet struct {
	lines  int
	reason string
}

// longFunctions is keyed by "file: function".
var longFunctions = map[string]ratchet{}

func checkFileSize(t *tree, report reporter) {
	for _, s := range t.files {
		if lines := strings.Count(string(t.texts[s.path]), "\n"); lines > longestFile && !s.generated {
			report(s.path, longestFile, "has %d lines, want at most %d: it holds more than one idea", lines, longestFile)
		}
	}
}

func checkFunctionSize(t *tree, report reporter) {
	for _, s := range t.files {
		if s.test || s.generated {
			continue
		}
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			lines := s.fset.Position(f.End()).Line - s.line(f) + 1
			switch allowed, tolerated := longFunctions[s.path+": "+f.Name.Name]; {
			case tolerated && lines < allowed.lines:
				report(s.path, s.line(f), "%s has shrunk to %d lines: lower its row (%s), or remove it", f.Name.Name, lines, allowed.reason)
			case lines > max(longestFunction, allowed.lines):
				report(s.path, s.line(f), "%s has %d lines, want at most %d", f.Name.Name, lines, longestFunction)
			}
		}
	}
}

// The patterns are written so that they do not match themselves.
var (
	machinePath  = regexp.MustCompile(`(?:^|[^\w./\-])/(?:w[o]rk|r[o]ot|h[o]me)(?:/|\b)`)
	unfinished   = regexp.MustCompile(`\b(?:T[O]DO|F[I]XME|X[X]X)\b`)
	document     = regexp.MustCompile(`[\w./\-]*\w\.md\b`)
	elsewhere    = regexp.MustCompile(`\S*://\S*`)
	documentLink = regexp.MustCompile(`\]\(([^)#:]+)[^)]*\)`)
)

// prose is the texts that people wrote here: not checksums, not what a fuzzer
// found, nothing foreign.
func (t *tree) prose() []string {
	var names []string
	for _, name := range t.named() {
		if path.Base(name) != "go.sum" && !strings.Contains(name, "testdata/fuzz/") && !foreign(name) {
			names = append(names, name)
		}
	}
	return names
}

// foreign says whether a file or folder was made elsewhere: the libraries that
// the page and its tests bring along, byte for byte.
func foreign(name string) bool {
	return strings.HasPrefix(name, "dashboard/web/vendor/") || strings.HasPrefix(name, "dashboard/testdata/axe.")
}

func checkMachinePath(t *tree, report reporter) {
	t.refuseText(machinePath, report, "%q is a path on somebody's machine")
}

func checkUnfinished(t *tree, report reporter) {
	t.refuseText(unfinished, report, "%q: finish it, or open an issue")
}

func (t *tree) refuseText(pattern *regexp.Regexp, report reporter, format string) {
	for _, name := range t.prose() {
		for i, line := range strings.Split(string(t.texts[name]), "\n") {
			if found := pattern.FindString(line); found != "" {
				report(name, i+1, format, strings.TrimSpace(found))
			}
		}
	}
}

// checkDeadReference looks at the comments of Go files and of configuration, and
// at the links of documents.
func checkDeadReference(t *tree, report reporter) {
	for _, s := range t.files {
		for _, group := range s.ast.Comments {
			for _, comment := range group.List {
				t.refuseDead(documentsIn(comment.Text), s.path, s.line(comment), report)
			}
		}
	}
	for _, name := range t.prose() {
		for i, line := range strings.Split(string(t.texts[name]), "\n") {
			switch path.Ext(name) {
			case ".md":
				t.refuseDead(linksIn(line), name, i+1, report)
			case ".yaml", ".yml":
				_, comment, _ := strings.Cut(line, "#")
				t.refuseDead(documentsIn(comment), name, i+1, report)
			}
		}
	}
}

func documentsIn(comment string) []string {
	return document.FindAllString(elsewhere.ReplaceAllString(comment, ""), -1)
}

func linksIn(line string) []string {
	var names []string
	for _, link := range documentLink.FindAllStringSubmatch(line, -1) {
		if !strings.Contains(link[0], "://") && !strings.HasPrefix(link[1], "mailto") {
			names = append(names, link[1])
		}
	}
	return names
}

func (t *tree) refuseDead(names []string, from string, line int, report reporter) {
	for _, to := range names {
		if !t.holds(path.Clean(to)) && !t.holds(path.Join(path.Dir(from), to)) {
			report(from, line, "refers to %s, which is not in the tree", to)
		}
	}
}

// holds is true for any file or folder of the tree.
func (t *tree) holds(name string) bool {
	return t.texts[name] != nil || slices.Contains(t.folders, name) || slices.Contains(t.binaries, name)
}

func checkDocComment(t *tree, report reporter) {
	for _, s := range t.files {
		if s.test || s.generated || s.ast.Name.Name == "main" || strings.HasPrefix(s.folder, ".") {
			continue
		}
		var before *ast.FuncDecl
		for _, d := range s.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) && !s.goesOn(before, d) {
					report(s.path, s.line(d), "%s has no doc comment", d.Name.Name)
				}
				before = d
			case *ast.GenDecl:
				for _, name := range undocumented(d) {
					report(s.path, s.line(name), "%s has no doc comment", name.Name)
				}
			}
		}
	}
}

// goesOn is true for a method in a block of methods of one name, line below
// line: what is said above the block is said of all.
func (s *source) goesOn(before, f *ast.FuncDecl) bool {
	return before != nil && f.Recv != nil && before.Recv != nil && before.Name.Name == f.Name.Name &&
		s.fset.Position(before.End()).Line+1 == s.line(f)
}

// exportedReceiver is true for a function, and for a method that a reader of the
// package's documentation can see.
func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	of := f.Recv.List[0].Type
	for {
		switch t := of.(type) {
		case *ast.StarExpr:
			of = t.X
		case *ast.IndexExpr:
			of = t.X
		case *ast.IndexListExpr:
			of = t.X
		case *ast.Ident:
			return t.IsExported()
		default:
			return false
		}
	}
}

// undocumented returns the exported names of a declaration that neither it, nor
// their group, nor their line explains.
func undocumented(d *ast.GenDecl) []*ast.Ident {
	var names []*ast.Ident
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Doc == nil && spec.Comment == nil && d.Doc == nil {
				names = append(names, spec.Name)
			}
		case *ast.ValueSpec:
			if spec.Doc == nil && spec.Comment == nil && d.Doc == nil {
				names = append(names, spec.Names...)
			}
		}
	}
	exported := names[:0]
	for _, name := range names {
		if name.IsExported() {
			exported = append(exported, name)
		}
	}
	return exported
}

func checkPackageComment(t *tree, report reporter) {
	described := make(map[string]bool)
	for _, s := range t.files {
		if path.Base(s.path) == "doc.go" && s.ast.Doc != nil {
			described[s.folder] = true
		}
	}
	for _, s := range t.files {
		if !s.test && !described[s.folder] && s.folder != "." && !strings.HasPrefix(s.folder, ".") {
			described[s.folder] = true // say it once
			report(s.folder+"/doc.go", 1, "a package needs a doc.go with a package comment")
		}
	}
}

func checkFuzzSeed(t *tree, report reporter) {
	for _, s := range t.files {
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !s.test || f.Recv != nil || f.Body == nil || !strings.HasPrefix(f.Name.Name, "Fuzz") {
				continue
			}
			seeded := t.holds(s.folder + "/testdata/fuzz/" + f.Name.Name)
			for n := range ast.Preorder(f.Body) {
				selector, ok := n.(*ast.SelectorExpr)
				seeded = seeded || ok && selector.Sel.Name == "Add"
			}
			if !seeded {
				report(s.path, s.line(f), "%s starts from nothing: give it examples with f.Add", f.Name.Name)
			}
		}
	}
}

// testCommand is what a reader types, and what the gate reads from the README.
const testCommand = "go test ./..."

func checkGate(t *tree, report reporter) {
	readme, exists := t.texts["README.md"]
	if !exists {
		return
	}
	fenced := false
	for line := range strings.Lines(string(readme)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if command, _, _ := strings.Cut(strings.TrimPrefix(line, "$ "), " #"); fenced && strings.TrimSpace(command) == testCommand {
			return
		}
	}
	report("README.md", 1, "no fenced line %q, which the gate looks for", testCommand)
}
