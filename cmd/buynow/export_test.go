package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every file that a run writes has a place of its own, and none is the scenario: that is found out before the run, under
// whatever name.
func TestNoFileOfARunReplacesAnother(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	const text = "name: x\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 5s } }\n"
	for name, holds := range map[string]string{"shop.yaml": text, "old.json": "{}"} {
		if err := os.WriteFile(name, []byte(holds), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if os.Symlink("shop.yaml", "link.yaml") != nil || os.Link("old.json", "hard.json") != nil {
		t.Skip("there are no links here")
	}
	if err := os.Mkdir("sub", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ flags, want, why string }{
		{"--summary-export shop.yaml", "--summary-export shop.yaml is the scenario itself", "a summary over the scenario"},
		{"--junit sub/../shop.yaml", "--junit sub/../shop.yaml is the scenario itself", "by another way"},
		{"--summary-export link.yaml", "is the scenario itself", "through a link, which an export follows"},
		{"--summary-export x --junit ./x", "--summary-export and --junit both go to ./x", "the same file by two names"},
		{"--summary-export x --junit " + filepath.Join(folder, "x"), "both go to", "by its full name"},
		{"--junit old.json --summary-export hard.json", "--summary-export and --junit both go to old.json", "two links of one file"},
		{"--junit x --journal sub/../x", "--junit and --journal both go to sub/../x", "a report over the journal"},
		{"--summary-export x --journal x", "--summary-export and --journal both go to x", "a summary over the journal"},
		{"--summary-export - --junit -", "both go to -", "two texts for one stream"},
		{"--summary-export /dev/null --junit /dev/null", "", "what is thrown away may be thrown away twice"},
		{"--summary-export x --junit y --journal z", "", "three files"},
	} {
		got := call(t, append([]string{"run", "shop.yaml", "--quiet"}, strings.Fields(row.flags)...)...)

		if refused := got.code == invalid && got.out == ""; refused != (row.want != "") || !strings.Contains(got.err, row.want) {
			t.Errorf("%s: exit %d, %q, want %q", row.why, got.code, got.err, row.want)
		}
		if holds, err := os.ReadFile("shop.yaml"); err != nil || string(holds) != text {
			t.Fatalf("%s: the scenario holds %.100s, %v", row.why, holds, err)
		}
	}
}
