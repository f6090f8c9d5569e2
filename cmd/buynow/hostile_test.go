package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test binary is the program if it is asked to be: it then writes down how
// much memory it took at most.
func TestMain(m *testing.M) {
	if name := os.Getenv("BUYNOW_STATUS"); name != "" {
		code := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		status, _ := os.ReadFile("/proc/self/status") // there is none on other systems
		if err := os.WriteFile(name, status, 0o600); err != nil {
			code = internalFault
		}
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// What a file may cost that is refused. A second is what is promised, and hardly
// any takes a tenth of one; the limit of the test is on the processor's time and
// leaves room for slow machines.
const (
	hostileMegabytes = 256
	hostileSeconds   = 5
)

// hostileFile is a file that nobody wrote who wanted to run a shop.
type hostileFile struct{ why, text, want string }

func hostileFiles() []hostileFile {
	const mega = 1 << 20
	fill := func(text string) string { return strings.Repeat(text, mega/len(text)) }
	numbered := func(format string, n int) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, format, i)
		}
		return text.String()
	}
	const shop = "name: x\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 1d } }\n"
	loadOf := func(crowd string) string { return "name: x\nload: { a: " + crowd + " }\n" }
	return []hostileFile{
		{"a file that does not end soon", fill("# a\n") + "name: x\n", "want at most 1 MiB"},
		{"brackets to the end", fill("[")[1:], "more than 50000 values"},
		{"braces, each in the other", "a: " + strings.Repeat("{a: ", 9000), "this is not YAML"},
		{"lists in lists by dashes", strings.Repeat("- ", 40_000), "max depth"},
		{"stairs of mappings", stairs(1000), "nested more than 32 deep"},
		{"half a million dashes", fill("-\n"), "more than 50000 values"},
		{"a trigger of sixty kilobytes", shop + "faults: [{ type: drop, target: bank, when: '" + strings.Repeat("step 7 #", 8000) + "' }]", "no number of one"},
		{"ten thousand faults", shop + "faults: [" + strings.Repeat("{ type: drop },", 9000) + "]", "faults are too many"},
		{"fifty thousand names", numbered("k%d: 1\n", 50_000), "more than 50000 values"},
		{"twenty thousand names that are none", numbered("k%d: 1\n", 20_000), "unknown field"},
		{"the same name again and again", strings.Repeat("a: 1\n", 20_000), "given twice"},
		{"a list of a million values", "carrier: { runs: [" + strings.Repeat("1h,", 300_000) + "] }", "more than 50000 values"},
		{"a scalar of a megabyte", "name: " + fill("x")[8:], "want at most 64 KiB"},
		{"a name of a megabyte", fill("x")[8:] + ": 1\n", "this is not YAML"},
		{"a number of a megabyte", shop + "seed: " + strings.Repeat("9", mega-200), "want at most 64 KiB"},
		{"a bomb of aliases", bomb(), "an anchor"},
		{"aliases by the thousand", "- &a x\n" + strings.Repeat("- *a\n", 40_000), "an anchor"},
		{"an alias of itself", "name: &n [*n]\n", "an anchor"},
		{"a merge", shop + "bank: { <<: { valid: 1d } }\n", "merging with <<"},
		{"tags without end", fill("!")[8:], "a tag"},
		{"an object of another program", "name: !!python/object/apply:os.system [ls]\n", "a tag"},
		{"bytes of a program", "\x7fELF\x02\x01\x01\x00", "the control character 0x7f"},
		{"an escape to the terminal", "name: \x1b]0;owned\x07\n", "the control character 0x1b"},
		{"text in another encoding", "\xff\xfen\x00a\x00", "not UTF-8"},
		{"broken UTF-8", "name: a\xc3\x28\n", "not UTF-8"},
		{"a policy for ten thousand lines of nobody", shop + "policies: {" + numbered("bank%d -> merchant: { timeout: 1s },", 10_000) + "}", "there is no actor"},
		{"a hundred faults of no type, with names to guess from", shop + "faults: [" + strings.Repeat("{ type: "+strings.Repeat("drop_", 10)+" },", 9000) + "]", "there is no fault"},
		{"no number at all", shop + "customers: { home: .nan }\n", "no number"},
		{"a number beyond all numbers", shop + "catalog: { lines: 1e999 }\n", "too large"},
		{"a million million customers", loadOf("{ executor: constant-arrival-rate, rate: 1e9, duration: 3650d }"), "customers are too many"},
		{"a million workers and one", shop + "actors: { bank: { workers: 1_000_001 } }\n", "too large"},
		{"a time beyond all times", shop + "until: 99999999999999999999d\n", "no duration"},
		{"a distribution of a million parts in every place", shop + everyDist("zipf(1, 1000000)"), "no unit of time"},
		{"a distribution of ten thousand values that mix", shop + "catalog: { prices: 'empirical(" + strings.Repeat("1:1,", 10_000) + "1s:1)' }\n", "mixes times"},
		{"ten thousand variables, one in the other", "vars: {" + numbered("v%d: '${v1}',", 10_000) + "}\n" + shop, "mentions a variable"},
		{"a variable in itself", "vars: { a: '${a}' }\nseed: '${a}'\n" + shop, "mentions a variable"},
		{"nine thousand stages of nobody", loadOf("{ executor: ramping-arrival-rate, stages: [" + strings.Repeat("{ duration: 1ms, target: 0 },", 9000) + "] }"), "nobody comes"},
		{"five thousand crowds with a mistake", "name: x\nload:\n" + numbered("  c%d: { executor: moon }\n", 5000), "is no executor"},
		{"a preset from elsewhere", shop + "preset: ../../../../etc/passwd\n", "is no strategy"},
		{"a name that leads elsewhere", strings.Replace(shop, "name: x", "name: ../../x", 1), "is no name"},
	}
}

