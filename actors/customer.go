package actors

import (
	"time"

	"buynow/sim"
)

// customer is everybody who comes to the shop. Between two pages a customer is
// no more than a visit waiting on the agenda.
type customer struct {
	shop  *Shop
	rules *CustomerRules
	plans store[intention] // orders whose goods will come back, or be complained about
	hours hours            // when
}

func newCustomer(s *Shop) *customer {
	return &customer{shop: s, rules: &s.Config.Customers, plans: newStore(0, (*intention).fold)}
}

// Journey is what somebody came for.
type Journey uint8

// The journeys.
const (
	Browse       Journey = iota // looks around and leaves
	Buy                         // looks at a product and buys
	BuyAndCancel                // buys and thinks better of it
	Journeys                    // how many there are
)

// String is the journey's name in scenario files.
func (j Journey) String() string { return [...]string{"browse", "buy", "buy-and-cancel"}[j] }

// Visit is one customer's way through the shop: they come with it, and it
// comes back to them when they have thought about the last page.
type Visit struct {
	Intent  uint64
	Journey Journey
	Host    sim.ActorID   // gets the visit back when it is over; 0 is nobody
	Ticket  uint64        // what the host knows it by
	Until   time.Duration // when they walk away, whatever they are doing; 0 is never

	next    func(*customer, *sim.Env, *Visit)
	shopper Shopper
	cart    *Cart
	wrong   SKU // that came instead, 0 if none
	order   OrderID
	clicks  int // on Buy Now
	looked  int // pages of the catalog seen
	card    int
	accept  bool
	passed  bool
	tab     bool // a second one, with a form of its own
}

// Kind tells the type of the message.
func (*Visit) Kind() sim.Kind { return KindJourney }

// Serve is a customer's day: a visit goes on, a mail comes, the doorbell rings.
func (c *customer) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *Visit:
		env.About(m.Intent, m.order)
		c.goOn(env, m)
	case *Letter:
		c.read(env, m)
	case *Delivery:
		return c.openDoor(env, m)
	case *tick:
		c.hour(env)
	}
	return nil, nil
}

// goOn is the next part of a visit. One that does not say how it goes on is over:
// parcels, returns and mails come days later and are no part of it.
func (c *customer) goOn(env *sim.Env, v *Visit) {
	next := v.next
	if v.next = nil; next == nil {
		next = (*customer).enter
	}
	next(c, env, v)
	if v.next == nil && v.Host != 0 {
		env.Send(v.Host, v)
	}
}

// later lets the visit go on after some thought.
func (c *customer) later(env *sim.Env, v *Visit, after time.Duration, next func(*customer, *sim.Env, *Visit)) {
	v.next = next
	if v.Until > 0 && env.Now()+after >= v.Until {
		after, v.next = v.Until-env.Now(), (*customer).walkAway
	}
	env.After(after, v)
}

// walkAway is the end of a visit whose time is over.
func (c *customer) walkAway(*sim.Env, *Visit) {}

// waits is how long the customer waits for a page, if they would wait so long.
func (v *Visit) waits(env *sim.Env, patience time.Duration) time.Duration {
	if v.Until > 0 {
		return min(patience, max(v.Until-env.Now(), 1))
	}
	return patience
}

// enter is the front page: who is it, and what do they want?
func (c *customer) enter(env *sim.Env, v *Visit) {
	config := &c.shop.Config
	v.shopper = c.shop.shopperOf(v.Intent)
	v.cart = config.Catalog.Cart(env.Seed(), v.Intent, &v.shopper)
	c.shop.grieve(env, v)
	c.look(env, v)
}

// look is a page of the catalog. Its stock may be gone by the time of the click.
func (c *customer) look(env *sim.Env, v *Visit) {
	line := v.cart.Lines[v.looked%len(v.cart.Lines)]
	view := &ViewItem{SKU: line.SKU}
	if v.Journey != Browse {
		view.Cart = v.cart
	}
	page, err := c.shop.call(env, c.shop.Web, view, v.waits(env, c.patience(env)))
	v.looked++
	if err != nil {
		return // too slow: they go somewhere else
	}
	item := page.(*ItemPage)
	think := env.Luck(luckThink)
	pause := c.rules.Think.Duration(&think)
	switch {
	case v.Journey == Browse && v.looked < c.rules.BrowsePages:
		c.later(env, v, pause, (*customer).look)
	case v.Journey == Browse:
	case item.Stock == 0 && think.Chance(c.rules.LeaveIfGone):
	default:
		c.later(env, v, pause, (*customer).buy)
	}
}

