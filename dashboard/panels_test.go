package dashboard

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rushing opens the stage of a real run, with its load begun.
func rushing(t *testing.T) *tab {
	t.Helper()
	r := served(t)
	b := browse(t)
	b.open("http://" + r.address + "/")
	b.click(`[data-do="rush"]`)
	b.wait(`document.querySelector('.lamp')?.textContent.startsWith('LIVE')`)
	return b
}

const steering = `(await import('/js/store.js')).control.value`

func TestAPersonSteersTheRun(t *testing.T) {
	b := rushing(t)

	b.click(`[data-do="play"]`)
	b.wait(`document.querySelector('.lamp')?.textContent === 'PAUSED'`)
	b.click(`[data-do="speed"]`)
	b.click(`[data-speed="100"]`)
	b.wait(steering + `.speed === 100 && !document.querySelector('#speeds').matches(':popover-open')`)
	b.eval(`document.activeElement.blur()`, nil) // a key presses the button that has the focus, if one has
	b.keys("Space")
	b.wait(`document.querySelector('.lamp')?.textContent.startsWith('LIVE')`)
	b.wait(`document.querySelector('[data-figure="speed"]')?.textContent.includes('100×')`)
	b.keys(".")
	b.wait(`document.querySelector('.lamp')?.textContent.startsWith('FROZEN')`)
	b.keys(".")
	b.wait(`document.querySelector('.lamp')?.textContent.startsWith('LIVE')`)
}

func TestAnotherScenarioBegins(t *testing.T) {
	b := rushing(t)

	b.click(".pick")
	b.wait(`document.querySelectorAll('.scenarios .choice').length > 5`)
	b.wait(`document.activeElement?.type === 'search'`)
	b.keys("flash sale")
	b.wait(`document.querySelectorAll('.scenarios .choice').length < 5`)
	b.click(`.scenarios input[value="flash-sale"]`)
	b.eval(`document.querySelector('.scenarios input[name="seed"]').value = '77'`, nil)
	b.click(`.scenarios button[type="submit"]`)

	b.wait(`document.querySelector('.pick')?.textContent === 'flash-sale' && document.querySelector('.seed')?.textContent === 'seed 77'`)
	b.wait(steering + `.state === 'running'`)
}

// What a person breaks is named on the charts, and can be mended.
func TestWhatAPersonBreaksIsOnTheChartsUntilItIsMended(t *testing.T) {
	b := rushing(t)

	b.click(`[data-do="break"]`)
	b.eval(`const select = document.querySelector('dialog select'); select.value = 'bank'; select.dispatchEvent(new Event('change', { bubbles: true }))`, nil)
	b.wait(`document.querySelector('#break-title')?.textContent === 'Break: Bank'`)
	b.click(`.lengths .tick:last-of-type input`)
	b.click(`[data-fault="slow"]`)

	b.wait(`!document.querySelector('dialog')`)
	b.wait(`document.querySelector('.charts .legend')?.textContent.includes('Bank slow')`)
	b.wait(`document.querySelector('[data-part="voice"]')?.textContent.startsWith('Bank: slow')`)

	b.click(`[data-do="break"]`)
	b.click(`.broken button`)

	b.wait(`!document.querySelector('.broken')`)
	b.keys("Escape")
	b.wait(`!document.querySelector('dialog')`)
}

func TestAnErrorOfTheServerIsShownWhereItBelongs(t *testing.T) {
	b := rushing(t)
	b.click(`[data-do="break"]`)
	b.wait(`document.querySelector('.others li')`)
	b.eval(`const select = document.querySelector('dialog select'); select.value = 'merchant -> bank'; select.dispatchEvent(new Event('change', { bubbles: true }))`, nil)
	b.click(`#tab-policies`)
	b.eval(`const text = document.querySelector('.policies textarea'); text.value = 'retry: { atempts: 3 }'; text.dispatchEvent(new Event('input', { bubbles: true }))`, nil)
	b.click(`.policies > .btn`)
	b.wait(`document.querySelector('.policies .wrong')?.textContent.includes('atempts')`)

	b.click(`.policies .quick:nth-child(1)`)
	b.click(`.policies > .btn`)

	b.wait(`!document.querySelector('dialog')`)
	var file string
	b.eval(`fetch('/run.yaml').then((answer) => answer.text())`, &file)
	if !strings.Contains(file, "policy:") {
		t.Errorf("the file of the run has no policy:\n%s", file)
	}
	var count int
	b.eval(fmt.Sprintf(`import('/js/panels/break.js').then(({ inputsIn }) => inputsIn(%q))`, file), &count)
	if count != strings.Count(file, "\n  - { at:") || count == 0 {
		t.Errorf("the page counts %d things that people did in\n%s", count, file)
	}
}

