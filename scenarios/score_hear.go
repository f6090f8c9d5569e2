package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// watch begins to listen to a play that has not begun.
func (s *scorer) watch(p *Play) {
	if s == nil {
		return
	}
	load := p.Scenario.Load.End()
	s.play, s.curve, s.risks.until = p, newCurve(load), load+riskHorizon
	w := p.World
	w.Watch(s.sent, sim.Sent)
	w.Watch(s.served, sim.Served)
	w.Watch(s.answered, sim.Answered)
	w.Watch(s.gone, sim.TimedOut, sim.Refused, sim.Lost)
	w.Watch(s.placed, actors.Placed)
	w.Watch(s.changed, actors.Changed)
	p.Auditor.Breaches(s.breach)
}

// letter is a mail on its way into the customer's mailbox.
type letter struct {
	order uint64
	state actors.OrderState
}

// sent hears clicks, and mails on their way.
func (s *scorer) sent(e *sim.Event) {
	switch e.Message {
	case actors.KindPlaceOrder:
		s.click(e)
	case actors.KindCancelOrder, actors.KindChallengeDone, actors.KindAnswerOffer:
		if e.Actor == s.play.Shop.Customer {
			s.says(e)
		}
	case actors.KindLetter:
		if m, is := e.Body.(*actors.Letter); is {
			s.letters[e.Path] = letter{m.Order, m.State}
		}
	}
}

// says is what a customer says to a page.
func (s *scorer) says(e *sim.Event) {
	w := s.known(e.Intent)
	if w == nil {
		return
	}
	switch m := e.Body.(type) {
	case *actors.CancelOrder:
		w.regrets = true
	case *actors.ChallengeDone:
		w.asked = !m.Passed
	case *actors.AnswerOffer:
		w.asked = !m.Accept
	}
}

// click is somebody's finger on Buy Now, perhaps not for the first time.
func (s *scorer) click(e *sim.Event) {
	before := len(s.wishes)
	w := s.wish(intentOf(e), e.At)
	if len(s.wishes) > before {
		s.curve.due(e.At)
	}
	w.waiting = w.waiting || w.order == 0
}

// intentOf is whose wish an event is about.
func intentOf(e *sim.Event) uint64 {
	if m, is := e.Body.(*actors.PlaceOrder); is && e.Intent == 0 {
		return m.ClientKey
	}
	return e.Intent
}

// served hears who waits no longer, reads the mail, and hears what the bank says of a card.
func (s *scorer) served(e *sim.Event) {
	switch e.Message {
	case actors.KindPlaceOrder:
		s.waitsNoMore(e)
	case actors.KindLetter:
		s.read(e)
	case actors.KindAuthRequest:
		if m, is := e.Body.(*actors.AuthResponse); is && e.C == 0 && e.Order != 0 {
			yes := m.Code == actors.CodeApproved || m.Code == actors.CodePartial || m.Code == actors.CodeDuplicate
			s.purchase(e.Order).refused = !yes
		}
	}
}

func (s *scorer) waitsNoMore(e *sim.Event) {
	if w := s.known(e.Intent); w != nil {
		w.waiting, w.last = false, e.At
	}
}

// read is a mail that the customer reads: thanks, or the news of an end.
func (s *scorer) read(e *sim.Event) {
	m, is := s.letters[e.Path]
	if !is {
		return
	}
	delete(s.letters, e.Path)
	if m.order == 0 || m.order > uint64(len(s.purchases)) || s.purchase(m.order).wish < 0 {
		return
	}
	switch w := &s.wishes[s.purchase(m.order).wish]; {
	case m.state >= actors.Confirmed && m.state <= actors.OrderDelivered || m.state == actors.Completed:
		s.thank(w, e.At)
	case m.state.Over():
		w.tell(e.At)
	}
}

