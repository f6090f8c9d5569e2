package actors

import "buynow/sim"

// Place is where goods or money can be. Each [sim.Account] is a place and a
// number: of a product for goods, of a card for money, else 0.
type Place uint8

// The places of goods, counted in pieces of one product.
const (
	_          Place = iota
	Supplier         // where goods come from: negative by all that was delivered
	Shelf            // free to be sold
	OnHold           // on the shelf, reserved for an order
	Packing          // off the shelf, not yet on the truck
	OnTruck          // on the way
	AtCustomer       // delivered
	Missing          // lost by the carrier
	Broken           // damaged on the way
	Quarantine       // came back, not yet looked at
	Scrap            // came back, of no more use
	Vanished         // found missing at a count, less what was found too much
)

// The places of money, counted in cents.
const (
	World    Place = iota + 32 // where opening balances come from
	Purse                      // available on a card's account; may be negative on credit
	Held                       // authorised on a card, not yet taken
	Clearing                   // captured, on its way between the banks
	Till                       // the shop's account
	Fees                       // the bank's share
)

// At is the account of a place for one product or card.
func (p Place) At(number uint64) sim.Account {
	return sim.Account(uint64(p)<<56 | number)
}

// PlaceOf is the place of an account, and the product or card.
func PlaceOf(a sim.Account) (Place, uint64) {
	return Place(a >> 56), uint64(a) &^ (0xff << 56)
}

// Goods tells if the place is one of goods rather than of money.
func (p Place) Goods() bool { return p < World }

var placeNames = map[Place]string{
	Supplier: "supplier", Shelf: "shelf", OnHold: "reserved", Packing: "packing table", OnTruck: "truck", AtCustomer: "customer",
	Missing: "lost", Broken: "damaged", Quarantine: "quarantine", Scrap: "scrap", Vanished: "vanished",
	World: "world", Purse: "purse", Held: "held", Clearing: "clearing", Till: "till", Fees: "fees",
}

// String is the place in a word.
func (p Place) String() string { return placeNames[p] }

// moveGoods moves the lines of a cart from one place to another.
func moveGoods(env *sim.Env, cart *Cart, from, to Place) {
	for _, line := range cart.Lines {
		env.Move(from.At(uint64(line.SKU)), to.At(uint64(line.SKU)), int64(line.Qty))
	}
}
