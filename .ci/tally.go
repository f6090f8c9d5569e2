//go:build ignore

// Tally reads the output of go test -json. It writes what failed, with what the
// failed tests said, to standard error, and "passed failed skipped" to standard
// output. Tests and subtests that ran are counted; a package that failed without
// a failed test (it did not build, or panicked at the start) counts as one.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// said is how many of its last lines a failed test may say.
const said = 30

// event is a line of go test -json, see go doc test2json. A failed build speaks
// under its ImportPath before the package fails.
type event struct {
	Action, Package, Test, Output, ImportPath, FailedBuild string
}

// subject is a test, a package or a build.
type subject struct{ pkg, test string }

func main() {
	output := make(map[subject][]string)
	count := make(map[string]int)
	broken := make(map[string]bool) // packages whose failure is counted
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(os.Stderr, lines.Text()) // the go command itself complains
			continue
		}
		who := subject{e.Package + e.ImportPath, e.Test}
		switch e.Action {
		case "output", "build-output":
			output[who] = append(output[who], e.Output)
			continue
		case "pass", "skip":
			if e.Test != "" {
				count[e.Action]++
			}
		case "fail":
			if e.Test == "" && broken[e.Package] {
				break
			}
			broken[e.Package] = true
			count["fail"]++
			report(who, append(output[subject{pkg: e.FailedBuild}], output[who]...))
		}
		if e.Test != "" {
			delete(output, who)
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	fmt.Println(count["pass"], count["fail"], count["skip"])
}

// report shows the end of what a failed subject said, without the go command's
// own progress.
func report(who subject, lines []string) {
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(line, "=== ") })
	fmt.Fprintf(os.Stderr, "FAILED %s %s\n", who.pkg, who.test)
	if cut := len(lines) - said; cut > 0 {
		fmt.Fprintf(os.Stderr, "    ... %d lines before\n", cut)
		lines = lines[cut:]
	}
	for _, line := range lines {
		fmt.Fprint(os.Stderr, "    ", strings.TrimRight(line, "\n"), "\n")
	}
}
