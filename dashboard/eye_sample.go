package dashboard

import (
	"math"

	"buynow/actors"
	"buynow/sim"
)

// sample is which orders are drawn as parcels, and what was seen of them since the
// last call. One order in so many is drawn, always the same by its number; those
// that fail are taken in besides, a few at a time, so that no failure goes unseen.
type sample struct {
	one       int64  // order in so many
	threshold uint64 // what is below it is drawn, see scatter
	others    [pickWords]uint64
	adopted   map[uint64]bool
	queue     []uint64 // of the adopted, the oldest first
	shown     uint64   // orders that were drawn as long as they lasted

	kinds [hopKinds][]int64 // what was seen since the last call, by status, perHop each
	left  [1024]leaving     // answers and questions on their way, by path
	flat  hops

	patience int // looks in a row at which the sample was too large or too small
}

// leaving is when something left.
type leaving struct {
	path uint64
	at   int64
}

// How much is drawn.
const (
	hopsMost   = 60 // a call
	hopsOfBad  = 8  // of each status but well, if there are more
	hopsASec   = 450
	adoptsMost = 64
	hopKinds   = hopRunning
	pickWords  = 64
)

// scatter spreads the intents over all numbers, evenly for those in a row.
func scatter(intent uint64) uint64 { return intent * 0x9e3779b97f4a7c15 }

// picks tells if anything of an order is wanted: it is in the sample, or among the
// others, which a few strangers resemble.
func (e *eye) picks(intent uint64) bool {
	h := scatter(intent)
	return h-1 < e.sample.threshold || e.sample.others[h>>58]>>(h>>52&63)&1 != 0
}

// drawn tells if an order is drawn.
func (s *sample) drawn(intent uint64) bool {
	return scatter(intent)-1 < s.threshold || s.adopted[intent]
}

// pick wants an order beside the sample.
func (s *sample) pick(intent uint64) {
	h := scatter(intent)
	s.others[h>>58] |= 1 << (h >> 52 & 63)
}

// repick forgets all others, and picks those that are still wanted.
func (e *eye) repick() {
	e.sample.others = [pickWords]uint64{}
	for _, intent := range e.sample.queue {
		e.sample.pick(intent)
	}
	for intent := range e.follower.orders {
		e.sample.pick(intent)
	}
}

// adopt takes in an order that does not go well: from now on it is drawn. Few are at
// a time of each sort.
func (e *eye) adopt(intent uint64, status int) bool {
	s := &e.sample
	switch {
	case intent == 0:
		return false
	case s.adopted[intent]:
		return true
	case len(s.kinds[status]) >= hopsOfBad*perHop:
		return false // enough is seen of those for now
	}
	if len(s.queue) == adoptsMost {
		delete(s.adopted, s.queue[0])
		s.queue = append(s.queue[:0], s.queue[1:]...)
	}
	s.adopted[intent] = true
	s.queue = append(s.queue, intent)
	e.repick()
	return true
}

// rate sets the sample by how many messages there are a second, on the wall: one
// order in 1, 10, 100 and so on. It changes when it was wrong for a while.
func (s *sample) rate(messages float64) {
	switch each := messages / float64(s.one); {
	case each > 1.3*hopsASec:
		s.patience = max(s.patience, 0) + 1
	case s.one > 1 && each < hopsASec/12:
		s.patience = min(s.patience, 0) - 1
	default:
		s.patience = 0
	}
	switch {
	case s.patience >= 3:
		s.set(s.one * 10)
	case s.patience <= -10:
		s.set(s.one / 10)
	}
}

func (s *sample) set(one int64) {
	s.one, s.patience = one, 0
	s.threshold = math.MaxUint64 / uint64(one)
}

// note remembers a hop, if there is room for more like it.
func (s *sample) note(ev *sim.Event, road int8, left, took int64, status int) {
	if road == offRoad {
		return
	}
	if list := s.kinds[status]; len(list) < hopsMost*perHop {
		s.kinds[status] = append(list, int64(ev.Intent), int64(ev.Order), int64(road), left, took, int64(status), int64(tryOf(ev)))
	}
}

