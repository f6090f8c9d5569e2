package dashboard

import (
	_ "embed"
	"image/png"
	"os"
	"testing"
)

//go:embed testdata/clipped.js
var clipped string

// pictured takes a picture of the window as it is, which must be as large as the
// window and not empty, and judges that no words on it are cut off.
func (b *tab) pictured(name string, width, height int) {
	b.t.Helper()
	file, err := os.Open(b.shot(name))
	if err != nil {
		b.t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		b.t.Fatalf("%s: %v", name, err)
	}
	if size := picture.Bounds().Size(); size.X != width || size.Y != height {
		b.t.Errorf("%s is %v, want %d by %d", name, size, width, height)
	}
	colours := map[[3]uint32]bool{}
	for y := 0; y < height; y += 3 {
		for x := 0; x < width; x += 3 {
			r, g, blue, _ := picture.At(x, y).RGBA()
			colours[[3]uint32{r, g, blue}] = true
		}
	}
	const some = 30 // an empty page has one or two, words alone a dozen of greys
	if len(colours) < some {
		b.t.Errorf("%s has %d colours, so there is hardly anything on it", name, len(colours))
	}
	var wrong []string
	b.eval(clipped, &wrong)
	for _, line := range wrong {
		b.t.Errorf("%s: %s", name, line)
	}
}

// themed chooses a theme for the pages that are opened from now on.
func (b *tab) themed(theme string) {
	b.t.Helper()
	b.media("prefers-color-scheme", theme)
}

// askedTheBank shows the own order when the bank is asked, and holds it there.
func (b *tab) askedTheBank() {
	b.t.Helper()
	const asked = `(await import('/js/shop/watching.js')).player.legs.value.findIndex(({ road }) => road.name === '7')`
	b.wait(asked + ` >= 0`)
	b.eval(`(async () => { const place = `+asked+`, { player } = await import('/js/shop/watching.js'); player.pause(); player.goto(place); return true; })()`, nil)
}

func TestPicturesOfTheHeroAndOfTheShop(t *testing.T) {
	if racing {
		t.Skip("what a visitor sees is judged without the race detector")
	}
	b, r := browse(t), servedOf(t, "classroom")
	b.open("http://" + r.address + "/")
	b.click(`.ctl [aria-label="Pause"]`)
	b.eval(`import('/js/stage/hero.js').then(({ player }) => { player.goto(7); player.progress.value = 0.42; return true })`, nil)
	b.wait(`document.documentElement.dataset.step === '7'`)
	b.fits("the hero")
	b.pictured("hero-light", 1440, 900)

	b.open("http://" + r.address + "/buy")
	b.click(`#name`)
	b.keys("A", "d", "a")
	b.click(`#buy`)
	b.wait(`document.querySelector('[data-page="buy"]').dataset.own === 'there'`)
	b.askedTheBank()
	b.wait(`document.querySelector('[data-page="buy"]').dataset.state === 'paying'`)
	b.pictured("buy-paying", 1440, 900)

	b.eval(`import('/js/store.js').then(({ ask }) => ask('speed', 100))`, nil)
	b.wait(`(await import('/js/shop/choice.js')).own.value?.over`)
	b.eval(`import('/js/shop/watching.js').then(({ player }) => { player.skipToLive(); return true })`, nil)
	b.wait(`document.querySelector('.receipt')`)
	b.pictured("receipt", 1440, 900)

	var order string
	b.eval(`import('/js/shop/choice.js').then(({ own }) => String(own.value.order))`, &order)
	b.open("http://" + r.address + "/orders/" + order)
	b.wait(`document.querySelector('.receipt')`)
	b.pictured("order-page", 1440, 900)

	b.size(390, 844)
	b.open("http://" + r.address + "/")
	b.wait(`(await import('/js/shop/watching.js')).player.legs.value.length > 0`)
	var done bool
	b.eval(`import('/js/shop/watching.js').then(({ player }) => player.done.value)`, &done)
	if !done {
		t.Error("an order that was over before the page was loaded is played once more")
	}
	b.pictured("phone-receipt", 390, 844)
	b.click(`#again`)
	b.wait(`document.querySelector('#buy')`)
	b.pictured("phone-shop", 390, 844)
	b.eval(`import('/js/store.js').then(({ ask }) => ask('speed', 1))`, nil)
	b.click(`#buy`)
	b.askedTheBank()
	b.wait(`document.querySelector('.stepper [data-step="7"][data-state="now"]')`)
	b.pictured("phone-paying", 390, 844)
}

func TestPicturesOfTheLoad(t *testing.T) {
	if racing {
		t.Skip("what a visitor sees is judged without the race detector")
	}
	b, r := browse(t), servedOf(t, "metastable-retry-storm")
	b.themed("dark")
	b.open("http://" + r.address + "/")
	b.click(`[data-do="rush"]`)
	b.setSpeed(10)
	b.wait(`(await import('/js/store.js')).total('placed') > 300`)
	b.click(`.map .node[data-actor="bank"]`)
	b.wait(`document.querySelector('.others li')`)
	b.pictured("break-window", 1440, 900)
	b.click(`.lengths input[value="1m"]`)
	b.click(`[data-fault="slow"]`)
	b.wait(`!document.querySelector('dialog')`)
	b.wait(`(await import('/js/store.js')).switches.value.some(({ open }) => open)`)
	b.setSpeed(1)
	b.wait(`document.querySelector('.charts .legend').textContent.includes('Bank slow') && !document.querySelector('.notice')`)
	b.wait(bankSays + `.match(/slow|failing/)`)
	b.wait(`document.querySelector('.map .switch')`)
	b.fits("the load")
	b.pictured("load-dark", 1440, 900)

	b.open("http://" + r.address + "/table")
	b.wait(`document.querySelectorAll('main.facts tbody tr').length > 40`)
	b.pictured("table-dark", 1440, 900)
}
