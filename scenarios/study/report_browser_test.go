package study

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// heard is what a page should not do: complain, or ask for anything but itself.
type heard struct {
	mu     sync.Mutex
	wrongs []string
}

func (h *heard) hear(event any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		h.wrongs = append(h.wrongs, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		h.wrongs = append(h.wrongs, string(e.Entry.Source)+": "+e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if !strings.HasSuffix(e.Request.URL, "report.html") {
			h.wrongs = append(h.wrongs, "asks for "+e.Request.URL)
		}
	}
}

// heard is what it did until now.
func (h *heard) heard() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.wrongs)
}

// browser opens an empty tab. Without a browser the test is skipped, and says so.
func browser(t *testing.T, h *heard) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no browser, so nobody looked at the report")
		}
		t.Skip("SKIPPED, NOT JUDGED: how a report looks needs a browser, and there is none")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:len(chromedp.DefaultExecAllocatorOptions):len(chromedp.DefaultExecAllocatorOptions)],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()), chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true))
	patient, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	allocated, stop := chromedp.NewExecAllocator(patient, options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(allocated, chromedp.WithListener(h.hear))
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}

// narrow is what sticks out of the window at the right, and words smaller than 11 pixels.
const narrow = `(() => {
	const wrong = [], width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth > width) wrong.push('the page is ' + document.documentElement.scrollWidth + ' wide');
	for (const e of document.querySelectorAll('text, td, th, p, li, span, b, i, h1, h2, h3, h4, figcaption')) {
		if (!e.textContent.trim() || !e.getClientRects().length || e.classList.contains('dot')) continue;
		const scale = e instanceof SVGElement ? e.getScreenCTM().a : 1;
		const size = parseFloat(getComputedStyle(e).fontSize) * scale;
		if (size < 10.95) wrong.push(size.toFixed(1) + ' px: ' + e.textContent.slice(0, 40));
	}
	return wrong;
})()`

func run[T any](t *testing.T, ctx context.Context, what string, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return value
}

// A report is opened from a file, at three widths and on paper.
func TestReportIsQuietAndFitsEveryWidth(t *testing.T) {
	unraced(t)
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	var h heard
	ctx := browser(t, &h)
	for _, name := range []string{"two", "six", "capacity", "sweep-two", "hostile"} {
		dir := t.TempDir()
		if *leave != "" {
			dir = filepath.Join(*leave, name)
		}
		if err := Write(dir, shapes[name], WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		run(t, ctx, "open "+name, chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(dir, "report.html"))))
		for _, width := range []int64{1440, 800, 390} {
			run(t, ctx, "resize", chromedp.EmulateViewport(width, 900))
			var wrongs []string
			if err := json.Unmarshal(run(t, ctx, "measure", chromedp.Evaluate[[]byte](narrow)), &wrongs); err != nil {
				t.Fatal(err)
			}
			for _, wrong := range wrongs {
				t.Errorf("%s at %d: %s", name, width, wrong)
			}
			picture(t, ctx, dir, fmt.Sprintf("at-%d.png", width))
		}
		onPaper(t, ctx, name, dir)
	}
	for _, wrong := range h.heard() {
		t.Errorf("the page did what it should not: %s", wrong)
	}
	sabotage(t, ctx, &h)
}

// sabotage adds to a report what it must not have, and looks whether that is heard and seen.
func sabotage(t *testing.T, ctx context.Context, h *heard) {
	t.Helper()
	files := written(t, shapes["two"], WriteOptions{})
	bad := bytes.Replace(files["report.html"], []byte("<main>"), []byte(`<main><img src="http://127.0.0.1:9/x.png"/><script>1</script><p style="width:9000px">wide</p><p><svg width="9000" height="4"><text font-size="3">small</text></svg></p>`), 1)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, bad, 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, ctx, "open", chromedp.Navigate("file://"+filepath.ToSlash(file)))
	var wrongs []string
	if err := json.Unmarshal(run(t, ctx, "measure", chromedp.Evaluate[[]byte](narrow)), &wrongs); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"img-src", "script-src", "style-src"} {
		if !strings.Contains(strings.Join(h.heard(), "\n"), word) {
			t.Errorf("nobody heard of what breaks the policy in %s: %q", word, h.heard())
		}
	}
	if found := strings.Join(wrongs, "\n"); !strings.Contains(found, " wide") || !strings.Contains(found, "3.0 px") {
		t.Errorf("nobody saw that the page is too wide, or its words too small: %q", wrongs)
	}
}

// picture leaves a picture of the whole page, if anybody wants one.
func picture(t *testing.T, ctx context.Context, dir, name string) {
	t.Helper()
	if *leave == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name), run(t, ctx, "picture", chromedp.FullScreenshot(100)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// onPaper prints a report as PDF on A4, with letters.
func onPaper(t *testing.T, ctx context.Context, name, dir string) {
	t.Helper()
	yes := true
	printed, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
	if err != nil {
		t.Fatalf("print %s: %v", name, err)
	}
	if !bytes.Contains(printed.Data, []byte("/FontFile")) && !bytes.Contains(printed.Data, []byte("/Type3")) {
		t.Errorf("%s is printed without letters", name)
	}
	if !bytes.Contains(printed.Data, []byte("/MediaBox [0 0 842")) && !bytes.Contains(printed.Data, []byte("/MediaBox [0 0 841")) {
		t.Errorf("%s is not printed on A4 across", name)
	}
	if *leave == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, "report.pdf"), printed.Data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	run(t, ctx, "resize", chromedp.EmulateViewport(1047, 718))
	picture(t, ctx, dir, "on-paper.png")
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
		t.Fatal(err)
	}
}
