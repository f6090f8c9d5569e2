package dashboard

import (
	"crypto/rand"
	"slices"
	"time"

	"buynow/scenarios"
)

// ticksPerSecond is how often pages are told how things stand.
const (
	ticksPerSecond = 10
	beat           = time.Second / ticksPerSecond
	ringLength     = 4096
)

// broadcast is one run, as its pages hear of it. It lives on the goroutine of the
// run's loop, which calls each again and again; a tenth of a second after the last
// time it
//
//  1. tells what must not be lost: marks to everybody, journeys to who follows them;
//  2. makes one tick and one letter of hops, and hands them to everybody, with the goods
//     in the window if those have changed;
//  3. welcomes the pages that came meanwhile, with one snapshot for all of them.
type broadcast struct {
	staged
	hub       *hub
	epoch     string
	number    uint64    // of the last letter that must not be lost
	ring      []*letter // of those that are for everybody, the last ones
	forgotten uint64    // number of the last one that was dropped from the ring
	followers map[uint64][]*page
	told      control // what pages know
	by        string  // who steered last
	beats     int
	due       time.Time
	toldPages time.Time
	toldGoods []goodInfo
	goodsDue  time.Time // when to look at them again
	tasks     tasks
}

func newBroadcast(h *hub, run staged) *broadcast {
	return &broadcast{staged: run, hub: h, epoch: rand.Text(), followers: map[uint64][]*page{}}
}

// each is called by the run's loop between two slices of its work.
func (b *broadcast) each() {
	b.tasks.work(b)
	now := b.hub.now()
	if now.Before(b.due) {
		return
	}
	if !b.due.IsZero() {
		b.hub.counts.late.Store(int64(now.Sub(b.due)))
	}
	if b.due = b.due.Add(beat); b.due.Before(now) {
		b.due = now.Add(beat)
	}
	b.beats++
	b.hub.at.Store(b.steered.now())
	pages, arrived, left := b.hub.muster()
	for _, p := range left {
		b.forget(p)
	}
	b.tellMarks(pages)
	b.tellControl(now, pages)
	b.tellJourneys()

	going := b.steered.state()
	tick := b.seen.tick(now.Sub(b.hub.began).Milliseconds(), going.speed, going.reached)
	b.hub.last.Store(standingOf(b, tick))
	b.show(pages, tick)
	b.showGoods(now, pages)
	if len(arrived) > 0 {
		b.welcome(arrived, tick)
	}
}

// show hands out what may be lost.
func (b *broadcast) show(pages []*page, t *tick) {
	text := b.hub.anyText(pages)
	ticks := newLetter(frameTick, b.number, b.steered.now(), t, text)
	var parcels *letter
	if h := b.seen.hops(); h != nil {
		parcels = newLetter(frameHops, b.number, b.steered.now(), h, text)
	}
	for _, p := range pages {
		tick, hops := p.wants(b.beats)
		if tick {
			p.offer(ticks)
		}
		if hops && parcels != nil {
			p.offer(parcels)
		}
	}
}

// showGoods hands out what is in the window, once a second at most, if it has changed.
func (b *broadcast) showGoods(now time.Time, pages []*page) {
	if now.Before(b.goodsDue) {
		return
	}
	b.goodsDue = now.Add(time.Second)
	goods := b.steered.goods()
	if slices.Equal(goods, b.toldGoods) {
		return
	}
	b.toldGoods = goods
	l := newLetter(frameGoods, b.number, b.steered.now(), &goodsNow{goods}, b.hub.anyText(pages))
	for _, p := range pages {
		p.offer(l)
	}
}

// tellMarks tells everybody what is new, and remembers it for who is away.
func (b *broadcast) tellMarks(pages []*page) {
	for _, m := range b.seen.marks() {
		b.number++
		l := newLetter(frameMark, b.number, m.At, &m, true)
		if len(b.ring) == ringLength {
			b.forgotten, b.ring[0] = b.ring[0].number, nil
			b.ring = b.ring[1:]
		}
		b.ring = append(b.ring, l)
		for _, p := range pages {
			p.post(l)
		}
	}
}

// tellControl tells everybody how the run is steered, if that has changed; how many
// pages there are is told once a second.
func (b *broadcast) tellControl(now time.Time, pages []*page) {
	c := b.control()
	pagesOnly := b.told
	pagesOnly.Pages = c.Pages
	if c == b.told || c == pagesOnly && now.Sub(b.toldPages) < time.Second {
		return
	}
	if c.State == scenarios.Broken && b.told.State != c.State && b.hub.options.Report != nil {
		b.hub.options.Report(c.Error)
	}
	b.told, b.toldPages = c, now
	b.number++
	l := newLetter(frameControl, b.number, b.steered.now(), &c, true)
	for _, p := range pages {
		p.post(l)
	}
}

func (b *broadcast) control() control {
	s := b.steered.state()
	return control{State: s.state, Speed: s.speed, By: b.by, Error: s.err, Pages: int(b.hub.counts.pages.Load()), Trace: s.trace}
}

// tellJourneys tells of each order who follows it.
func (b *broadcast) tellJourneys() {
	for _, j := range b.seen.journeys() {
		followers := b.followers[j.Intent]
		if len(followers) == 0 {
			continue
		}
		b.number++
		l := newLetter(frameJourney, b.number, b.steered.now(), &j, b.hub.anyText(followers))
		for _, p := range followers {
			p.post(l)
		}
	}
}

// welcome tells pages that have arrived what they need to begin; one that was here
// a moment ago is told what it missed, if that is still known. Of the orders that it
// followed it is told each from the beginning.
func (b *broadcast) welcome(arrived []*page, t *tick) {
	var whole *letter
	for _, p := range arrived {
		h := b.greeting(p)
		p.meet(newLetter(frameHello, b.number, b.steered.now(), &h, p.text), b.steered.now())
		switch {
		case h.Resumed:
			b.catchUp(p)
		case whole == nil:
			s := b.seen.snapshot()
			s.Tick, s.Control, s.Hero, s.Goods = *t, b.control(), b.hero, b.steered.goods()
			whole = newLetter(frameSnapshot, b.number, b.steered.now(), &s, b.hub.anyText(arrived))
			fallthrough
		default:
			p.post(whole)
		}
		b.resume(p)
	}
	b.hub.admit(arrived)
}

func (b *broadcast) greeting(p *page) hello {
	h := b.seen.hello()
	h.Shapes = shapesInWords
	h.Goods = b.steered.goods()
	h.Epoch, h.Version, h.Scenarios = b.epoch, b.hub.options.Version, b.hub.offered
	h.Role = "watch"
	if p.steers {
		h.Role = "control"
	}
	h.Resumed = p.known.epoch == b.epoch && b.forgotten <= p.known.number && p.known.number <= b.number
	return h
}

// catchUp tells a page what it missed.
func (b *broadcast) catchUp(p *page) {
	b.hub.counts.resumed.Add(1)
	missed := 0
	for missed < len(b.ring) && b.ring[len(b.ring)-1-missed].number > p.known.number {
		missed++
	}
	p.makeRoom(missed)
	for _, l := range b.ring[len(b.ring)-missed:] {
		p.post(l)
	}
	c := b.control()
	p.post(newLetter(frameControl, b.number, b.steered.now(), &c, p.text))
}
