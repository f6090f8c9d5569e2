package actors

import (
	"cmp"
	"slices"
	"time"

	"buynow/sim"
)

// manufacturer makes goods and sends them days later. The wholesaler, who has
// them in stock, is one as well, by other rules.
type manufacturer struct {
	shop   *Shop
	rules  *SupplierRules
	orders Ledger[supply]
	lead   leadTime // of the rules' Lead as it was when last looked at
	of     sim.Dist
	mem    manufacturerMemory
}

// manufacturerMemory is lost in a crash; it follows from the ledger.
type manufacturerMemory struct {
	over []closedSupply // the oldest first
}

// closedSupply is a purchase order that is delivered or refused.
type closedSupply struct {
	po uint64
	at time.Duration
}

// supply is a supplier's record of one purchase order.
type supply struct {
	po    uint64
	sku   SKU
	buyer sim.ActorID
	stage int           // what is done next
	due   time.Duration // when
	ends  time.Duration // when the first delivery arrives
	acked time.Duration // the date that was named
	rest  time.Duration // from the first delivery to the rest
	first int           // pieces of the first delivery
	qty   int           // pieces in all; 0 if it was refused
	// revise tells if another date will be named half-way.
	revise bool
	never  bool // the rest will not come
}

// ID is the number of the purchase order.
func (s supply) ID() uint64 { return s.po }

// Alias is none.
func (supply) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (s *supply) fold(f *fold) {
	f.own(&s.po)
	field(f, &s.sku)
	field(f, &s.due)
	field(f, &s.ends)
	field(f, &s.acked)
	field(f, &s.rest)
	field(f, &s.first)
	field(f, &s.qty)
}

// The stages of a purchase order at the supplier.
const (
	supplyAck = iota
	supplyRevise
	supplyDeliver
	supplyRest
	supplyOver
)

func newManufacturer(s *Shop, rules *SupplierRules) *manufacturer {
	return &manufacturer{shop: s, rules: rules, orders: NewLedger((*supply).fold, 0)}
}

// Serve deals with one message.
func (m *manufacturer) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch msg := message.(type) {
	case *SupplyQuote:
		return &Quote{SKU: msg.SKU, Eta: env.Now() + m.usual().quote, Confidence: m.rules.Confidence}, nil
	case *PurchaseOrder:
		m.accept(env, msg)
	case *errand:
		m.proceed(env, msg)
	}
	return nil, nil
}

// Crashed loses the memory.
func (m *manufacturer) Crashed() { m.mem = manufacturerMemory{} }

// Restarted goes on with every purchase order where it was left.
func (m *manufacturer) Restarted(env *sim.Env) {
	m.orders.Each(func(s supply) bool {
		m.goOn(env, s)
		return true
	})
	slices.SortStableFunc(m.mem.over, func(a, b closedSupply) int { return cmp.Compare(a.at, b.at) })
}

// usual is what is known of the lead time. It is asked for again when a fault
// has changed the rules.
func (m *manufacturer) usual() leadTime {
	if m.of != m.rules.Lead {
		m.lead, m.of = m.rules.usual(), m.rules.Lead
	}
	return m.lead
}

// accept is the story of a purchase order:
//  1. one that is known gets its old answer, and what was delivered is reported
//     again;
//  2. a new one is refused now and then;
//  3. its dates and lots are settled and written down;
//  4. the rest are errands: acknowledge, perhaps revise, deliver, deliver the rest.
func (m *manufacturer) accept(env *sim.Env, order *PurchaseOrder) {
	env.About(0, 0) // what follows, days later, belongs to no customer's order
	if s, known := m.orders.Read(order.PO); known {
		m.repeat(env, s)
		return
	}
	m.forget(env)

	s := m.plan(env, order)
	env.Emit(sim.Event{What: Effect, A: int64(s.po), B: int64(KindPurchaseOrder)})
	m.orders.Commit(env, s)
	m.goOn(env, s)
}

