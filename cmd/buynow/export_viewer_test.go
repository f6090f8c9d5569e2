package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// viewerPage brings in the viewer of chrome://tracing, which comes with Go for its own execution traces.
const viewerPage = `<!doctype html><script src="/viewer/webcomponents.min.js"></script><link rel="import" href="/viewer/trace_viewer_full.html">`

// openTrace opens a trace as chrome://tracing does, and says what it found: warnings, arrows, slices and counters.
const openTrace = `(async () => {
	while (typeof tr === 'undefined' || !tr.importer || !tr.importer.Import || !tr.Model) await new Promise((go) => setTimeout(go, 50));
	const model = new tr.Model();
	new tr.importer.Import(model).importTraces([await (await fetch('/trace.json')).text()]);
	const found = { warnings: model.importWarnings.map((w) => w.type + ': ' + w.message), arrows: model.flowEvents.length, slices: 0, counters: 0, names: [] };
	for (const process of Object.values(model.processes)) {
		found.names.push(process.name);
		found.counters += Object.keys(process.counters).length;
		for (const track of Object.values(process.threads)) found.slices += track.sliceGroup.length;
	}
	return found;
})()`

// The viewer of chrome://tracing opens an export, draws all that is in it, and has nothing to complain of.
func TestTheTraceViewerOpensAnExport(t *testing.T) {
	unraced(t)
	folder := t.TempDir()
	file := filepath.Join(folder, "harmed.perfetto.json")
	if got := call(t, strings.Fields("export "+brief+" --harmed -o "+file)...); got.code != 0 {
		t.Fatal(got.err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var trace struct {
		TraceEvents []struct {
			Ph      string
			FlowOut bool   `json:"flow_out"`
			FlowIn  bool   `json:"flow_in"`
			BindID  string `json:"bind_id"`
		}
	}
	if err := json.Unmarshal(raw, &trace); err != nil {
		t.Fatal(err)
	}
	slices, leave, arrows := 0, map[string]bool{}, 0
	for _, e := range trace.TraceEvents {
		if e.Ph == "X" || e.Ph == "i" {
			slices++
		}
		leave[e.BindID] = leave[e.BindID] || e.FlowOut
	}
	for _, e := range trace.TraceEvents {
		if e.FlowIn && leave[e.BindID] {
			arrows++
		}
	}

	found := viewed(t, file)

	if len(found.Warnings) > 0 || found.Arrows != arrows || found.Slices != slices || arrows < 40 {
		t.Errorf("the viewer sees %d slices and %d arrows, want %d and %d; its warnings are %q", found.Slices, found.Arrows, slices, arrows, found.Warnings)
	}
	if names := strings.Join(found.Names, " "); !strings.HasPrefix(names, "orders faults outside customer web order-manager") {
		t.Errorf("the processes are %s", names)
	}
}

// sight is what the viewer of traces makes of one.
type sight struct {
	Warnings, Names          []string
	Arrows, Slices, Counters int
}

// viewed is what the viewer sees in a file.
func viewed(t *testing.T, file string) (found sight) {
	t.Helper()
	browser, err := exec.LookPath("chromium")
	root, _ := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	viewer := filepath.Join(strings.TrimSpace(string(root)), "src/internal/trace/traceviewer/static")
	if _, missing := os.Stat(filepath.Join(viewer, "trace_viewer_full.html")); err != nil || missing != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no browser or no viewer, so no trace was judged: %v, %v", err, missing)
		}
		t.Skipf("SKIPPED, NOT JUDGED: that the viewer opens a trace needs chromium and the sources of Go: %v, %v", err, missing)
	}
	mux := http.NewServeMux()
	mux.Handle("/viewer/", http.StripPrefix("/viewer/", http.FileServer(http.Dir(viewer))))
	mux.HandleFunc("/trace.json", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, viewerPage)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()), chromedp.DisableGPU)
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	ctx, done := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(done)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	found, err = chromedp.Run(ctx, chromedp.Evaluate[sight](openTrace, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
