package actors

import "math/bits"

// Outcomes is where the placed orders ended: a partition, every one is in
// exactly one. An order is placed by the first click of an intent; one that the
// order manager never numbered is Rejected.
type Outcomes struct {
	Placed         int
	Completed      int
	Declined       int
	FraudBlocked   int
	SoldOut        int
	Rejected       int
	Cancelled      int
	Refunded       int
	InFlight       int
	NeedsAttention int
}

// Milestones count the orders that came past a point, wherever they ended.
type Milestones struct {
	Confirmed int
	Collected int
	Delivered int
	Settled   int
	Returned  int
	Disputed  int
}

// Loss is why an order went no further.
type Loss uint8

// The losses.
const (
	LossSoldOut   Loss = iota
	LossDeclined       // by the bank, or the customer gave up paying
	LossBlocked        // as fraud
	LossRefused        // nobody took the order
	LossCancelled      // by the customer, or because nobody could tell what became of the payment
	LossRefunded       // the parcel never came, and the money went back
	Losses             // how many there are
)

// String is the loss in a word or two.
func (l Loss) String() string {
	return [...]string{"sold out", "declined", "blocked", "refused", "cancelled", "refunded"}[l]
}

// StepTally is how many orders reached one of the fifteen steps. To ask is a step
// when it was asked, an answer if it was yes, a deed when it was done.
type StepTally struct {
	Count   int             // orders that reached it, each counted once
	Tries   int             // messages it took, for all of them
	Lost    [Losses]int     // orders that came through the step before, but not through this one
	First   [Losses]OrderID // the first of them
	Parcels int             // that the carrier lost or damaged; some were sent again
	Late    int             // deliveries after the date on the page
}

// AllLost is how many orders were lost at the step, for whatever reason.
func (t StepTally) AllLost() int {
	all := 0
	for _, lost := range t.Lost {
		all += lost
	}
	return all
}

// Outcomes counts where all orders stand now.
func (a *Auditor) Outcomes() Outcomes {
	r := &a.results
	o := Outcomes{
		Placed:    r.placed + r.orders - r.bought,
		Completed: r.standing[Completed], Declined: r.standing[OrderDeclined], FraudBlocked: r.standing[FraudBlocked],
		SoldOut: r.standing[SoldOut], Rejected: r.standing[Rejected] + r.placed - r.bought - r.pending,
		Cancelled: r.standing[Cancelled], Refunded: r.standing[Refunded], NeedsAttention: r.standing[NeedsAttention],
		InFlight: r.pending,
	}
	for state := OrderNone; state < Rejected; state++ {
		if state != NeedsAttention {
			o.InFlight += r.standing[state]
		}
	}
	return o
}

// Milestones counts how far the orders came.
func (a *Auditor) Milestones() Milestones { return a.results.milestones }

// Steps returns the tallies of the fifteen steps; 0 is none of them.
func (a *Auditor) Steps() [Steps + 1]StepTally {
	steps := a.results.steps
	steps[1].Count = a.results.placed
	steps[2].Lost[LossRefused] += a.Outcomes().Rejected
	return steps
}

// results are what is counted while the events go by.
type results struct {
	clicked, ordered, waiting numbers // intents

	placed   int // intents that clicked
	bought   int // of these, those that have an order
	orders   int // more than bought if somebody got two
	pending  int // clicked, have no order, and still wait for an answer
	standing [orderStates]int
	parcels  [shipmentStates]int

	milestones Milestones
	steps      [Steps + 1]StepTally
}

// click is a click on Buy Now, perhaps not the first of its intent.
func (r *results) click(intent uint64) {
	r.steps[1].Tries++
	if r.clicked.add(intent) {
		r.placed++
	}
	if !r.ordered.has(intent) && r.waiting.add(intent) {
		r.pending++
	}
}

// answered is the end of a click, well or not.
func (r *results) answered(intent uint64) {
	if r.waiting.remove(intent) {
		r.pending--
	}
}

// order tells that an intent has an order; false if it had one before.
func (r *results) order(intent uint64) bool {
	r.answered(intent)
	if r.clicked.add(intent) {
		r.placed++
	}
	if !r.ordered.add(intent) {
		return false
	}
	r.bought++
	return true
}

// unmake takes an order back from an intent.
func (r *results) unmake(intent uint64) {
	if r.ordered.remove(intent) {
		r.bought--
	}
}

// drained tells that nobody waits any more.
func (r *results) drained() { r.pending = 0 }

// try counts a message of a step.
func (a *Auditor) try(_ *page, step Step) { a.results.steps[step].Tries++ }

// ask counts a message of a step, and the order that has reached it.
func (a *Auditor) ask(p *page, step Step) {
	a.results.steps[step].Tries++
	a.reachStep(p, step)
}

// reachStep counts an order at a step, once.
func (a *Auditor) reachStep(p *page, step Step) {
	if p != nil && p.steps&(1<<step) == 0 {
		p.steps |= 1 << step
		a.results.steps[step].Count++
	}
}

// lose notes at which step an order that ends otherwise than well was lost: the
// one after the last that it reached.
func (a *Auditor) lose(p *page, end OrderState) {
	why, lost := LossOf(end)
	if !lost || p.endings > 1 {
		return
	}
	step := Step(max(bits.Len16(p.steps), 2))
	switch {
	case step == 4: // asking the manufacturer is a way round
		step = 5
	case step >= 14: // so is the mail
		step = 15
	}
	tally := &a.results.steps[step]
	if tally.Lost[why]++; tally.First[why] == 0 {
		tally.First[why] = p.order
	}
}

// LossOf is how an order that ended so was lost; false if it was not.
func LossOf(end OrderState) (Loss, bool) {
	switch end {
	case SoldOut:
		return LossSoldOut, true
	case OrderDeclined:
		return LossDeclined, true
	case FraudBlocked:
		return LossBlocked, true
	case Cancelled:
		return LossCancelled, true
	case Refunded:
		return LossRefunded, true
	}
	return 0, false
}
