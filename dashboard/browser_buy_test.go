package dashboard

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// swiftly lets the page tell an order faster than people look, and takes down what was
// on the glass of the telephone, one after the other. Each frame takes as long, however
// busy the machine is, and less than the rest after a hop, so that each is drawn.
const swiftly = `import('/js/shop/watching.js').then(({ player }) => {
	const real = requestAnimationFrame, frame = 3;
	let now = performance.now();
	window.requestAnimationFrame = (draw) => real(() => draw(now += frame));
	player.pace.value = 20;
	window.glass = [];
	const see = () => { const { state } = document.querySelector('[data-page="buy"]')?.dataset ?? {}; if (state && glass.at(-1) !== state) glass.push(state); };
	new MutationObserver(see).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-state'] });
	return true;
})`

// shopping opens the page of a purchase, in a run of the classroom.
func shopping(b *tab) *rig {
	b.t.Helper()
	r := servedOf(b.t, "classroom")
	b.open("http://" + r.address + "/buy")
	b.wait("document.querySelector('#buy') && !document.querySelector('#buy').disabled")
	b.eval(swiftly, nil)
	return r
}

// speed is how fast the shop's clock goes.
func (b *tab) speed(times int) {
	b.t.Helper()
	b.eval(fmt.Sprintf("import('/js/store.js').then(({ ask }) => ask('speed', %d))", times), nil)
}

// chooses clicks on a good and on a card.
func (b *tab) chooses(good, card string) {
	b.t.Helper()
	b.click(fmt.Sprintf("label:has(#good-%s)", good))
	b.click(fmt.Sprintf("label:has(#card-%s)", card))
	b.wait(fmt.Sprintf("document.querySelector('#good-%s').checked && document.querySelector('#card-%s').checked", good, card))
}

// bought is what a page shows of a purchase that is over.
type bought struct {
	Ending, Told, Headline   string
	Charged, Delivered, Back int
	Price                    int
	Glass                    []string
}

// receipt waits until an order has been told to its end.
func (b *tab) receipt() (one bought) {
	b.t.Helper()
	b.wait(`document.querySelector('main[data-played="whole"] .receipt')`)
	b.eval(`import('/js/shop/choice.js').then(({ own }) => {
		const { charged, delivered, back } = document.querySelector('.balance').dataset;
		return { Ending: document.querySelector('main').dataset.ending, Told: document.querySelector('.receipt').dataset.ending, Headline: document.querySelector('.receipt .headline').textContent,
			Charged: Number(charged), Delivered: Number(delivered), Back: Number(back), Price: own.value.price, Glass: glass };
	})`, &one)
	return one
}

// saw says what is wrong with what was on a glass: want comes in this order, and no
// other page than those that say nothing yet.
func saw(glass, want []string) error {
	next := 0
	for _, state := range glass {
		switch {
		case next < len(want) && state == want[next]:
			next++
		case !slices.Contains([]string{"shop", "paying", "wait"}, state):
			return fmt.Errorf("%s comes where it should not", state)
		}
	}
	if next < len(want) {
		return fmt.Errorf("%s never comes", want[next])
	}
	return nil
}

func TestAGlassThatShowsTheWrongPageIsFound(t *testing.T) {
	for _, row := range []struct {
		what  string
		glass string
		right bool
	}{
		{"what was wanted, after pages that say nothing", "shop paying wait paying thanks mail", true},
		{"a page never comes", "shop paying mail", false},
		{"the other way round", "shop paying mail thanks", false},
		{"sorry is said to whom thanks are due", "shop paying sorry thanks mail", false},
		{"the news comes twice", "shop paying thanks mail thanks", false},
	} {
		if err := saw(strings.Fields(row.glass), []string{"thanks", "mail"}); (err == nil) != row.right {
			t.Errorf("%s: %v", row.what, err)
		}
	}
}

func TestEachChoiceComesToItsOwnEnding(t *testing.T) {
	single(t)
	b := browse(t)
	shopping(b)
	b.speed(60)
	for _, row := range []struct{ what, good, card, ending, sees, headline string }{
		{"what is there is thanked for, written about, and brought", "plenty", "good", "delivered", "thanks mail doorbell", "has the book."},
		{"an empty card: another one is asked for, and there is none", "plenty", "empty", "declined", "retry mail", "The bank said no."},
		{"a stolen card is found out, and only regrets come", "plenty", "stolen", "blocked", "sorry mail", "The fraud check said no."},
		{"the last one is not for an empty card", "last", "empty", "declined", "retry mail", "The bank said no."},
		{"nor for a stolen one", "last", "stolen", "blocked", "sorry mail", "The fraud check said no."},
		{"but it is still there for whoever can pay", "last", "good", "delivered", "thanks mail doorbell", "has the lamp."},
		{"what is gone is offered for later, waited for, and brought", "sold-out", "good", "delivered", "offer thanks mail doorbell", "has the kettle."},
		{"who waits with an empty card waits in vain", "sold-out", "empty", "declined", "offer retry mail", "The bank said no."},
		{"and nothing is ordered for a stolen card", "sold-out", "stolen", "blocked", "offer sorry mail", "The fraud check said no."},
	} {
		t.Run(row.what, func(t *testing.T) {
			b.eval(`glass.length = 0`, nil)
			b.chooses(row.good, row.card)
			b.click("#buy")
			got := b.receipt()
			if got.Ending != row.ending || got.Told != row.ending || !strings.HasSuffix(got.Headline, row.headline) {
				t.Errorf("it ended as %s, its receipt as %s and says %q; want %s and %q", got.Ending, got.Told, got.Headline, row.ending, row.headline)
			}
			if err := saw(got.Glass, strings.Fields(row.sees)); err != nil {
				t.Errorf("the customer saw %v, want %s: %v", got.Glass, row.sees, err)
			}
			paid := map[bool]int{true: got.Price}[row.ending == "delivered"]
			if got.Price == 0 || got.Charged != paid || got.Delivered != paid || got.Back != 0 {
				t.Errorf("%d charged, %d delivered, %d back of %d; want %d, %d, 0", got.Charged, got.Delivered, got.Back, got.Price, paid, paid)
			}
			b.click("#again")
			b.wait(`document.querySelector('main').dataset.own === 'none' && document.activeElement.id === 'buy'`)
		})
	}
	var breaches, placed int
	b.eval(`import('/js/store.js').then(({ total }) => total('breaches'))`, &breaches)
	b.eval(`import('/js/store.js').then(({ total }) => total('placed'))`, &placed)
	if breaches != 0 || placed < 9 {
		t.Errorf("%d promises were broken to %d customers, want none, and 9 or more", breaches, placed)
	}
}

