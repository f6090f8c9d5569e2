package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// door is where the customers of a run come in. Those who come by a schedule are
// let in by a process that sleeps from one to the next. For what it must be told
// of, that somebody has left, it is an actor: see users.go.
type door struct {
	shop     *actors.Shop
	load     Crowds
	id       sim.ActorID // 0 if nobody has to tell it that they leave
	arrivals *arrivals
	crowds   []attendance
	users    []*users // by place in the load, nil for those who come by a schedule
	came     uint64   // so far
	closed   bool     // nobody comes by the schedule any more
	greet    func(arrival)
	turnAway func(arrival, uint64) // who was asked for, and is not let in: so many of them
}

// doorName is what the door is called among the actors, of which it is none.
const doorName = "door"

// attendance is who came of a crowd.
type attendance struct {
	came    uint64
	dropped uint64 // came, and was not let in
	inside  int    // now, if that is limited or they are virtual users
	cut     uint64 // had to leave when their time was over
}

// start sends the customers of the load into the shop, each at their time.
func (s *Scenario) start(world *sim.World, shop *actors.Shop) *door {
	d := &door{
		shop: shop, load: s.Load, arrivals: newArrivals(world.Seed(), s.Load), greet: func(arrival) {}, turnAway: func(arrival, uint64) {},
		crowds: make([]attendance, len(s.Load)), users: make([]*users, len(s.Load)),
	}
	for i := range s.Load {
		if !s.Load[i].Executor.open() || s.Load[i].MaxVUs != auto {
			d.open(world)
			break
		}
	}
	world.Go("arrivals", d.schedule)
	return d
}

// open makes the door an actor, which hears at once who leaves.
func (d *door) open(world *sim.World) {
	d.id = world.Add(sim.Actor{Name: doorName, Serve: d.Serve, Workers: sim.Unlimited, Mailbox: sim.Unlimited})
	for _, way := range [][2]sim.ActorID{{d.id, d.shop.Customer}, {d.shop.Customer, d.id}, {sim.Outside, d.id}} {
		world.Connect(way[0], way[1], sim.Link{})
	}
	row := uint64(0)
	for i := range d.load {
		if !d.load[i].Executor.open() {
			row++
			d.users[i] = newUsers(&d.load[i], i, row)
			world.At(d.load[i].end(), func() { d.close(i) })
		}
	}
	world.Go("users", func(env *sim.Env) { env.Send(d.id, &actors.Turn{User: everybody}) })
}

// close is the end of a crowd's time: what is left of its iterations is dropped.
func (d *door) close(crowd int) {
	end := d.load[crowd].end()
	if left := d.droppedOf(crowd, end); left > 0 {
		d.turnAway(arrival{at: end, crowd: crowd, stage: d.load[crowd].stage(end)}, left)
	}
}

// schedule lets in who comes by a schedule.
func (d *door) schedule(env *sim.Env) {
	for next, ok := d.arrivals.next(); ok; next, ok = d.arrivals.next() {
		if wait := next.at - env.Now(); wait > 0 {
			env.Sleep(wait)
		}
		crowd, who := &d.load[next.crowd], &d.crowds[next.crowd]
		if crowd.MaxVUs != auto && who.inside >= crowd.MaxVUs {
			who.dropped++
			d.turnAway(next, 1)
			continue
		}
		visit := &actors.Visit{Intent: next.intent, Journey: next.journey}
		if crowd.MaxVUs != auto {
			visit.Host, visit.Ticket = d.id, ticket(next.crowd, 0)
		}
		if crowd.GracefulStop != graceAuto {
			visit.Until = crowd.lastCall()
		}
		env.About(next.intent, 0)
		d.letIn(env, next, visit)
	}
	d.closed = true
}

// letIn sends somebody into the shop.
func (d *door) letIn(env *sim.Env, who arrival, visit *actors.Visit) {
	d.came++
	d.crowds[who.crowd].came++
	if visit.Host != 0 {
		d.crowds[who.crowd].inside++
	}
	d.greet(who)
	env.Send(d.shop.Customer, visit)
}

// Serve is what the door is told: somebody has left, or it is a user's turn.
func (d *door) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *actors.Visit:
		d.left(env, m)
	case *actors.Turn:
		if m.User == everybody {
			d.begin(env)
			break
		}
		d.turn(env, m)
	}
	return nil, nil
}

// left is somebody who has left the shop. A virtual user thinks, and comes again.
func (d *door) left(env *sim.Env, v *actors.Visit) {
	crowd, user := holder(v.Ticket)
	who := &d.crowds[crowd]
	who.inside--
	if v.Until > 0 && env.Now() >= v.Until {
		who.cut++
	}
	if u := d.users[crowd]; u != nil {
		luck := env.LuckOf(luckPause, v.Intent)
		env.After(d.shop.Config.Customers.Think.Duration(&luck), &u.turns[user])
	}
}

// ticket is what the door knows a visit by: a crowd and one of its users.
func ticket(crowd, user int) uint64 { return uint64(crowd)<<32 | uint64(user) }

func holder(ticket uint64) (crowd, user int) { return int(ticket >> 32), int(ticket & (1<<32 - 1)) }

// dropped is how many customers were asked for and did not get in: the shop was
// as full as maxVUs allows, or the time was over before all iterations had begun.
func (d *door) dropped(now time.Duration) uint64 {
	sum := uint64(0)
	for i := range d.load {
		sum += d.droppedOf(i, now)
	}
	return sum
}

func (d *door) droppedOf(crowd int, now time.Duration) uint64 {
	c, who := &d.load[crowd], &d.crowds[crowd]
	if !c.Executor.open() && c.planned() > 0 && now >= c.end() {
		return uint64(c.planned()) - who.came
	}
	return who.dropped
}
