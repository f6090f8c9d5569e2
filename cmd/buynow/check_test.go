package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buynow/scenarios"
)

// typed runs the real program.
func typed(in string, args ...string) (out, errs string, code int) {
	var o, e bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(in), &o, &e)
	return o.String(), e.String(), code
}

const fiveMistakes = `name: corner shop
load:
  shoppers: { executor: constant-arival-rate, rate: 2, duration: 10m }
timeouts:
  bank: 10
actors:
  bank: { wrokers: 64 }
customers:
  home: 140%
`

const goodShop = "name: corner-shop\nload:\n  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }\n"

func TestCheckNamesAllFiveMistakesWithLineAndColumn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.yaml")
	if err := os.WriteFile(path, []byte(fiveMistakes), 0o600); err != nil {
		t.Fatal(err)
	}

	out, errs, code := typed("", "check", path)

	want := []string{
		`:1:7: name: "corner shop" is no name, want letters, digits, - and _`,
		`:3:25: load.shoppers.executor: "constant-arival-rate" is no executor, did you mean constant-arrival-rate?`,
		`:5:9: timeouts.bank: "10" has no unit, want ns, us, ms, s, m, h or d, such as 10s`,
		`:7:11: actors.bank.wrokers: unknown field, did you mean workers?`,
		`:9:9: customers.home: 140% is too large, want 0 to 1`,
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != invalid || errs != "" || len(lines) != len(want) {
		t.Fatalf("exit %d, %d lines, want exit %d and %d lines:\n%s%s", code, len(lines), invalid, len(want), out, errs)
	}
	for i := range want {
		if lines[i] != path+want[i] {
			t.Errorf("line %d is\n%s, want\n%s", i+1, lines[i], path+want[i])
		}
	}
}

func TestCheckLooksAtEachFile(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, bad := write("good.yaml", goodShop), write("bad.yaml", fiveMistakes)
	rash := write("rash.yaml", goodShop+"actors: { bank: { workers: 1 }, merchant: { workers: 200 } }\n")
	brief := ": good, corner-shop: 2 customers/s for 10m, about 1,200 customers and 1,200 orders, until the last order is settled\n"
	for _, row := range []struct {
		why, in string
		args    []string
		want    string // in the output
		code    int
	}{
		{"a good file is one line", "", []string{good}, good + brief, 0},
		{"a built-in scenario is good", "", []string{"quickstart"}, "quickstart: good, quickstart: 0.32 customers/s", 0},
		{"the standard input", goodShop, []string{"-"}, "-" + brief, 0},
		{"a bad standard input has a name", fiveMistakes, []string{"-"}, "stdin:1:7: name: ", 104},
		{"one bad file among good ones", "", []string{good, bad, "quickstart"}, bad + ":7:11: ", 104},
		{"what comes after a bad file", "", []string{bad, good}, good + brief, 104},
		{"a file that is not there", "", []string{"none.yaml"}, "no such file", 104},
		{"a warning fails nothing", "", []string{rash},
			rash + ":4:28: actors.bank.workers: warning: 1 worker × 477ms carry 2.1 orders/s, and 2/s are asked", 0},
		{"a --set counts", "", []string{good, "--set", "seed=0"}, "--set: seed: 0 is too small", 104},
		{"no file is a question", "", nil, "", 104},
	} {
		if row.why == "a warning fails nothing" { // of two orders a second it carries 2.1
			row.args = append(row.args, "--set", "load.shoppers.rate=3")
			row.want = strings.Replace(row.want, "2/s are", "3/s are", 1)
		}

		out, errs, code := typed(row.in, append([]string{"check"}, row.args...)...)

		if code != row.code || !strings.Contains(out, row.want) {
			t.Errorf("%s: exit %d, want %d, and %s in\n%s%s", row.why, code, row.code, row.want, out, errs)
		}
	}
}

func TestSchemaIsTheOneInTheTree(t *testing.T) {
	out, _, code := typed("", "schema")

	committed, err := os.ReadFile("../../scenarios/scenario.schema.json")
	if err != nil || code != 0 || out != string(committed) || !json.Valid([]byte(out)) {
		t.Errorf("schema = exit %d, %d bytes, want the %d bytes of the committed file, %v", code, len(out), len(committed), err)
	}
}

func TestScaleIsAFieldThatIsRepeated(t *testing.T) {
	c := newCounter(blackFriday(), nil)

	c.call("run", "black-friday", "--scale", "50")

	want := "buynow run black-friday --seed 42 --set scale=50"
	if got := strings.Join(c.sets, " "); got != "scale=50" || !strings.Contains(c.out.String(), want) {
		t.Errorf("load was given sets %q, and the output has no %q:\n%s", got, want, &c.out)
	}
}

func TestScaleMakesTheRunSmaller(t *testing.T) {
	unraced(t)
	placed := func(args ...string) float64 {
		t.Helper()
		out, errs, _ := typed("", append([]string{"run", "quickstart", "--quiet", "--summary-export", "-"}, args...)...)
		var s scenarios.Summary
		if err := json.Unmarshal([]byte(out), &s); err != nil {
			t.Fatalf("%v: %s", err, errs)
		}
		return float64(s.Placed)
	}

	if all, quarter := placed(), placed("--scale", "4"); quarter < all/5 || quarter > all/3 {
		t.Errorf("%v orders, and %v at --scale 4, want a quarter", all, quarter)
	}
	if _, errs, code := typed("", "run", "quickstart", "--scale", "0"); code != invalid || !strings.Contains(errs, "want a number from 1 to 1000000") {
		t.Errorf("--scale 0 = exit %d, %s", code, errs)
	}
}

// A shell asks the program itself what could come next.
func TestAShellCompletes(t *testing.T) {
	for _, row := range []struct{ why, typed, want string }{
		{"a command", "che", "check"},
		{"a scenario", "run qu", "quickstart"},
		{"a scenario to check, after another", "check quickstart ", "quickstart"},
		{"a kind of list", "list pre", "presets"},
		{"a field of the shop", "run quickstart --set actors.bank.", "actors.bank.workers="},
		{"a crowd of the scenario", "run quickstart --set load.", "load.shoppers.rate="},
		{"a field for explain", "explain quickstart 1 --set bank.d", "bank.decline="},
		{"a field for check", "check quickstart --set customers.ho", "customers.home="},
		{"a word for a number", "run quickstart --set actors.bank.workers=", "actors.bank.workers=auto"},
		{"a flag", "run quickstart --sc", "--scale"},
	} {
		words := strings.Split("__complete "+row.typed, " ")

		out, errs, code := typed("", words...)

		if code != 0 || !strings.Contains("\n"+out, "\n"+row.want) {
			t.Errorf("%s: %q is completed by\n%s%s, want %s", row.why, row.typed, out, errs, row.want)
		}
	}
}

func TestEveryShellGetsItsCompletion(t *testing.T) {
	for shell, want := range map[string]string{
		"bash": "__start_buynow", "zsh": "#compdef buynow", "fish": "complete -c buynow", "powershell": "Register-ArgumentCompleter",
	} {
		out, _, code := typed("", "completion", shell)

		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("completion %s = exit %d, %d bytes, want a script with %q", shell, code, len(out), want)
		}
	}
}
