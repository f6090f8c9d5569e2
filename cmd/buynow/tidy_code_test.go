package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// simulated names the packages whose code must be a pure function of scenario
// and seed. Their tests are free.
var simulated = []string{"sim", "sim/resilience", "actors"}

func (t *tree) simulatedFiles() []*source {
	var files []*source
	for _, s := range t.files {
		if slices.Contains(simulated, s.folder) && !s.test {
			files = append(files, s)
		}
	}
	return files
}

// forbidden maps an import path to the names in it that are refused.
type forbidden map[string][]string

var wallClock = forbidden{
	"time": {"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick", "Timer", "Ticker",
		"Local", "LoadLocation"},
	"context": {"WithTimeout", "WithTimeoutCause", "WithDeadline", "WithDeadlineCause"},
}

// cpuDependent are the functions whose last bit depends on the CPU: some have
// assembly, the others contain products that a compiler may fuse with a sum.
var cpuDependent = forbidden{
	"math": {"Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Erf", "Erfc", "Erfcinv",
		"Erfinv", "Exp", "Exp2", "Expm1", "Gamma", "Hypot", "J0", "J1", "Jn", "Lgamma", "Log", "Log10", "Log1p", "Log2",
		"Pow", "Pow10", "Sin", "Sincos", "Sinh", "Tan", "Tanh", "Y0", "Y1", "Yn"},
}

var coroutines = forbidden{"iter": {"Pull", "Pull2"}}

func checkWallClock(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		s.refuseNames(wallClock, report, "depends on the machine; ask env.Now or env.Sleep")
	}
}

func checkRandomness(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		s.refuseImports(report, "is a shared or unkeyed generator; draw from env's luck",
			"math/rand", "math/rand/v2", "crypto/rand", "hash/maphash")
	}
}

func checkOutsideWorld(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		s.refuseImports(report, "is the outside world; it enters through Await, or is watched from outside",
			"sync", "sync/atomic", "os", "os/exec", "os/signal", "os/user", "net", "net/http", "net/netip", "net/rpc",
			"net/url", "io", "io/fs", "io/ioutil", "bufio", "log", "log/slog", "log/syslog", "syscall", "plugin", "embed")
	}
}

func checkCoroutine(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		s.refuseNames(coroutines, report, "starts a coroutine; only the kernel's pool does")
		s.refuseImports(report, "lets code see the scheduler or memory; only the kernel may",
			"runtime", "runtime/debug", "unsafe", "weak")
	}
}

func checkFloat(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		s.refuseNames(cpuDependent, report, "differs between CPUs; use the kernel's own")
		s.refuseImports(report, "differs between CPUs", "math/cmplx")
	}
}

func checkConcurrency(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		for n := range ast.Preorder(s.ast) {
			switch n := n.(type) {
			case *ast.GoStmt:
				report(s.path, s.line(n), "a go statement: actors run one at a time, handed control by the loop")
			case *ast.SelectStmt:
				report(s.path, s.line(n), "a select: which case runs is not decided by the seed")
			case *ast.ChanType, *ast.SendStmt:
				report(s.path, s.line(n), "a channel: actors talk by env.Call and env.Send")
			case *ast.UnaryExpr:
				if n.Op == token.ARROW {
					report(s.path, s.line(n), "a channel: actors talk by env.Call and env.Send")
				}
			}
		}
	}
}

func checkRecover(t *tree, report reporter) {
	for _, s := range t.simulatedFiles() {
		for n := range ast.Preorder(s.ast) {
			if call, ok := n.(*ast.CallExpr); ok && isBuiltin(call.Fun, "recover") {
				report(s.path, s.line(n), "recover hides a bug of ours, or the unwinding of a crash")
			}
		}
	}
}

// fakerClock are gofakeit's methods that read the clock, directly or on the way.
var fakerClock = []string{"Date", "DateRange", "PastDate", "FutureDate", "Year", "Car", "Person", "FirefoxUserAgent",
	"UserAgent", "Struct", "Generate", "Template", "FixedWidth", "CSV", "JSON", "XML", "SQL"}

// fakerNames are all of gofakeit that may be named: the constructor and types.
var fakerNames = []string{"NewFaker", "Faker", "AddressInfo", "ContactInfo", "ProductInfo"}

const fakerModule = "github.com/brianvoe/gofakeit"

func checkFakePeople(t *tree, report reporter) {
	doors := make(map[string]bool)
	for _, s := range t.files {
		for _, path := range s.imports() {
			doors[s.folder] = doors[s.folder] || strings.HasPrefix(path, fakerModule)
		}
	}
	for _, s := range t.files {
		if !doors[s.folder] {
			continue
		}
		for n := range ast.Preorder(s.ast) {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			name, path := selector.Sel.Name, s.packageOf(selector.X)
			switch {
			case strings.HasPrefix(path, fakerModule) && !slices.Contains(fakerNames, name):
				report(s.path, s.line(n), "gofakeit.%s uses the generator all share; make one with NewFaker", name)
			case path == "" && (slices.Contains(fakerClock, name) || strings.HasPrefix(name, "CreditCard")):
				report(s.path, s.line(n), "%s of a faker reads the clock: the same seed would differ tomorrow", name)
			}
		}
	}
}

// refuseNames reports each use of a forbidden name of an imported package, also
// as a value; and a dot import, which would hide it.
func (s *source) refuseNames(names forbidden, report reporter, why string) {
	for n := range ast.Preorder(s.ast) {
		switch n := n.(type) {
		case *ast.ImportSpec:
			path, err := strconv.Unquote(n.Path.Value)
			if err == nil && names[path] != nil && n.Name != nil && n.Name.Name == "." {
				report(s.path, s.line(n), "a dot import of %s hides what is used of it", path)
			}
		case *ast.SelectorExpr:
			if path := s.packageOf(n.X); slices.Contains(names[path], n.Sel.Name) {
				report(s.path, s.line(n), "%s.%s %s", path, n.Sel.Name, why)
			}
		}
	}
}

func (s *source) refuseImports(report reporter, why string, paths ...string) {
	for _, spec := range s.ast.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err == nil && slices.Contains(paths, path) {
			report(s.path, s.line(spec), "import %s %s", path, why)
		}
	}
}

// imports maps the names of the file's imports to their paths.
func (s *source) imports() map[string]string {
	paths := make(map[string]string)
	for _, spec := range s.ast.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		words := strings.Split(path, "/")
		name := words[len(words)-1]
		if major := strings.TrimLeft(name, "v0123456789"); major == "" && len(words) > 1 {
			name = words[len(words)-2]
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		paths[name] = path
	}
	return paths
}

// packageOf is the import path that an expression names, or "".
func (s *source) packageOf(x ast.Expr) string {
	name, ok := x.(*ast.Ident)
	if !ok || name.Obj != nil { // a local name hides the import
		return ""
	}
	return s.imports()[name.Name]
}

func isBuiltin(x ast.Expr, name string) bool {
	id, ok := ast.Unparen(x).(*ast.Ident)
	return ok && id.Name == name && id.Obj == nil
}
