package dashboard

import (
	"fmt"

	"buynow/actors"
)

// goodOf is the title of what is in a cart, its picture, and what a sentence calls it.
func (e *eye) goodOf(cart *actors.Cart) (title, icon, noun string) {
	first := cart.Lines[0].SKU
	if good, is := e.goods[first]; is {
		return good.title, good.icon, good.icon
	}
	title = actors.ProductOf(e.seed, int(first)).Name
	switch more := cart.Units() - 1; {
	case more > 0 && len(cart.Lines) > 1:
		title = fmt.Sprintf("%s and %d more", title, more)
	case more > 0:
		title = fmt.Sprintf("%d × %s", more+1, title)
	}
	return title, "parcel", "“" + title + "”"
}

// windowGood is a good in the shop window.
type windowGood struct{ title, icon string }

// windowGoods are those in the window, by product.
func windowGoods(shop *actors.Shop) map[actors.SKU]windowGood {
	goods := map[actors.SKU]windowGood{}
	for _, good := range shop.Goods() {
		goods[good.SKU] = windowGood{good.Title, icons[good.Ware]}
	}
	return goods
}
