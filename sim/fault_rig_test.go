package sim_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// bill is what the shop asks the bank to pay.
type bill struct{ Amount int64 }

func (bill) Kind() sim.Kind { return 1 }

// ping is what the bank tells the shop with each bill.
type ping struct{}

func (ping) Kind() sim.Kind { return 2 }

// sale lets the shop send a bill.
type sale struct{ number int }

func (sale) Kind() sim.Kind { return 3 }

// committed is the rig's own event: the bank has written a bill down.
const committed = sim.FirstWhat

// A rig is a shop that sends bills to a bank, a hundred a second for a hundred
// seconds, and waits a second for each answer. Unless a row says otherwise all
// lines take a millisecond each way and the bank ten, so that nobody waits.
type rig struct {
	*sim.World
	shop, bank sim.ActorID
	workers    int
	mailbox    int
	thinks     time.Duration // the bank waits so long in its handler, if it is not 0
	varies     bool          // its service is exponential, 9 ms
	failure    *sim.Failure
	calls      []*sighting // by their coming
	byPath     map[uint64]*sighting
	pings      []time.Duration // when the shop got them
	crashes    []sighting
	begins     []time.Duration
	ends       []time.Duration
	hits       []sim.Event
	memory     int // of the bank
}

// sighting is what an observer of the stream of events has seen of one message.
type sighting struct {
	sent, arrived, began, served, answered time.Duration
	path                                   uint64
	asked, got                             int64
	times                                  int // it was served
	err                                    bool
	timedOut, refused, lost                bool
	was                                    time.Duration // when it was served again
	actor                                  sim.ActorID
	restarted                              time.Duration
}

const (
	rigBegins = 20 * time.Second
	rigEnds   = 60 * time.Second
	notYet    = time.Duration(-1)
)

func newRig(seed uint64) *rig {
	return &rig{World: sim.New(seed), workers: sim.Unlimited, byPath: map[uint64]*sighting{}}
}

// build assembles the actors and the observer.
func (r *rig) build() {
	service := sim.Constant(10 * time.Millisecond)
	switch {
	case r.thinks > 0:
		service = sim.Dist{}
	case r.varies:
		service = sim.Exponential(9 * time.Millisecond)
	}
	r.shop = r.Add(sim.Actor{Name: "shop", Waits: true, Workers: sim.Unlimited, Serve: r.sell})
	r.bank = r.Add(sim.Actor{
		Name: "bank", Waits: r.thinks > 0, Workers: r.workers, Mailbox: r.mailbox, Service: service, Serve: r.pay,
		Crashed: func() { r.memory = 0 },
	})
	way := sim.Constant(time.Millisecond)
	r.Connect(r.shop, r.bank, sim.Link{Request: way, Reply: way})
	r.Connect(r.bank, r.shop, sim.Link{Request: way, Reply: way})
	r.Commits(committed)
	r.Watch(r.observe)
	r.Go("customers", func(env *sim.Env) {
		for i := range 10_000 {
			env.Begin(uint64(i + 1))
			env.SendAgain(r.shop, sale{i}, i)
			env.Sleep(10 * time.Millisecond)
		}
	})
}

func (r *rig) sell(env *sim.Env, m sim.Message) (sim.Message, error) {
	s, ok := m.(sale)
	if !ok {
		return m, nil
	}
	return env.Call(r.bank, bill{int64(100 + s.number)}, time.Second)
}

func (r *rig) pay(env *sim.Env, m sim.Message) (sim.Message, error) {
	if r.thinks > 0 {
		env.Sleep(r.thinks)
	}
	r.memory++
	env.Emit(sim.Event{What: committed})
	env.Send(r.shop, ping{})
	return m, nil
}