// buy is the click on Buy Now, and again if nothing comes of it: every click
// carries the key that came with the form. Some fingers click twice at once.
func (c *customer) buy(env *sim.Env, v *Visit) {
	if v.clicks == 0 {
		luck := env.LuckOf(luckDoubleClick, v.Intent)
		if luck.Chance(c.rules.DoubleClick) && !v.watched() || c.shop.struck(env, whenClicking, nil, v.Intent) != nil {
			again := *v
			again.clicks, again.Host = c.rules.Clicks, 0 // its answer is not looked at
			c.later(env, &again, 150*time.Millisecond, (*customer).clickAgain)
		}
		c.openTab(env, v)
	}
	v.clicks++
	page, err := c.shop.try(env, c.shop.Web, c.click(v), v.waits(env, c.patience(env)), v.clicks-1)
	switch {
	case err == nil:
		c.react(env, v, page)
	case v.Journey == BuyAndCancel:
		regret := env.Luck(luckReact)
		c.later(env, v, c.rules.Regret.Duration(&regret), (*customer).cancel)
	case v.clicks < c.rules.Clicks && !v.watched():
		c.later(env, v, 2*time.Second, (*customer).buy)
	default:
		// They give up. If the order went through, a mail will tell.
	}
}

func (c *customer) clickAgain(env *sim.Env, v *Visit) {
	_, _ = c.shop.try(env, c.shop.Web, c.click(v), c.shop.Config.Timeouts.Browser, v.clicks)
}

func (c *customer) click(v *Visit) *PlaceOrder {
	return &PlaceOrder{ClientKey: c.formKey(v), Shopper: &v.shopper, Cart: v.cart}
}

// formKey is the key of the last click: that of the form, or else one of its own.
func (c *customer) formKey(v *Visit) uint64 {
	if v.tab {
		return sim.Mix(v.Intent, secondTab)
	}
	if c.shop.Config.Payments.FormKey == On {
		return v.Intent
	}
	return sim.Mix(v.Intent, uint64(v.clicks))
}

// react is what a customer makes of a page: every answer of the shop that asks
// for something is answered, after some thought.
func (c *customer) react(env *sim.Env, v *Visit, page sim.Message) {
	if c.shop.struck(env, whenShown, page, v.Intent) != nil {
		return // they close the window
	}
	luck := env.Luck(luckReact)
	switch p := page.(type) {
	case *ConfirmationPage:
		v.order = p.Order
		if v.Journey == BuyAndCancel {
			c.later(env, v, c.rules.Regret.Duration(&luck), (*customer).cancel)
		}
	case *OfferPage:
		v.order = p.Order
		wait := p.Expected - env.Now()
		v.accept = luck.Chance(c.rules.AcceptDate) && wait <= c.rules.LongestWait || v.watched()
		c.later(env, v, c.decides(v, &luck), (*customer).answer)
	case *ChallengePage:
		v.order = p.Order
		v.passed = luck.Chance(c.rules.PassChallenge)
		pause := c.rules.Challenge.Duration(&luck)
		if v.passed = v.passed || v.watched(); !luck.Chance(c.rules.AbandonChallenge) || v.watched() {
			c.later(env, v, pause, (*customer).prove)
		}
	case *RetryPage:
		v.order = p.Order
		if p.Cards > 0 && luck.Chance(c.rules.TryAnotherCard) && !v.watched() {
			v.card++
			c.later(env, v, c.decides(v, &luck), (*customer).payAgain)
		}
	case *PendingPage:
		v.order = p.Order
		if v.Journey == BuyAndCancel {
			c.later(env, v, c.rules.Regret.Duration(&luck), (*customer).cancel)
		}
	}
}

func (c *customer) answer(env *sim.Env, v *Visit) {
	c.tell(env, v, &AnswerOffer{Order: v.order, Accept: v.accept})
}

func (c *customer) prove(env *sim.Env, v *Visit) {
	c.tell(env, v, &ChallengeDone{Order: v.order, Passed: v.passed})
}

func (c *customer) payAgain(env *sim.Env, v *Visit) {
	c.tell(env, v, &PayAgain{Order: v.order, Card: v.card})
}

