package actors

import "buynow/sim"

// accounts are the books as the auditor keeps them: double entry, from nothing
// but the moves that were published. The numbers of products and cards are
// dense, so slices find their accounts; a number far out goes into a map.
type accounts struct {
	products []productAccounts // by SKU
	cards    []*cardPage       // by token
	sums     [places]int64     // of a place, over all numbers
	stray    map[sim.Account]int64
}

// places bounds the places of goods and of money.
const places = Fees + 1

// productAccounts are the pieces of one product, by place.
type productAccounts [Vanished + 1]int64

// cardBalances is the money of one card, in cents.
type cardBalances struct{ purse, held int64 }

// cardPage has the balances of a row of cards. Few cards are ever used, and no
// page is moved when there are more.
type cardPage [16]cardBalances

// denseNumbers is how many products or cards are kept in slices.
const denseNumbers = 1 << 25

// move books an amount, and returns the balances that are left behind.
func (c *accounts) move(m *sim.Move) (from, to int64) {
	return c.add(m.From, -m.Amount), c.add(m.To, m.Amount)
}

func (c *accounts) add(account sim.Account, amount int64) int64 {
	place, number := PlaceOf(account)
	if place >= places {
		return c.addStray(account, amount)
	}
	c.sums[place] += amount
	if place > Vanished && place != Purse && place != Held {
		return c.sums[place]
	}
	if number >= denseNumbers {
		return c.addStray(account, amount)
	}
	balance := c.dense(place, number)
	*balance += amount
	return *balance
}

// dense finds the account of a product or a card, and makes room for it.
func (c *accounts) dense(place Place, number uint64) *int64 {
	if place <= Vanished {
		for uint64(len(c.products)) <= number {
			c.products = append(c.products, productAccounts{})
		}
		return &c.products[number][place]
	}
	card := c.card(number)
	if place == Held {
		return &card.held
	}
	return &card.purse
}

func (c *accounts) card(token uint64) *cardBalances {
	i := token / uint64(len(cardPage{}))
	if missing := int(i) + 1 - len(c.cards); missing > 0 {
		c.cards = append(c.cards, make([]*cardPage, missing)...)
	}
	if c.cards[i] == nil {
		c.cards[i] = new(cardPage)
	}
	return &c.cards[i][token%uint64(len(cardPage{}))]
}

func (c *accounts) addStray(account sim.Account, amount int64) int64 {
	if c.stray == nil {
		c.stray = map[sim.Account]int64{}
	}
	c.stray[account] += amount
	return c.stray[account]
}

// pieces is how much of a product is in a place.
func (c *accounts) pieces(place Place, sku uint64) int64 {
	if sku >= uint64(len(c.products)) {
		return c.stray[place.At(sku)]
	}
	return c.products[sku][place]
}

// sum is what is in a place altogether.
func (c *accounts) sum(place Place) int64 { return c.sums[place] }

// MoneyBook is where the money went that was ever taken from a customer.
type MoneyBook struct {
	Captured    Cents // taken
	Kept        Cents // on the shop's account
	Fees        Cents // the bank's share
	Refunded    Cents // given back by the shop
	ChargedBack Cents // given back by the bank, after a complaint
	OnTheWay    Cents // between the banks
	Held        Cents // authorised and not yet taken: no part of Captured
	WrittenOff  Cents // never taken for goods that went: no part of Captured

	// The same money by what the customers have for it: Captured, less what they got
	// back, is Delivered and Open.
	Delivered Cents // for goods that came
	Open      Cents // for goods that have not come
}

// earn counts money that was taken for an order, or given back if it is negative.
func (b *MoneyBook) earn(p *page, amount Cents) {
	if p.facts&wasDelivered != 0 {
		b.Delivered += amount
	} else {
		b.Open += amount
	}
}

// arrived counts the money of an order whose goods have come.
func (b *MoneyBook) arrived(p *page) {
	if p.facts&wasDelivered == 0 {
		b.Open -= p.captured - p.returned
		b.Delivered += p.captured - p.returned
	}
}

// Balanced tells if nothing is missing and nothing is too much.
func (b MoneyBook) Balanced() bool {
	return b.Captured == b.Kept+b.Fees+b.Refunded+b.ChargedBack+b.OnTheWay &&
		b.Captured == b.Delivered+b.Open+b.Refunded+b.ChargedBack
}

// GoodsBook is where the goods are that the shop ever had, in pieces.
type GoodsBook struct {
	Initial    int64 // on the shelf when the shop opened
	Restocked  int64 // delivered by suppliers since
	Shelf      int64
	Reserved   int64
	Packing    int64
	OnTruck    int64 // to a customer or back
	Delivered  int64
	Lost       int64
	Damaged    int64
	Quarantine int64
	Scrapped   int64
	Vanished   int64 // found missing at a count, less what was found too much
}

// Balanced tells if nothing is missing and nothing is too much.
func (b GoodsBook) Balanced() bool {
	return b.Initial+b.Restocked == b.Shelf+b.Reserved+b.Packing+b.OnTruck+b.Delivered+b.Lost+b.Damaged+b.Quarantine+b.Scrapped+b.Vanished
}

// Books are the sums of all accounts, for the closing lines of a run.
func (a *Auditor) Books() (MoneyBook, GoodsBook) {
	sum := a.accounts.sum
	money := a.money
	money.Kept, money.Fees = Cents(sum(Till)), Cents(sum(Fees))
	money.OnTheWay, money.Held = Cents(sum(Clearing)), Cents(sum(Held))
	goods := GoodsBook{
		Initial: a.opening, Restocked: a.restocked,
		Shelf: sum(Shelf), Reserved: sum(OnHold), Packing: sum(Packing), OnTruck: sum(OnTruck), Delivered: sum(AtCustomer),
		Lost: sum(Missing), Damaged: sum(Broken), Quarantine: sum(Quarantine), Scrapped: sum(Scrap),
		Vanished: sum(Vanished),
	}
	return money, goods
}
