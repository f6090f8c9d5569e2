package sim

// leg is the part of a message's life that a fault looks at.
type leg uint8

const (
	asking    leg = iota // it is sent
	answering            // its answer is
	serving              // a worker takes it
	legs
)

// dose is what a fault has counted to know whom to hit next.
type dose struct {
	seen, hits [legs]int
	ends       []int64 // when those who suffer from it no longer do, if they may be only so many
}

// fits tells if the fault is aimed at this message.
func (f *Failure) fits(mail *envelope, on leg) bool {
	aim := &f.aim
	if on == answering && mail.caller == nil && (!f.unheard || mail.life != 0) {
		return false // nobody waits for an answer
	}
	forward := aim.links(mail.from, mail.to)
	if !forward && !(f.mutual && aim.links(mail.to, mail.from)) {
		return false
	}
	if !f.points(on, forward) || !aim.of(mail, on) {
		return false
	}
	if aim.Instances > 1 && !aim.includes(mail.path) {
		return false
	}
	return aim.Where == nil || aim.Where(mail.sight(on))
}

// links tells if it is about what one actor sends to another.
func (aim *Aim) links(from, to ActorID) bool {
	return (aim.From == Outside || aim.From == from) && (aim.To == Outside || aim.To == to) && (aim.Actor == Outside || aim.Actor == to)
}

// points tells if the fault is about this direction.
func (f *Failure) points(on leg, forward bool) bool {
	if on == serving {
		return true
	}
	switch f.Fault.Direction {
	case BothWays:
		return true
	case Responses:
		return (on == answering) == forward
	}
	return (on == asking) == forward
}

// of tells if it is about this type of message; an answer has two, its own and that
// of the request.
func (aim *Aim) of(mail *envelope, on leg) bool {
	return aim.Kinds == nil || aim.Kinds[mail.kind] || on == answering && mail.reply != nil && aim.Kinds[mail.reply.Kind()]
}

// includes tells if what the path names is dealt with by the instance aimed at.
func (aim *Aim) includes(path uint64) bool {
	luck := Fate(0, luckInstance, path)
	return luck.IntN(aim.Instances) == aim.Instance-1
}

// sight is what a fault sees of the message.
func (mail *envelope) sight(on leg) Sight {
	s := Sight{Message: mail.message, Attempt: int(mail.attempt), Order: mail.order, Intent: mail.intent}
	if on == answering {
		s.Message, s.Reply = mail.reply, true
	}
	return s
}

// picks tells if a message that fits is to be hit, and with which luck.
func (f *Failure) picks(mail *envelope, on leg, share float64) (Luck, bool) {
	d := &f.dose
	f.Seen++
	d.seen[on]++
	purpose := luckFault
	if on == answering {
		purpose = luckFaultReply
	}
	luck := Fate(f.world.seed, purpose, Mix(f.key, mail.path))
	struck := luck.Chance(float64(f.Fault.Probability * share))
	n := d.seen[on] - f.Fault.After
	switch {
	case !struck || n <= 0 || f.Fault.Nth > 1 && n%f.Fault.Nth != 0:
		return luck, false
	case f.Fault.First > 0 && d.hits[on] >= f.Fault.First:
		return luck, false
	}
	return luck, f.Fault.MaxActive == 0 || f.sufferers() < f.Fault.MaxActive
}

// sufferers is how many suffer from the fault now.
func (f *Failure) sufferers() int {
	left := f.dose.ends[:0]
	for _, end := range f.dose.ends {
		if end > f.world.now {
			left = append(left, end)
		}
	}
	f.dose.ends = left
	return len(left)
}

// did notes that a deed was done to a message.
func (f *Failure) did(d Deed) {
	f.Hits++
	f.world.hits = append(f.world.hits, hit{f, d.deed()})
}
