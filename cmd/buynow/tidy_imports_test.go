package main

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// row is one package: what of ours and which outside modules its code may
// import. The standard library is free to all but simulated code.
type row struct {
	folder  string
	ours    []string
	outside []string
}

// packageTable is the architecture: arrows point up this list, and an outside
// module appears once, in the package that is its door.
var packageTable = []row{
	{"sim", nil, nil},
	{"sim/resilience", []string{"sim"}, nil},
	{"sim/codec", nil, []string{"github.com/vmihailenco/msgpack/v5"}},
	{"sim/journal", []string{"sim", "sim/codec"}, nil},
	{"sim/export", []string{"sim"}, []string{"go.opentelemetry.io/collector/pdata"}},
	{"sim/metrics", []string{"sim"}, []string{
		"github.com/prometheus/client_golang",
		"github.com/HdrHistogram/hdrhistogram-go",
	}},
	{"sim/experiment", []string{"sim"}, []string{"gonum.org/v1/gonum"}},
	{"sim/chart", nil, []string{"gonum.org/v1/plot"}},
	{"sim/transport", []string{"sim", "sim/codec"}, []string{
		"github.com/nats-io/nats.go",
		"github.com/nats-io/nats-server/v2",
	}},
	{"actors", []string{"sim", "sim/resilience"}, []string{"github.com/brianvoe/gofakeit/v7"}},
	{"actors/ledger", []string{"actors"}, []string{"modernc.org/sqlite", "github.com/jackc/pgx/v5"}},
	{"scenarios", []string{"actors", "sim", "sim/resilience", "sim/journal", "sim/export", "sim/metrics", "sim/experiment"}, []string{"go.yaml.in/yaml/v3"}},
	{"scenarios/study", []string{"actors", "scenarios", "sim", "sim/codec", "sim/metrics", "sim/experiment", "sim/chart"}, nil},
	{"dashboard", []string{"actors", "scenarios", "sim", "sim/metrics", "sim/codec"}, []string{"github.com/gorilla/websocket"}},
	{"cmd/fitfraud", []string{"actors", "sim"}, nil},
	{"cmd/buynow", []string{
		"sim", "sim/resilience", "sim/codec", "sim/journal", "sim/metrics", "sim/experiment", "sim/chart", "sim/transport",
		"actors", "actors/ledger", "scenarios", "scenarios/study", "dashboard",
	}, []string{"github.com/spf13/cobra", "golang.org/x/term"}},
}

// testModules may be imported by any test and by nothing else, each for the
// reason beside it.
var testModules = map[string]string{
	"github.com/google/go-cmp":                 "a failed comparison shows the difference, not two dumps",
	"pgregory.net/rapid":                       "a failing sequence of steps is shrunk to the shortest that fails",
	"github.com/santhosh-tekuri/jsonschema/v6": "an independent judge of our JSON Schema, which accepts what the loader accepts",
	"github.com/chromedp/chromedp":             "the dashboard is judged in a real browser",
	"github.com/chromedp/cdproto":              "the browser's protocol that chromedp speaks",
	"github.com/anishathalye/porcupine":        "an independent judge of linearizable histories",
	"github.com/failsafe-go/failsafe-go":       "an oracle for our retries, hedges and limiters",
	"github.com/sony/gobreaker":                "an oracle for our circuit breaker",
	"github.com/sony/gobreaker/v2":             "an oracle for our circuit breaker",
}

// toolModules are run by the gate through a tool line of go.mod.
var toolModules = map[string]string{
	"honnef.co/go/tools": "staticcheck finds what vet does not",
}

const modulePath = "buynow"

func checkFolders(t *tree, report reporter) {
	topLevel := []string{"sim", "actors", "scenarios", "dashboard", "cmd"}
	drawers := []string{"util", "utils", "common", "helper", "helpers", "types", "internal"}
	for _, folder := range t.folders {
		top, _, _ := strings.Cut(folder, "/")
		if top == folder && !strings.HasPrefix(top, ".") && !slices.Contains(topLevel, top) {
			report(folder, 1, "is a top-level folder; the five are %s", strings.Join(topLevel, ", "))
		}
		if slices.Contains(drawers, path.Base(folder)) && !foreign(folder) {
			report(folder, 1, "is a drawer, not an idea; name it after what it holds")
		}
	}
	for _, s := range t.files {
		if s.folder == "." {
			report(s.path, 1, "lies at the root; Go files live in packages")
		}
	}
}

