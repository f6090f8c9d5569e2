package scenarios

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What no honest author writes is refused with a line that names the place, and
// before it has cost much.
func TestHostileFilesAreRefused(t *testing.T) {
	indented := func(depth int) string {
		var text strings.Builder
		for i := range depth {
			text.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return text.String()
	}
	for _, row := range []struct{ why, text, want string }{
		{"nothing", "", "x.yaml:1:1: name is missing"},
		{"comments only", strings.Repeat("# nothing\n", 5000), "x.yaml:1:1: name is missing"},
		{"a word", "quickstart", `x.yaml:1:1: "quickstart" is no section`},
		{"a list", "[1, 2]", "x.yaml:1:1: a list is no section"},
		{"binary", "name: \x00\x01\x02", "x.yaml:1:7: the control character 0x00"},
		{"an escape for the terminal", "name: \x1b[31mred", "x.yaml:1:7: the control character 0x1b"},
		{"another encoding", "\xff\xfen\x00", "x.yaml:1:1: the byte 0xff is not UTF-8"},
		{"broken UTF-8", "name: \n  \xc3\x28", "x.yaml:2:3: the byte 0xc3 is not UTF-8"},
		{"tabs", "name: a\nload:\n\tshoppers: 3\n", "x.yaml:3:1: a tab indents this line, want spaces"},
		{"an open bracket", "name: a\nload: {", "x.yaml:2:1: this is not YAML"},
		{"an open quote", "name: \"a\n", "x.yaml:2:1: this is not YAML"},
		{"two colons", "name: a: b\n", "x.yaml:1:1: this is not YAML"},
		{"an instance without quotes", "name: a\nfaults:\n  - { type: slow, target: bank[3/8], for: 1m }\n",
			`x.yaml:3:27: this is not YAML: did not find expected ',' or '}'; within { } a value with [, { or # in it wants quotes: "bank[3/8]"`},
		{"a number of one without quotes", "name: a\nfaults:\n  - { type: pause, target: bank, when: step 7 #100, for: 1m }\n",
			`wants quotes: "step 7 #100"`},
		{"a second document", "name: a\n---\nname: b\n", "x.yaml:2:1: a second document begins here"},
		{"a bomb of aliases", "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n",
			"x.yaml:1:4: a: an anchor, &a, is not supported"},
		{"an alias of itself", "name: &n [*n]\n", "x.yaml:1:7: name: an anchor, &n, is not supported"},
		{"an alias of nothing", "name: *n\n", "x.yaml:1:1: this is not YAML: unknown anchor"},
		{"a merge", "load:\n  <<: {a: 1}\n", "x.yaml:2:3: load.<<: merging with << is not supported"},
		{"a tag", "name: !!binary aGVsbG8=\n", "x.yaml:1:7: name: a tag, !!binary, is not supported"},
		{"a tag of somebody's language", "name: !!python/object/apply:os.system [ls]\n", "x.yaml:1:7: name: a tag, "},
		{"a name given twice", "name: a\nseed: 3\nname: b\n", "x.yaml:3:1: name: given twice, first in line 1"},
		{"a name that is a list", "? [a, b]\n: c\n", "x.yaml:1:3: a list cannot be a name"},
		{"not a number", shopWith("customers: { home: .nan }"), `x.yaml:3:20: customers.home: ".nan" is no number, want 0 to 1`},
		{"not a number, in words", shopWith("customers: { home: NaN }"), `x.yaml:3:20: customers.home: "NaN" is no number`},
		{"endless", shopWith("catalog: { lines: .inf }"), `x.yaml:3:19: catalog.lines: ".inf" is no number, want 1 to 12`},
		{"an endless distribution", shopWith("catalog: { prices: exp(inf) }"), "x.yaml:3:20: catalog.prices: exp mean: "},
		{"a number beyond all numbers", shopWith("catalog: { lines: 1e999 }"), "x.yaml:3:19: catalog.lines: 1e999 is too large"},
		{"a number of a thousand digits", shopWith("actors: { bank: { workers: " + strings.Repeat("9", 1000) + " } }"),
			"x.yaml:3:28: actors.bank.workers: 9999999999999999999999999999999999999999 is too large"},
		{"a hexadecimal number", shopWith("seed: 0xff"), `x.yaml:3:7: seed: "0xff" is no whole number`},
		{"an endless time", shopWith("until: 99999999999999999999d"), "x.yaml:3:8: until: "},
		{"deep brackets", strings.Repeat("[", 100_000), "x.yaml:1:1: this is not YAML: exceeded max depth"},
		{"deep braces", "a: " + strings.Repeat("{a: ", 9000), "x.yaml:1:1: this is not YAML"},
		{"deep enough", "a: " + strings.Repeat("[", 40) + strings.Repeat("]", 40), "nested more than 32 deep"},
		{"deep lines", indented(200), "x.yaml:33:33: a.a.a."},
		{"many values", "a: [" + strings.Repeat("1,", 60_000) + "]", "the file has more than 50000 values"},
		{"many names", func() string {
			var text strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&text, "k%d: 1\n", i)
			}
			return text.String()
		}(), "x.yaml:1:1: k0: unknown field"},
		{"a long text", "name: " + strings.Repeat("x", 100_000), "x.yaml:1:7: name: the text has 100000 bytes, want at most 64 KiB"},
		{"a large file", strings.Repeat(" ", maxBytes+1), "x.yaml:1:1: the file has 1048577 bytes, want at most 1 MiB"},
	} {
		began := time.Now()

		_, err := Parse("x.yaml", []byte(row.text), nil)

		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: Parse() = %.200v, want %s", row.why, err, row.want)
		}
		if err != nil && len(err.Error()) > 20_000 {
			t.Errorf("%s: the error has %d bytes, want a screen full", row.why, len(err.Error()))
		}
		if took := time.Since(began); took > 10*time.Second { // it is milliseconds; this is for what hangs
			t.Errorf("%s: refused after %v", row.why, took)
		}
	}
}

func TestAPathThatIsNoFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	large := filepath.Join(folder, "large.yaml")
	if err := os.WriteFile(large, make([]byte, 3*maxBytes), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ why, path, want string }{
		{"a folder", folder, "is no file"},
		{"a device without an end", "/dev/zero", "is no file"},
		{"a file that is not there", filepath.Join(folder, "none.yaml"), "no such file"},
		{"a name that is nearly one", "quikstart", "there is no scenario quikstart and no file of that name, did you mean quickstart?"},
		{"a name that is none", "moon", "there is no scenario moon and no file of that name, want " + oneOf(Names())},
		{"a way out of the program", "../files/quickstart", "no such file"},
		{"no name", "", "no such file"},
		{"a large file", large, "want at most 1 MiB"},
	} {
		if _, err := Load(row.path, nil); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: Load(%q) = %v, want %s", row.why, row.path, err, row.want)
		}
	}
}

func FuzzScenario(f *testing.F) {
	text, _ := builtIn("quickstart")
	f.Add(string(text))
	f.Add(shopWith("actors: { bank: { wrokers: 3, service: exp(6s) } }\n"))
	f.Add(crowdWith("{ executor: ramping-arrival-rate, stages: [{ duration: 1m, target: 3 }], journeys: { buy: 1 } }"))
	f.Add("a: &a [*a]\n<<: *a\n? [b]\n: c\n")
	f.Add("name: x\n\t- y\n---\n%TAG ! x\n")
	f.Add(everything)
	schema := judge(f)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse("x.yaml", []byte(text), nil)

		var mistakes *Mistakes
		switch {
		case err == nil && s.Load.Planned() > maxArrivals:
			t.Errorf("a load of %g customers was accepted", s.Load.Planned())
		case err == nil:
			newArrivals(1, s.Load).next()
			_ = s.Load.String()
			readBack(t, "the file", text)
			if value, ok := jsonOf(text); !ok || schema.Validate(value) != nil {
				t.Errorf("the schema refuses what the loader accepts: %v", schema.Validate(value))
			}
		case !errors.As(err, &mistakes) || len(mistakes.List) == 0:
			t.Errorf("the error is %v, want mistakes", err)
		default:
			for _, m := range mistakes.List {
				if m.File != "x.yaml" || m.Line < 1 || m.Column < 1 || m.Text == "" {
					t.Errorf("the mistake has no place: %+v", m)
				}
				if m.Line > 1+strings.Count(text, "\n")+strings.Count(text, "\r") {
					t.Errorf("the mistake is beyond the end: %+v", m)
				}
			}
		}
	})
}
