package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// proof is a tiny tree and what one rule says about it.
type proof struct {
	rule  string
	claim string // one sentence: what this tree shows
	tree  files
	bites []string // "file:line", in order; none: the rule lets it pass
}

type files map[string]string

// actor is a file of simulated code: its lines come after a package clause and
// an import, so the first of them is line 3.
func actor(imports, code string) files {
	return files{"actors/bank.go": "package actors\nimport (" + imports + ")\n" + code}
}

var line2, line3 = []string{"actors/bank.go:2"}, []string{"actors/bank.go:3"}

var proofs = []proof{
	{"folders", "a sixth top-level folder is refused.", files{"pkg/a/a.go": "package a"}, []string{"pkg:1"}},
	{"folders", "a drawer is refused at any depth.", files{"sim/util/a.go": "package util"}, []string{"sim/util:1"}},
	{"folders", "Go files do not lie at the root.", files{"main.go": "package main"}, []string{"main.go:1"}},
	{"folders", "dot-folders and the five are fine.", files{".ci/run": "", "sim/a.go": "package sim"}, nil},

	{"imports", "the kernel does not know the shop.", files{"sim/a.go": "package sim\nimport \"buynow/actors\""}, []string{"sim/a.go:2"}},
	{"imports", "a module does not enter by a second door.", actor(`"github.com/spf13/cobra"`, ""), line2},
	{"imports", "what only tests need stays in tests.", actor(`"github.com/google/go-cmp/cmp"`, ""), line2},
	{"imports", "a package nobody agreed on is refused.", files{"sim/magic/a.go": "package magic"}, []string{"sim/magic/a.go:1"}},
	{"imports", "a command is imported by nobody, not even by tests.",
		files{"sim/a_test.go": "package sim\nimport \"buynow/cmd/buynow\""}, []string{"sim/a_test.go:2"}},
	{"imports", "a name that only begins like an allowed one is another package.", actor(`"buynow/simulator"`, ""), line2},
	{"imports", "an arrow of the table is allowed.", actor(`"buynow/sim"; "fmt"; "github.com/brianvoe/gofakeit/v7"`, ""), nil},
	{"imports", "a test may use the oracles and any package of ours.",
		files{"sim/a_test.go": "package sim\nimport (\"buynow/actors\"; \"pgregory.net/rapid\")"}, nil},

	{"modules", "a module without a door is refused.", files{"go.mod": "module buynow\nrequire example.org/x v1.0.0"}, []string{"go.mod:2"}},
	{"modules", "a door that is silent about its module is refused.",
		files{"go.mod": "require (\n\tgithub.com/spf13/cobra v1.10.2\n)", "cmd/buynow/doc.go": "// Buynow runs.\npackage main"}, []string{"go.mod:2"}},
	{"modules", "a bare name is no reason.",
		files{"go.mod": "require github.com/spf13/cobra v1.10.2", "cmd/buynow/doc.go": "// Uses github.com/spf13/cobra.\npackage main"}, []string{"go.mod:1"}},
	{"modules", "a tool that the gate does not run is refused.", files{"go.mod": "tool example.org/lint/cmd/lint"}, []string{"go.mod:1"}},
	{"modules", "a sentence at the door is enough, and indirect modules need none.",
		files{"go.mod": "tool honnef.co/go/tools/cmd/staticcheck\nrequire github.com/brianvoe/gofakeit/v7 v7.18.1\nrequire example.org/x v1.0.0 // indirect",
			"actors/doc.go": "// Package actors is it. Names come from github.com/brianvoe/gofakeit,\n// which people find funny.\npackage actors"}, nil},

	{"wall clock", "time.Now is refused.", actor(`"time"`, "var _ = time.Now()"), line3},
	{"wall clock", "a clock that is not called but handed on is refused too.", actor(`"time"`, "var _ = time.Since"), line3},
	{"wall clock", "another name does not hide the package.", actor(`clock "time"`, "func f() { clock.Sleep(1) }"), line3},
	{"wall clock", "a dot import does not hide it either.", actor(`. "time"`, "var _ = Now()"), line2},
	{"wall clock", "a timer type is a timer.", actor(`"time"`, "var _ *time.Timer"), line3},
	{"wall clock", "the machine's time zone is refused.", actor(`"time"`, "var _ = time.Local"), line3},
	{"wall clock", "a context with a timeout runs on the wall clock.", actor(`"context"`, "var _, _ = context.WithTimeout(nil, 1)"), line3},
	{"wall clock", "durations are not clocks, and a local name is not the package.",
		actor(`"time"`, "type c struct{}\nfunc (c) Now() {}\nfunc f(d time.Duration) { var time c; time.Now() }"), nil},
	{"wall clock", "tests may look at the clock.", files{"sim/a_test.go": "package sim\nimport \"time\"\nvar _ = time.Now()"}, nil},

	{"randomness", "math/rand is refused.", actor(`"math/rand"`, ""), line2},
	{"randomness", "math/rand/v2 is refused.", actor(`"math/rand/v2"`, ""), line2},
	{"randomness", "crypto/rand is refused, under any name.", actor(`dice "crypto/rand"`, ""), line2},
	{"randomness", "maphash seeds itself at random.", actor(`"hash/maphash"`, ""), line2},
	{"randomness", "hashes are fine.", actor(`"hash/fnv"; "crypto/sha256"`, ""), nil},

	{"concurrency", "a go statement is refused.", actor("", "func f() { go f() }"), line3},
	{"concurrency", "a select is refused.", actor("", "func f() { select {} }"), line3},
	{"concurrency", "a channel type is refused.", actor("", "type t struct{ c chan int }"), line3},
	{"concurrency", "a receive is refused.", actor("", "func f(c C) { <-c }"), line3},
	{"concurrency", "a send is refused.", actor("", "func f(c C) { c <- 1 }"), line3},
	{"concurrency", "outside packages may run goroutines.", files{"dashboard/a.go": "package dashboard\nfunc f() { go f() }"}, nil},

	{"outside world", "locks are refused.", actor(`"sync"`, ""), line2},
	{"outside world", "atomics are refused.", actor(`"sync/atomic"`, ""), line2},
	{"outside world", "files are refused.", actor(`"os"`, ""), line2},
	{"outside world", "sockets are refused.", actor(`"net/http"`, ""), line2},
	{"outside world", "streams are refused.", actor(`"bufio"; "io"`, ""), []string{"actors/bank.go:2", "actors/bank.go:2"}},
	{"outside world", "logs are refused: env.Note is the log.", actor(`"log/slog"`, ""), line2},
	{"outside world", "text is fine.", actor(`"fmt"; "strings"; "errors"`, ""), nil},

	{"recover", "recover is refused.", actor("", "func f() { defer func() { _ = recover() }() }"), line3},
	{"recover", "a recovery that the shop makes is fine.", actor("", "type s struct{}\nfunc (s) recover() {}\nfunc f(x s) { x.recover() }"), nil},

	{"coroutine", "iter.Pull is refused.", actor(`"iter"`, "var _, _ = iter.Pull[int](nil)"), line3},
	{"coroutine", "so is asking the scheduler.", actor(`"runtime"`, ""), line2},
	{"coroutine", "a sequence is fine.", actor(`"iter"`, "var _ iter.Seq[int]"), nil},

	{"map order", "a range over a map is refused.", actor("", "func f(m map[int]int) { for range m {} }"), line3},
	{"map order", "also when the map has another name.", actor("", "type stock map[int]int\nfunc f(s stock) { for range s {} }"), []string{"actors/bank.go:4"}},
	{"map order", "also behind a type parameter.", actor("", "func f[M ~map[K]V, K comparable, V any](m M) { for range m {} }"), line3},
	{"map order", "also when a call returns it.", actor("", "func f() map[int]int { for range f() {}; return nil }"), line3},
	{"map order", "also through maps.Keys.", actor(`"maps"; "slices"`, "var _ = slices.Collect(maps.Keys(map[int]int{}))"), line3},
	{"map order", "a range over what does not compile is not waved through.", actor("", "func f() { for range nowhere {} }"), line3},
	{"map order", "sorted keys and slices are fine.",
		actor(`"maps"; "slices"`, "var _ = slices.Sorted(maps.Keys(map[int]int{}))\nfunc f(s []int) { for range s {}; for range 3 {} }"), nil},

	{"float", "math.Exp is refused.", actor(`"math"`, "var _ = math.Exp(1)"), line3},
	{"float", "math.Log is refused as a value.", actor(`"math"`, "var _ = math.Log"), line3},
	{"float", "complex functions are refused.", actor(`"math/cmplx"`, ""), line2},
	{"float", "exact functions and constants are fine.", actor(`"math"`, "var _ = math.Sqrt(2) + math.Floor(1.5) + math.Pi"), nil},

	{"product", "x*y+z is refused.", actor("", "func f(x, y, z float64) bool { return x*y+z > 0 }"), line3},
	{"product", "parentheses do not round.", actor("", "func f(x, y, z float64) bool { return z-(x*y) > 0 }"), line3},
	{"product", "neither does a variable.", actor("", "func f(x, y, z float64) float64 { p := x*y; return p+z }"), line3},
	{"product", "nor an assigning operator.", actor("", "func f(x, y float64) { x *= y; _ = x+y }"), line3},
	{"product", "nor a return, for a caller may be inlined.", actor("", "func f(x, y float64) float64 { return x*y }"), line3},
	{"product", "nor a type of our own.", actor("", "type rate float64\nfunc f(x, y rate) rate { return x*y }"), []string{"actors/bank.go:4"}},
	{"product", "a conversion rounds.", actor("", "func f(x, y, z float64) float64 { return float64(x*y)+z }\nfunc g(x, y float64) int { return int(x*y) }"), nil},
	{"product", "integers, powers of two, quotients and constants are exact or alone.",
		actor("", "func f(x, y float64, n int) float64 { _ = n*n; return x*0x1p-53 + x*y/y + 3*2.5 }"), nil},

	{"fake people", "a global function is refused.", actor(`"github.com/brianvoe/gofakeit/v7"`, "var _ = gofakeit.Name()"), line3},
	{"fake people", "the seeded constructor locks, and takes 0 for a random seed.", actor(`"github.com/brianvoe/gofakeit/v7"`, "var _ = gofakeit.New(0)"), line3},
	{"fake people", "a date reads the clock.", actor(`"github.com/brianvoe/gofakeit/v7"`, "func f(p *gofakeit.Faker) { p.PastDate() }"), line3},
	{"fake people", "a card has a date, even in another file.",
		files{"actors/a.go": "package actors\nimport _ \"github.com/brianvoe/gofakeit/v7\"", "actors/b.go": "package actors\nvar _ = faker.CreditCardExp()"}, []string{"actors/b.go:2"}},
	{"fake people", "names from our own source are fine.",
		actor(`"time"; "github.com/brianvoe/gofakeit/v7"`, "var _ = gofakeit.NewFaker(nil, false).Name()\nvar _ = time.Date"), nil},

	{"file size", "401 lines are refused.", files{"sim/a.go": "package sim\n" + strings.Repeat("\n", 400)}, []string{"sim/a.go:400"}},
	{"file size", "400 lines are fine.", files{"sim/a.go": "package sim\n" + strings.Repeat("\n", 399)}, nil},
	{"file size", "what a program wrote may be long.", files{"sim/a.go": "// Code generated by x. DO NOT EDIT.\npackage sim\n" + strings.Repeat("\n", 400)}, nil},

	{"function size", "71 lines are refused.", actor("", "func f() {"+strings.Repeat("\n", 70)+"}"), line3},
	{"function size", "70 lines are fine.", actor("", "func f() {"+strings.Repeat("\n", 69)+"}"), nil},
	{"function size", "a test may tell a longer story.", files{"sim/a_test.go": "package sim\nfunc f() {" + strings.Repeat("\n", 70) + "}"}, nil},

	{"machine path", "a path of somebody's machine is refused.", files{"README.md": "run\ncd /ho" + "me/ann/buynow"}, []string{"README.md:2"}},
	{"machine path", "in any text, also quoted.", files{"a.yaml": "journal: \"/ro" + "ot\""}, []string{"a.yaml:1"}},
	{"machine path", "in scripts of dot-folders, too.", files{".ci/run": "cd /wo" + "rk"}, []string{".ci/run:1"}},
	{"machine path", "addresses and relative paths are fine.", files{"README.md": "https://example.org/home a/work ./root /homes"}, nil},

	{"dead reference", "a comment does not send its reader away for nothing.", actor("", "// See notes/flow.md, 3."), line3},
	{"dead reference", "nor does a scenario.", files{"scenarios/a.yaml": "a: 1 # from load.md"}, []string{"scenarios/a.yaml:1"}},
	{"dead reference", "a link leads somewhere.", files{"README.md": "[map](sim/README.md)"}, []string{"README.md:1"}},
	{"dead reference", "what exists, here or from the root, is fine, and so is the web.",
		files{"README.md": "[a](sim/a.go#L1) [b](https://example.org/b.md)", "sim/a.go": "package sim // see ../README.md, README.md, http://x.org/y.md"}, nil},

	{"unfinished", "a mark is refused.", actor("", "// TO"+"DO: charge twice"), line3},
	{"unfinished", "in texts, too.", files{"README.md": "FIX" + "ME", "a.sh": "# XX" + "X"}, []string{"README.md:1", "a.sh:1"}},
	{"unfinished", "longer words are words.", files{"README.md": "mktemp XXXXXX, TODOS"}, nil},

	{"doc comment", "an exported function needs one.", actor("", "func F() {}"), line3},
	{"doc comment", "so do types, values and methods.", actor("", "type T int\nvar V int\n// N is.\ntype N int\nfunc (n *N) M() {}"),
		[]string{"actors/bank.go:3", "actors/bank.go:4", "actors/bank.go:7"}},
	{"doc comment", "a group may be explained at once, and hidden names are ours.",
		actor("", "// The kinds.\nconst (\n\tA = iota\n\tB\n)\nvar (\n\tC int // counts\n)\ntype t int\nfunc (t) M() {}"), nil},

	{"doc comment", "a block of methods of one name is explained by its first line.",
		actor("", "var a, b int\n// M is.\nfunc (A) M() {}\nfunc (B) M() {}\nfunc (B) N() {}\n\nfunc (C) N() {}"),
		[]string{"actors/bank.go:7", "actors/bank.go:9"}},

	{"package comment", "a package without doc.go is refused.", actor("", ""), []string{"actors/doc.go:1"}},
	{"package comment", "a silent doc.go is refused.", files{"sim/doc.go": "package sim"}, []string{"sim/doc.go:1"}},
	{"package comment", "a doc.go that speaks is fine.", files{"sim/doc.go": "// Package sim is it.\npackage sim", "sim/a.go": "package sim"}, nil},

	{"fuzz seed", "a fuzz test without examples is refused.", files{"sim/a_test.go": "package sim\nfunc FuzzA(f *testing.F) { f.Fuzz(nil) }"}, []string{"sim/a_test.go:2"}},
	{"fuzz seed", "examples in code or in files are fine.",
		files{"sim/a_test.go": "package sim\nfunc FuzzA(f *testing.F) { f.Add(1) }\nfunc FuzzB(f *testing.F) {}", "sim/testdata/fuzz/FuzzB/1": "go test fuzz v1"}, nil},

	{"gate", "a README without the command is refused.", files{"README.md": "Run go test ./... often."}, []string{"README.md:1"}},
	{"gate", "a fenced command is fine.", files{"README.md": "```sh\n$ go test ./...   # a minute\n```"}, nil},
}

