package actors

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The list of lines is what the code calls: each ask, call and try of an actor, by
// whose method it stands in and whom it names.
func TestTheLinesAreThoseThatAreCalled(t *testing.T) {
	actor := map[string]string{
		"customer": "customer", "webServer": "web", "orderManager": "order-manager", "stockDatabase": "stock-db", "manufacturer": "manufacturer",
		"merchant": "merchant", "fraudCheck": "fraud", "bank": "bank", "warehouse": "warehouse", "truck": "truck", "mailer": "mail",
	}
	member := map[string][]string{
		"Customer": {"customer"}, "Web": {"web"}, "Orders": {"order-manager"}, "Stock": {"stock-db"}, "Merchant": {"merchant"}, "Fraud": {"fraud"},
		"Bank": {"bank"}, "Warehouse": {"warehouse"}, "Truck": {"truck"}, "Mail": {"mail"}, "supplier": {"manufacturer", "wholesaler"},
	}
	var called []string
	for from, to := range callsIn(t) {
		for _, target := range to {
			if actor[from] == "" || member[target] == nil {
				t.Fatalf("%s calls %s, which the test does not know", from, target)
			}
			for _, name := range member[target] {
				called = append(called, actor[from]+" -> "+name)
			}
		}
	}
	slices.Sort(called)
	called = slices.Compact(called)

	listed := slices.Sorted(slices.Values(Lines()))

	if !slices.Equal(called, listed) {
		t.Errorf("Lines() = %v, the code calls %v", listed, called)
	}
}

// callsIn lists whom the methods of each type call over a line.
func callsIn(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	calls := map[string][]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range tree.Decls {
			method, ok := decl.(*ast.FuncDecl)
			if !ok || method.Recv == nil {
				continue
			}
			from := method.Recv.List[0].Type
			if pointer, ok := from.(*ast.StarExpr); ok {
				from = pointer.X
			}
			ast.Inspect(method, func(n ast.Node) bool {
				if to := calledIn(n); to != "" {
					name := from.(*ast.Ident).Name
					calls[name] = append(calls[name], to)
				}
				return true
			})
		}
	}
	return calls
}

// calledIn is whom m.shop.ask(env, m.shop.Bank, …) calls; empty for anything else.
func calledIn(n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) < 3 {
		return ""
	}
	way, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"ask", "call", "try"}, way.Sel.Name) {
		return ""
	}
	if shop, ok := way.X.(*ast.SelectorExpr); !ok || shop.Sel.Name != "shop" {
		return ""
	}
	switch to := call.Args[1].(type) {
	case *ast.SelectorExpr:
		return to.Sel.Name
	case *ast.CallExpr:
		return to.Fun.(*ast.SelectorExpr).Sel.Name
	}
	return "?"
}
