package actors

import (
	"time"

	"buynow/sim"
)

// Config is everything about a shop that can be chosen. [DefaultConfig] is a
// realistic one. The comment of each field ends with the source of its default;
// where that is missing, the source of what the field is part of counts.
type Config struct {
	// Calendar is when a run begins: the time of day, or of the week, in the
	// shop's town. Source: assumed, so that time 0 is a midnight.
	Calendar Calendar `yaml:"starts"`
	// Population is who the customers are.
	Population Population
	// Catalog is what the shop sells, and what people put into their carts.
	Catalog Catalog
	// Window tells if the shop has a window with three goods more, which only
	// visitors buy: people who press Buy Now while the run is watched. Source: a run
	// that nobody steers has no visitors.
	Window bool
	// Customers is how people behave.
	Customers CustomerRules
	// Orders is how the order manager works.
	Orders OrderRules
	// Payments is the strategy about money: when it is taken, and what keeps it from
	// being taken twice.
	Payments PaymentRules
	// Saga is the strategy about orders that fail halfway, and about messages that
	// are lost or come twice.
	Saga SagaRules
	// Stock is how the stock database keeps the shelf full.
	Stock StockRules
	// Manufacturer makes goods to order and delivers them days later.
	Manufacturer SupplierRules
	// Wholesaler is the second source: faster, when the manufacturer is silent or
	// late.
	Wholesaler SupplierRules
	// Merchant is how the merchant system deals with payments.
	Merchant MerchantRules
	// Fraud is how orders are told from those of thieves.
	Fraud FraudRules
	// Bank is how the bank deals with cards and money.
	Bank BankRules
	// Warehouse is who works in the warehouse, when, and how fast.
	Warehouse WarehouseRules
	// Carrier is when the trucks come, and how parcels fare.
	Carrier CarrierRules
	// Mail is how e-mails are delivered.
	Mail MailRules
	// Timeouts say how long each caller waits. They nest: who is asked gives up
	// before who asks.
	Timeouts Timeouts
	// Links say how long a message travels one way, and how it arrives.
	Links Links
	// Actors say how much each actor can do at once.
	Actors Stations
	// Policies say what each caller does about failure, by line.
	Policies Policies
}

// DefaultConfig is a shop of middling size on an ordinary day.
func DefaultConfig() Config {
	return Config{
		Population:   DefaultPopulation(),
		Catalog:      DefaultCatalog(),
		Customers:    DefaultCustomerRules(),
		Orders:       DefaultOrderRules(),
		Payments:     DefaultPaymentRules(),
		Saga:         DefaultSagaRules(),
		Stock:        DefaultStockRules(),
		Manufacturer: DefaultManufacturerRules(),
		Wholesaler:   DefaultWholesalerRules(),
		Merchant:     DefaultMerchantRules(),
		Fraud:        DefaultFraudRules(),
		Bank:         DefaultBankRules(),
		Warehouse:    DefaultWarehouseRules(),
		Carrier:      DefaultCarrierRules(),
		Mail:         DefaultMailRules(),
		Timeouts:     DefaultTimeouts(),
		Links:        DefaultLinks(),
		Actors:       DefaultStations(),
		Policies:     DefaultPolicies(),
	}
}

// Timeouts say how long each caller waits. Inner ones are shorter, or work
// would go on for callers that have given up.
type Timeouts struct {
	// Browser is how long the customer waits for the web server. Source: assumed,
	// above all that the shop may take.
	Browser time.Duration
	// Web is how long the web server waits for the order manager. Source: assumed,
	// within the browser's.
	Web time.Duration
	// Payment is how long the order manager waits for the merchant system. Source:
	// assumed, within the web server's.
	Payment time.Duration
	// Bank is how long the merchant system waits for the bank. Source: an issuer
	// has 10 s before the network stands in for it (paymentae.com, by a former Visa
	// engineer).
	Bank time.Duration
	// Stock is how long the order manager waits for the stock database. Source:
	// assumed, some 60 times what it takes at the 99th percentile.
	Stock time.Duration
	// Quote is how long the stock database waits for a supplier. Source: assumed,
	// within the order manager's.
	Quote time.Duration
	// Dispatch is how long the order manager waits for the warehouse, and the
	// warehouse for the truck. Source: assumed, nobody waits for it.
	Dispatch time.Duration
	// Mail is how long whoever writes a mail waits for the provider. Source:
	// assumed, nobody waits for it.
	Mail time.Duration
}

// DefaultTimeouts nest as they should.
func DefaultTimeouts() Timeouts {
	return Timeouts{
		Browser: 30 * time.Second, Web: 20 * time.Second, Payment: 15 * time.Second, Bank: 10 * time.Second,
		Stock: 4 * time.Second, Quote: 2 * time.Second, Dispatch: 5 * time.Second, Mail: 10 * time.Second,
	}
}

