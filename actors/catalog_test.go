package actors

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestACartBelongsToItsIntent(t *testing.T) {
	c := DefaultCatalog()
	s := DrawShopper(3, 17, DefaultPopulation())

	first, other := c.Cart(3, 17, &s), c.Cart(3, 18, &s)

	if diff := cmp.Diff(first, c.Cart(3, 17, &s)); diff != "" {
		t.Errorf("the same intent fills another cart (-first +second):\n%s", diff)
	}
	if cmp.Equal(first, other) && cmp.Equal(first, c.Cart(3, 19, &s)) {
		t.Errorf("three intents fill the same cart %v", first)
	}
}

func TestWhatPeopleBuy(t *testing.T) {
	const carts = 20_000
	c := DefaultCatalog()
	lines, units, close, best := 0, 0, 0, 0
	for intent := range uint64(carts) {
		s := DrawShopper(3, intent, DefaultPopulation())
		cart := c.Cart(3, intent, &s)
		lines += len(cart.Lines)
		units += cart.Units()
		goods := cart.Total() - cart.Shipping
		if goods > s.Budget/2 && goods < 2*s.Budget {
			close++
		}
		if (cart.Shipping == 0) != (goods >= c.FreeFrom) {
			t.Errorf("cart %v of %v pays %v for shipping", cart.Lines, goods, cart.Shipping)
		}
		seen := map[SKU]bool{}
		for _, line := range cart.Lines {
			if line.SKU <= 100 {
				best++
			}
			if seen[line.SKU] || line.Qty < 1 || line.SKU < 1 || int(line.SKU) > c.SKUs || line.Price != c.Price(3, line.SKU) {
				t.Errorf("cart %v has a wrong line", cart.Lines)
			}
			seen[line.SKU] = true
		}
	}

	near(t, "lines per cart", float64(lines)/carts, 1.6, 0.2)
	near(t, "pieces per cart", float64(units)/carts, 1.9, 0.25)
	near(t, "share of carts within a factor of two of the budget", float64(close)/carts, 0.85, 0.15)
	near(t, "share of the hundred best-sellers", float64(best)/float64(lines), 0.6, 0.15)
}

func TestPricesSpreadAroundTheMedian(t *testing.T) {
	c := DefaultCatalog()
	cheap := 0
	for sku := SKU(1); int(sku) <= c.SKUs; sku++ {
		price := c.Price(3, sku)
		if price%100 != 99 || price < 99 {
			t.Errorf("the price of product %d is %v, want some euros and 99 cents", sku, price)
		}
		if price < 25_00 {
			cheap++
		}
	}
	near(t, "share below 25 euros", float64(cheap)/float64(c.SKUs), 0.5, 0.06)
}

func TestAHotProductTakesItsShare(t *testing.T) {
	c := DefaultCatalog()
	c.Hot, c.HotShare = 7, 0.6
	hot := 0
	for intent := range uint64(5000) {
		cart := c.Cart(3, intent, &Shopper{Budget: 40_00})
		if len(cart.Lines) == 1 && cart.Lines[0].SKU == 7 && cart.Lines[0].Qty == 1 {
			hot++
		}
	}
	near(t, "share of carts with the hot product alone", float64(hot)/5000, 0.6, 0.03)
}

func TestAShopOfOneProductSellsIt(t *testing.T) {
	c := DefaultCatalog()
	c.SKUs = 1
	cart := c.Cart(3, 1, &Shopper{})
	if len(cart.Lines) != 1 || cart.Lines[0].SKU != 1 {
		t.Errorf("cart = %v, want one line of product 1", cart.Lines)
	}
}

func TestPriceTagsChangeNothing(t *testing.T) {
	asGiven, opened, again, other := DefaultCatalog(), DefaultCatalog(), DefaultCatalog(), DefaultCatalog()
	opened.open(3)
	again.open(4)
	other.FreeFrom++

	if !opened.Equal(again) || !asGiven.Equal(DefaultCatalog()) || asGiven.Equal(other) {
		t.Errorf("Equal tells catalogs apart by their tags, or does not by their fields")
	}
	if got, want := opened.Price(3, 5), asGiven.Price(3, 5); got != want {
		t.Errorf("the tag says %v, want %v", got, want)
	}
	if got, want := opened.Price(4, 5), asGiven.Price(4, 5); got != want {
		t.Errorf("the price under another seed is %v, want %v", got, want)
	}
}

func BenchmarkCart(b *testing.B) {
	c := DefaultCatalog()
	c.open(3)
	b.ReportAllocs()
	for i := range b.N {
		c.Cart(3, uint64(i), &Shopper{Budget: 45_00})
	}
}
