package scenarios

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// StuckLine is an order that had not moved on though it should have: the faults
// were over, nobody was in its way, and the deadline for it was past.
type StuckLine struct {
	Order   int     `json:"order"`
	State   string  `json:"state"`
	Waits   string  `json:"waits"`   // for what
	Since   float64 `json:"since"`   // when it came to that state
	Limit   float64 `json:"limit"`   // how long it may take by itself, in seconds
	Until   float64 `json:"until"`   // when it moved on after all, or the run ended
	Moved   bool    `json:"moved"`   // it did
	Explain string  `json:"explain"` // filled in by the command, like Replay
}

// Liveness is the quiet phase of a run: once all faults are over and nobody comes
// any more, every order must go on.
type Liveness struct {
	From  float64     `json:"from"`  // when the quiet phase began
	Stuck int         `json:"stuck"` // orders
	First []StuckLine `json:"first"` // the first twenty of them
}

// mostShown is how many orders that are stuck are told one by one.
const mostShown = 20

// liveness watches how long orders stay in a state. It is only there with faults.
type liveness struct {
	play   *Play
	orders map[uint64]stay
	lines  []StuckLine
	count  int
}

// stay is where an order stands, and since when.
type stay struct {
	state actors.OrderState
	since time.Duration
}

// watchLiveness begins to watch.
func (p *Play) watchLiveness() {
	l := &liveness{play: p, orders: map[uint64]stay{}}
	p.liveness = l
	p.World.Watch(l.changed, actors.Changed)
}

func (l *liveness) changed(e *sim.Event) {
	machine, _, next := actors.ChangeOf(e)
	if machine != actors.OrderMachine {
		return
	}
	if was, open := l.orders[e.Order]; open {
		if line, stuck := l.judge(e.Order, was, e.At); stuck {
			line.Moved = true
			l.add(line)
		}
	}
	state := actors.OrderState(next)
	if state.Over() || state == actors.NeedsAttention { // a person knows
		delete(l.orders, e.Order)
		return
	}
	l.orders[e.Order] = stay{state, e.At}
}

func (l *liveness) add(line StuckLine) {
	if l.count++; len(l.lines) < mostShown {
		l.lines = append(l.lines, line)
	}
}

// judge tells if a stay that lasted until a time was longer than it may be.
func (l *liveness) judge(order uint64, s stay, until time.Duration) (StuckLine, bool) {
	quiet, is := l.play.quietSince()
	limit, waits := l.play.mayStay(s.state)
	deadline := max(quiet, s.since) + l.play.Scenario.Liveness + limit
	if !is || until <= deadline {
		return StuckLine{}, false
	}
	return StuckLine{
		Order: int(order), State: s.state.String(), Waits: waits, Since: s.since.Seconds(), Limit: limit.Seconds(), Until: until.Seconds(),
	}, true
}

// quietSince is when the last fault was over and the last customer had come; false
// if a fault is there, or will be.
func (p *Play) quietSince() (time.Duration, bool) {
	quiet := p.Scenario.Load.End()
	for _, f := range p.faults {
		waits := f.Began == 0 && f.Fault.When == "" && f.Fault.At > p.World.Now()
		if f.on || f.again || waits {
			return 0, false
		}
		quiet = max(quiet, f.until)
	}
	return quiet, true
}

// mayStay is how long an order may stay in a state when nothing is wrong, beside
// what the rules leave for repairs, and what it waits for.
func (p *Play) mayStay(s actors.OrderState) (limit time.Duration, waits string) {
	c := &p.Scenario.Config
	weekend := 3 * actors.Day
	switch s {
	case actors.Created:
		return 0, "the order manager to go on"
	case actors.StockPending:
		return 0, "the stock database to say whether the goods are there"
	case actors.BackorderOffered:
		return c.Orders.OfferOpen, "the customer to accept the date"
	case actors.Backordered, actors.Confirmed:
		return c.Stock.WaitAtMost + c.Stock.KeepReady, "the goods, and then the warehouse to be asked"
	case actors.Reserved:
		return c.Orders.ReservationTTL, "the order manager to ask for the money"
	case actors.PaymentPended:
		return max(c.Merchant.ReviewLimit+untilNight, c.Orders.ChallengeOpen), "the merchant system, or a person who reviews it, to say what became of the payment"
	case actors.PaymentRefused:
		return c.Orders.OfferOpen, "the customer to try another card"
	case actors.PaymentUnsure:
		return c.Bank.Settles + weekend, "somebody to find out what became of the payment"
	case actors.DispatchAsked:
		return 2 * weekend, "the warehouse to pack and the truck to collect"
	case actors.Shipped, actors.Reshipping:
		return longestWay, "the carrier to deliver"
	case actors.OrderDelivered:
		return c.Bank.Valid + c.Bank.Settles + weekend, "the bank to pay out"
	}
	return c.Bank.Settles + weekend, "the money to go back, and the goods"
}

// untilNight is how long a review that has run out waits at most for the merchant
// system's job of the night after, which ends it.
const untilNight = 2 * actors.Day

// longestWay is how long a parcel may take: abroad, late, tried three times and
// sent back. Beyond it somebody has forgotten it.
const longestWay = 45 * actors.Day

// liveness sums up the quiet phase; nil if there was none.
func (p *Play) summedLiveness() *Liveness {
	quiet, is := p.quietSince()
	if p.liveness == nil || !is || p.World.Last() < quiet {
		return nil
	}
	l := *p.liveness
	l.lines = slices.Clone(l.lines)
	for _, order := range slices.Sorted(maps.Keys(l.orders)) {
		if line, stuck := l.judge(order, l.orders[order], p.World.Now()); stuck {
			l.add(line)
		}
	}
	return &Liveness{From: quiet.Seconds(), Stuck: l.count, First: l.lines}
}

// Text is the order as a line of the summary tells it.
func (s *StuckLine) Text() string {
	since, until := time.Duration(s.Since*float64(time.Second)), time.Duration(s.Until*float64(time.Second))
	text := fmt.Sprintf("order %s: %s since %s, for %s: it waits for %s", thousands(int64(s.Order)), s.State, moment(since), moment(until-since), s.Waits)
	if s.Moved {
		text = fmt.Sprintf("order %s: %s from %s to %s, %s: it waited for %s", thousands(int64(s.Order)), s.State, moment(since), moment(until), moment(until-since), s.Waits)
	}
	return text
}
