package dashboard

import "sync"

const (
	mostGuests        = 2 * mostPages
	rememberedAnswers = 64
	mostAsking        = 16 // for the same answer
)

// guests are the pages that were here of late, by the names that they have given
// themselves: one whose line was cut is known again on the next.
type guests struct {
	mutex sync.Mutex
	known map[string]*guest
	order []string // the oldest first
}

// guest is what is remembered of a page beyond its connection: what it has asked
// for, and on the goroutine of the run's loop, which orders it follows.
type guest struct {
	replies replies
	epoch   string // of the run that it follows orders of
	follows map[uint64]bool
}

func newGuest() *guest {
	return &guest{replies: replies{known: map[uint64]*asked{}}, follows: map[uint64]bool{}}
}

// of is the guest of a name. Without a name nobody is known again.
func (g *guests) of(name string) *guest {
	if name == "" {
		return newGuest()
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if before := g.known[name]; before != nil {
		return before
	}
	if len(g.order) == mostGuests {
		delete(g.known, g.order[0])
		g.order = g.order[1:]
	}
	if g.known == nil {
		g.known = map[string]*guest{}
	}
	g.known[name] = newGuest()
	g.order = append(g.order, name)
	return g.known[name]
}

// replies remembers the last commands of a page by their ids, so that each is
// carried out once, however often and on whatever line it is asked for.
type replies struct {
	mutex sync.Mutex
	known map[uint64]*asked
	order []uint64
}

// asked is one command: those who wait for its answer, then the answer.
type asked struct {
	answer  *ack
	waiting []func(ack)
}

// begin tells if a command is new, and to be carried out. If it is not, tell gets
// the answer, now or once it is there.
func (a *replies) begin(id uint64, tell func(ack)) bool {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	before, is := a.known[id]
	switch {
	case is && before.answer != nil:
		tell(*before.answer)
	case is && len(before.waiting) < mostAsking:
		before.waiting = append(before.waiting, tell)
	case !is:
		if len(a.order) == rememberedAnswers {
			delete(a.known, a.order[0])
			a.order = a.order[1:]
		}
		a.known[id] = &asked{waiting: []func(ack){tell}}
		a.order = append(a.order, id)
	}
	return !is
}

// end gives the answer to all who wait for it.
func (a *replies) end(answer ack) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	c, is := a.known[answer.ID]
	if !is {
		return
	}
	for _, tell := range c.waiting {
		tell(answer)
	}
	c.answer, c.waiting = &answer, nil
}