// Links say how long a message travels one way, and how it arrives.
type Links struct {
	// Internet is the way to and from the outside: customers, banks, suppliers.
	// Source: half a browser's round trip of 60 ms at the median and 350 ms at the
	// 99th percentile, assumed; close to the internet profile of happy-simulator.
	Internet sim.Dist
	// Inside is the way between the shop's own computers. Source: half a
	// millisecond there and back, assumed; close to the data-centre profile of
	// happy-simulator.
	Inside sim.Dist
	// Checksum lets whoever gets a message find out that it was changed on its way, and
	// drop it: it is asked for again, as if it were lost. Without it, it is taken as it
	// comes. Source: the message authentication code of ISO 8583 (fields 64 and 128);
	// Amazon S3 was down on 20 July 2008 as single bits were flipped in messages that
	// had no checksum.
	Checksum Switch
}

// DefaultLinks are those of a shop in a data centre.
func DefaultLinks() Links {
	return Links{
		Internet: sim.LognormalQuantiles(30*time.Millisecond, 175*time.Millisecond),
		Inside:   sim.LognormalQuantiles(250*time.Microsecond, 1500*time.Microsecond),
	}
}

// Stations say how much each actor can do at once.
type Stations struct {
	// Customer is the crowd itself, which nobody else waits behind. Source: people
	// do not queue for one another's browsers.
	Customer Station
	// Web is the web server. Its workers wait for the order manager, so they are
	// busy for the whole click. Source: assumed, for 50 orders/s; pages take what
	// web servers usually report.
	Web Station
	// OrderManager is the order manager. Its workers wait for the merchant system
	// and the bank behind it. Source: assumed, for 50 orders/s.
	OrderManager Station `yaml:"order-manager"`
	// StockDB is the stock database. Source: assumed, for 50 orders/s; the times of
	// a database's writes.
	StockDB Station `yaml:"stock-db"`
	// Manufacturer is the computer that takes the manufacturer's purchase orders.
	// Source: assumed.
	Manufacturer Station
	// Wholesaler is the computer that takes the wholesaler's purchase orders.
	// Source: assumed.
	Wholesaler Station
	// Merchant is the merchant system. Its workers wait for the fraud check and the
	// bank. Source: assumed, for 50 orders/s.
	Merchant Station
	// Fraud is the fraud check. Source: assumed, for 50 orders/s.
	Fraud Station
	// Bank is the customer's bank. Source: its time follows the 200 to 500 ms of a
	// network round trip that whiteboardscale and fintekcafe give, within the 2 s
	// that networks allow; the workers are assumed, for 50 orders/s.
	Bank Station
	// Warehouse is the warehouse's computer; its people are the pickers. Source:
	// assumed.
	Warehouse Station
	// Truck is the carrier's computer. Source: assumed; what a truck takes is in
	// its own times.
	Truck Station
	// Mail is the mail provider. Source: assumed, for 50 orders/s.
	Mail Station
}

// DefaultStations serve about 50 orders a second, in times of the order of
// magnitude that such systems report.
func DefaultStations() Stations {
	ms := func(p50, p99 time.Duration) sim.Dist {
		return sim.LognormalQuantiles(p50*time.Millisecond, p99*time.Millisecond)
	}
	return Stations{
		Customer:     Station{Workers: sim.Unlimited, Mailbox: sim.Unlimited},
		Web:          Station{Workers: 256, Mailbox: 512, Service: ms(40, 400)},
		OrderManager: Station{Workers: 64, Mailbox: 1000, Service: ms(5, 60)},
		StockDB:      Station{Workers: 16, Mailbox: 1000, Service: ms(5, 60)},
		Manufacturer: Station{Workers: 8, Mailbox: 10_000, Service: ms(200, 900)},
		Wholesaler:   Station{Workers: 8, Mailbox: 10_000, Service: ms(200, 900)},
		Merchant:     Station{Workers: 64, Mailbox: 1000, Service: ms(10, 60)},
		Fraud:        Station{Workers: 16, Mailbox: 1000, Service: ms(60, 400)},
		Bank:         Station{Workers: 64, Mailbox: 1000, Service: ms(350, 2000)},
		Warehouse:    Station{Workers: sim.Unlimited, Mailbox: sim.Unlimited, Service: ms(8, 33)},
		Truck:        Station{Workers: sim.Unlimited, Mailbox: sim.Unlimited},
		Mail: Station{
			Workers: 64, Mailbox: 100_000, Service: ms(100, 3000),
			Times: map[sim.Kind]sim.Dist{KindChore: {}}, // its own reminders take no time
		},
	}
}
