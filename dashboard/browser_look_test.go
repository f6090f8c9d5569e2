package dashboard

import (
	"fmt"
	"slices"
	"testing"
)

// heard takes down when the page hears how things stand, and how far the server's
// clock was then, and counts the letters with parcels.
const heard = `import('/js/store.js').then(({ tick, onHops }) => {
	window.ticks = []; window.parcels = 0;
	tick.subscribe((now) => { if (now) ticks.push({ At: performance.now(), Wall: now.wall }); });
	onHops(() => { parcels++; });
	return true;
})`

type tickHeard struct{ At, Wall float64 }

// turns turns a page away from its visitor, or back to her.
func (b *tab) turns(state string) {
	b.t.Helper()
	b.eval(fmt.Sprintf(`Object.defineProperty(document, 'visibilityState', { value: %q, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); ticks.length = 0; parcels = 0; true`, state), nil)
}

func TestAPageThatNobodySeesAsksForLittle(t *testing.T) {
	single(t)
	b := browse(t)
	shopping(b)
	b.eval(heard, nil)
	b.speed(20)
	b.eval(`import('/js/store.js').then(({ ask }) => ask('start'))`, nil)
	b.wait(`ticks.length > 5 && parcels > 2`)
	var before tickHeard
	b.eval(`ticks.at(-1)`, &before)

	b.turns("hidden")
	b.wait(`ticks.length > 1`) // what was under way has come
	b.eval(`ticks.splice(0, ticks.length - 1); parcels = 0; true`, nil)
	b.wait(`ticks.length > 3`)
	var away []tickHeard
	var parcels int
	b.eval(`ticks`, &away)
	b.eval(`parcels`, &parcels)
	for i := range away[1:] {
		if gap := away[i+1].Wall - away[i].Wall; gap < 800 {
			t.Errorf("hidden, it was told how things stand after %.0f ms, want about 1000", gap)
		}
	}
	if parcels != 0 {
		t.Errorf("hidden, it was sent parcels %d times, want never", parcels)
	}

	b.turns("visible")
	b.wait(`ticks.length > 9`)
	var back []tickHeard
	b.eval(`ticks`, &back)
	b.eval(`parcels`, &parcels)
	late := func(one tickHeard) float64 { return (one.At - one.Wall) - (before.At - before.Wall) }
	for _, one := range back {
		if after := one.At - back[0].At; after > 1000 && late(one) > 1000 {
			t.Errorf("%.0f ms after its return it shows what was %.0f ms before", after, late(one))
		}
	}
	const fair = 2 // letters with parcels for each tick, and as many more as had come before the first
	if most := fair * (len(back) + 1); parcels == 0 || parcels > most {
		t.Errorf("after its return it heard %d letters with parcels and %d ticks, want some, and %d at most", parcels, len(back), most)
	}
	if took := back[len(back)-1].Wall - back[0].Wall; took < 500 {
		t.Errorf("after its return %d ticks told of only %.0f ms, want no more than ten a second", len(back), took)
	}
}

func TestAPurchaseStandsStillForWhoeverWantsStillness(t *testing.T) {
	single(t)
	b := browse(t)
	b.media("prefers-reduced-motion", "reduce")
	shopping(b)
	b.speed(60)
	b.eval(`(() => { window.asked = 0; const real = requestAnimationFrame; window.requestAnimationFrame = (f) => { asked++; return real(f); }; })()`, nil)
	b.eval(`import('/js/shop/watching.js').then(({ player }) => { player.pace.value = 1000; return true })`, nil) // as people look
	b.click("#buy")
	const player = `(await import('/js/shop/watching.js')).player`
	b.wait(player + `.place.value >= 1`)
	var first int
	b.eval(`import('/js/shop/watching.js').then(({ player }) => { asked = 0; return player.place.value })`, &first)
	b.wait(fmt.Sprintf(player+`.place.value >= %d`, first+2))
	var frames int
	var particles string
	b.eval(`asked`, &frames)
	b.eval(`document.documentElement.dataset.particles ?? '0'`, &particles)
	const each = 6 // frames, for what is drawn anew at a step; what moves asks for sixty a second
	if frames > 3*each || particles != "0" {
		t.Errorf("in two steps of a second each %d frames were asked for, and %s particles move; want hardly any, and none", frames, particles)
	}

	b.wait(`(await import('/js/shop/choice.js')).own.value.over`)
	for range 60 {
		var told bool
		b.eval(`document.querySelector('main').dataset.played === 'whole' || (document.querySelector('[aria-label="Next step"]')?.click(), false)`, &told)
		if told {
			break
		}
	}
	got := b.receipt()
	if got.Ending != "delivered" || !slices.Contains(got.Glass, "thanks") {
		t.Errorf("it ended as %s, and the customer saw %v", got.Ending, got.Glass)
	}
}

func TestAPurchaseCanBeFollowedByEverybody(t *testing.T) {
	single(t)
	b := browse(t)
	r := shopping(b)
	look := func(when string) {
		for _, found := range b.axe() {
			t.Errorf("%s: %s", when, found)
		}
	}
	look("before a purchase")
	b.speed(60)
	b.click("#buy")
	b.wait(`document.querySelector('main').dataset.state === 'thanks'`)
	b.eval(`import('/js/shop/watching.js').then(({ player }) => { player.pause(); player.goto(8); return true })`, nil)
	b.wait(`document.querySelector('main').dataset.played === 'part' && document.querySelector('.so-far .story p')`)
	look("during a purchase")
	b.eval(`import('/js/shop/watching.js').then(({ player }) => { player.play(); return true })`, nil)
	b.receipt()
	look("after a purchase")
	var page string
	b.eval(`new URL(document.querySelector('#share').value).pathname`, &page)
	b.open("http://" + r.address + page)
	b.wait(`document.querySelector('main[data-page="order"][data-state="there"] .ladder')`)
	look("the page of the order, " + page)
}
