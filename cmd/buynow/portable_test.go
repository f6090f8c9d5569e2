package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The trace of quickstart must be the same whatever the machine makes of the
// program: another processor, another instruction set, more or fewer threads.
// Each row builds or runs the real command; it takes a minute or two when
// nothing is cached, so it runs when CI is set, or BUYNOW_PORTABLE.
func TestTraceIsTheSameOnEveryMachine(t *testing.T) {
	if os.Getenv("CI") == "" && os.Getenv("BUYNOW_PORTABLE") == "" {
		t.Skip("SKIPPED: builds the command for other processors; set BUYNOW_PORTABLE=1 to run it")
	}
	emulator, _ := exec.LookPath("qemu-aarch64-static")
	plain := buildFor(t, "plain")
	modern := buildFor(t, "modern", "GOAMD64=v3")
	want := traceOf(t, nil, plain)

	for _, row := range []struct {
		why string
		bin string
		env []string
		via string
	}{
		{"a second process sees the same", plain, nil, ""},
		{"one thread", plain, []string{"GOMAXPROCS=1"}, ""},
		{"two threads", plain, []string{"GOMAXPROCS=2"}, ""},
		{"eight threads", plain, []string{"GOMAXPROCS=8"}, ""},
		{"a processor without fused multiply-add", plain, []string{"GODEBUG=cpu.fma=off"}, ""},
		{"a collector that runs all the time", plain, []string{"GOGC=5"}, ""},
		{"a compiler that may use newer instructions", modern, nil, ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got := traceOf(t, row.env, row.bin); got != want {
				t.Errorf("trace = %s, want %s", got, want)
			}
		})
	}

	t.Run("an arm64 processor", func(t *testing.T) {
		if emulator == "" {
			t.Skip("SKIPPED: no qemu-aarch64-static here (Debian: qemu-user-static)")
		}
		arm := buildFor(t, "arm", "GOARCH=arm64", "CGO_ENABLED=0")
		if got := traceOf(t, nil, emulator, arm); got != want {
			t.Errorf("trace = %s, want %s", got, want)
		}
	})
}

func buildFor(t *testing.T, name string, env ...string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), name)
	build := exec.Command("go", "build", "-o", bin, ".")
	build.Env = append(os.Environ(), env...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build (%s): %v\n%s", strings.Join(env, " "), err, out)
	}
	return bin
}

func traceOf(t *testing.T, env []string, command ...string) string {
	t.Helper()
	run := exec.Command(command[0], append(command[1:], "run", "quickstart", "--quiet", "--summary-export", "-")...)
	run.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, stderr.String())
	}
	var summary struct {
		Trace string `json:"trace_hash"`
	}
	if err := json.Unmarshal(out, &summary); err != nil || summary.Trace == "" {
		t.Fatalf("%s: no trace in the summary: %v", strings.Join(command, " "), err)
	}
	return summary.Trace
}
