package export

import (
	"fmt"
	"slices"
	"time"

	"buynow/sim"
)

// Gatherer puts the messages of orders together from the events of a run. Its
// [Gatherer.Hear] is a [sim.Watcher].
type Gatherer struct {
	model *Model
	wants func(intent uint64) bool
	hand  func(*Order)
	known map[uint64]*gathered // by intent; nil for one that is over
	queue []*gathered          // that are open, in the order in which they began
	count int                  // of them
	// From and Until bound when orders begin, if Until is not 0.
	From, Until time.Duration
	handed      int
	swept       time.Duration
	now         time.Duration
	err         error
}

// gathered is an order that is not over.
type gathered struct {
	Order
	marks []Mark
	last  time.Duration // when it was heard of
	held  int           // orders of this intent that are not put away: a mistake makes several
	ends  time.Duration // when it will be over, 0 if nobody knows yet
	over  bool
}

const (
	// epilogue is how long an order goes on once it is put away: its last mail may
	// still be under way.
	epilogue = time.Hour
	// patience is how long somebody who clicked and has no order may be silent.
	patience = 24 * time.Hour
	// mostOpen bounds the orders that are gathered at a time: some 20 KB each.
	mostOpen = 25_000
	// mostEvents bounds what is kept of one order.
	mostEvents = 20_000
	// sweep is how often it is looked what is over.
	sweep = time.Hour
)

// NewGatherer hands each order on when it is over, in the order in which they
// began if several are. Only intents that somebody wants are gathered.
func NewGatherer(m *Model, wants func(intent uint64) bool, hand func(*Order)) *Gatherer {
	return &Gatherer{model: m, wants: wants, hand: hand, known: map[uint64]*gathered{}}
}

// Err returns why nothing more is gathered, nil if all is well.
func (g *Gatherer) Err() error { return g.err }

// Close hands on what is still open.
func (g *Gatherer) Close() {
	for _, o := range g.queue {
		if !o.over {
			g.finish(o)
		}
	}
	g.queue = nil
}

// Hear takes down what concerns an order.
func (g *Gatherer) Hear(e *sim.Event) {
	g.now = e.At
	if e.At-g.swept >= sweep {
		g.sweep()
	}
	if e.Intent == 0 || g.err != nil || !g.wants(e.Intent) {
		return
	}
	life := g.model.Life(e)
	o, known := g.known[e.Intent]
	if !known && life == Begins && e.At >= g.From && (g.Until == 0 || e.At < g.Until) {
		o = g.begin(e)
	}
	if o == nil {
		return
	}
	if o.ends > 0 && e.At > o.ends {
		g.finish(o)
		return
	}
	o.last = e.At
	switch life {
	case Named:
		o.named(e.Order)
	case Ends:
		o.put(e.At, g.model.Detail(e).To)
	}
	if o.Events++; o.Events > mostEvents {
		g.err = fmt.Errorf("order %d: it has more than %d events, want at most so many in a trace", o.Number, mostEvents)
		return
	}
	o.hear(g.model, e)
}

// begin opens an order; nil if there are too many.
func (g *Gatherer) begin(e *sim.Event) *gathered {
	if g.count == mostOpen {
		g.err = fmt.Errorf("at %s more than %d orders are open that a trace was asked of: take fewer, with --sample", sim.FormatDuration(e.At.Round(time.Second)), mostOpen)
		return nil
	}
	o := &gathered{Order: Order{Intent: e.Intent, Begun: e.At}}
	g.known[e.Intent] = o
	g.queue = append(g.queue, o)
	g.count++
	return o
}

// named notes that the order has a number.
func (o *gathered) named(number uint64) {
	if o.Number == 0 {
		o.Number = number
	}
	o.held++
	o.ends = 0
}

// put notes that the order was put away.
func (o *gathered) put(at time.Duration, state string) {
	o.Outcome = state
	if o.held--; o.held <= 0 {
		o.ends, o.Whole = at+epilogue, true
	}
}

// Open is how many orders are being gathered.
func (g *Gatherer) Open() int { return g.count }

// Orders is how many orders were handed on.
func (g *Gatherer) Orders() int { return g.handed }

// sweep hands on what is over.
func (g *Gatherer) sweep() {
	g.swept = g.now - g.now%sweep
	for _, o := range g.queue {
		if !o.over && (o.ends > 0 && g.now > o.ends || o.Number == 0 && g.now-o.last > patience) {
			g.finish(o)
		}
	}
	g.queue = slices.DeleteFunc(g.queue, func(o *gathered) bool { return o.over })
}

// finish hands an order on. It does not begin anew if something is heard of it
// later.
func (g *Gatherer) finish(o *gathered) {
	o.over = true
	g.known[o.Intent] = nil
	g.count--
	g.handed++
	o.tie()
	g.hand(&o.Order)
}
