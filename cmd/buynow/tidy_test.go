package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What the house agreed on is a test, so that nobody has to remember it:
//
//  1. load reads the whole tree once: folders, texts, parsed Go files;
//  2. each rule looks at the tree and reports what it refuses, file and line;
//  3. an exception excuses one rule in one file, with a reason, and is itself
//     refused once it is no longer needed;
//  4. each rule is proven to bite by a tiny tree of its own (see proofs).

// rule is one agreement: a short name, the sentence a reader is told when it is
// broken, and the check.
type rule struct {
	name  string
	claim string
	check func(*tree, reporter)
}

// reporter receives one breach of the rule that is being checked.
type reporter func(file string, line int, format string, args ...any)

// rules is every agreement. Their checks live beside their tables, in the other
// tidy files.
var rules = []rule{
	{"folders", "the tree has five top-level folders, and none is a drawer for odds and ends", checkFolders},
	{"imports", "a package imports only what its row in the package table allows", checkImports},
	{"modules", "a module enters through one door, and the door's doc.go says why", checkModules},

	{"wall clock", "simulated code asks env.Now and env.Sleep, never the machine's clock", checkWallClock},
	{"randomness", "simulated code draws from the luck of the thing, never from a shared generator", checkRandomness},
	{"concurrency", "simulated code never sees a go statement, a select or a channel", checkConcurrency},
	{"outside world", "simulated code touches no lock, file, socket or log", checkOutsideWorld},
	{"recover", "a panic in simulated code reaches the kernel, which reports seed, time and path", checkRecover},
	{"coroutine", "only the kernel switches coroutines and looks at the runtime", checkCoroutine},
	{"map order", "simulated code depends on no map order", checkMapOrder},
	{"float", "simulated code uses no function of package math that differs between CPUs", checkFloat},
	{"product", "a product that could be fused with a sum is wrapped in float64()", checkProduct},
	{"fake people", "gofakeit is asked only through NewFaker, and never for what reads the clock", checkFakePeople},

	{"file size", "a Go file has at most 400 lines", checkFileSize},
	{"function size", "a function fits a screen: at most 70 lines", checkFunctionSize},
	{"machine path", "no text names a path of somebody's machine", checkMachinePath},
	{"dead reference", "a document that a comment refers to is in the tree", checkDeadReference},
	{"unfinished", "what is unfinished is finished or dropped, not marked", checkUnfinished},
	{"doc comment", "each exported name says what it promises", checkDocComment},
	{"package comment", "each package has a doc.go that says what it is", checkPackageComment},
	{"fuzz seed", "each fuzz test starts from a corpus", checkFuzzSeed},
	{"gate", "the README shows the test command that the gate runs", checkGate},
}

// excuse says that one rule does not hold in one file, and why.
type excuse struct{ file, rule, reason string }

// excuses is every exception. One for a file that does not exist is harmless;
// one that its file no longer needs is refused.
var excuses = []excuse{
	{"sim/coroutine.go", "coroutine", "the one place that switches between actors"},
	{"sim/coroutine.go", "recover", "the one place that turns an actor's panic into a report"},
	{"sim/world.go", "coroutine", "a world is given its coroutines, so that tests can put a slow kernel in their place"},
	{"sim/clock.go", "wall clock", "the wall clock paces the loop"},
	{"sim/await.go", "concurrency", "the door for real I/O"},
	{"sim/await.go", "recover", "a panic on the other side of the door becomes one of the actor that waits"},
	{"sim/await.go", "coroutine", "the report of that panic says where it was"},
	{"sim/inbox.go", "wall clock", "the loop waits for the inbox and for the next event at once"},
	{"sim/inbox.go", "concurrency", "what comes from outside comes from other goroutines"},
	{"sim/inbox.go", "outside world", "the inbox is entered from other goroutines, so it has a lock"},
	{"sim/serve.go", "recover", "the panic of an inline server is caught on whatever stack it runs"},
	{"sim/world.go", "recover", "the panic of a watcher or a hook ends the run with a report"},
}

