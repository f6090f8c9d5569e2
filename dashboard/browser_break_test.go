package dashboard

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"buynow/scenarios"
)

// hatched is how much of the charts is hatched: pixels of exactly the colour that
// only a band has.
const hatched = `(() => {
	const probe = document.createElement('canvas').getContext('2d');
	probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--warn-s').trim();
	probe.fillRect(0, 0, 1, 1);
	const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
	return [...document.querySelectorAll('.charts .chart canvas')].map((canvas) => {
		const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
		let count = 0;
		for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) count++;
		return count;
	});
})()`

const bankSays = `document.querySelector('.map .node[data-actor="bank"]').getAttribute('aria-label')`

// setSpeed chooses a speed from the menu.
func (b *tab) setSpeed(speed int) {
	b.t.Helper()
	b.click(`[data-do="speed"]`)
	b.click(fmt.Sprintf(`[data-speed="%d"]`, speed))
	b.wait(fmt.Sprintf(steering+`.speed === %d`, speed))
}

// runFile is the run as anybody can download it.
func (r *rig) runFile() string {
	r.t.Helper()
	answer, err := http.Get("http://" + r.address + "/run.yaml")
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		r.t.Fatalf("the file of the run: %s, %v: %s", answer.Status, err, text)
	}
	return string(text)
}

// inputsOf is the list of what people did, in the file of a run.
func inputsOf(file string) string {
	_, inputs, _ := strings.Cut(file, "\ninputs:")
	return inputs
}

// What a person breaks with two clicks is seen at once wherever one looks, and the
// run with all that was done to it can be had again from its file.
func TestAFaultByClickIsOnTheStageOnTheChartsInTheFileAndInTheReplay(t *testing.T) {
	if racing {
		t.Skip("a whole run: it is not raced")
	}
	b, r := browse(t), served(t)
	b.open("http://" + r.address + "/")
	b.click(`[data-do="rush"]`)
	b.wait(`document.querySelector('.charts .chart canvas')`)
	b.setSpeed(100)
	b.wait(`(await import('/js/store.js')).total('placed') > 100`) // so that it is known how long the bank needs
	b.setSpeed(10)
	if file := r.runFile(); inputsOf(file) != "" {
		t.Errorf("nobody has done anything, and the file says\n%s", inputsOf(file))
	}

	b.slowBank()
	b.setPolicy()
	b.buyAndPressAgain()

	inputs := inputsOf(r.runFile())
	for _, want := range []string{`fault: { type: "slow", name: "slow", target: "bank", for: 5m, factor: 10 }`, `policy: { "merchant -> bank": `, `buy: { good: "plenty", card: "good", name: "Ada" }`, `press: 1`} {
		if !strings.Contains(inputs, want) {
			t.Errorf("the file does not say %q:\n%s", want, inputs)
		}
	}
	b.replaysTheSame(r)
}

// slowBank clicks on the bank, and lets it be slow for five minutes.
func (b *tab) slowBank() {
	b.t.Helper()
	b.wait(`(` + hatched + `).every((count) => count === 0)`)
	b.click(`.map .node[data-actor="bank"]`)
	b.wait(`document.querySelector('#break-title')?.textContent === 'Break: Bank'`)
	b.click(`.lengths input[value="5m"]`)
	b.click(`[data-fault="slow"]`)
	b.wait(`!document.querySelector('dialog')`)
	b.wait(`(await import('/js/store.js')).faultsNow.value.some(({ text }) => /bank/i.test(text))`)
	b.wait(bankSays + `.includes('slow')`)
	b.wait(`document.querySelector('.nar').textContent.includes('The bank')`)
	b.wait(`document.querySelector('.charts .legend').textContent.includes('Bank slow')`)
	b.wait(`(` + hatched + `).every((count) => count > 20)`)
}

// setPolicy gives the line to the bank a breaker, by a click on its road.
func (b *tab) setPolicy() {
	b.t.Helper()
	b.click(`.map .road[data-road="7"]`)
	b.click(`#tab-policies`)
	b.click(`.policies .quick:nth-child(4)`)
	b.click(`.policies > .btn`)
	b.wait(`!document.querySelector('dialog')`)
}

// buyAndPressAgain buys as a visitor who does not trust the button.
func (b *tab) buyAndPressAgain() {
	b.t.Helper()
	b.click(`header .buy`)
	b.click(`.ware:has(#good-plenty)`)
	b.click(`#name`)
	b.keys("A", "d", "a")
	b.click(`#buy`)
	b.wait(`document.querySelector('[data-page="buy"]').dataset.own === 'there'`)
	b.click(`#buy`)
	b.wait(`document.querySelector('.dare').textContent.includes('2 times')`)
	b.click(`header .grow ~ .btn.ghost`)
	b.wait(`document.querySelector('[data-do="speed"]')`)
}

// replaysTheSame lets the run come to its end, and its file be run by a shop that
// nobody watches.
func (b *tab) replaysTheSame(r *rig) {
	b.t.Helper()
	b.setSpeed(0)
	b.wait(steering + `.state === 'over'`)
	b.click(`[data-do="break"]`)
	b.wait(`document.querySelector('.asfile .trace')`)
	var trace string
	b.eval(`document.querySelector('.asfile .trace').textContent`, &trace)

	file := r.runFile()
	again := replayOf(b.t, file)
	if trace == "" || again.TraceHash != trace {
		b.t.Errorf("the run came to the hash %q, its file to %q:\n%s", trace, again.TraceHash, inputsOf(file))
	}
	without, _, _ := strings.Cut(file, "\ninputs:")
	if other := replayOf(b.t, without+"\n"); other.TraceHash == trace {
		b.t.Errorf("without all that was done the file comes to the hash %q, too", trace)
	}
}

func replayOf(t *testing.T, file string) *scenarios.Summary {
	t.Helper()
	scenario, err := scenarios.Parse("run.yaml", []byte(file), nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	summary, err := scenario.Run(t.Context(), scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// Whoever opens the page sees one order go through its steps within ten seconds, and
// then what it takes to have many. The clock is the page's own, from the moment it
// was asked for; what is judged is the order of things, for machines differ.
func TestANewcomerSeesAllStepsBeforeAnythingElse(t *testing.T) {
	b, r := browse(t), served(t)
	b.open("http://" + r.address + "/")
	b.eval(`(() => {
		window.seen = {};
		const see = () => { const { step, act } = document.documentElement.dataset; for (const key of ['step ' + step, 'act ' + act]) seen[key] ??= performance.now(); };
		new MutationObserver(see).observe(document.documentElement, { attributes: true, attributeFilter: ['data-step', 'data-act'] });
		see();
	})()`, nil)
	b.wait(`seen['act load']`)
	var text string
	b.eval(`JSON.stringify(seen)`, &text)
	var seen map[string]float64
	if err := json.Unmarshal([]byte(text), &seen); err != nil {
		t.Fatal(err)
	}
	before, at := "step 1", seen["step 1"]
	for _, next := range []string{"step 3", "step 7", "step 11", "step 15", "act load"} {
		if seen[next] <= at {
			t.Errorf("%s came %.0f ms after the page was asked for, and %s %.0f ms", before, at, next, seen[next])
		}
		before, at = next, seen[next]
	}
	t.Logf("after the page was asked for, step 1 is reached in %.1f s, step 15 in %.1f s, and the load begins after %.1f s", seen["step 1"]/1000, seen["step 15"]/1000, seen["act load"]/1000)
}
