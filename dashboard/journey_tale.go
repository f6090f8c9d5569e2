package dashboard

import (
	"fmt"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// tale is what is known of a followed order, so that it can be told in plain words:
// facts, gathered event by event, from which captions, what the customer sees, the
// story and the ending are made. Whatever is said must be in here.
type tale struct {
	rules  *actors.Config
	starts actors.Calendar
	who    string // as a sentence names the customer: Ada
	whose  string // what is theirs: Ada’s
	noun   string // what is bought, as a sentence names it: book
	pieces int
	price  actors.Cents

	clicks      int
	passedOn    bool
	reserved    bool
	sku         actors.SKU
	short       bool
	eta         time.Duration // when what is short is expected
	promise     time.Duration
	asked       int           // how often the bank was
	quiet       int           // how often it stayed silent
	quietFor    time.Duration // how long the last time
	lost        int           // messages that nobody took, or that got lost
	bankBusy    bool          // it was asked, and has not answered in time
	paymentBusy bool          // nobody knows yet what became of it
	sale        bool          // the money is taken at once
	takenAt     time.Duration
	late        bool // an answer came when nobody waited for it
	bankSaid    bool // yes or no
	code        actors.Code
	payments    int // asked for
	answer      actors.PaymentAnswer
	state       actors.OrderState
	why         actors.Why
	held        actors.Cents
	taken       actors.Cents
	back        actors.Cents
	freed       actors.Cents
	holds       int           // at once
	doubled     bool          // there were two
	thanked     time.Duration // when the page came, 0 if none did
	gaveUp      bool          // no page came, and they went away
	offered     bool
	pended      bool
	inquiries   int
	accepted    bool
	refused     bool // the date
	cancelled   bool // they asked for it
	packed      bool
	collected   time.Duration
	tracking    uint64
	mailed      bool
	rang        int
	delivered   time.Duration
	stolen      bool
	fate        actors.ParcelFate
	parcels     int
	ending      string
	endedAt     time.Duration
	heard       bool // the customer knows how it ended
	archived    bool
	paying      bool                      // there is a spinner
	unsafe      *bool                     // a fault makes that somebody may pay twice
	letters     map[uint64]*actors.Letter // on their way, by what names the call
	names       []string                  // of the actors
}

// clicked is the click on Buy Now: who it is, and what they buy.
func (o *following) clicked(e *eye, m *actors.PlaceOrder, at time.Duration) {
	if o.clicks++; o.clicks > 1 {
		return
	}
	o.Clicked = micros(at)
	o.starts = e.shop.Config.Calendar
	if o.Name == "" {
		o.Name = actors.PersonOf(e.seed, m.Shopper.Customer).Name
	}
	if o.who = o.Name; !o.visitor {
		o.who, _, _ = strings.Cut(o.Name, " ")
	}
	o.whose = o.who + "’s"
	if strings.HasSuffix(o.who, "s") {
		o.whose = o.who + "’"
	}
	o.pieces, o.price, o.sku = m.Cart.Units(), m.Cart.Total(), m.Cart.Lines[0].SKU
	o.Good, o.Icon, o.noun = e.goodOf(m.Cart)
	o.Price = int64(o.price)
	o.Card = m.Shopper.Cards[0].String()
}

// goodOf is the title of what is in a cart, its picture, and what a sentence calls it.
func (e *eye) goodOf(cart *actors.Cart) (title, icon, noun string) {
	first := cart.Lines[0].SKU
	if good, is := e.goods[first]; is {
		return good.title, good.icon, good.icon
	}
	title = actors.ProductOf(e.seed, int(first)).Name
	switch more := cart.Units() - 1; {
	case more > 0 && len(cart.Lines) > 1:
		title = fmt.Sprintf("%s and %d more", title, more)
	case more > 0:
		title = fmt.Sprintf("%d × %s", more+1, title)
	}
	return title, "parcel", "“" + title + "”"
}

// windowGood is a good in the shop window.
type windowGood struct{ title, icon string }

// windowGoods are those in the window, by product.
func windowGoods(shop *actors.Shop) map[actors.SKU]windowGood {
	goods := map[actors.SKU]windowGood{}
	for _, good := range shop.Goods() {
		goods[good.SKU] = windowGood{good.Title, icons[good.Ware]}
	}
	return goods
}

// asking notes what is asked for the order.
func (o *following) asking(ev *sim.Event, _ int) {
	switch m := ev.Body.(type) {
	case *actors.CreateOrder:
		o.passedOn = true
	case *actors.AuthRequest:
		o.asked++
		o.bankBusy, o.sale = true, m.Sale
	case *actors.PaymentRequest:
		o.payments++
		o.paymentBusy = true
	case *actors.Inquiry:
		o.inquiries++
	case *actors.AnswerOffer:
		o.accepted, o.refused = m.Accept, !m.Accept
	case *actors.CancelOrder:
		o.cancelled = true
	case *actors.Handover:
		o.tracking = m.Tracking
		o.parcels++
	case *actors.Delivery:
		o.rang++
		o.stolen = m.Stolen
	case *actors.DeliveryEvent:
		if m.Fate != actors.ParcelDelivered {
			o.fate = m.Fate
		}
	case *actors.PaymentResult:
		o.answer = m.Answer
	case *actors.Letter:
		o.letters[ev.Path] = m
	}
}

// hear notes what was answered.
func (o *following) hear(ev *sim.Event) {
	switch m := ev.Body.(type) {
	case *actors.StockDecision:
		switch m.Answer {
		case actors.Yes:
			o.reserved = true
		case actors.Later:
			o.short, o.eta = true, m.Eta
		default:
			o.short = true
		}
	case *actors.AuthResponse:
		o.bankSaid, o.code, o.bankBusy = true, m.Code, false
	case *actors.PaymentResult:
		o.answer = m.Answer
		o.paymentBusy = m.Answer == actors.PaymentUnknown
	case *actors.OrderStatus:
		o.state, o.why, o.promise = m.State, m.Why, m.Promise
	}
}

// silent notes that nobody answered.
func (o *following) silent(ev *sim.Event) {
	switch ev.Message {
	case actors.KindAuthRequest:
		o.quiet++
		o.quietFor = time.Duration(ev.A)
	case actors.KindPlaceOrder:
		o.paying = false
	}
}

// unheard notes that nobody took a message.
func (o *following) unheard(ev *sim.Event) {
	o.lost++
	switch ev.Message {
	case actors.KindAuthRequest:
		o.bankBusy = false
	case actors.KindPaymentRequest:
		o.paymentBusy = false
	}
}

// paid notes where the order's money goes.
func (o *following) paid(ev *sim.Event, from, to actors.Place) {
	amount := actors.Cents(ev.Move.Amount)
	switch {
	case from == actors.Purse && to == actors.Held:
		o.held += amount
		o.holds++
		o.doubled = o.doubled || o.holds > 1
	case from == actors.Held:
		o.held -= amount
		o.holds--
		if to == actors.Purse {
			o.freed += amount
			o.seeFreed(ev, amount)
		} else {
			if o.taken += amount; o.takenAt == 0 {
				o.takenAt = ev.At
			}
		}
	case to == actors.Purse && (from == actors.Clearing || from == actors.Till):
		o.back += amount
		o.seeRefund(ev, amount)
	}
}

// became notes how the order, and what belongs to it, stands.
func (o *following) became(ev *sim.Event, machine actors.Machine, next uint8) {
	switch machine {
	case actors.OrderMachine:
		o.state = actors.OrderState(next)
		if ending := endingOf[o.state]; ending != "" && o.delivered == 0 {
			o.ending, o.endedAt = ending, ev.At
		}
	case actors.ShipmentMachine:
		switch actors.ShipmentState(next) {
		case actors.ShipmentPacked:
			o.packed = true
		case actors.ShipmentCollected:
			if o.collected == 0 {
				o.collected = ev.At
			}
		}
	}
}

// endingOf says how an order ended, by its state.
var endingOf = map[actors.OrderState]string{
	actors.OrderDelivered: "delivered", actors.Completed: "delivered", actors.OrderDeclined: "declined", actors.FraudBlocked: "blocked",
	actors.SoldOut: "sold-out", actors.Cancelled: "cancelled", actors.Refunded: "refunded", actors.Rejected: "gave-up",
}

// tell brings the words up to date that are made of all facts.
func (o *following) tell() {
	if o.delivered != 0 && o.ending == "" {
		o.ending = "delivered"
	}
	if o.gaveUp && !o.passedOn {
		o.ending = "gave-up"
	}
	o.Ending = o.ending
	o.Over = o.ending != "" && (o.ending == "delivered" || o.heard || o.archived || o.gaveUp)
	o.State = o.stands()
	o.Story = o.story()
}

// stands is how the order stands, in a few words.
func (o *following) stands() string {
	switch {
	case o.ending == "refunded":
		return "money back"
	case o.ending == "sold-out":
		return "sold out"
	case o.ending == "declined":
		return "card declined"
	case o.ending == "blocked":
		return "stopped as a theft"
	case o.ending != "":
		return strings.ReplaceAll(o.ending, "-", " ")
	case o.state == actors.Refunding:
		return "the money goes back"
	case o.state == actors.Cancelling:
		return "being cancelled"
	case o.state == actors.Reshipping:
		return "a second parcel is sent"
	case o.rang > 0:
		return "at the door"
	case o.collected != 0:
		return "on the truck"
	case o.packed:
		return "packed"
	}
	switch o.state {
	case actors.Confirmed, actors.DispatchAsked:
		if o.short && !o.packed && o.accepted {
			return "waiting for goods"
		}
		return "at the warehouse"
	case actors.BackorderOffered:
		return "sold out: wait for more?"
	case actors.PaymentRefused:
		return "card declined: another one?"
	case actors.PaymentUnsure:
		return "finding out about the payment"
	case actors.Reserved, actors.PaymentPended, actors.OrderAuthorised, actors.Backordered:
		if o.quiet > 0 && !o.bankSaid {
			return "asking the bank again"
		}
		return "paying"
	case actors.Created, actors.StockPending:
		return "looking on the shelf"
	case actors.NeedsAttention:
		return "a person must look"
	}
	if o.gaveUp {
		return "no page came"
	}
	return "ordering"
}

// sure tells if it is certain that the customer pays once or not at all, whatever
// the bank did: every copy of a click, and every question to the bank, carries the
// same key, nobody forgets keys, and no fault makes them.
func (o *following) sure() bool {
	p := &o.rules.Payments
	return p.FormKey == actors.On && p.Keys == actors.PerIntent && p.KeyTTL == 0 && p.Unknown != actors.AskWithNewKey &&
		p.Take == actors.AuthoriseThenCapture && !*o.unsafe
}

// date is a day, as the customer counts it.
func (o *following) date(at time.Duration) string {
	days := o.starts.Day(at) - o.starts.Day(time.Duration(o.Clicked)*time.Microsecond)
	weekday := weekdays[o.starts.Day(at)%7]
	switch {
	case days <= 0:
		return "today"
	case days == 1:
		return "tomorrow"
	case days < 7:
		return "on " + weekday
	}
	return fmt.Sprintf("in %d days, on a %s", days, weekday)
}

var weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// after is how long after the click something was.
func (o *following) after(at time.Duration) time.Duration {
	return at - time.Duration(o.Clicked)*time.Microsecond
}

// nameOf is an actor as a sentence names it.
func (o *following) nameOf(id sim.ActorID) string { return inSentence(o.names[id]) }
