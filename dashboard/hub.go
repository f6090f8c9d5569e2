package dashboard

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// mostPages is how many pages may be connected.
const mostPages = 200

// hub is all pages that are connected, whatever run they see.
type hub struct {
	began     time.Time
	now       func() time.Time
	options   Options
	offered   []entry // scenarios to choose from
	writeWait time.Duration
	counts    counts
	guests    guests
	last      atomic.Pointer[standing] // for who asks how things stand
	at        atomic.Int64             // simulated, in microseconds

	mutex   sync.Mutex
	seated  map[*page]bool // all
	pages   []*page        // that are told what happens
	arrived []*page        // that have said hello, and wait to be welcomed
	left    []*page        // that are gone, and are still to be forgotten
	serial  int
	closed  bool
	readers sync.WaitGroup
}

func newHub(o Options, offered []entry) *hub {
	return &hub{began: time.Now(), now: time.Now, options: o, offered: offered, writeWait: writeWait, seated: map[*page]bool{}}
}

// seat makes room for a page; false if there is none.
func (h *hub) seat() (number int, ok bool) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.closed || h.counts.pages.Load() >= mostPages {
		return 0, false
	}
	h.counts.pages.Add(1)
	h.counts.served.Add(1)
	h.serial++
	h.readers.Add(1)
	return h.serial, true
}

// sit is the page for which there was room.
func (h *hub) sit(p *page) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.seated[p] = true
	if h.closed {
		p.end(websocket.CloseGoingAway, "the server ends")
	}
}

// rise gives the room back. The page may never have said hello.
func (h *hub) rise(p *page) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if p != nil {
		delete(h.seated, p)
		is := func(other *page) bool { return other == p }
		h.pages = slices.DeleteFunc(slices.Clone(h.pages), is)
		h.arrived = slices.DeleteFunc(slices.Clone(h.arrived), is)
		h.left = append(h.left, p)
	}
	h.counts.pages.Add(-1)
	h.readers.Done()
}

// arrive is the hello of a page.
func (h *hub) arrive(p *page) {
	h.mutex.Lock()
	h.arrived = append(h.arrived, p)
	h.mutex.Unlock()
}

// muster returns the pages that are told what happens, those that have arrived and
// those that have left since the last time. Nobody changes the lists it returns.
func (h *hub) muster() (pages, arrived, left []*page) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	pages, arrived, left = h.pages, h.arrived, h.left
	h.arrived, h.left = nil, nil
	return pages, arrived, left
}

// admit adds pages that have been welcomed, but for those that left meanwhile.
func (h *hub) admit(arrived []*page) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.pages = slices.Clone(h.pages)
	for _, p := range arrived {
		if !slices.Contains(h.left, p) {
			h.pages = append(h.pages, p)
		}
	}
}

// reassemble lets all pages arrive again, for another run.
func (h *hub) reassemble() {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.arrived = append(h.arrived, h.pages...)
	h.pages, h.left = nil, nil
}

// close says goodbye to all pages and waits until they have gone. Each goes by
// itself: what cannot be written to is given up after a while.
func (h *hub) close(reason string) {
	h.mutex.Lock()
	h.closed = true
	for p := range h.seated {
		p.post(newLetter(frameBye, p.posted, h.at.Load(), &bye{Reason: reason}, p.text))
		p.end(websocket.CloseGoingAway, reason)
	}
	h.mutex.Unlock()
	h.readers.Wait()
}

// anyText tells if one of the pages reads JSON.
func (h *hub) anyText(pages []*page) bool {
	return slices.ContainsFunc(pages, func(p *page) bool { return p.text })
}