// hopSent is a message that sets out.
func (e *eye) hopSent(ev *sim.Event, w *way) {
	if w.ask == offRoad || w.aside || !e.sample.drawn(ev.Intent) {
		return
	}
	if ev.Message == actors.KindPlaceOrder && ev.Attempt == 0 {
		e.sample.shown++
	}
	status := hopOK
	if w.undo {
		status = hopUndo
	}
	e.sample.leave(ev.Path, micros(ev.At))
	e.sample.note(ev, w.ask, micros(ev.At), ev.A/1000, status)
}

// leave remembers when something left.
func (s *sample) leave(path uint64, at int64) {
	s.left[path%uint64(len(s.left))] = leaving{path, at}
}

// leftAt is when it did, if that is remembered.
func (s *sample) leftAt(path uint64, otherwise int64) int64 {
	if l := &s.left[path%uint64(len(s.left))]; l.path == path {
		return l.at
	}
	return otherwise
}

// hopServed is an answer that sets out.
func (e *eye) hopServed(ev *sim.Event, w *way) {
	if w.answer != offRoad {
		e.sample.leave(^ev.Path, micros(ev.At))
	}
}

// hopAnswered is an answer that has come: it left when its sender was done.
func (e *eye) hopAnswered(ev *sim.Event, w *way) {
	if w.answer == offRoad || w.aside || ev.Body == nil || !e.sample.drawn(ev.Intent) {
		return
	}
	now := micros(ev.At)
	left := e.sample.leftAt(^ev.Path, now)
	status := hopOK
	if saysNo(ev.Body) {
		status = hopNo
	}
	e.sample.note(ev, w.answer, left, now-left, status)
}

// hopSilent is an answer that nobody waits for any more.
func (e *eye) hopSilent(ev *sim.Event, w *way) {
	road := w.answer
	if road == offRoad {
		road = w.ask
	}
	e.sample.note(ev, road, micros(ev.At), 0, hopLate)
}

// hopUnheard is a message that nobody takes.
func (e *eye) hopUnheard(ev *sim.Event, w *way) {
	status := hopLost
	if ev.What == sim.Refused {
		status = hopRefused
	}
	now := micros(ev.At)
	left := e.sample.leftAt(ev.Path, now)
	e.sample.note(ev, w.ask, left, now-left, status)
}

// hops is what was sampled since the last call: some of each status, and of what
// went well as many as there is room for.
func (e *eye) hops() *hops {
	s := &e.sample
	s.flat.Sample, s.flat.Hops = int(s.one), s.flat.Hops[:0]
	for status := hopKinds - 1; status >= 0; status-- {
		most := hopsOfBad
		if status == hopOK {
			most = hopsMost - len(s.flat.Hops)/perHop
		}
		s.flat.Hops = append(s.flat.Hops, s.kinds[status][:min(len(s.kinds[status]), most*perHop)]...)
		s.kinds[status] = s.kinds[status][:0]
	}
	return &s.flat
}

// saysNo tells if an answer is a no.
func saysNo(answer sim.Message) bool {
	switch m := answer.(type) {
	case *actors.StockDecision:
		return m.Answer != actors.Yes
	case *actors.RiskScore:
		return m.Verdict != actors.Pass
	case *actors.AuthResponse:
		return m.Code != actors.CodeApproved
	case *actors.PaymentResult:
		return m.Answer == actors.Declined || m.Answer == actors.Blocked
	case *actors.OrderStatus:
		return m.State == actors.PaymentRefused || m.State == actors.NeedsAttention || m.State >= actors.Rejected && m.State != actors.Completed
	case *actors.RetryPage, *actors.SorryPage:
		return true
	case *actors.POAck:
		return m.Qty == 0
	}
	return false
}

// hopTooLate is an answer that comes when nobody waits for it any more.
func (e *eye) hopTooLate(ev *sim.Event, w *way) {
	now := micros(ev.At)
	left := e.sample.leftAt(^ev.Path, now)
	e.sample.note(ev, w.answer, left, now-left, hopLate)
}