func checkImports(t *tree, report reporter) {
	for _, s := range t.files {
		if s.folder == "." || strings.HasPrefix(s.folder, ".") {
			continue
		}
		i := slices.IndexFunc(packageTable, func(r row) bool { return r.folder == s.folder })
		if i < 0 {
			report(s.path, 1, "package %s has no row in the package table", s.folder)
			continue
		}
		for _, spec := range s.ast.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil || packageTable[i].allows(imported, s.test) {
				continue
			}
			report(s.path, s.line(spec), "package %s may not import %s", s.folder, imported)
		}
	}
}

// allows says whether a file of this package may import a path.
func (r row) allows(imported string, test bool) bool {
	if ours, ok := strings.CutPrefix(imported, modulePath+"/"); ok {
		command := strings.HasPrefix(ours, "cmd/")
		return slices.Contains(r.ours, ours) || test && !command
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		return imported != "C"
	}
	within := func(module string) bool { return imported == module || strings.HasPrefix(imported, module+"/") }
	if slices.ContainsFunc(r.outside, within) {
		return true
	}
	for module := range testModules {
		if test && within(module) {
			return true
		}
	}
	return false
}

// checkModules holds go.mod against the tables, and looks for the sentence of
// reason in the doc.go of each module's door.
func checkModules(t *tree, report reporter) {
	for i, line := range strings.Split(string(t.texts["go.mod"]), "\n") {
		module, isTool, ok := directlyRequired(line)
		switch {
		case !ok:
		case isTool:
			if !isGateTool(module) {
				report("go.mod", i+1, "tool %s is not among the tools the gate runs", module)
			}
		case testModules[module] != "" || toolModules[module] != "":
		default:
			checkDoor(t, module, i+1, report)
		}
	}
}

func isGateTool(command string) bool {
	for module := range toolModules {
		if strings.HasPrefix(command, module+"/") {
			return true
		}
	}
	return false
}

func checkDoor(t *tree, module string, line int, report reporter) {
	i := slices.IndexFunc(packageTable, func(r row) bool { return slices.Contains(r.outside, module) })
	if i < 0 {
		report("go.mod", line, "module %s has no door in the package table", module)
		return
	}
	door := packageTable[i].folder + "/doc.go"
	for _, s := range t.files {
		if s.path == door && givesReason(s.ast.Doc.Text(), module) {
			return
		}
	}
	report("go.mod", line, "module %s has no sentence of reason in the package comment of %s", module, door)
}

// givesReason finds the sentence that names a module (its major version may be
// left out), and asks that it says something beside the name.
func givesReason(comment, module string) bool {
	if base := path.Base(module); len(base) > 1 && base[0] == 'v' && base[1] >= '0' && base[1] <= '9' {
		module = path.Dir(module)
	}
	comment = strings.Join(strings.Fields(comment), " ")
	for sentence := range strings.SplitSeq(comment, ". ") {
		if strings.Contains(sentence, module) && len(strings.Fields(sentence)) >= 5 {
			return true
		}
	}
	return false
}

// directlyRequired reads one line of go.mod: a require that is not indirect, or
// a tool.
func directlyRequired(line string) (module string, isTool, ok bool) {
	if strings.Contains(line, "// indirect") {
		return "", false, false
	}
	words := strings.Fields(line)
	if len(words) > 0 && words[0] == "require" {
		words = words[1:]
	}
	if len(words) == 2 && words[0] == "tool" {
		return words[1], true, true
	}
	if len(words) >= 2 && strings.Contains(words[0], ".") && strings.HasPrefix(words[1], "v") {
		return words[0], false, true
	}
	return "", false, false
}

func TestEachModuleHasOneDoor(t *testing.T) {
	doors := make(map[string]string)
	for _, r := range packageTable {
		for _, module := range r.outside {
			if first, ok := doors[module]; ok {
				t.Errorf("module %s enters through %s and %s, want one door", module, first, r.folder)
			}
			doors[module] = r.folder
		}
	}
}

func TestPackageTableHasNoCycle(t *testing.T) {
	seen := make(map[string]bool)
	for pass := 0; pass <= len(packageTable); pass++ {
		for _, r := range packageTable {
			if !slices.ContainsFunc(r.ours, func(folder string) bool { return !seen[folder] }) {
				seen[r.folder] = true
			}
		}
	}
	for _, r := range packageTable {
		if !seen[r.folder] {
			t.Errorf("package %s imports itself through %v, or a package without a row", r.folder, r.ours)
		}
	}
}
