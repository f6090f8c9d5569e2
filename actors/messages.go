package actors

// OrderID numbers orders from 1 without gaps, in the order of their creation.
type OrderID = uint64

// SKU numbers the products of the catalog from 1.
type SKU uint32

// Line is one line of a cart.
type Line struct {
	SKU   SKU
	Qty   int
	Price Cents // of one, as the customer saw it
}

// Cart is what somebody wants to buy. It is not changed once it was sent.
type Cart struct {
	Lines    []Line
	Shipping Cents
}

// Total is what the cart costs, shipping included.
func (c *Cart) Total() Cents {
	total := c.Shipping
	for _, line := range c.Lines {
		total += Cents(line.Qty) * line.Price
	}
	return total
}

// Units is how many pieces are in the cart.
func (c *Cart) Units() int {
	units := 0
	for _, line := range c.Lines {
		units += line.Qty
	}
	return units
}

// Done is the plain answer: it is done, now or before.
type Done struct{}

// tick tells an actor that its daily or hourly job is due.
type tick struct{ job int }

// relay tells the order manager to carry on with what an order still owes.
type relay struct {
	order   OrderID
	attempt int
	resume  bool // also take up the order itself, after a crash
}

// errand tells a supplier that the next thing is due for a purchase order.
type errand struct {
	po    uint64
	stage int // see supply.stage
}

// chore tells an actor of the goods to go on with something of its own.
type chore struct {
	job uint8
	id  uint64
}

// due tells the merchant system or the fraud check that it is time to look at a
// payment or a case again.
type due struct {
	key     uint64
	attempt int
}
