package scenarios

import (
	"context"
	"errors"
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/journal"
)

// Options say how to run a scenario.
type Options struct {
	// Seed replaces the scenario's own unless it is 0.
	Seed uint64
	// Speed ties the run to the wall clock: simulated seconds per second. 0 is
	// the virtual clock, as fast as the machine goes.
	Speed float64
	// Progress is called now and then on the goroutine of the run.
	Progress func(Progress)
	// Journal keeps a record of the run, if it is not nil.
	Journal *Recording
}

// Progress is how far a run has come.
type Progress struct {
	Now, End        time.Duration // simulated; End is the end of the load
	Placed, Settled int           // orders placed, and those that have ended
	Events          uint64
	Phase           string
}

// Play is a scenario on its stage: a world with a shop in it, its customers on
// their way, its books watched.
type Play struct {
	Scenario *Scenario
	World    *sim.World
	Shop     *actors.Shop
	Auditor  *actors.Auditor
	door     *door
	measure  *measure
	journal  *journal.Writer // nil without
	promises *promises
	rows     []sim.FaultRow // the catalogue, for this shop
	faults   []*inflicted
	liveness *liveness // nil without faults
	scorer   *scorer   // nil unless the run is scored
	aborted  *Abort    // by a threshold
	began    time.Time
	taken    func(*Input)           // is told of each input, if it is not nil
	visited  func(uint64, Purchase) // is told of each visitor, if it is not nil
	enough   bool                   // somebody who watches has seen what they wanted
}

// Stage puts the scenario into an empty world. Whoever stages it closes the
// world.
func (s *Scenario) Stage(w *sim.World) *Play { return s.stage(w, nil) }

// stage stages the scenario before somebody who keeps its score, if it is not nil.
func (s *Scenario) stage(w *sim.World, scorer *scorer) *Play {
	shop := actors.Open(w, s.Config)
	p := &Play{Scenario: s, World: w, Shop: shop, Auditor: actors.NewAuditor(shop), began: time.Now(), scorer: scorer}
	p.door = s.start(w, shop)
	p.measure = newMeasure(shop, s.Load)
	p.door.greet, p.door.turnAway = p.measure.begin, p.measure.drop
	p.promises = p.promise()
	scorer.watch(p)
	p.watchOrphans()
	if p.mayFail() {
		p.expectFaults()
	}
	p.expectInputs()
	return p
}

// mayFail tells if there are faults, or could be once somebody inflicts them.
func (p *Play) mayFail() bool {
	s := p.Scenario
	return len(s.Faults) > 0 || len(s.Inputs) > 0 || s.Steered
}

// Run plays the scenario from the first customer until nothing is open any
// more, and sums it up. A cancelled context ends it early: the summary is then
// partial, and says so. A panic of an actor's code is passed on as a *sim.Panic.
func (s *Scenario) Run(ctx context.Context, o Options) (*Summary, error) {
	w := sim.New(s.seed(o))
	defer w.Close()
	p := s.Stage(w)
	if o.Journal != nil {
		if err := p.Record(*o.Journal); err != nil {
			return nil, err
		}
	}
	stopped, err := p.Run(ctx, o)
	if err := p.endJournal(stopped, err); err != nil {
		return nil, err
	}
	return p.Summary(stopped), nil
}

func (s *Scenario) seed(o Options) uint64 {
	if o.Seed != 0 {
		return o.Seed
	}
	return s.Seed
}

// Run lets the world go on in slices until it has come to rest, and reports
// after each.
func (p *Play) Run(ctx context.Context, o Options) (stopped bool, err error) {
	w := p.World
	w.Pace(o.Speed)
	undo := context.AfterFunc(ctx, w.Stop)
	defer undo()
	for ctx.Err() == nil && !p.enough && p.aborted == nil {
		if over, rest := p.over(); over {
			p.Auditor.Close(w.Now(), rest)
			return false, nil
		}
		if err := p.goOn(p.slice(o.Speed)); err != nil {
			return false, err
		}
		if err := p.journalIsWell(o.Speed > 0); err != nil {
			return false, err
		}
		if o.Progress != nil {
			o.Progress(p.progress())
		}
	}
	p.Auditor.Close(w.Now(), false)
	return p.aborted == nil, nil
}

