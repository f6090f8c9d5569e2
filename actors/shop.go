package actors

import (
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// Shop is the whole cast in one world: who they are, and by what rules they
// play.
type Shop struct {
	World  *sim.World
	Config Config

	Customer, Web, Orders, Stock, Manufacturer, Wholesaler sim.ActorID
	Merchant, Fraud, Bank, Warehouse, Truck, Mail          sim.ActorID

	lines [lines][lines]*resilience.Line

	customers *customer
	stock     *stockDatabase
	web       *webServer
	bank      *bank
	cast      []any // all who keep something
	astray    []int // pieces of a product that are not where the books have them

	rewriting rewriting         // of the Config, by faults
	blows     blows             // of the world, that may fall now
	grieved   map[uint64]string // who will complain to their bank because of a fault, and why
	testers   uint64            // crowds of card testers that faults have sent
}

// Open assembles the shop in an empty world. What an actor is made of is said
// here; what it does, in the file of its name.
func Open(w *sim.World, config Config) *Shop {
	s := &Shop{World: w, Config: config}
	a := &s.Config.Actors

	customers := newCustomer(s)
	s.customers = customers
	s.Customer = w.Add(a.Customer.actor("customer", customers.Serve).waits().Actor)

	web := newWebServer(s)
	s.web = web
	s.Web = w.Add(a.Web.actor("web", web.Serve).waits().crashes(web.Crashed, web.Restarted))

	orders := newOrderManager(s)
	s.Orders = w.Add(a.OrderManager.actor("order-manager", orders.Serve).waits().crashes(orders.Crashed, orders.Restarted))

	stock := newStockDatabase(s)
	s.stock = stock
	s.Stock = w.Add(a.StockDB.actor("stock-db", stock.Serve).waits().crashes(stock.Crashed, stock.Restarted))

	maker := newManufacturer(s, &s.Config.Manufacturer)
	s.Manufacturer = w.Add(a.Manufacturer.actor("manufacturer", maker.Serve).crashes(maker.Crashed, maker.Restarted))

	wholesaler := newManufacturer(s, &s.Config.Wholesaler)
	s.Wholesaler = w.Add(a.Wholesaler.actor("wholesaler", wholesaler.Serve).crashes(wholesaler.Crashed, wholesaler.Restarted))

	merchant := newMerchant(s)
	s.Merchant = w.Add(a.Merchant.actor("merchant", merchant.Serve).waits().crashes(merchant.Crashed, merchant.Restarted))

	fraud := newFraudCheck(s)
	s.Fraud = w.Add(a.Fraud.actor("fraud", fraud.Serve).crashes(fraud.Crashed, fraud.Restarted))

	bank := newBank(s)
	s.bank = bank
	s.Bank = w.Add(a.Bank.actor("bank", bank.Serve).crashes(bank.Crashed, bank.Restarted))

	warehouse := newWarehouse(s)
	s.Warehouse = w.Add(a.Warehouse.actor("warehouse", warehouse.Serve).waits().crashes(warehouse.Crashed, warehouse.Restarted))

	truck := newTruck(s)
	s.Truck = w.Add(a.Truck.actor("truck", truck.Serve).waits().crashes(truck.Crashed, truck.Restarted))

	mail := newMailer(s)
	s.Mail = w.Add(a.Mail.actor("mail", mail.Serve).crashes(mail.Crashed, mail.Restarted))

	s.cast = []any{customers, orders, stock, maker, wholesaler, merchant, fraud, bank, warehouse, truck, mail}
	// An actor writes down as a whole what it changed and moved: Committed ends it.
	w.Together(sim.Moved, Changed, Effect, Placed)
	w.Commits(Committed)
	if s.Config.Saga.Fence == On {
		w.Fence(sim.Moved, Changed, Illegal, Effect, Placed, Committed, WrittenOff, Archived)
	}
	if s.Config.Links.Checksum == On {
		w.Checksum()
	}
	w.Watch(s.hangUp, sim.Crashed)
	s.connect()
	w.Go("opening", s.stockUp)
	return s
}

// connect lays the lines between the actors.
func (s *Shop) connect() {
	internet := sim.Link{Request: s.Config.Links.Internet, Reply: s.Config.Links.Internet}
	s.World.Connect(sim.Outside, sim.Outside, sim.Link{Request: s.Config.Links.Inside, Reply: s.Config.Links.Inside})
	for _, far := range [][2]sim.ActorID{
		{s.Customer, s.Web}, {s.Web, s.Customer}, {s.Mail, s.Customer}, {s.Merchant, s.Bank}, {s.Bank, s.Merchant},
		{s.Stock, s.Manufacturer}, {s.Stock, s.Wholesaler}, {s.Manufacturer, s.Stock}, {s.Wholesaler, s.Stock},
		{s.Orders, s.Merchant}, {s.Merchant, s.Orders},
	} {
		s.World.Connect(far[0], far[1], internet)
	}
	// Goods and doorbells do not travel over lines; what they take is in the
	// truck's own times.
	s.World.Connect(s.Truck, s.Customer, sim.Link{})
}

// hour is the hour of the day.
func (s *Shop) hour(now time.Duration) int { return s.Config.Calendar.Hour(now) }

// Station says how much an actor can do at once, and how long it needs.
type Station struct {
	// Workers is how many messages are served at once; -1 is no limit.
	Workers int
	// Mailbox is how many messages may wait for a worker, before the next is
	// refused; -1 is no limit.
	Mailbox int
	// Queue is who of those who wait is next, and who is turned away beside those
	// whom the mailbox has no room for. Source: first come, first served, as in nearly
	// all servers.
	Queue resilience.Queue
	// Service is how long a worker needs until it answers, beside its waits for
	// others.
	Service sim.Dist
	// Times is the same for single kinds of message.
	Times map[sim.Kind]sim.Dist
}

// plan is a sim.Actor in the making.
type plan struct{ sim.Actor }

func (s Station) actor(name string, serve sim.Handler) plan {
	return plan{sim.Actor{
		Name: name, Serve: serve, Workers: s.Workers, Mailbox: s.Mailbox, Discipline: s.Queue.Make(importance), Service: s.Service, Times: s.Times,
	}}
}

func (p plan) waits() plan {
	p.Waits = true
	return p
}

func (p plan) crashes(crashed func(), restarted func(*sim.Env)) sim.Actor {
	p.Crashed, p.Restarted = crashed, restarted
	return p.Actor
}
