package main

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"math"
	"os"
	"os/exec"
	"strings"
	"sync"
)

// Two rules need to know types: what a range ranges over, and which products
// are floats.

// typed checks the simulated files of one folder. What does not compile is left
// unknown: the compiler says it better.
func (t *tree) typed(folder string) (*types.Info, []*source) {
	var sources []*source
	var files []*ast.File
	for _, s := range t.simulatedFiles() {
		if s.folder == folder {
			sources, files = append(sources, s), append(files, s.ast)
		}
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}
	imported := t.importer
	if imported == nil {
		imported = nothing{}
	}
	config := types.Config{Importer: imported, Error: func(error) {}}
	if len(files) > 0 {
		_, _ = config.Check(modulePath+"/"+folder, t.fset, files, info) // errors leave types unknown
	}
	return info, sources
}

// nothing imports nothing.
type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.New("no imports here") }

// exportedBy imports from the compiler's own export data, which the build cache
// holds for everything the simulated packages need.
func exportedBy(root string, fset *token.FileSet) types.Importer {
	files := sync.OnceValues(func() (map[string]string, error) {
		args := []string{"list", "-export", "-deps", "-e", "-f", "{{.ImportPath}} {{.Export}}"}
		for _, folder := range simulated {
			args = append(args, "./"+folder)
		}
		list := exec.Command("go", args...)
		list.Dir = root
		out, err := list.Output()
		files := make(map[string]string)
		for line := range strings.Lines(string(out)) {
			path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
			files[path] = file
		}
		return files, err
	})
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		known, err := files()
		if known[path] == "" {
			return nil, errors.Join(errors.New("no export data for "+path), err)
		}
		return os.Open(known[path])
	})
}

// checkMapOrder refuses to range over a map, or over maps.Keys, Values and All,
// unless slices.Sorted puts them in order at once.
func checkMapOrder(t *tree, report reporter) {
	for _, folder := range simulated {
		info, sources := t.typed(folder)
		for _, s := range sources {
			s.walk(func(n ast.Node, parents []ast.Node) {
				switch n := n.(type) {
				case *ast.RangeStmt:
					switch what := info.TypeOf(n.X); {
					case what == nil || what == types.Typ[types.Invalid]:
						report(s.path, s.line(n), "cannot tell what is ranged over: does the package compile?")
					case isMap(what):
						report(s.path, s.line(n), "ranges over a map, in another order each time; sort its keys, or keep a slice")
					}
				case *ast.SelectorExpr:
					name, path := n.Sel.Name, s.packageOf(n.X)
					unordered := path == "maps" && (name == "Keys" || name == "Values" || name == "All") ||
						path == "" && (name == "MapKeys" || name == "MapRange")
					if unordered && !s.sorted(parents) {
						report(s.path, s.line(n), "%s comes in another order each time; wrap it in slices.Sorted", name)
					}
				}
			})
		}
	}
}

// sorted says whether the call around a selector is an argument of slices.Sorted
// or one of its kin.
func (s *source) sorted(parents []ast.Node) bool {
	if len(parents) < 2 {
		return false
	}
	outer, ok := parents[len(parents)-2].(*ast.CallExpr)
	if !ok {
		return false
	}
	function, ok := outer.Fun.(*ast.SelectorExpr)
	return ok && s.packageOf(function.X) == "slices" && strings.HasPrefix(function.Sel.Name, "Sorted")
}

// isMap looks through names and type parameters.
func isMap(t types.Type) bool {
	switch under := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Interface:
		for embedded := range under.EmbeddedTypes() {
			if isMap(embedded) {
				return true
			}
		}
	case *types.Union:
		for term := range under.Terms() {
			if isMap(term.Type()) {
				return true
			}
		}
	}
	return false
}

// checkProduct refuses a float product that an arm64 or GOAMD64=v3 compiler may
// fuse with a sum: x*y+z is then rounded once instead of twice. A conversion
// ends the product; a power of two is exact either way.
func checkProduct(t *tree, report reporter) {
	for _, folder := range simulated {
		info, sources := t.typed(folder)
		for _, s := range sources {
			s.walk(func(n ast.Node, parents []ast.Node) {
				switch n := n.(type) {
				case *ast.BinaryExpr:
					if n.Op == token.MUL && isFloat(info, n) && !exact(info, n.X) && !exact(info, n.Y) && fusable(info, parents) {
						report(s.path, s.line(n), "a float product that may be fused with a sum; write float64(x*y)")
					}
				case *ast.AssignStmt:
					if n.Tok == token.MUL_ASSIGN && isFloat(info, n.Lhs[0]) && !exact(info, n.Rhs[0]) {
						report(s.path, s.line(n), "a float product that may be fused with a sum; write x = float64(x*y)")
					}
				}
			})
		}
	}
}

// isFloat is true for a float that is not a constant.
func isFloat(info *types.Info, x ast.Expr) bool {
	tv := info.Types[x]
	if tv.Type == nil || tv.Value != nil {
		return false
	}
	basic, ok := tv.Type.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsFloat != 0
}

// exact is true for a constant power of two.
func exact(info *types.Info, x ast.Expr) bool {
	value := info.Types[x].Value
	if value == nil {
		return false
	}
	f, _ := constant.Float64Val(constant.ToFloat(value))
	fraction, _ := math.Frexp(math.Abs(f))
	return fraction == 0.5
}

// fusable says whether what surrounds a product lets it meet a sum: all but a
// conversion, a further product or quotient, and a comparison.
func fusable(info *types.Info, parents []ast.Node) bool {
	for i := len(parents) - 1; i >= 0; i-- {
		switch parent := parents[i].(type) {
		case *ast.ParenExpr:
			continue
		case *ast.CallExpr:
			return !info.Types[parent.Fun].IsType()
		case *ast.BinaryExpr:
			return parent.Op == token.ADD || parent.Op == token.SUB
		default:
			return true
		}
	}
	return true
}

// walk visits each node of a file with the nodes around it, outermost first.
func (s *source) walk(visit func(n ast.Node, parents []ast.Node)) {
	var parents []ast.Node
	ast.Inspect(s.ast, func(n ast.Node) bool {
		if n == nil {
			parents = parents[:len(parents)-1]
			return true
		}
		visit(n, parents)
		parents = append(parents, n)
		return true
	})
}
