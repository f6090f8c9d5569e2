package actors

import (
	"time"

	"buynow/sim"
)

// Config is everything about a shop that can be chosen. [DefaultConfig] is a
// realistic one; each default cites where it comes from, or says "assumed".
type Config struct {
	Calendar     Calendar `yaml:"starts"`
	Population   Population
	Catalog      Catalog
	Customers    CustomerRules
	Orders       OrderRules
	Stock        StockRules
	Manufacturer SupplierRules
	Wholesaler   SupplierRules
	Merchant     MerchantRules
	Fraud        FraudRules
	Bank         BankRules
	Warehouse    WarehouseRules
	Carrier      CarrierRules
	Mail         MailRules
	Timeouts     Timeouts
	Links        Links
	Actors       Stations
}

// DefaultConfig is a shop of middling size on an ordinary day.
func DefaultConfig() Config {
	return Config{
		Population:   DefaultPopulation(),
		Catalog:      DefaultCatalog(),
		Customers:    DefaultCustomerRules(),
		Orders:       DefaultOrderRules(),
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
	}
}

// Timeouts say how long each caller waits. Inner ones are shorter, or work
// would go on for callers that have given up.
type Timeouts struct {
	Browser  time.Duration // customer for the web server
	Web      time.Duration // web server for the order manager
	Payment  time.Duration // order manager for the merchant system
	Bank     time.Duration // merchant system for the bank
	Stock    time.Duration // order manager for the stock database
	Quote    time.Duration // stock database for a supplier
	Dispatch time.Duration // order manager for the warehouse, warehouse for the truck
	Mail     time.Duration // whoever writes a mail for the provider
}

// DefaultTimeouts nest as they should. An issuer has 10 s before the network
// stands in for it (paymentae.com, by a former Visa engineer); the others are
// assumed around that.
func DefaultTimeouts() Timeouts {
	return Timeouts{
		Browser: 30 * time.Second, Web: 20 * time.Second, Payment: 15 * time.Second, Bank: 10 * time.Second,
		Stock: 4 * time.Second, Quote: 2 * time.Second, Dispatch: 5 * time.Second, Mail: 10 * time.Second,
	}
}

// Links say how long a message travels one way.
type Links struct {
	Internet sim.Dist // to and from the outside: customers, banks, suppliers
	Inside   sim.Dist // between the shop's own computers
}

// DefaultLinks are half a browser's round trip of 60 ms at the median and
// 350 ms at the 99th percentile, and half a millisecond inside a data centre
// (both assumed; close to the internet and data-centre profiles of
// happy-simulator).
func DefaultLinks() Links {
	return Links{
		Internet: sim.LognormalQuantiles(30*time.Millisecond, 175*time.Millisecond),
		Inside:   sim.LognormalQuantiles(250*time.Microsecond, 1500*time.Microsecond),
	}
}

// Stations say how much each actor can do at once.
type Stations struct {
	Customer, Web                                 Station
	OrderManager                                  Station `yaml:"order-manager"`
	StockDB                                       Station `yaml:"stock-db"`
	Manufacturer, Wholesaler                      Station
	Merchant, Fraud, Bank, Warehouse, Truck, Mail Station
}

// DefaultStations serve about 50 orders a second. The times are assumed, from
// the orders of magnitude that such systems report; the bank's follows the
// 200 to 500 ms of a network round trip that whiteboardscale and fintekcafe
// give, within the 2 s that networks allow.
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