// over tells if nothing is left to be played: the world has come to rest, or the
// time of the run is up.
func (p *Play) over() (over, rest bool) {
	w, until := p.World, p.Scenario.Until
	next, some := w.Next()
	rest = !some || len(p.faults) > 0 && w.Now()%restEvery == 0 && w.AtRest()
	return rest || until > 0 && next > until, rest
}

// restEvery is how often it is asked whether the world has come to rest while
// faults still come and go. The moments are the same however a run is cut into
// slices, so that it ends at the same one.
const restEvery = 6 * time.Hour

// goOn lets the world go on for a while, at least to what happens next.
func (p *Play) goOn(slice time.Duration) error {
	w := p.World
	next, _ := w.Next()
	horizon := max(next, w.Now()+slice)
	if len(p.faults) > 0 {
		horizon = min(horizon, (max(w.Now(), next-1)/restEvery+1)*restEvery)
	}
	if until := p.Scenario.Until; until > 0 {
		horizon = min(horizon, until)
	}
	if horizon > p.Scenario.Load.End()+longestDrain {
		return fmt.Errorf("%s: %w", p.Scenario.Name, ErrNoRest)
	}
	return w.Run(horizon)
}

// slice is how much simulated time passes between two reports: little while
// there is load, more while parcels are on their way, and 50 ms on the wall.
func (p *Play) slice(speed float64) time.Duration {
	switch {
	case speed > 0:
		return time.Duration(speed * float64(50*time.Millisecond))
	case p.World.Now() < p.Scenario.Load.End():
		return max(p.Scenario.Load.End()/200, time.Second)
	}
	return restEvery
}

func (p *Play) progress() Progress {
	now, end := p.World.Now(), p.Scenario.Load.End()
	phase := p.Scenario.Load.Phase(now)
	if now >= end {
		phase = "delivering"
	}
	outcomes := p.Auditor.Outcomes()
	return Progress{
		Now: now, End: end, Placed: outcomes.Placed, Settled: outcomes.Placed - outcomes.InFlight, Events: p.World.Events(), Phase: phase,
	}
}

// longestDrain is how long after its load a run may go on: disputes come within
// three months, so after two years something goes round in circles.
const longestDrain = 2 * 365 * actors.Day

// ErrNoRest means that the run has no end: something in the shop waits for ever.
// A field until in the scenario ends it.
var ErrNoRest = errors.New("two simulated years after the load the shop is still busy; set until to end the run earlier")

// ErrNoOrder means that the run has no order of that number.
var ErrNoOrder = errors.New("the run has no such order")

// Explain tells the story of one order by running the scenario again, up to
// the end of that order: once to learn whose it is, and once to listen.
func (s *Scenario) Explain(ctx context.Context, o Options, order int) (string, error) {
	intent, err := s.intentOf(ctx, o, actors.OrderID(order))
	if err != nil {
		return "", err
	}
	told, err := s.Tell(ctx, o, intent)
	if err != nil {
		return "", err
	}
	return told[0], nil
}

// orders is how many orders have a number.
func (p *Play) orders() int { return p.Auditor.Steps()[3].Count }

// intentOf runs the scenario until the order is placed.
func (s *Scenario) intentOf(ctx context.Context, o Options, order actors.OrderID) (uint64, error) {
	w := sim.New(s.seed(o))
	defer w.Close()
	p := s.Stage(w)
	found := uint64(0)
	w.Watch(func(e *sim.Event) {
		if e.Order == order {
			found, p.enough = e.Intent, true
		}
	}, actors.Placed)
	if _, err := p.Run(ctx, Options{Progress: o.Progress}); err != nil {
		return 0, err
	}
	if found == 0 && ctx.Err() == nil {
		return 0, fmt.Errorf("order %d: %w: its orders are numbered from 1 to %d", order, ErrNoOrder, p.orders())
	}
	return found, ctx.Err()
}
