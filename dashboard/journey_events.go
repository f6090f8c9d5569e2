package dashboard

import (
	"fmt"

	"buynow/actors"
	"buynow/sim"
)

// struck is what a fault does to a message of the order.
func (f *follower) struck(ev *sim.Event) {
	o := f.of(ev)
	if o == nil {
		return
	}
	fault, _ := f.eye.play.Fault(ev.A)
	by, what := o.paths, "the message"
	if ev.C == 1 {
		by, what = o.replies, "the answer"
	}
	if place, known := by[ev.Path]; known && ev.Path != 0 {
		h := &o.Hops[place]
		o.last = place
		if sim.Primitive(ev.B) == sim.Dropped {
			h.Status, h.Caption, h.Bubble = hopLost, o.captionDropped(ev), "Lost on the way"
			if ev.C == 1 {
				h.Answer = micros(ev.At)
			}
		}
	} else if place, known := o.paths[ev.Path]; known && ev.Path != 0 {
		o.last = place
	}
	o.remark(f, "fault “"+fault.Name+"”: "+what+" "+actors.Struck(sim.Primitive(ev.B)))
}

// moved is the order's money, or its goods.
func (f *follower) moved(ev *sim.Event) {
	o := f.of(ev)
	if o == nil {
		return
	}
	from, _ := actors.PlaceOf(ev.Move.From)
	to, _ := actors.PlaceOf(ev.Move.To)
	if !from.Goods() && from != actors.World {
		o.turnTo(ev)
		o.remark(f, movedWords(actors.Cents(ev.Move.Amount), from, to))
		o.paid(ev, from, to)
	}
}

// movedWords say where money went.
func movedWords(amount actors.Cents, from, to actors.Place) string {
	words := map[[2]actors.Place]string{
		{actors.Purse, actors.Held}:     "%v set aside on the card",
		{actors.Held, actors.Purse}:     "%v on the card are free again",
		{actors.Held, actors.Clearing}:  "%v taken from the card, on the way to the shop",
		{actors.Clearing, actors.Till}:  "%v arrive at the shop",
		{actors.Clearing, actors.Fees}:  "%v are the bank’s share",
		{actors.Clearing, actors.Purse}: "%v back on the card",
		{actors.Till, actors.Purse}:     "%v back on the card",
	}[[2]actors.Place{from, to}]
	if words == "" {
		return fmt.Sprintf("%v: %s → %s", amount, from, to)
	}
	return fmt.Sprintf(words, amount)
}

// changed is a state of the order, or of a part of it.
func (f *follower) changed(ev *sim.Event) {
	o := f.of(ev)
	if o == nil {
		return
	}
	machine, _, next := actors.ChangeOf(ev)
	if machine == actors.PurchaseMachine {
		return // of the shelf, not of the order
	}
	o.turnTo(ev)
	o.remark(f, machine.String()+" "+actors.StateName(machine, next))
	o.became(ev, machine, next)
}

// turnTo lets the next remark belong to the call during which something happens.
func (o *following) turnTo(ev *sim.Event) {
	if place, known := o.paths[ev.Path]; known {
		o.last = place
	}
}

// placed is the order's number.
func (f *follower) placed(ev *sim.Event) {
	if o := f.of(ev); o != nil {
		o.turnTo(ev)
		o.remark(f, fmt.Sprintf("written down as order %d", ev.Order))
	}
}

// archived is the end of all that the shop knows of the order.
func (f *follower) archived(ev *sim.Event) {
	if o := f.of(ev); o != nil && ev.Actor == f.eye.shop.Orders {
		o.archived = true
		f.renew(o, len(o.Hops))
	}
}

// noted is a remark that somebody makes about the order.
func (f *follower) noted(ev *sim.Event) {
	if o := f.of(ev); o != nil {
		o.turnTo(ev)
		o.remark(f, ev.Text)
	}
}