// plan draws what will become of a purchase order. The luck belongs to its
// number, which counts the orders for one product.
func (m *manufacturer) plan(env *sim.Env, order *PurchaseOrder) supply {
	r, now := m.rules, env.Now()
	luck := env.LuckOf(luckSupply, order.PO)
	refused, lead, ack := luck.Chance(r.Refused), r.Lead.Duration(&luck), r.Ack.Duration(&luck)
	short, part, rest := luck.Chance(r.Short), luck.Float64(), r.Rest.Duration(&luck)
	revise, never := luck.Chance(r.Revised), false
	refused = refused || m.struck(env, whenRefused, order) != nil
	if b := m.short(env, order); b != nil {
		short, never = true, b.Mode == restNever
	}
	if b := m.struck(env, whenSlow, order); b != nil {
		slow := env.LuckOf(luckBlow, order.PO)
		lead += b.Delay.Duration(&slow)
	}
	if m.struck(env, whenRevised, order) != nil {
		revise = true
	}

	s := supply{po: order.PO, sku: order.SKU, buyer: env.From(), qty: order.Qty, first: order.Qty}
	s.due, s.ends, s.acked = now+min(ack, lead), now+lead, now+m.usual().quote
	s.revise = revise && s.ends != s.acked
	switch {
	case refused || order.Qty <= 0:
		s.qty, s.first = 0, 0
	case short && order.Qty > 1:
		s.first = 1 + int(float64(part*float64(order.Qty-1)))
		s.rest, s.never = rest, never
	}
	return s
}

// struck is the blow that falls on a purchase order, nil if none does.
func (m *manufacturer) struck(env *sim.Env, at occasion, order *PurchaseOrder) *blow {
	if m.rules == &m.shop.Config.Wholesaler {
		at += whenRefused2 - whenRefused
	}
	return m.shop.struck(env, at, order, order.PO)
}

// short is the same for a delivery that comes in two parts, which one piece cannot.
func (m *manufacturer) short(env *sim.Env, order *PurchaseOrder) *blow {
	if order.Qty < 2 {
		return nil
	}
	return m.struck(env, whenShort, order)
}

// goOn sets an errand for what is next.
func (m *manufacturer) goOn(env *sim.Env, s supply) {
	if s.stage == supplyOver {
		m.mem.over = append(m.mem.over, closedSupply{s.po, s.due})
		return
	}
	env.After(s.due-env.Now(), &errand{po: s.po, stage: s.stage})
}

// proceed does what is due for a purchase order. The buyer is told before the
// stage is over: a crash in between tells it twice, which changes nothing.
func (m *manufacturer) proceed(env *sim.Env, e *errand) {
	s, known := m.orders.Read(e.po)
	if !known || s.stage != e.stage {
		return // an errand from before a crash
	}
	now := env.Now()
	switch s.stage {
	case supplyAck:
		m.acknowledge(env, &s)
		s.stage, s.due = supplyDeliver, s.ends
		if s.revise {
			s.stage, s.due = supplyRevise, now+(s.ends-now)/2
		}
		if s.qty == 0 {
			s.stage, s.due = supplyOver, now
		}
	case supplyRevise:
		env.Send(s.buyer, &POUpdate{PO: s.po, Eta: s.ends + s.rest})
		s.stage, s.due = supplyDeliver, s.ends
	case supplyDeliver:
		m.deliver(env, &s, 1)
		s.stage, s.due = supplyRest, now+s.rest
		if s.first == s.qty || s.never {
			s.stage, s.due = supplyOver, now
		}
	case supplyRest:
		m.deliver(env, &s, 2)
		s.stage, s.due = supplyOver, now
	}
	m.orders.Commit(env, s)
	m.goOn(env, s)
}

// repeat answers a purchase order that was sent again.
func (m *manufacturer) repeat(env *sim.Env, s supply) {
	if s.stage > supplyAck {
		m.acknowledge(env, &s)
	}
	if s.qty > 0 && s.stage > supplyDeliver {
		m.deliver(env, &s, 1)
	}
	if s.stage == supplyOver && s.first < s.qty && !s.never {
		m.deliver(env, &s, 2)
	}
	if s.stage != supplyOver && s.due <= env.Now() {
		m.goOn(env, s) // its errand was lost
	}
}

func (m *manufacturer) acknowledge(env *sim.Env, s *supply) {
	env.Send(s.buyer, &POAck{PO: s.po, SKU: s.sku, Qty: s.qty, Eta: s.acked})
}

// deliver brings one lot to the dock.
func (m *manufacturer) deliver(env *sim.Env, s *supply, delivery int) {
	receipt := &GoodsReceipt{PO: s.po, SKU: s.sku, Qty: s.first, Last: s.first == s.qty, Delivery: delivery}
	if delivery == 2 {
		receipt.Qty, receipt.Last = s.qty-s.first, true
	}
	env.Send(s.buyer, receipt)
}

// forget puts away what was over long ago. It is done when something new comes
// in, so that nothing has to happen when nothing does.
func (m *manufacturer) forget(env *sim.Env) {
	over := m.mem.over
	for len(over) > 0 && over[0].at+m.rules.Keep < env.Now() {
		m.orders.Archive(over[0].po)
		over = over[1:]
	}
	m.mem.over = over
}
