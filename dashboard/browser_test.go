package dashboard

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"flag"
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
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a page may take for one thing: far longer than it does,
// since a machine may be busy.
const patience = 30 * time.Second

var shots = flag.String("shots", "", "the folder in which tests leave pictures of the page; without it they are thrown away")

// theBrowser is started by the first test that needs one, and ends with the last.
var theBrowser struct {
	once sync.Once
	ctx  context.Context
	end  func()
	err  error
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if theBrowser.end != nil {
		theBrowser.end()
	}
	os.Exit(code)
}

// findChromium says where the browser is.
func findChromium() (string, error) {
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", fmt.Errorf("none of %s is on this machine", strings.Join(names, ", "))
}

func startBrowser(path string) (context.Context, func(), error) {
	profile, err := os.MkdirTemp("", "buynow-browser-")
	if err != nil {
		return nil, nil, err
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(profile), chromedp.WindowSize(1440, 900),
		chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en"))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocated)
	end := func() {
		cancel()
		stop()
		os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		end()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return ctx, end, nil
}

// tab is a page in a real browser, as a person has it: with storage of its own,
// and with eyes for everything that a page should not do.
type tab struct {
	t        *testing.T
	ctx      context.Context
	mu       sync.Mutex
	wrongs   []string
	forgiven []string
	features map[string]string
}

// browse opens an empty tab for this test. A console error, an exception that
// nobody caught, and a breach of the content policy fail the test. Without a
// browser the test is skipped, and said so; the gate must have one.
func browse(t *testing.T) *tab {
	t.Helper()
	path, err := findChromium()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no browser, so nothing that a visitor sees was judged: %v", err)
		}
		t.Skipf("SKIPPED, NOT JUDGED: what a visitor sees needs a browser, and %v", err)
	}
	theBrowser.once.Do(func() { theBrowser.ctx, theBrowser.end, theBrowser.err = startBrowser(path) })
	if theBrowser.err != nil {
		t.Fatal(theBrowser.err)
	}
	b := &tab{t: t, features: map[string]string{}}
	ctx, cancel := chromedp.NewContext(theBrowser.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.hear))
	b.ctx = ctx
	t.Cleanup(func() {
		cancel()
		for _, wrong := range b.wrong() {
			t.Errorf("the page did what it should not: %s", wrong)
		}
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	if _, err := chromedp.Call(ctx, cdp.AddScriptToEvaluateOnNewDocument, cdp.AddScriptToEvaluateOnNewDocumentParams{Source: rememberLines}); err != nil {
		t.Fatal(err)
	}
	b.size(1440, 900)
	return b
}

// hear takes note of what a page should not do.
func (b *tab) hear(event any) {
	var wrong string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		wrong = e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			wrong += " " + thrown.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.ConsoleAPICalledTypeError && e.Type != runtime.ConsoleAPICalledTypeAssert {
			return
		}
		wrong = "console.error"
		for _, arg := range e.Args {
			wrong += " " + cmp.Or(arg.Description, string(arg.Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelError {
			return
		}
		wrong = fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
	default:
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrongs = append(b.wrongs, wrong)
}

// forgive says that a wrong with these words is what the test is about.
func (b *tab) forgive(words string) { b.forgiven = append(b.forgiven, words) }

// wrong is what the page did that it should not.
func (b *tab) wrong() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(b.wrongs), func(wrong string) bool {
		return slices.ContainsFunc(b.forgiven, func(words string) bool { return strings.Contains(wrong, words) })
	})
}

// do runs one thing, and is patient for long, but not for ever.
func do[T any](b *tab, what string, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		b.t.Fatalf("%s: %v\nthe page did: %q", what, err, b.wrong())
	}
	return value
}

// open goes to an address, and waits until the page is loaded.
func (b *tab) open(url string) {
	b.t.Helper()
	do(b, "open "+url, chromedp.Navigate(url))
}

// eval gives the value of a script, or of what it promises; out may be nil.
func (b *tab) eval(script string, out any) {
	b.t.Helper()
	raw := do(b, "evaluate "+script, chromedp.Evaluate[[]byte](script, chromedp.EvalAwaitPromise))
	if out == nil {
		return
	}
	if err := json.Unmarshal(raw, out); err != nil {
		b.t.Fatalf("evaluate %s: %v in %s", script, err, raw)
	}
}

// wait returns as soon as a condition in the page is true.
func (b *tab) wait(condition string) {
	b.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-look.C {
		var met bool
		b.eval("(async () => Boolean("+condition+"))()", &met)
		if met {
			return
		}
	}
	b.t.Fatalf("never became true: %s\nthe page did: %q", condition, b.wrong())
}

// click clicks on the middle of the first element that matches, as a mouse does,
// once it can be clicked on.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.wait(fmt.Sprintf("document.querySelector(%[1]q) && !document.querySelector(%[1]q).disabled", selector))
	do(b, "click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

var namedKeys = map[string]string{
	"Enter": kb.Enter, "Escape": kb.Escape, "Tab": kb.Tab, "Space": " ", "Backspace": kb.Backspace, "Home": kb.Home, "End": kb.End,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
}

// keys presses keys one after the other: names such as Tab, Shift+Tab or Enter,
// or texts, which are typed.
func (b *tab) keys(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		var options []chromedp.KeyOption
		name, shifted := strings.CutPrefix(key, "Shift+")
		if shifted {
			options = append(options, chromedp.KeyModifiers(chromedp.ModifierShift))
		}
		do(b, "press "+key, chromedp.KeyEvent(cmp.Or(namedKeys[name], name), options...))
	}
}

// size gives the window another size.
func (b *tab) size(width, height int64) {
	b.t.Helper()
	do(b, "resize", chromedp.EmulateViewport(width, height))
}

// media says what the visitor prefers: ("prefers-reduced-motion", "reduce").
func (b *tab) media(feature, value string) {
	b.t.Helper()
	b.features[feature] = value
	var params emulation.SetEmulatedMediaParams
	for name, value := range b.features {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, params); err != nil {
		b.t.Fatalf("prefer %s: %s: %v", feature, value, err)
	}
}

// rememberLines remembers the websockets of a page, since a browser that is told to
// be offline lets those go on that it has.
const rememberLines = `(() => {
	const lines = new Set(), Real = WebSocket;
	window.WebSocket = class extends Real {
		constructor(...args) { super(...args); lines.add(this); }
	};
	window.cutLines = () => { for (const line of lines) line.close(); lines.clear(); };
})()`

// offline takes the network away, and cuts the lines that there are, or gives it
// back.
func (b *tab) offline(off bool) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{DownloadThroughput: -1, UploadThroughput: -1, Offline: off}},
	})
	if err != nil {
		b.t.Fatalf("offline %v: %v", off, err)
	}
	if off {
		b.eval("cutLines()", nil)
	}
}

// shot takes a picture of the window, and says in which file it is.
func (b *tab) shot(name string) string {
	b.t.Helper()
	folder := cmp.Or(*shots, b.t.TempDir())
	file := filepath.Join(folder, name+".png")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, do(b, "picture "+name, chromedp.CaptureScreenshot()), 0o644); err != nil {
		b.t.Fatal(err)
	}
	return file
}

//go:embed testdata/axe.min.js
var axe string

// axe is what the accessibility engine of that name finds serious or critical:
// a line for each element.
func (b *tab) axe() []string {
	b.t.Helper()
	do(b, "bring in axe", chromedp.Evaluate[chromedp.Void](axe))
	var found []string
	b.eval(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + help + ': ' + target.join(' ') + ': ' + failureSummary)))`, &found)
	return found
}