// answered is a page that the customer sees. One that says no more than that nobody knows yet, or that too
// much is going on, tells them nothing.
func (s *scorer) answered(e *sim.Event) {
	if e.Actor != s.play.Shop.Customer || e.C != 0 {
		return
	}
	switch page := e.Body.(type) {
	case *actors.ConfirmationPage:
		s.seen(e, func(w *wish) { s.thank(w, e.At) })
	case *actors.SorryPage:
		s.seen(e, func(w *wish) {
			if page.Why == actors.WhyBusy {
				w.busy = true
				return
			}
			w.tell(e.At)
		})
	case *actors.RetryPage, *actors.ChallengePage:
		s.seen(e, func(w *wish) { w.tell(e.At) })
	case *actors.OfferPage:
		s.seen(e, func(w *wish) {
			w.tell(e.At)
			w.asked = true
		})
	case *actors.PendingPage:
		s.seen(e, func(w *wish) {
			if page.Why == actors.WhyReview {
				w.tell(e.At)
			}
		})
	}
}

// seen does what a page means for who clicked before they saw it.
func (s *scorer) seen(e *sim.Event, means func(*wish)) {
	if w := s.known(e.Intent); w != nil {
		w.last = e.At
		means(w)
	}
}

// thank is a thank-you that the customer sees.
func (s *scorer) thank(w *wish, at time.Duration) {
	w.tell(at)
	if w.thanked == 0 {
		w.thanked = at
		s.curve.confirmed(at)
	}
}

// gone is a message that nobody deals with, or whose answer nobody waits for any more.
func (s *scorer) gone(e *sim.Event) {
	switch e.Message {
	case actors.KindPlaceOrder:
		s.waitsNoMore(e)
	case actors.KindLetter:
		delete(s.letters, e.Path)
	}
}

// placed is a wish that has become an order.
func (s *scorer) placed(e *sim.Event) {
	w := s.wish(intentOf(e), e.At)
	if e.Intent == 0 {
		w = s.wish(uint64(e.C), e.At)
	}
	b := s.purchase(e.Order)
	b.known, b.wish, b.units = true, s.places[w.intent], int32(e.B)
	w.waiting = false
	if w.order == 0 {
		w.order = e.Order
	}
	if w.order != e.Order || w.orders == 0 {
		w.orders++
	}
}

// changed follows an order, its parcels and what comes after it.
func (s *scorer) changed(e *sim.Event) {
	machine, from, next := actors.ChangeOf(e)
	if e.Order == 0 {
		return
	}
	switch machine {
	case actors.OrderMachine:
		if actors.OrderState(from) == actors.OrderNone {
			s.begin(e)
		}
		b := s.purchase(e.Order)
		b.state, b.at = actors.OrderState(next), e.At
		b.promised = b.promised || b.state == actors.Confirmed
	case actors.PaymentMachine:
		if b := s.purchase(e.Order); actors.PaymentState(next) == actors.PaymentChallenged && b.wish >= 0 {
			s.wishes[b.wish].asked = true
		}
	case actors.ShipmentMachine:
		if actors.ShipmentState(next) == actors.ShipmentDelivered {
			s.arrived(e)
		}
	case actors.CaseMachine:
		s.purchase(e.Order).complaint = actors.CaseState(next)
	}
}

// begin is a number that is given to an order, perhaps again: a crash had unmade the one before.
func (s *scorer) begin(e *sim.Event) {
	b := s.purchase(e.Order)
	if b.wish >= 0 {
		if w := &s.wishes[b.wish]; w.order == e.Order {
			w.order = 0
			w.orders--
		}
	}
	*b = purchase{wish: -1, known: true, ownership: ownership{due: b.due}}
}

// arrived is a parcel at the door.
func (s *scorer) arrived(e *sim.Event) {
	b := s.purchase(e.Order)
	b.arrived = true
	if b.wish >= 0 {
		if w := &s.wishes[b.wish]; w.door == 0 {
			w.door = e.At
		}
	}
}

// breach is an invariant that was broken for an order, and will not be made good.
func (s *scorer) breach(broken actors.Invariant, order actors.OrderID, _ time.Duration) {
	if order != 0 {
		s.purchase(order).harm |= harmBy[broken.Name]
	}
}

// harmBy are the invariants that tell of harm to a customer.
var harmBy = map[string]Harm{
	"nobody-charged-twice": ChargedTwice, "nothing-oversold": Oversold, "nothing-stuck": Stuck,
	"everybody-hears-the-end": Lost, "captured-then-shipped-or-refunded": Lost,
}