// stairs nests mappings by indentation.
func stairs(depth int) string {
	var text strings.Builder
	for i := range depth {
		text.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return text.String()
}

// bomb would be a thousand million values.
func bomb() string {
	text := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 10; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	return text
}

// everyDist says a distribution in forty fields.
func everyDist(dist string) string {
	text := ""
	for section, fields := range map[string]string{
		"customers":    "think patience decide challenge regret return_after dispute_after",
		"manufacturer": "lead ack rest", "wholesaler": "lead ack rest", "carrier": "transit abroad delay back",
		"warehouse": "pick pack inspect", "links": "internet inside", "bank": "balance limit left verdict",
		"catalog": "popularity prices", "mail": "accept",
	} {
		text += section + ": {"
		for field := range strings.FieldsSeq(fields) {
			text += fmt.Sprintf(" %s: %q,", field, dist)
		}
		text += "}\n"
	}
	return text
}

// Forty hostile files are each refused, by the program as it is: in time, in
// little memory, with the reason, and with nothing that steers a terminal.
func TestFortyHostileFilesAreRefused(t *testing.T) {
	unraced(t)
	files := hostileFiles()
	if len(files) != 40 {
		t.Fatalf("there are %d hostile files, want the 40 that are spoken of", len(files))
	}
	folder := t.TempDir()
	slowest, largest := time.Duration(0), 0
	for i, file := range files {
		path := filepath.Join(folder, fmt.Sprintf("%d.yaml", i))
		if err := os.WriteFile(path, []byte(file.text), 0o600); err != nil {
			t.Fatal(err)
		}

		text, code, took, megabytes := checkByProgram(t, path)

		t.Logf("%4d ms %4d MB  %s", took.Milliseconds(), megabytes, file.why)
		slowest, largest = max(slowest, took), max(largest, megabytes)
		if code != invalid || !strings.Contains(text, file.want) {
			t.Errorf("%s: exit %d, %.300s, want exit %d and %s", file.why, code, text, invalid, file.want)
		}
		if len(text) > 20_000 || strings.ContainsAny(text, "\x00\x07\x1b\x7f") {
			t.Errorf("%s: %d bytes are printed, want a screen full of text", file.why, len(text))
		}
		if took > hostileSeconds*time.Second || megabytes > hostileMegabytes && !raceDetector {
			t.Errorf("%s: it took %v and %d MB, want at most %d s and %d MB", file.why, took, megabytes, hostileSeconds, hostileMegabytes)
		}
	}
	t.Logf("the slowest took %v, the largest %d MB", slowest, largest)
}

// What is no file is refused, and not waited for.
func TestWhatIsNoFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	loop, dangling := filepath.Join(folder, "loop"), filepath.Join(folder, "dangling")
	fifo := filepath.Join(folder, "fifo")
	if os.Symlink(loop, loop) != nil || os.Symlink(filepath.Join(folder, "nothing"), dangling) != nil {
		t.Skip("there are no symbolic links here")
	}
	paths := []struct{ why, path, want string }{
		{"a folder", folder, "is no file"},
		{"a link to itself", loop, "too many"},
		{"a link to nothing", dangling, "no such file"},
		{"a device without an end", "/dev/zero", "is no file"},
		{"a terminal", "/dev/tty", "read the scenario"},
		{"a path through a file", os.Args[0] + "/x", "read the scenario"},
		{"a path of a thousand folders", strings.Repeat("a/", 5000), "read the scenario"},
	}
	if exec.Command("mkfifo", fifo).Run() == nil {
		paths = append(paths, struct{ why, path, want string }{"a pipe that nobody writes to", fifo, "is no file"})
	}
	for _, row := range paths {
		text, code, took, _ := checkByProgram(t, row.path)

		if code != invalid || !strings.Contains(text, row.want) || took > hostileSeconds*time.Second {
			t.Errorf("%s: exit %d after %v, %.200s, want exit %d and %s", row.why, code, took, text, invalid, row.want)
		}
	}
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// checkByProgram runs buynow check on a file, as a process of its own, and says
// how much of the processor's time and of memory that took.
func checkByProgram(t *testing.T, path string) (text string, code int, took time.Duration, megabytes int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	status := filepath.Join(t.TempDir(), "status")
	command := exec.CommandContext(ctx, os.Args[0], "check", path)
	command.Env = append(os.Environ(), "BUYNOW_STATUS="+status)
	output, err := command.CombinedOutput()
	if command.ProcessState == nil {
		t.Fatalf("%s: %v", path, err)
	}
	took = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	said, err := os.ReadFile(status)
	if err != nil {
		t.Fatalf("%s: the program did not come to its end: %s", path, output)
	}
	if found := highWater.FindSubmatch(said); found != nil {
		kilobytes, _ := strconv.Atoi(string(found[1]))
		megabytes = kilobytes / 1024
	}
	return string(output), command.ProcessState.ExitCode(), took, megabytes
}