func TestTheTreeIsTidy(t *testing.T) {
	unraced(t)
	root := moduleRoot(t)
	here, err := load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	here.importer = exportedBy(root, here.fset)

	found := make(map[string][]breach)
	for _, r := range rules {
		found[r.name] = here.breaches(r)
	}

	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, b := range found[r.name] {
				if !excused(b, excuses) {
					t.Errorf("%s:%d: %s", b.file, b.line, b.text)
				}
			}
			if t.Failed() {
				t.Logf("the rule: %s", r.claim)
			}
		})
	}
	for _, e := range staleExcuses(here, found, excuses) {
		t.Errorf("%s no longer needs its exception from %q: remove the row", e.file, e.rule)
	}
}

// breach is one place where a rule is broken.
type breach struct {
	rule, file string
	line       int
	text       string
}

func (t *tree) breaches(r rule) []breach {
	var all []breach
	r.check(t, func(file string, line int, format string, args ...any) {
		all = append(all, breach{r.name, file, line, fmt.Sprintf(format, args...)})
	})
	slices.SortFunc(all, func(a, b breach) int {
		if c := strings.Compare(a.file, b.file); c != 0 {
			return c
		}
		return a.line - b.line
	})
	return all
}

func excused(b breach, by []excuse) bool {
	return slices.ContainsFunc(by, func(e excuse) bool { return e.file == b.file && e.rule == b.rule })
}

func staleExcuses(t *tree, found map[string][]breach, by []excuse) []excuse {
	var stale []excuse
	for _, e := range by {
		_, exists := t.texts[e.file]
		needed := slices.ContainsFunc(found[e.rule], func(b breach) bool { return b.file == e.file })
		if exists && !needed {
			stale = append(stale, e)
		}
	}
	return stale
}

// tree is the module as the rules see it. Paths are relative to its root, with
// slashes.
type tree struct {
	fset     *token.FileSet
	folders  []string
	texts    map[string][]byte // every file that is text
	binaries []string          // every other file
	files    []*source         // every Go file outside testdata, in order
	importer types.Importer    // nil: imports are unknown types
}

// source is one parsed Go file.
type source struct {
	path, folder string
	test         bool
	generated    bool
	ast          *ast.File
	fset         *token.FileSet
}

func (s *source) line(n ast.Node) int { return s.fset.Position(n.Pos()).Line }

// load reads a tree: all of it but version control, dot-folders other than the
// gate's, and what .gitignore names.
func load(fsys fs.FS) (*tree, error) {
	t := &tree{fset: token.NewFileSet(), texts: make(map[string][]byte)}
	ignored := ignoredBy(fsys)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		foreign := strings.HasPrefix(d.Name(), ".") && d.IsDir() && d.Name() != ".ci" && d.Name() != ".github"
		if foreign || ignored(name) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			t.folders = append(t.folders, name)
			return nil
		}
		return t.add(fsys, name)
	})
	return t, err
}

func (t *tree) add(fsys fs.FS, name string) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
		t.binaries = append(t.binaries, name)
		return nil
	}
	t.texts[name] = text
	if path.Ext(name) != ".go" || strings.Contains(name, "testdata/") {
		return nil
	}
	file, err := parser.ParseFile(t.fset, name, text, parser.ParseComments)
	if err != nil {
		return err
	}
	t.files = append(t.files, &source{
		path: name, folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go"),
		generated: ast.IsGenerated(file), ast: file, fset: t.fset,
	})
	return nil
}

// ignoredBy understands the two plain forms of .gitignore lines that the module
// uses: "/name" at the root, and "*.ext" anywhere.
func ignoredBy(fsys fs.FS) func(name string) bool {
	text, err := fs.ReadFile(fsys, ".gitignore")
	if err != nil {
		return func(string) bool { return false }
	}
	lines := strings.Fields(string(text))
	return func(name string) bool {
		return slices.ContainsFunc(lines, func(line string) bool {
			line = strings.TrimSuffix(line, "/")
			rooted, isRooted := strings.CutPrefix(line, "/")
			if isRooted {
				return glob(rooted, name)
			}
			return glob(line, path.Base(name))
		})
	}
}

func glob(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

// named returns the paths of all texts, sorted, so that reports come in order.
func (t *tree) named() []string { return slices.Sorted(maps.Keys(t.texts)) }

// moduleRoot is the folder above the test that holds go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("no go.mod above the test: run it inside the module")
		}
		folder = parent
	}
}
