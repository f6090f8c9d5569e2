package dashboard

import (
	"slices"

	"buynow/actors"
	"buynow/sim"
)

// follower writes down everything about the orders that somebody follows: those
// that are asked for, as long as somebody wants them, and those of visitors, of
// which the last are kept.
type follower struct {
	eye      *eye
	orders   map[uint64]*following // by intent
	visitors []uint64              // the oldest first
	asked    int                   // orders that somebody follows
	fresh    []*following          // those of which there is something new
	numbers  []numbered            // of orders, the last ones
}

// numbered is an order and whose wish it is.
type numbered struct{ order, intent uint64 }

// How much is followed.
const (
	followedMost = 256
	visitorsMost = 200
	numbersKept  = 1 << 16
	hopsKept     = 400 // of an order
)

func newFollower(e *eye) follower {
	return follower{eye: e, orders: map[uint64]*following{}, numbers: make([]numbered, numbersKept)}
}

// follow writes down all about an intent from now on; false if too much is
// followed already.
func (e *eye) follow(intent uint64) bool {
	f := &e.follower
	if o := f.orders[intent]; o != nil {
		if o.wanted == 0 {
			f.asked++
		}
		o.wanted++
		return true
	}
	if f.asked >= followedMost || intent == 0 {
		return false
	}
	f.asked++
	f.begin(intent).wanted = 1
	return true
}

// followOrder is whose wish an order is, for who means to follow it by its number:
// false if it was too long ago, or never was.
func (e *eye) followOrder(order uint64) (intent uint64, ok bool) {
	known := e.follower.numbers[order%numbersKept]
	return known.intent, known.order == order && order != 0
}

// unfollow is one less who wants to know.
func (e *eye) unfollow(intent uint64) {
	f := &e.follower
	o := f.orders[intent]
	if o == nil || o.wanted == 0 {
		return
	}
	if o.wanted--; o.wanted > 0 {
		return
	}
	f.asked--
	if !o.visitor {
		f.forget(intent)
	}
}

// visit follows a visitor from the beginning, by the name that they chose.
func (e *eye) visit(intent uint64, name string) {
	f := &e.follower
	o := f.orders[intent]
	if o == nil {
		o = f.begin(intent)
	}
	o.Name = name
	if o.visitor {
		return
	}
	o.visitor = true
	if f.visitors = append(f.visitors, intent); len(f.visitors) > visitorsMost {
		oldest := f.visitors[0]
		f.visitors = append(f.visitors[:0], f.visitors[1:]...)
		if o := f.orders[oldest]; o != nil {
			if o.visitor = false; o.wanted == 0 {
				f.forget(oldest)
			}
		}
	}
}

func (f *follower) begin(intent uint64) *following {
	o := &following{journey: journey{Intent: intent}, paths: map[uint64]int{}, replies: map[uint64]int{}, last: -1}
	o.unsafe = &f.eye.unsafe
	o.rules, o.names, o.letters = &f.eye.shop.Config, f.eye.play.World.Names(), map[uint64]*actors.Letter{}
	for _, known := range f.numbers {
		if known.intent == intent {
			o.Order = known.order
		}
	}
	f.orders[intent] = o
	f.eye.sample.pick(intent)
	return o
}

func (f *follower) forget(intent uint64) {
	delete(f.orders, intent)
	f.eye.repick()
}

// of is what is written down of the order of an event, nil if nothing is.
func (f *follower) of(ev *sim.Event) *following {
	if len(f.orders) == 0 || ev.Intent == 0 {
		return nil
	}
	o := f.orders[ev.Intent]
	if o == nil {
		return nil
	}
	o.retell()
	if o.Order == 0 && ev.Order != 0 {
		o.Order = ev.Order
	}
	return o
}

// renew notes that there is something new of an order from a hop on.
func (f *follower) renew(o *following, from int) {
	o.journey.From = min(o.journey.From, from)
	if !o.fresh {
		o.fresh, o.journey.From = true, from
		f.fresh = append(f.fresh, o)
	}
}

// journeys is what is new of the orders that are followed.
func (e *eye) journeys() []journey {
	f, now := &e.follower, e.play.World.Now()
	for _, intent := range f.open() {
		if o := f.orders[intent]; o.paying && now >= o.payingAt+longWait {
			seen := len(o.Sees)
			if o.seeLonger(now); len(o.Sees) > seen {
				f.renew(o, len(o.Hops))
			}
		}
	}
	if len(f.fresh) == 0 {
		return nil
	}
	var all []journey
	for _, o := range f.fresh {
		o.fresh = false
		if f.orders[o.Intent] != o {
			continue
		}
		all = append(all, o.since(o.journey.From))
	}
	f.fresh = f.fresh[:0]
	return all
}

// whole is all that is known of one order.
func (e *eye) whole(intent uint64) (journey, bool) {
	o := e.follower.orders[intent]
	if o == nil {
		return journey{}, false
	}
	return o.since(0), true
}

// visitorsWhole is how many of the last visitors a page is told in full when it
// begins. Of all others it is told how they stand; who wants more follows them.
const visitorsWhole = 12

// whole are all orders that are followed, and then those of visitors, the newest last.
func (f *follower) whole() []journey {
	var intents []uint64
	for intent, o := range f.orders {
		if !o.visitor {
			intents = append(intents, intent)
		}
	}
	slices.Sort(intents)
	var all []journey
	intents = append(intents, f.visitors...)
	for i, intent := range intents {
		o := f.orders[intent]
		if o == nil {
			continue
		}
		j := o.since(0)
		if !o.visitor || i < len(intents)-visitorsWhole {
			j.Hops, j.Sees, j.Story, j.Told = nil, nil, nil, nil
		}
		all = append(all, j)
	}
	return all
}

// number remembers whose order a number is.
func (f *follower) number(order, intent uint64) {
	f.numbers[order%numbersKept] = numbered{order, intent}
}

// crashed tells of an actor that goes down or comes back to the orders that are
// with it now, and to those that it asks or is asked for.
func (f *follower) crashed(ev *sim.Event) {
	for _, intent := range f.open() {
		o := f.orders[intent]
		if o.Over || !o.touches(f.eye.castAt(ev.Actor)) {
			continue
		}
		if ev.What == sim.Crashed {
			o.remark(f, inSentence(f.eye.nameOf(ev.Actor))+" crashes")
		} else {
			o.remark(f, inSentence(f.eye.nameOf(ev.Actor))+" is back")
		}
	}
}

// open are the intents that are followed, in their order.
func (f *follower) open() []uint64 {
	if len(f.orders) == 0 {
		return nil
	}
	var intents []uint64
	for intent := range f.orders {
		intents = append(intents, intent)
	}
	slices.Sort(intents)
	return intents
}

// castAt is the place of an actor on the stage, -1 if it has none.
func (e *eye) castAt(id sim.ActorID) int { return int(e.cast[id&15]) }

// nameOf is an actor's name.
func (e *eye) nameOf(id sim.ActorID) string { return e.play.World.Names()[id] }
