package actors

import (
	"fmt"
	"time"
)

// StockRules are the parameters of the stock database.
type StockRules struct {
	// Backorders tells if an order for goods that are out of stock may wait for
	// them; if not, such an order is refused. Source: assumed.
	Backorders bool

	// TTL is how long goods are reserved for an order that is not confirmed, if the
	// order manager does not say. Source: of the 10 to 15 minutes that shops give a
	// customer to pay.
	TTL time.Duration

	// Reserve says when goods are set aside: at-order, before the payment; at-cart,
	// with the look at the product, so that who only thinks about it keeps others from
	// buying until TTL is over; at-payment, after it, so that others may have them by
	// then, and who has paid goes without. Source: most shops reserve with the order;
	// some event and sneaker shops with the cart; eShop takes the goods after the
	// payment (OrderStatusChangedToPaidIntegrationEventHandler).
	Reserve ReserveAt
	// Write says how goods are set aside. conditional looks and takes in one
	// statement: no risk. check-then-act takes ApplyDelay later than it looks, and
	// oversells by what is asked for meanwhile. overwrite reads a figure and writes it
	// back: what others wrote meanwhile is lost. what-is-there takes less than was
	// asked for if there is less, and nobody looks at the result (RemoveStock of eShop's
	// CatalogItem). pessimistic locks each product for LockTime, so that no more than
	// one in LockTime is sold of it. optimistic takes ApplyDelay later if nothing was
	// written meanwhile, else it tries again; under contention most work is for nothing.
	// Source: UPDATE … WHERE stock >= n is what databases' manuals recommend.
	Write Write
	// ApplyDelay is the time between the look and the deed of a check-then-act, an
	// overwrite and an optimistic write. Source: assumed; a round trip of an application
	// and its database, and what it does between the two.
	ApplyDelay time.Duration
	// LockTime is how long a pessimistic write locks a product. Source: assumed; two
	// round trips and a write to disk.
	LockTime time.Duration
	// WriteTries is how often an optimistic write is tried. Source: assumed; after
	// that the order is told that too much is going on.
	WriteTries int

	// Policy says when to order more, and how much. Source: (s,S) is the usual
	// policy of textbooks and of the SimOpt benchmark.
	Policy Policy

	// Levels are the same for every product, if they are set. Source: worked out by
	// [StockRules.Suggest] of what follows.
	Levels Levels
	// Special are the levels of single products, by their number. Source: none
	// stands out.
	Special map[SKU]Levels

	// OrdersPerDay is the load that the levels are made for. Source: assumed, 12
	// orders a second on average; a scenario puts its own load here.
	OrdersPerDay float64

	// ServiceLevel is the chance that what is there lasts until the next delivery.
	// Source: between the 80 to 90 % of reorderable apparel and the 98 % of business
	// supplies (initial order fill rates of F. Curtis Barry).
	ServiceLevel float64

	// Gone is the share of the products that are out of stock when the shop opens,
	// best-sellers excepted. Source: as the service level has it; in shops of
	// developed economies 8.3 % were found to be (Gruen and Corsten).
	Gone float64

	// OrderCost is what a purchase order costs, whatever its size. Source: assumed;
	// usual in textbooks.
	OrderCost Cents
	// HoldingRate is the share of its price that it costs to keep a piece for a
	// year. Source: assumed; usual in textbooks.
	HoldingRate float64

	// SecondSource tells if the wholesaler may be asked when the manufacturer is
	// silent, refuses or is late. Source: assumed.
	SecondSource bool

	// AckWithin is when a purchase order without an answer is sent again, with the
	// same number. Source: 99 of a hundred answers of electronic ordering take 4
	// hours at most.
	AckWithin time.Duration
	// Resends is how often it is sent again. Source: assumed.
	Resends int

	// Patience is how late a delivery may be before it is chased every day, and what
	// customers wait for is bought elsewhere. Source: assumed.
	Patience time.Duration
	// GiveUp is how late a delivery may be before its rest is cancelled. Source:
	// assumed.
	GiveUp time.Duration

	// CountAt is the time of day of the count and of chasing. Source: assumed, in
	// the quietest hours.
	CountAt time.Duration

	// WaitAtMost is how long an order waits for goods. Source: assumed.
	WaitAtMost time.Duration
	// KeepReady is how long goods that came for an order wait for a word from the
	// order manager. Source: assumed.
	KeepReady time.Duration

	// KeepClosed is how long a reservation that is over is kept whole, so that an
	// order that is confirmed late may get its goods again; at least until the next
	// count. Source: assumed, confirmations come within hours.
	KeepClosed time.Duration
}

// DefaultStockRules are those of a careful shop.
func DefaultStockRules() StockRules {
	return StockRules{
		Backorders: true, TTL: 15 * time.Minute,
		ApplyDelay: 50 * time.Millisecond, LockTime: 10 * time.Millisecond, WriteTries: 10,
		Policy: OrderUpTo, OrdersPerDay: 1_000_000, ServiceLevel: 0.95, Gone: 0.05, OrderCost: 50_00, HoldingRate: 0.2,
		SecondSource: true, AckWithin: 4 * time.Hour, Resends: 3, Patience: 2 * Day, GiveUp: 14 * Day,
		CountAt: 3 * time.Hour, WaitAtMost: 90 * Day, KeepReady: 14 * Day, KeepClosed: Day,
	}
}

// Policy says when to order more of a product, and how much. It looks at the
// inventory position: what is on the shelf and on order, less what is promised
// to those who wait.
type Policy uint8

// The policies.
const (
	OrderUpTo Policy = iota // (s,S): at s or below, up to S
	FixedLot                // (R,Q): at R or below, lots of Q
	BaseStock               // at every sale, what was sold
)

var policyNames = [...]string{OrderUpTo: "(s,S)", FixedLot: "(R,Q)", BaseStock: "base-stock"}

// String is the policy's name.
func (p Policy) String() string { return policyNames[p] }

// MarshalText is the policy's name.
func (p Policy) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText finds a policy by its name.
func (p *Policy) UnmarshalText(text []byte) error {
	for i, name := range policyNames {
		if name == string(text) {
			*p = Policy(i)
			return nil
		}
	}
	return fmt.Errorf("%.40q is no stock policy, want (s,S), (R,Q) or base-stock", text)
}

// Order is how much to order at an inventory position, 0 for nothing yet.
func (p Policy) Order(l Levels, position int) int {
	switch {
	case p == BaseStock && position < l.UpTo:
		return l.UpTo - position
	case p == OrderUpTo && position <= l.ReorderAt && l.UpTo > position:
		return l.UpTo - position
	case p == FixedLot && position <= l.ReorderAt && l.Lot > 0:
		return ((l.ReorderAt-position)/l.Lot + 1) * l.Lot
	}
	return 0
}

// Levels are the numbers by which one product is kept in stock, in pieces. The
// zero Levels leave them to [StockRules.Suggest].
type Levels struct {
	// Initial is what is on the shelf when the shop opens.
	Initial int
	// ReorderAt is the position at which more is ordered: s of (s,S), R of (R,Q).
	ReorderAt int
	// UpTo is the position up to which is ordered: S of (s,S) and of base-stock.
	UpTo int
	// Lot is how many are ordered at once: Q of (R,Q).
	Lot int
}