func TestEachRuleBites(t *testing.T) {
	bitten := make(map[string]bool)
	for _, p := range proofs {
		t.Run(p.rule+": "+p.claim, func(t *testing.T) {
			i := slices.IndexFunc(rules, func(r rule) bool { return r.name == p.rule })
			if i < 0 {
				t.Fatalf("there is no rule %q", p.rule)
			}

			var got []string
			for _, b := range grow(t, p.tree).breaches(rules[i]) {
				got = append(got, fmt.Sprintf("%s:%d", b.file, b.line))
			}

			if !slices.Equal(got, p.bites) {
				t.Errorf("rule %q reports %v, want %v", p.rule, got, p.bites)
			}
			bitten[p.rule] = bitten[p.rule] || len(p.bites) > 0
		})
	}
	for _, r := range rules {
		if !bitten[r.name] {
			t.Errorf("rule %q is not proven to bite", r.name)
		}
	}
}

func TestAnExcuseHoldsForOneRuleInOneFile(t *testing.T) {
	excuses := []excuse{{"sim/clock.go", "wall clock", "the wall clock paces the loop"}}

	for _, row := range []struct {
		breach  breach
		excused bool
		claim   string
	}{
		{breach{rule: "wall clock", file: "sim/clock.go"}, true, "the excused rule in the excused file passes."},
		{breach{rule: "recover", file: "sim/clock.go"}, false, "another rule in that file holds."},
		{breach{rule: "wall clock", file: "sim/agenda.go"}, false, "the rule holds in another file."},
	} {
		if got := excused(row.breach, excuses); got != row.excused {
			t.Errorf("excused(%v) = %v, want %v: %s", row.breach, got, row.excused, row.claim)
		}
	}
}

