package dashboard

import (
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
	payingAt    time.Duration // since when
	bankAskedAt time.Duration // last
	bankHeardAt time.Duration
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
		if o.Name = actors.PersonOf(e.seed, m.Shopper.Customer).Name; o.visitor {
			o.Name, _, _ = strings.Cut(o.Name, " ")
		}
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

// asking notes what is asked for the order.
func (o *following) asking(ev *sim.Event, _ int) {
	switch m := ev.Body.(type) {
	case *actors.CreateOrder:
		o.passedOn = true
	case *actors.AuthRequest:
		o.asked++
		o.bankBusy, o.sale, o.bankAskedAt = true, m.Sale, ev.At
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
		o.bankSaid, o.code, o.bankBusy, o.bankHeardAt = true, m.Code, false, ev.At
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
