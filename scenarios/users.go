package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// users are the virtual users of a crowd. Between two journeys a user is a record
// here and a turn on the agenda, so ten thousand of them cost next to nothing:
//  1. when it is a user's turn, and they are on duty, they make a journey;
//  2. when they have left the shop, the door hears of it, and they think;
//  3. then it is their turn again, until their time or the journeys are over.
type users struct {
	crowd *Crowd
	place int    // in the load
	first uint64 // where the range of their intents begins
	wants wishes
	begun []uint32      // journeys of each user
	all   uint64        // of all together
	turns []actors.Turn // of each user, always the same message
}

// everybody is the turn that begins all others.
const everybody = -1

func newUsers(c *Crowd, place int, row uint64) *users {
	u := &users{crowd: c, place: place, first: row * actors.IntentRange, wants: wishesOf(c)}
	u.begun, u.turns = make([]uint32, c.users()), make([]actors.Turn, c.users())
	for i := range u.turns {
		u.turns[i] = actors.Turn{Crowd: place, User: i}
	}
	return u
}

// begin gives every user their first turn, at the beginning of their first duty.
func (d *door) begin(env *sim.Env) {
	for _, u := range d.users {
		if u == nil {
			continue
		}
		for i := range u.turns {
			if on, ok := u.crowd.duty(i, 0); ok {
				env.After(on.from-env.Now(), &u.turns[i])
			}
		}
	}
}

// turn is a user who would make their next journey: now, or when they are on duty
// again, or never.
func (d *door) turn(env *sim.Env, t *actors.Turn) {
	u, now := d.users[t.Crowd], env.Now()
	on, ok := u.crowd.duty(t.User, now)
	if !ok {
		return
	}
	if on.from > now {
		env.After(on.from-now, t)
		return
	}
	intent, left := u.take(t.User)
	if !left {
		return
	}
	who := arrival{intent, now, t.Crowd, u.crowd.stage(now), u.wants.draw(env.Seed(), intent)}
	env.Begin(intent)
	d.letIn(env, who, &actors.Visit{
		Intent: intent, Journey: who.journey, Host: d.id, Ticket: ticket(t.Crowd, t.User), Until: on.cut,
	})
}

// take numbers the next journey of a user; false if there is none left. The
// number says which journey of which user it is, and not how many others began
// before, so the same user has the same luck in a fast shop and in a slow one.
// First journeys come first, so that those of one time are neighbours: numbers
// are dense, and whoever looks at rows of intents sees a stretch of time. Where
// the journeys are shared, they are taken in turn: whichever user makes it, the
// hundredth is the hundredth.
func (u *users) take(user int) (intent uint64, left bool) {
	limit, nth := uint64(u.crowd.Iterations), uint64(u.begun[user])
	number := nth*uint64(len(u.turns)) + uint64(user)
	switch u.crowd.Executor {
	case SharedIterations:
		if u.all >= limit {
			return 0, false
		}
		number = u.all
	case PerVUIterations:
		if nth >= limit {
			return 0, false
		}
	}
	u.begun[user]++
	u.all++
	return u.first + number, true
}

// users is how many virtual users a crowd has at most.
func (c *Crowd) users() int {
	if c.Executor != RampingVUs {
		return c.VUs
	}
	most := c.StartVUs
	for i := range c.Stages {
		most = max(most, int(c.Stages[i].Target))
	}
	return most
}

// lastCall is when the journeys of virtual users end that are not over.
func (c *Crowd) lastCall() time.Duration { return c.end() + c.GracefulStop.lasts() }

// duty is when a user may begin a journey, and when that must be over.
type duty struct{ from, cut time.Duration }

// duty is when a user is on duty next, or still is; false if never again.
func (c *Crowd) duty(user int, now time.Duration) (duty, bool) {
	end := c.end()
	if c.Executor != RampingVUs {
		from := max(now, c.StartTime)
		return duty{from, c.lastCall()}, from < end
	}
	shifts := shifts{crowd: c, user: user, at: c.StartTime, level: float64(c.StartVUs)}
	for from, until, ok := shifts.next(); ok; from, until, ok = shifts.next() {
		if until <= now {
			continue
		}
		on := duty{max(from, now), c.lastCall()}
		// Who is called back before they had to leave just stays.
		for from, next, ok := shifts.next(); ok && from <= until+c.GracefulRampDown; from, next, ok = shifts.next() {
			until = next
		}
		if until < end {
			on.cut = min(on.cut, until+c.GracefulRampDown)
		}
		return on, true
	}
	return duty{}, false
}

// shifts are the times during which a ramp has a user, one after the other. While
// the number of users goes up, the one numbered k from 0 is there as soon as it
// has reached k+1; while it goes down, until it has come down to k.
type shifts struct {
	crowd *Crowd
	user  int
	begun bool
	stage int
	at    time.Duration // when the stage begins
	level float64       // how many users there are then
}

func (s *shifts) next() (from, until time.Duration, ok bool) {
	from, ok = s.at, !s.begun && s.level > float64(s.user)
	if s.begun = true; !ok {
		from, ok = s.turn(func(target float64) bool { return target > float64(s.user) }, float64(s.user)+1)
	}
	if !ok {
		return 0, 0, false
	}
	until, _ = s.turn(func(target float64) bool { return target <= float64(s.user) }, float64(s.user))
	return from, until, from < until || s.stage < len(s.crowd.Stages)
}

// turn is when the number of users comes to a level, in the first stage that goes
// there; the end of the ramp if none does.
func (s *shifts) turn(there func(target float64) bool, level float64) (time.Duration, bool) {
	for ; s.stage < len(s.crowd.Stages); s.stage++ {
		stage := &s.crowd.Stages[s.stage]
		if there(stage.Target) {
			return s.at + time.Duration(float64(float64(stage.Duration)*(level-s.level)/(stage.Target-s.level))), true
		}
		s.at, s.level = s.at+stage.Duration, stage.Target
	}
	return s.at, false
}