func (c *customer) cancel(env *sim.Env, v *Visit) {
	v.Journey = Buy // once is enough
	c.tell(env, v, &CancelOrder{Order: v.order, ClientKey: c.formKey(v)})
}

// tell sends an answer to the web server and reacts to the page that follows.
// If none comes, the customer leaves; the order manager has its own patience.
func (c *customer) tell(env *sim.Env, v *Visit, message sim.Message) {
	env.Numbered(v.order)
	page, err := c.shop.call(env, c.shop.Web, message, v.waits(env, c.shop.Config.Timeouts.Browser))
	if err == nil {
		c.react(env, v, page)
	}
}

// patience is how long this customer looks at a blank page.
func (c *customer) patience(env *sim.Env) time.Duration {
	if IsVisitor(env.Intent()) {
		return c.shop.Config.Timeouts.Browser
	}
	luck := env.LuckOf(luckPatience, env.Intent())
	return min(c.rules.Patience.Duration(&luck), c.shop.Config.Timeouts.Browser)
}

// read is a mail. News that was long in coming makes the customer look at the
// status page.
func (c *customer) read(env *sim.Env, m *Letter) {
	if m.Tracking != 0 || m.State != Confirmed || m.Why == WhyNone {
		return
	}
	_, _ = c.shop.call(env, c.shop.Web, &CheckOrder{Order: m.Order}, c.shop.Config.Timeouts.Browser)
}

// openDoor is the doorbell. Somebody is home or not; what they got may come back
// to the shop later, as goods or as a dispute.
func (c *customer) openDoor(env *sim.Env, m *Delivery) (sim.Message, error) {
	intent := env.Intent()
	if m.Stolen {
		c.complainAbout(env, m)
		return &Done{}, nil
	}
	home := env.LuckOf(luckHome, sim.Mix(intent, m.Shipment<<8|uint64(env.Attempt())))
	if !home.Chance(c.rules.Home) && !IsVisitor(intent) {
		return nil, ErrNobodyHome
	}
	switch {
	case isSurplus(m.Shipment):
		return &Done{}, nil
	case m.Wrong != 0:
		c.complainAbout(env, m)
		return &Done{}, nil
	}
	shopper := c.shop.shopperOf(intent)
	after := c.shop.afterSales(intent, &shopper)
	if !after.any() || c.plans.find(m.Order) != nil {
		return &Done{}, nil
	}
	p := c.plans.add(m.Order)
	*p = intention{order: m.Order, intent: intent, due: env.Now() + after.after}
	if m.Cart != nil && !m.Cart.alike(c.shop.ordinary().Catalog.Cart(env.Seed(), intent, &shopper)) {
		p.cart = m.Cart // the prices, or what everybody wants, were others on that day
	}
	if due := p.due; !c.hours.note(env, due, m.Order, &tick{}) {
		c.carryOut(env, p)
	}
	return &Done{}, nil
}

// sendBack returns the goods: first the form, then the parcel. If the form will
// not go through, the parcel goes all the same: the label for it was in the box.
func (c *customer) sendBack(env *sim.Env, v *Visit) {
	c.plans.remove(v.order)
	for attempt := range c.rules.Clicks {
		_, err := c.shop.try(env, c.shop.Web, &ReturnGoods{Order: v.order}, c.shop.Config.Timeouts.Browser, attempt)
		if err == nil {
			break
		}
		env.Sleep(time.Minute)
	}
	c.later(env, v, time.Hour, (*customer).post)
}

// post gives the parcel to the driver, who may not come today.
func (c *customer) post(env *sim.Env, v *Visit) {
	_, err := c.shop.try(env, c.shop.Truck, &SendBack{Order: v.order, Cart: v.cart, Wrong: v.wrong}, patience(c.shop.Config.Timeouts.Dispatch, v.looked), v.looked)
	if v.looked++; err != nil && v.looked < 100 {
		c.later(env, v, time.Hour, (*customer).post)
	}
}

// complain disputes the charge at the bank.
func (c *customer) complain(env *sim.Env, v *Visit) {
	c.plans.remove(v.order)
	env.Send(c.shop.Bank, &Dispute{Order: v.order})
}

// The draws of a customer.
const (
	luckThink sim.Purpose = sim.FirstPurpose + 0x500 + iota
	luckDoubleClick
	luckReact
	luckPatience
	luckHome
	luckAfterSales
)