func TestWhoWatchesIsToldWhyNothingCanBeSteered(t *testing.T) {
	b := rushing(t)
	b.eval(`import('/js/store.js').then(({ hello }) => { hello.value = { ...hello.value, role: 'watch' }; })`, nil)
	b.wait(`document.querySelector('[data-do="play"]')?.disabled && document.querySelector('[data-do="break"]').title.includes('watches')`)

	b.keys("Space")

	b.wait(`document.querySelector('.notice')?.textContent.includes('watches')`)
	var state string
	b.eval(`import('/js/store.js').then(({ control }) => control.value.state)`, &state)
	if state != "running" {
		t.Errorf("the run is %s, want it running", state)
	}
}

func TestLettersCanBeSwitchedOff(t *testing.T) {
	b := rushing(t)
	b.keys("?")
	b.click(`.check input`)
	b.keys("Escape")
	b.wait(`!document.querySelector('dialog')`)

	b.keys("b", "h", "?", ".")

	var at string
	b.eval(`location.pathname + ' ' + document.querySelectorAll('dialog').length + ' ' + document.documentElement.dataset.act`, &at)
	if at != "/ 0 load" {
		t.Errorf("the page is at %q, want it where it was", at)
	}
}

func TestNumbersChangeFourTimesASecondAtMost(t *testing.T) {
	b := rushing(t)
	var gaps []float64
	b.eval(`new Promise((done) => {
		const times = [], row = document.querySelector('.kpis');
		new MutationObserver(() => { times.push(performance.now()); if (times.length > 6) done(times.slice(1).map((t, i) => t - times[i])); }).observe(row, { attributes: true, attributeFilter: ['data-count'] });
	})`, &gaps)
	if shortest := slices.Min(gaps); shortest < 200 {
		t.Errorf("figures changed after %.0f ms: %v", shortest, gaps)
	}
}

func TestBooksThatDoNotBalanceAreRedAndNameTheOrders(t *testing.T) {
	b := rushing(t)
	b.forgive("ERR_INTERNET_DISCONNECTED")
	b.offline(true) // so that the server does not set it right
	b.eval(`import('/js/store.js').then(({ hello, tick, takeForTest }) => {
		const totals = tick.value.totals.slice();
		totals[hello.value.totals.indexOf('charged')] += 1;
		totals[hello.value.totals.indexOf('breaches')] = 1;
		takeForTest({ kind: 'mark', number: 9e9, at: 1, body: { number: 9e9, at: 1, until: 0, kind: 'breach', name: 'charged-once', text: 'Order 8141 was charged twice', actor: -1, road: -1, order: 8141, fault: 0 } });
		takeForTest({ kind: 'tick', number: 9e9, at: tick.value.at, body: { ...tick.value, totals } });
	})`, nil)
	b.wait(`document.querySelector('.books .pill.bad')?.textContent.includes('0.01 missing')`)
	b.wait(`document.querySelector('.books a')?.getAttribute('href') === '/orders/8141'`)
	b.wait(`document.querySelector('.notice.bad')?.textContent.includes('charged twice')`)
}

func TestALineThatIsLostIsSaidAndComesBack(t *testing.T) {
	if racing {
		t.Skip("a browser, which the race detector does not see: it is not raced")
	}
	b := rushing(t)
	b.forgive("ERR_INTERNET_DISCONNECTED")
	b.forgive("WebSocket")

	b.offline(true)
	b.wait(`document.querySelector('.banner')?.textContent.includes('lost')`)
	b.offline(false)

	b.wait(`!document.querySelector('.banner') && document.querySelector('.lamp')?.textContent.startsWith('LIVE')`)
}
