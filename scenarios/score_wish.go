package scenarios

import (
	"iter"
	"time"

	"buynow/actors"
)

// scorer listens to a run and keeps what its score is made of: a line for each customer who clicked,
// and one for each order. It changes nothing of the run. A nil one listens to nothing.
type scorer struct {
	play      *Play
	wishes    []wish
	places    map[uint64]int32 // of the wishes, by intent
	purchases []purchase       // by order, from 1
	letters   map[uint64]letter
	curve     curve
	risks     riskBook
}

// wish is what somebody who clicked on Buy Now has seen of it. A time is since the start of the run,
// 0 if it never came.
type wish struct {
	intent  uint64
	order   uint64        // the first that it became
	clicked time.Duration // first
	told    time.Duration // something certain: thanks, no, or what the shop must know or look at before
	thanked time.Duration // by a page, or by a mail if no page came
	door    time.Duration // the parcel was there
	last    time.Duration // something was seen of it
	group   group         // of the load
	orders  uint8
	waiting bool // for the answer to a click, and there is no order
	busy    bool // was turned away
	regrets bool // has cancelled
	asked   bool // if a date suits, or for a proof that it is them, and has not said so
}

// purchase is what is kept of an order.
type purchase struct {
	ownership
	wish      int32 // its place, -1 if nobody's
	known     bool  // there is such an order
	promised  bool  // it was confirmed
	arrived   bool  // a parcel was at the door
	refused   bool  // the bank said no to the card that was tried last
	harm      Harm
	state     actors.OrderState
	complaint actors.CaseState
	units     int32
	at        time.Duration // when it came to its end, or where it is
}

func newScorer() *scorer {
	return &scorer{places: map[uint64]int32{}, letters: map[uint64]letter{}}
}

// wish is the line of an intent; it is begun if there is none.
func (s *scorer) wish(intent uint64, at time.Duration) *wish {
	place, known := s.places[intent]
	if !known {
		place = int32(len(s.wishes))
		s.places[intent] = place
		s.wishes = append(s.wishes, wish{intent: intent, clicked: at, last: at, group: s.play.measure.visitors.group(intent)})
	}
	return &s.wishes[place]
}

// known is the line of an intent, nil if it never clicked.
func (s *scorer) known(intent uint64) *wish {
	if place, known := s.places[intent]; known {
		return &s.wishes[place]
	}
	return nil
}

// purchase is the line of an order; it is begun if there is none.
func (s *scorer) purchase(order uint64) *purchase {
	for uint64(len(s.purchases)) < order {
		s.purchases = append(s.purchases, purchase{wish: -1})
	}
	return &s.purchases[order-1]
}

// ownerships are the orders whose money is watched, by number.
func (s *scorer) ownerships() iter.Seq2[uint64, *ownership] {
	return func(yield func(uint64, *ownership) bool) {
		for i := range s.purchases {
			if !yield(uint64(i+1), &s.purchases[i].ownership) {
				return
			}
		}
	}
}

// inTime tells if the customer was thanked within that time.
func (w *wish) inTime(agreed time.Duration) bool {
	return w.thanked != 0 && w.thanked-w.clicked <= agreed
}

// tell is something certain that the customer learns.
func (w *wish) tell(at time.Duration) {
	if w.told == 0 {
		w.told = at
	}
}