func TestWhoHasNoMouseBuysToo(t *testing.T) {
	single(t)
	b := browse(t)
	shopping(b)
	b.speed(60)

	b.tabTo(`document.activeElement.name === 'good'`)
	b.keys("ArrowDown")
	b.wait(`document.activeElement.id === 'good-last' && document.activeElement.checked`)
	b.tabTo(`document.activeElement.name === 'card'`)
	b.keys("ArrowRight")
	b.wait(`document.activeElement.id === 'card-empty' && document.activeElement.checked`)
	b.tabTo(`document.activeElement.id === 'name'`)
	b.keys("Grace")
	b.tabTo(`document.activeElement.id === 'buy'`)
	b.keys("Enter")

	if got := b.receipt(); got.Ending != "declined" {
		t.Errorf("the last one with an empty card ended as %s: %v", got.Ending, got.Glass)
	}
	b.wait(`document.querySelector('.receipt .kick').textContent.includes('Grace')`)
	b.tabTo(`document.activeElement.id === 'again'`)
	b.keys("Enter")
	b.wait(`document.activeElement.id === 'buy'`)
}

// tabTo presses Tab until the focus is where it is wanted.
func (b *tab) tabTo(condition string) {
	b.t.Helper()
	const most = 40
	for range most {
		var there bool
		if b.eval(condition, &there); there {
			return
		}
		b.keys("Tab")
	}
	b.t.Fatalf("not reached with %d times Tab: %s", most, condition)
}

func TestAPurchaseOutlivesTheLine(t *testing.T) {
	single(t)
	for _, row := range []struct{ what, click, until string }{
		{"lost in the breath of the click", `document.querySelector('#buy').click(); cutLines(); true`, `true`},
		{"lost while the order is under way", `document.querySelector('#buy').click(); true`, `glass.includes('thanks')`},
	} {
		t.Run(row.what, func(t *testing.T) {
			b := browse(t)
			b.forgive("ERR_INTERNET_DISCONNECTED")
			b.forgive("WebSocket")
			shopping(b)
			b.chooses("plenty", "good")

			b.eval(row.click, nil)
			b.wait(row.until)
			b.offline(true)
			b.wait(`document.querySelector('#buy').disabled && document.querySelector('.dare').textContent.includes('line to the shop is lost')`)
			b.offline(false)
			b.wait(`!document.querySelector('#buy').disabled && document.querySelector('main').dataset.own === 'there'`)
			b.speed(60)

			got := b.receipt()
			if err := saw(got.Glass, []string{"thanks", "mail", "doorbell"}); err != nil || got.Ending != "delivered" {
				t.Errorf("it ended as %s, and the customer saw %v: %v", got.Ending, got.Glass, err)
			}
			var file string
			b.eval(`fetch('/run.yaml').then((answer) => answer.text())`, &file)
			if clicks := strings.Count(file, "buy: { good:"); clicks != 1 {
				t.Errorf("the run knows of %d clicks of visitors, want one", clicks)
			}
		})
	}
}

func TestWhoDoesNotWantToWaitSkipsAhead(t *testing.T) {
	single(t)
	b := browse(t)
	shopping(b)
	b.eval(`import('/js/store.js').then(({ ask }) => ask('speed', 0.01))`, nil) // a second takes minutes
	b.click("#buy")
	const most = 40 // messages, up to the page that says thank you
	thanked := false
	for n := 0; n < most && !thanked; n++ {
		b.click("#skip")
		b.wait(`document.querySelector('#skip')?.disabled === false`)
		b.eval(`import('/js/shop/choice.js').then(({ own }) => own.value.sees.some(({ what }) => what === 'thanks'))`, &thanked)
	}
	if !thanked {
		t.Errorf("after %d skips the customer has no page that thanks", most)
	}
	var state string
	b.eval(`import('/js/store.js').then(({ control }) => control.value.state)`, &state)
	if state != "running" {
		t.Errorf("after the skip the shop is %s, want it running as before", state)
	}
	b.speed(60)
	if got := b.receipt(); got.Ending != "delivered" {
		t.Errorf("it ended as %s, and the customer saw %v", got.Ending, got.Glass)
	}
}
