package dashboard

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// heroNow is how fast a test has the hero play.
const heroNow = `import('/js/stage/hero.js').then(({ player }) => { player.pace.value = 40; return true })`

func TestTheHeroTellsItsStepsAndLetsTheLoadBegin(t *testing.T) {
	b, r := browse(t), served(t)

	b.open("http://" + r.address + "/")
	b.eval(`(() => { window.told = []; const see = () => { const { step } = document.documentElement.dataset; if (step && told.at(-1) !== step) told.push(step); };
		new MutationObserver(see).observe(document.documentElement, { attributes: true, attributeFilter: ['data-step'] }); see(); })()`, nil)
	b.eval(heroNow, nil)
	b.wait(`document.documentElement.dataset.act === 'load'`)
	b.wait(`document.documentElement.dataset.state === 'running'`)

	var told []string
	b.eval(`told`, &told)
	want := []string{"1", "2", "3", "5", "6", "6a", "6b", "7", "8", "9", "10", "11", "12", "13", "14", "14b", "15"}
	if !slices.Equal(told, want) {
		t.Errorf("told the roads %v, want %v: every step but the order for more, which was not needed", told, want)
	}
}

func TestTheHeroWaitsForWhoeverSteps(t *testing.T) {
	b, r := browse(t), served(t)

	b.open("http://" + r.address + "/")
	b.wait(`document.querySelector('.ctl .on')`)
	b.click(`.ctl [aria-label="Pause"]`)
	b.eval(`import('/js/stage/hero.js').then(({ player }) => { player.goto(6); return true })`, nil)
	b.wait(`document.documentElement.dataset.step === '6b'`)
	b.click(`.ctl .on`)
	b.wait(`document.documentElement.dataset.step === '7'`)
	var headline, badge string
	b.eval(`document.querySelector('.cap h1').textContent`, &headline)
	b.eval(`document.querySelector('.road[data-road="7"] .badge').getAttribute('class')`, &badge)
	if !strings.Contains(headline, "?") || !strings.Contains(badge, "now") {
		t.Errorf("at step 7 it says %q and its badge is %q, want the question, and now", headline, badge)
	}
	b.click(`.ctl button`)
	b.wait(`document.documentElement.dataset.step === '6b'`)
	b.shot("stage-hero")
}

func TestNothingMovesForWhoeverWantsStillness(t *testing.T) {
	b, r := browse(t), served(t)
	b.media("prefers-reduced-motion", "reduce")

	b.open("http://" + r.address + "/")
	b.wait(`document.querySelectorAll('.board li').length > 14`)
	b.shot("stage-storyboard")
	b.eval(`(() => { window.frames_ = 0; const real = requestAnimationFrame; window.requestAnimationFrame = (f) => { frames_++; return real(f); }; })()`, nil)
	b.click(`.ctl .on`)
	b.wait(`document.documentElement.dataset.step === '2'`)
	b.eval(`import('/js/store.js').then(({ ask }) => ask('speed', 50))`, nil)
	b.eval(`import('/js/stage/hero.js').then(({ toTheRush }) => toTheRush())`, nil)
	b.wait(`document.documentElement.dataset.act === 'load'`)
	b.wait(`import('/js/store.js').then(({ total }) => total('placed') > 20)`)
	b.eval(`(() => { frames_ = 0; })()`, nil)
	b.wait(`import('/js/store.js').then(({ total }) => total('placed') > 60)`)

	var frames int
	var particles, canvas string
	b.eval(`frames_`, &frames)
	b.eval(`document.documentElement.dataset.particles`, &particles)
	b.eval(`(() => { const c = document.querySelector('.map canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; return d.some((v) => v > 0) ? 'painted' : 'empty'; })()`, &canvas)
	const settling = 5 // a part that has just come on the page asks for one; what moves asks for sixty a second
	if frames > settling || particles != "0" || canvas != "empty" {
		t.Errorf("%d frames were asked for, %s particles move, the canvas is %s; want hardly any, none, empty", frames, particles, canvas)
	}
}

func TestManyOrdersMoveAndNoMoreThanPeopleCanSee(t *testing.T) {
	b, r := browse(t), served(t)

	b.open("http://" + r.address + "/")
	b.wait(`document.documentElement.dataset.state === 'ready'`)
	b.eval(`import('/js/store.js').then(({ ask }) => ask('speed', 2000))`, nil)
	b.eval(`import('/js/stage/hero.js').then(({ toTheRush }) => toTheRush())`, nil)
	b.wait(`Number(document.documentElement.dataset.particles) > 20`)
	b.wait(`document.querySelector('.scale').textContent.startsWith('1 dot = ')`)

	var most int
	b.eval(`Number(document.documentElement.dataset.particles)`, &most)
	if most > 2300 {
		t.Errorf("%d particles, want 2,000 dots and 300 parcels at most", most)
	}
	b.shot("stage-load")
}

//go:embed testdata/fits.js
var fits string