// observe keeps what the stream of events says of each call.
func (r *rig) observe(e *sim.Event) {
	switch e.What {
	case sim.Crashed:
		r.crashes = append(r.crashes, sighting{sent: e.At, actor: e.Actor, restarted: notYet})
		return
	case sim.Restarted:
		for i := range r.crashes {
			if c := &r.crashes[i]; c.actor == e.Actor && c.restarted == notYet {
				c.restarted = e.At
			}
		}
		return
	case sim.FaultBegan:
		r.begins = append(r.begins, e.At)
		return
	case sim.FaultEnded:
		r.ends = append(r.ends, e.At)
		return
	case sim.FaultHit:
		r.hits = append(r.hits, *e)
		return
	}
	if e.Message == (ping{}).Kind() && e.What == sim.Served {
		r.pings = append(r.pings, e.At)
	}
	if e.Message != (bill{}).Kind() {
		return
	}
	c := r.byPath[e.Path]
	if e.What == sim.Sent {
		c = &sighting{sent: e.At, path: e.Path, asked: e.Body.(bill).Amount, served: notYet, answered: notYet, was: notYet}
		r.byPath[e.Path] = c
		r.calls = append(r.calls, c)
		return
	}
	if c == nil { // a copy: it is a sighting of what it copies
		if c = r.byPath[e.Parent]; c == nil {
			return
		}
		r.byPath[e.Path] = c
	}
	switch e.What {
	case sim.Served:
		if c.times++; c.times > 1 {
			c.was = e.At
			return
		}
		c.served, c.arrived = e.At, e.At-time.Duration(e.B)
		c.began = c.arrived + time.Duration(e.A)
	case sim.Answered:
		c.answered, c.err = e.At, e.C != 0
		if got, ok := e.Body.(bill); ok {
			c.got = got.Amount
		}
	case sim.TimedOut:
		c.timedOut = true
	case sim.Refused:
		c.refused = true
	case sim.Lost:
		c.lost = true
	}
}

// fault is one of a row of the catalogue, from the twentieth second to the sixtieth.
func faultOf(t testing.TB, kind string, change func(*sim.Fault)) (sim.Fault, []sim.Deed) {
	t.Helper()
	at := slices.IndexFunc(sim.Faults, func(row sim.FaultRow) bool { return row.Name == kind })
	if at < 0 {
		t.Fatalf("there is no fault %s", kind)
	}
	row := sim.Faults[at]
	f := row.Base
	f.Type, f.Name, f.At, f.For, f.Probability = kind, kind, rigBegins, rigEnds-rigBegins, cmp.Or(f.Probability, 1)
	if change != nil {
		change(&f)
	}
	if row.Check != nil {
		if err := row.Check(&f); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
	}
	return f, row.Make(&f)
}

// run lets everything happen. Without a fault there is nothing to inflict.
func (r *rig) run(t testing.TB) {
	t.Helper()
	if err := r.Run(3 * time.Minute); err != nil {
		t.Fatal(err, err.(*sim.Panic).Stack)
	}
	for id := r.shop; id <= r.bank; id++ {
		if l := r.Load(id); !l.Conserved() || !l.Little() {
			t.Errorf("the books of %d do not balance: %+v", id, l)
		}
	}
	counted := uint64(0)
	for _, f := range r.Failures() {
		counted += f.Hits
	}
	if uint64(len(r.hits)) != counted {
		t.Errorf("%d hits were told, %d counted", len(r.hits), counted)
	}
}

// count counts the calls that are so, of those that were sent while the fault was in
// force.
func (r *rig) count(is func(*sighting) bool) int {
	n := 0
	for _, c := range r.calls {
		if c.sent >= rigBegins && c.sent < rigEnds && is(c) {
			n++
		}
	}
	return n
}

// all counts those of any time.
func (r *rig) all(is func(*sighting) bool) int {
	n := 0
	for _, c := range r.calls {
		if is(c) {
			n++
		}
	}
	return n
}

// during is how many of these times lie within the fault.
func during(times []time.Duration) int {
	n := 0
	for _, at := range times {
		if at >= rigBegins && at < rigEnds {
			n++
		}
	}
	return n
}

// same is the error of two numbers that are not.
func same(what string, got, want int) error {
	if got != want {
		return fmt.Errorf("%s: %d, want %d", what, got, want)
	}
	return nil
}

// within is the error of a number out of its bounds.
func within(what string, got, low, high float64) error {
	if got < low || got > high {
		return fmt.Errorf("%s: %v, want %v to %v", what, got, low, high)
	}
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
