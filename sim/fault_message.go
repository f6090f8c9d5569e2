package sim

// passage is what becomes of a message, or of an answer, on its way. Faults are
// added up: each strikes, whatever the others did.
type passage struct {
	travels int64
	gone    bool // it never arrives
	back    bool // and its caller gets an answer at once
}

// harm does to a message what deeds do; false if they do not apply to it.
type harm interface {
	befall(f *Failure, mail *envelope, way *passage, on leg, d *draws) bool
}

// draws is what a deed draws from and keeps: its luck for this message, the
// strength of the fault, and its memory.
type draws struct {
	Luck
	strength float64
	memory   *memory
}

// memory is what a fault knows of the messages before.
type memory struct {
	free   [legs]int64   // when its line has carried all, see Delay
	tokens float64       // so many may pass, see Answer
	filled int64         // as of then
	last   *[256]Message // the last of each kind, see Corrupt
	life   uint32        // of the actor whose messages were counted, see Scale
	served int           // so many
	lock   int64         // when the lock is free, see Scale
}

// strike does what a fault does to a message or an answer that is sent.
func (f *Failure) strike(mail *envelope, way *passage, on leg) {
	if !f.fits(mail, on) {
		return
	}
	share, strength := f.shares()
	luck, picked := f.picks(mail, on, share)
	if !picked {
		return
	}
	hit := false
	for i, d := range f.deeds {
		harm, ok := d.(harm)
		if !ok {
			continue
		}
		f.draws = draws{Luck: luck, strength: strength, memory: &f.memory}
		f.draws.state = Mix(luck.state, uint64(i))
		if harm.befall(f, mail, way, on, &f.draws) {
			hit = true
			f.did(d)
		}
	}
	if hit {
		f.suffer(mail, way, on)
	}
}

// shares are what its strength is within a ramp: of the messages that it hits, or
// of what it does to each if that comes in degrees.
func (f *Failure) shares() (messages, amount float64) {
	strength := f.strength()
	if f.graded {
		return 1, strength
	}
	return strength, 1
}

// suffer counts a victim, and until when it is one: as long as it travels, or its
// caller waits for what will not come.
func (f *Failure) suffer(mail *envelope, way *passage, on leg) {
	f.dose.hits[on]++
	if f.Fault.MaxActive == 0 {
		return
	}
	end := later(f.world.now, way.travels)
	if way.gone && !way.back {
		end = max(mail.deadline, f.world.now)
	}
	f.dose.ends = append(f.dose.ends, end)
}

// befall lets all faults that look at messages strike one.
func (w *World) befall(mail *envelope, travels int64, on leg) passage {
	w.way = passage{travels: travels}
	for _, f := range w.harms {
		f.strike(mail, &w.way, on)
	}
	return w.way
}

// postHarmed is post while faults look at messages.
func (w *World) postHarmed(mail *envelope, travels int64) {
	first, sent := len(w.hits), mail.message
	way := w.befall(mail, travels, asking)
	switch {
	case way.back && mail.caller != nil:
		w.sendAt(mail, w.now, completion, answer)
	case !way.gone:
		w.sendAt(mail, later(w.now, way.travels), arrival, arrive)
	}
	w.tell(Sent, mail.from, mail.to, mail, sent, way.travels, 0, 0)
	w.tellHits(first, mail, asking)
	if way.gone && !(way.back && mail.caller != nil) {
		w.freeEnvelope(mail)
	}
}

// sendBackHarmed is sendBack while faults look at messages. What was only sent has
// no answer, but it can be that nobody heard that it was served.
func (w *World) sendBackHarmed(mail *envelope, travels int64) {
	first := len(w.hits)
	way := w.befall(mail, travels, answering)
	if way.gone = way.gone && !way.back || mail.caller == nil; !way.gone {
		w.sendAt(mail, later(w.now, way.travels), completion, answer)
	}
	w.tellHits(first, mail, answering)
	if way.gone {
		w.freeEnvelope(mail)
	}
}

func (d Delay) befall(f *Failure, mail *envelope, way *passage, on leg, own *draws) bool {
	before := way.travels
	if d.By.shape != constant || d.By.a > 0 {
		way.travels = later(way.travels, int64(float64(float64(d.By.Duration(&own.Luck))*own.strength)))
	}
	if d.Factor > 0 {
		way.travels = int64(float64(float64(way.travels) * (1 + float64((d.Factor-1)*own.strength))))
	}
	if d.Rate > 0 {
		each := int64(1e9 / d.Rate)
		free := max(own.memory.free[on], f.world.now)
		queue := free - f.world.now
		if d.Queue > 0 && queue/each >= int64(d.Queue) {
			way.gone = true
			return true
		}
		own.memory.free[on] = later(free, each)
		way.travels = later(way.travels, queue+each)
		return queue > 0 || way.travels != before
	}
	return way.travels != before
}

func (d Drop) befall(_ *Failure, _ *envelope, way *passage, _ leg, _ *draws) bool {
	way.gone = true
	return true
}

func (d Copy) befall(f *Failure, mail *envelope, way *passage, on leg, own *draws) bool {
	if d.Unacknowledged {
		way.gone = true
	}
	w, at := f.world, later(f.world.now, way.travels)
	for i := range max(d.Times, 1) {
		at = later(at, int64(d.After.Duration(&own.Luck)))
		again := w.newEnvelope()
		again.message, again.kind, again.attempt = mail.message, mail.kind, mail.attempt
		again.from, again.to, again.order, again.intent = mail.from, mail.to, mail.order, mail.intent
		again.sent, again.deadline = mail.sent, mail.deadline
		again.path, again.parent = mail.path, mail.parent
		if on == answering && !d.Unacknowledged {
			again.caller, again.call, again.reply, again.err = mail.caller, mail.call, mail.reply, mail.err
			w.sendAt(again, at, completion, answer)
			continue
		}
		again.path, again.parent = Mix(mail.path^f.key, uint64(i)), mail.path
		w.sendAt(again, at, arrival, arrive)
	}
	return true
}

func (d Answer) befall(f *Failure, mail *envelope, way *passage, on leg, own *draws) bool {
	if d.Share > 0 && !own.Chance(d.Share) {
		return false
	}
	if d.Rate > 0 && own.memory.passes(f.world.now, d.Rate) {
		return false
	}
	reply, err := Message(nil), d.Err
	if d.Reply != nil {
		if reply = d.Reply(mail.sight(on)); reply == nil {
			return false
		}
	}
	way.gone, way.back = true, true
	mail.reply, mail.err = reply, err
	return true
}

// passes takes one of so many tokens a second, a second's worth of which is kept.
func (m *memory) passes(now int64, rate float64) bool {
	most := max(rate, 1)
	if m.filled == 0 {
		m.tokens = most
	} else {
		m.tokens = min(most, m.tokens+float64(float64(now-m.filled)*rate/1e9))
	}
	m.filled = max(now, 1)
	if m.tokens < 1 {
		return false
	}
	m.tokens--
	return true
}