func TestAnExcuseNobodyNeedsIsStale(t *testing.T) {
	here := grow(t, files{"sim/clock.go": "package sim", "sim/await.go": "package sim"})
	found := map[string][]breach{"concurrency": {{rule: "concurrency", file: "sim/await.go"}}}
	excuses := []excuse{
		{"sim/clock.go", "wall clock", "no longer needed"},
		{"sim/await.go", "concurrency", "needed"},
		{"sim/later.go", "recover", "does not exist yet"},
	}

	stale := staleExcuses(here, found, excuses)

	if len(stale) != 1 || stale[0].file != "sim/clock.go" {
		t.Errorf("staleExcuses = %v, want the one of sim/clock.go", stale)
	}
}

func TestIgnoredFilesAreNotRead(t *testing.T) {
	here := grow(t, files{".gitignore": "/buynow\n*.journal", "buynow": "x", "sim/a.journal": "x", ".git/config": "x", "sim/buynow": "x"})

	got := slices.Sorted(maps.Keys(here.texts))

	if want := []string{".gitignore", "sim/buynow"}; !slices.Equal(got, want) {
		t.Errorf("load read %v, want %v", got, want)
	}
}

// grow makes a tree out of strings.
func grow(t *testing.T, from files) *tree {
	t.Helper()
	disk := make(fstest.MapFS)
	for name, text := range from {
		disk[name] = &fstest.MapFile{Data: []byte(text)}
	}
	grown, err := load(disk)
	if err != nil {
		t.Fatal(err)
	}
	return grown
}
