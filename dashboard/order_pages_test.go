package dashboard

import (
	"strings"
	"testing"
)

// Who looks for an order of a real run finds it while it is on its way and when it is
// over, and is told if there is none.
func TestOrdersOfARealRunHavePages(t *testing.T) {
	r := served(t)
	b := browse(t)
	b.forgive("404")
	v := r.greeted("", 0, "", "other")
	for _, words := range [][]string{{"speed", "100"}, {"start"}} {
		if a := v.answered(v.say(words[0], words[1:]...)); !a.OK {
			t.Fatalf("%v: %+v", words, a)
		}
	}
	b.open("http://" + r.address + "/orders")

	b.wait(`document.querySelectorAll('.sorts a[href^="/orders/"]').length > 0`)
	b.click(`.sorts a[href^="/orders/"]`)
	b.wait(`document.querySelector('.order-page[data-state="there"]:not([data-ending=""]) .balance')`)

	one := `document.querySelector('.order-page[data-state="there"][data-ending=""] .chips li.done')`
	b.click(`.crumbs a`)
	b.wait(`document.querySelector('#find')`)
	b.eval(`const find = document.querySelector('#find'); find.value = '1'; find.dispatchEvent(new Event('input', { bubbles: true }))`, nil)
	b.click(`.find button`)
	b.wait(one)
	b.wait(`(await import('/js/store.js')).journeys.value.size > 0`) // it is followed from here on
	var text string
	b.eval(`document.querySelector('.receipt').textContent`, &text)
	if !strings.Contains(text, "Order 1 ·") || !strings.Contains(text, "set aside on the card, nothing charged") || !strings.Contains(text, "pressed Buy now") {
		t.Errorf("the page of an order on its way says: %s", text)
	}

	b.open("http://" + r.address + "/orders/999999")
	b.wait(`document.querySelector('.order-page[data-state="missing"] h1')?.textContent.startsWith('There is no such order')`)
}
