package dashboard

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
)

const testPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// bench serves the page's own modules on an empty page, under the page's policy:
// a test imports what it judges.
func bench(t *testing.T) string {
	t.Helper()
	files := http.FileServerFS(os.DirFS("web"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", testPolicy)
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(`<!doctype html><html lang="en"><title>bench</title><link rel="icon" href="/icon.svg"><main>bench</main>`))
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// A browser that overlooks what it should see proves nothing.
func TestTheBrowserSeesWhatAPageShouldNotDo(t *testing.T) {
	for _, row := range []struct{ name, script, words string }{
		{"an exception that nobody caught", `setTimeout(() => { throw new Error('ouch') })`, "ouch"},
		{"a promise that nobody caught", `void Promise.reject(new Error('broken'))`, "broken"},
		{"a console error", `console.error('hm', 7)`, "console.error"},
		{"a style that the policy forbids", `document.body.innerHTML = '<p style="color: red">red</p>'`, "Content Security Policy"},
		{"a script that the policy forbids", `document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))`, "Content Security Policy"},
		{"a file that is not there", `fetch('/nothing')`, "404"},
	} {
		t.Run(row.name, func(t *testing.T) {
			b := browse(t)
			b.open(bench(t))
			b.forgive(row.words)
			b.eval(row.script+"; new Promise((done) => setTimeout(done, 50))", nil)
			if len(b.wrongs) == 0 {
				t.Errorf("the browser saw nothing wrong in %s", row.script)
			}
		})
	}
}

func TestTheBrowserDoesWhatAVisitorDoes(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	b.eval(`document.body.innerHTML = '<button id="b">press</button><input id="i">', b.onclick = () => { b.textContent = 'pressed' }, 0`, nil)

	b.click("#b")
	b.keys("Tab", "hi", "Backspace")
	b.size(800, 600)
	b.media("prefers-reduced-motion", "reduce")

	var got struct {
		Text, Typed string
		Wide        int
		Still       bool
	}
	b.eval(`({ text: b.textContent, typed: i.value, wide: innerWidth, still: matchMedia('(prefers-reduced-motion: reduce)').matches })`, &got)
	if got.Text != "pressed" || got.Typed != "h" || got.Wide != 800 || !got.Still {
		t.Errorf("the page has %+v, want it pressed, with h typed, 800 wide and still", got)
	}
	if _, err := os.Stat(b.shot("bench")); err != nil {
		t.Error(err)
	}
}

func TestTheBrowserCanBeCutOff(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	b.forgive("ERR_INTERNET_DISCONNECTED")

	b.offline(true)
	b.wait(`await fetch('/js/words.js').then(() => false, () => true)`)
	b.offline(false)
	b.wait(`await fetch('/js/words.js').then(() => true, () => false)`)
}

func TestAxeFindsAButtonWithoutAName(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	if found := b.axe(); len(found) > 0 {
		t.Errorf("the empty page has %q", found)
	}

	b.eval(`document.querySelector('main').innerHTML = '<button></button>', 0`, nil)

	if found := b.axe(); len(found) != 1 {
		t.Errorf("a button without a name gives %q, want one finding", found)
	}
}