// worst lets everything fail at once: each road has much, fails much, and what can
// be undone is undone.
const worst = `import('/js/store.js').then(async (store) => {
	await store.ask('view', 0, 0);
	const { hello, tick, takeForTest } = store, was = structuredClone(tick.value), odd = (i) => ((i * 7919) % 13) / 13;
	const roads = hello.value.roads.flatMap(({ back }, i) => (back ? [123, 0, 0] : [400 + 900 * odd(i), 200 + 1300 * odd(i + 3), 150]));
	const steps = hello.value.steps.flatMap((_, i) => [1004, 1234, 2.4e6]), sums = was.totals.map(() => 1004);
	const actors = was.actors.map((v, i) => (i % 7 === 0 ? Math.floor(i / 7) % 6 : i % 7 === 1 ? 1940 : i % 7 === 4 ? 2.4e6 : v)), gauges = was.gauges.map(() => 2310);
	for (let second = 1; second <= 12; second++) {
		const grown = (/** @type {number[]} */ a, /** @type {number[]} */ each) => a.map((v, i) => v + Math.round(each[i] * second));
		takeForTest({ kind: 'tick', number: 0, at: was.at + second * 1e6, body: { ...structuredClone(was), wall: was.wall + 250 * second, reached: 1, actors, gauges,
			roads: grown(was.roads, roads), steps: steps.map((v, i) => (i % 3 === 2 ? v : v * second)), totals: grown(was.totals, sums), breakers: BREAKERS } });
		await new Promise((done) => setTimeout(done, 60));
	}
	return true;
})`

func TestWordsOnTheStageLieOnNothingAndInsideTheirBoxes(t *testing.T) {
	b, r := browse(t), served(t)
	b.open("http://" + r.address + "/")
	b.wait(`document.querySelector('.ctl .on')`)
	for _, font := range []string{"", "DejaVu Sans"} {
		b.eval(fmt.Sprintf(`document.documentElement.style.setProperty('--sans', %q || null)`, font), nil)
		for _, width := range []int64{1440, 1024, 720} {
			b.size(width, 900)
			for _, hop := range []int{0, 5, 7, 15} {
				b.eval(fmt.Sprintf(`import('/js/stage/hero.js').then(({ player }) => { player.pause(); player.goto(%d); return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))) })`, hop), nil)
				b.fits(fmt.Sprintf("the hero, hop %d, %d px, font %q", hop, width, font))
			}
		}
	}
	b.eval(`import('/js/route.js').then(({ act }) => { act.value = 'load'; return true })`, nil)
	for _, breakers := range []string{"[]", "[0, 1, was.at + 9e6, 1, 2, 0, 2, 1, was.at + 12e6]"} {
		b.size(1440, 900)
		b.eval(strings.Replace(worst, "BREAKERS", breakers, 1), nil)
		b.wait(`document.querySelectorAll('.map .failt').length > 4`)
		for _, font := range []string{"", "DejaVu Sans"} {
			b.eval(fmt.Sprintf(`document.documentElement.style.setProperty('--sans', %q || null)`, font), nil)
			for _, width := range []int64{1440, 1024, 720} {
				b.size(width, 900)
				b.wait(fmt.Sprintf(`innerWidth === %d && document.querySelectorAll('.map .compact, .map.compact').length === %d`, width, map[bool]int{true: 1}[width < 1024]))
				b.fits(fmt.Sprintf("the worst second, switches %s, %d px, font %q", breakers, width, font))
				b.shot(fmt.Sprintf("stage-worst-%d", width))
			}
		}
	}
}

// fits reports words that lie on something, or outside of their boxes.
func (b *tab) fits(when string) {
	b.t.Helper()
	var wrong []string
	b.eval(fits, &wrong)
	for _, line := range wrong {
		b.t.Errorf("%s: %s", when, line)
	}
}

func TestTheStageIsAButtonForEachActorAndATableForWhoSeesNoPicture(t *testing.T) {
	b, r := browse(t), served(t)
	b.open("http://" + r.address + "/")
	b.eval(`import('/js/route.js').then(({ act }) => { act.value = 'load'; return true })`, nil)
	b.wait(`document.querySelectorAll('.map .node').length === 11`)

	var unnamed []string
	b.eval(`[...document.querySelectorAll('.map .node')].filter((e) => e.getAttribute('role') !== 'button' || e.tabIndex !== 0 || ![...e.querySelectorAll('text')].every((w) => e.getAttribute('aria-label').includes(w.textContent.trim()))).map((e) => e.dataset.actor + ': ' + e.getAttribute('aria-label'))`, &unnamed)
	for _, one := range unnamed {
		t.Errorf("an actor is no button, or its name is not what is written: %s", one)
	}
	b.eval(`document.querySelector('.map .node[data-actor="bank"]').focus()`, nil)
	b.keys("Enter")
	var aimed string
	b.eval(`import('/js/route.js').then(({ target }) => target.value?.actor ?? '')`, &aimed)
	if aimed != "bank" {
		t.Errorf("Enter on the bank aims at %q", aimed)
	}
	b.eval(`import('/js/route.js').then(({ target }) => { target.value = null; return true })`, nil)
	b.click(`.map .road[data-road="7"]`)
	b.eval(`import('/js/route.js').then(({ target }) => target.value?.road ?? '')`, &aimed)
	if aimed != "7" {
		t.Errorf("a click on the badge of road 7 aims at %q", aimed)
	}
	b.eval(`import('/js/route.js').then(({ target }) => { target.value = null; return true })`, nil)
	for _, found := range b.axe() {
		t.Errorf("the stage: %s", found)
	}

	b.open("http://" + r.address + "/table")
	b.wait(`document.querySelectorAll('main.facts tbody tr').length >= 11 + 15 + 20`)
	var live string
	b.eval(`document.querySelector('main.facts').getAttribute('aria-live')`, &live)
	if live != "off" {
		t.Errorf("the table interrupts with aria-live %q, want off", live)
	}
	for _, found := range b.axe() {
		t.Errorf("the table: %s", found)
	}
	b.shot("stage-table")
}
