package actors

import (
	"slices"

	"buynow/sim"
)

// Catalog says what the shop sells and what people put into their carts.
type Catalog struct {
	// SKUs is the number of products. Source: the table of YCSB and of most
	// published workloads.
	SKUs int

	// Popularity draws the rank of a product; product 1 is the best-seller. Source:
	// a power law is a good first approximation of sales by rank; published
	// exponents go from 0.6 to 1.1, YCSB has 0.99.
	Popularity sim.Dist

	// Prices draws the price of a product, in euros. Source: assumed; half of the
	// products cost less than 25 euros, one in a hundred more than 160.
	Prices sim.Dist

	// Lines is how many products are in a cart on average; their number is
	// geometric. Source: assumed; with Again it makes the two items that an order
	// usually has.
	Lines float64
	// Again is the chance of each further piece of the same product. Source:
	// assumed; with Lines it makes the two items that an order usually has.
	Again float64

	// Choice is how many products a customer looks at before taking the one that
	// suits the budget best. Source: assumed.
	Choice int

	// Shipping is charged for small carts. Source: assumed; usual in Europe.
	Shipping Cents
	// FreeFrom is the value of a cart from which shipping is free. Source: assumed;
	// usual in Europe.
	FreeFrom Cents

	// Hot is a product that everybody talks about, by its number; 0 is none.
	// Source: an ordinary day has none.
	Hot SKU
	// HotShare is the share of the customers that come for one piece of the hot
	// product and nothing else. Source: an ordinary day has none; in a flash sale
	// it is 0.5 to 0.9.
	HotShare float64

	tags *priceTags // once the shop is open
}

// priceTags are the prices of all products, by SKU, worked out once.
type priceTags struct {
	seed   uint64
	prices []Cents
}

// DefaultCatalog is a shop with a thousand products.
func DefaultCatalog() Catalog {
	return Catalog{
		SKUs:       1000,
		Popularity: sim.Zipf(0.9, 0),
		Prices:     sim.Lognormal(25.0, 0.8),
		Lines:      1.7,
		Again:      0.15,
		Choice:     3,
		Shipping:   4_90,
		FreeFrom:   50_00,
	}
}

// The draws of this file; products and intents are the keys.
const (
	luckPrice sim.Purpose = sim.FirstPurpose + 0x300 + iota
	luckCart
)

// maxLines bounds a cart.
const maxLines = 12

// open settles what is the same for a whole run: how many ranks there are, and
// the price tags.
func (c *Catalog) open(seed uint64) {
	c.Popularity = c.Popularity.Over(c.SKUs)
	c.tags = nil
	prices := make([]Cents, c.SKUs+1+int(Wares))
	for sku := range prices {
		prices[sku] = c.Price(seed, SKU(sku))
	}
	c.tags = &priceTags{seed, prices}
}

// Equal tells if two catalogs were given alike.
func (c Catalog) Equal(other Catalog) bool {
	alike := c.Popularity.Equal(other.Popularity) && c.Prices.Equal(other.Prices)
	other.Popularity, other.Prices, other.tags = c.Popularity, c.Prices, c.tags
	return alike && c == other
}

// reprice gives each product that is picked another price tag.
func (c *Catalog) reprice(seed uint64, picked func(SKU) bool, factor float64) {
	if c.tags == nil {
		return
	}
	tags := &priceTags{seed, slices.Clone(c.tags.prices)}
	for sku, price := range tags.prices {
		if picked(SKU(sku)) {
			tags.prices[sku] = max(Cents(float64(float64(price)*factor)), 1)
		}
	}
	c.tags = tags
}

// changed tells if any product of a cart has another price by now.
func (c *Catalog) changed(seed uint64, cart *Cart) bool {
	for _, line := range cart.Lines {
		if line.Price != c.Price(seed, line.SKU) {
			return true
		}
	}
	return false
}

// Price is what one piece of the product costs: some euros and 99 cents.
func (c *Catalog) Price(seed uint64, sku SKU) Cents {
	if tags := c.tags; tags != nil && tags.seed == seed && int(sku) < len(tags.prices) {
		return tags.prices[sku]
	}
	if ware, is := c.wareOf(sku); is {
		return window[ware].price
	}
	luck := sim.Fate(seed, luckPrice, uint64(sku))
	euros := min(max(c.Prices.Draw(&luck), 0), 100_000)
	return Cents(euros)*100 + 99
}

// basket is a cart with room for the usual lines in one piece of memory.
type basket struct {
	Cart
	room [2]Line
}

// Cart is what the customer behind an intent puts into the cart, always the same:
//  1. some come for the hot product and for nothing else;
//  2. a number of lines and pieces is drawn;
//  3. for each, of a few popular products the one is taken that comes closest to
//     what is left of the budget;
//  4. small carts pay for shipping.
func (c *Catalog) Cart(seed, intent uint64, s *Shopper) *Cart {
	if IsVisitor(intent) {
		return c.windowCart(seed, intent)
	}
	luck := sim.Fate(seed, luckCart, intent)
	b := &basket{}
	b.Lines = b.room[:0]
	if luck.Chance(c.HotShare) && c.Hot != 0 {
		b.Lines = append(b.Lines, Line{SKU: c.Hot, Qty: 1, Price: c.Price(seed, c.Hot)})
		b.Shipping = c.shippingOf(&b.Cart)
		return &b.Cart
	}

	lines, more := 1, 1-1/max(c.Lines, 1)
	for lines < maxLines && luck.Chance(more) {
		lines++
	}
	left := s.Budget
	for ; lines > 0 && (left > 0 || len(b.Lines) == 0); lines-- {
		pieces := 1
		for pieces < maxLines && luck.Chance(c.Again) {
			pieces++
		}
		sku, price := c.choose(seed, &luck, left/Cents(lines*pieces))
		b.add(Line{SKU: sku, Qty: pieces, Price: price})
		left -= Cents(pieces) * price
	}
	b.Shipping = c.shippingOf(&b.Cart)
	return &b.Cart
}

// choose looks at a few products and takes the one whose price is nearest to
// the target, in proportion.
func (c *Catalog) choose(seed uint64, luck *sim.Luck, target Cents) (SKU, Cents) {
	target = max(target, 1)
	var best SKU
	var price, nearest Cents
	for range max(c.Choice, 1) {
		sku := c.popular(luck)
		p := c.Price(seed, sku)
		distance := max(p*1000/target, target*1000/max(p, 1))
		if best == 0 || distance < nearest {
			best, price, nearest = sku, p, distance
		}
	}
	return best, price
}

// popular draws a product by its popularity.
func (c *Catalog) popular(luck *sim.Luck) SKU {
	rank := max(c.Popularity.Count(luck), 1)
	return SKU((rank-1)%max(c.SKUs, 1) + 1)
}

// add puts a line into the cart, or more pieces on the line of that product.
func (b *basket) add(line Line) {
	for i := range b.Lines {
		if b.Lines[i].SKU == line.SKU {
			b.Lines[i].Qty += line.Qty
			return
		}
	}
	b.Lines = append(b.Lines, line)
}

// shippingOf is what sending the cart costs.
func (c *Catalog) shippingOf(cart *Cart) Cents {
	if cart.Total() >= c.FreeFrom {
		return 0
	}
	return c.Shipping
}
