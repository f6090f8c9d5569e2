package scenarios

import (
	"fmt"
	"math"
	"time"

	"buynow/sim"
	"buynow/sim/metrics"
)

// overrun is the actor to which more came than it could do, if customers felt it.
func (p *Play) overrun(sum *Summary) (cause, bool) {
	id, found := p.firstOverrun()
	if !found {
		return cause{}, false
	}
	m, o, name := p.measure, p.measure.stations.all[id].overrun, p.World.Names()[id]
	before, during, lost, clicks, example := m.around(o)
	slower := during.At(99)
	felt := slower > 2*before.At(99) && slower > time.Second && before.Count() >= enoughBefore || before.Count() < enoughBefore && slower > tooSlow
	if !felt && float64(lost) < manyNoPage*float64(clicks) {
		return cause{}, false
	}

	load, _ := m.stations.at(id, p.World.Now())
	c := cause{at: o.from, example: during.Example(), try: p.moreWorkers(id, load)}
	waiting := ""
	if load.LongestQueue > 0 {
		waiting = fmt.Sprintf(", %s waiting", thousands(int64(load.LongestQueue)))
	}
	c.text = fmt.Sprintf("The %s saturated first, at %s (%s of %s workers busy%s): checkout p99 ", called(name), moment(o.from),
		thousands(int64(load.Workers)), thousands(int64(load.Workers)), waiting)
	switch {
	case during.Count() == 0:
		c.text = c.text[:len(c.text)-len("checkout p99 ")] + "no checkout came through"
	case before.Count() >= enoughBefore && slower > before.At(99):
		c.text += fmt.Sprintf("rose from %s to %s", inSeconds(before.At(99)), inSeconds(slower))
	default:
		c.text += "was " + inSeconds(slower)
	}
	if lost > 0 {
		c.text += fmt.Sprintf(" and %s of %s clicks got no page", thousands(int64(lost)), thousands(int64(clicks)))
		if example != 0 {
			c.example = example
		}
	}
	return c, true
}

const (
	enoughBefore = 20              // checkouts, to know what is normal
	tooSlow      = 4 * time.Second // where nobody knows: half of the customers are still there
)

// firstOverrun is the actor that was overrun first. Those who wait for it fill up
// within moments, so of several at about that time it is the one farthest from
// the customers.
func (p *Play) firstOverrun() (sim.ActorID, bool) {
	s := p.measure.stations
	first := time.Duration(-1)
	for id := range s.all {
		if o := s.all[id].overrun; o != nil && (first < 0 || o.from < first) {
			first = o.from
		}
	}
	if first < 0 {
		return 0, false
	}
	far, worst := p.measure.distances(), sim.ActorID(0)
	about := first + 2*s.load/curveSlices
	for id := range s.all {
		o := s.all[id].overrun
		if o == nil || o.from > about {
			continue
		}
		if worst == 0 || far[id] > far[worst] || far[id] == far[worst] && o.from < s.all[worst].overrun.from {
			worst = sim.ActorID(id)
		}
	}
	return worst, true
}

// distances is how many links each actor is away from the customers, along the
// messages that were sent. What is said once in a while is no way: a complaint
// goes from the customer to the bank directly.
func (m *measure) distances() []int {
	far := make([]int, m.actors)
	queue := []sim.ActorID{m.shop.Customer}
	far[m.shop.Customer] = 1
	for len(queue) > 0 {
		from := int(queue[0])
		queue = queue[1:]
		links := m.links.all[from*m.actors : (from+1)*m.actors]
		most := uint64(0)
		for _, link := range links {
			most = max(most, link.tries)
		}
		for to := range far {
			if far[to] == 0 && links[to].tries > most/onceInAWhile {
				far[to] = far[from] + 1
				queue = append(queue, sim.ActorID(to))
			}
		}
	}
	return far
}

// onceInAWhile is how rarely something is said, next to what is said most.
const onceInAWhile = 50

// around is the checkout before an overrun and while it lasted, and how many
// clicks got no page in that time, with an order that was among them.
func (m *measure) around(o *overrun) (before, during *metrics.Trend, lost, clicks int, example uint64) {
	before, during = metrics.NewTrend(), metrics.NewTrend()
	for i, slice := range m.slices {
		begins, ends := time.Duration(i)*m.slice, time.Duration(i+1)*m.slice
		bad := ends > o.from && o.slices&(m.stations.slicesIn(begins, ends)) != 0
		switch {
		case slice == nil:
		case bad:
			during.Merge(slice)
			clicks += int(slice.Count())
		case ends <= o.from:
			before.Merge(slice)
		}
		if bad {
			lost, clicks = lost+m.noPage[i].clicks, clicks+m.noPage[i].clicks
			if order := m.noPage[i].order; order != 0 {
				example = order
			}
		}
	}
	return before, during, lost, clicks, example
}

// unpaged is how many clicks got no page.
func (m *measure) unpaged() int64 {
	return int64(m.failed.whole.All.(*metrics.Rate).Counted())
}

// moreWorkers sizes an actor by Little's law for what came to it in the worst
// slice, at 60 % of its workers' time; but at least twice as many as there are.
func (p *Play) moreWorkers(id sim.ActorID, load sim.Load) string {
	s := p.measure.stations
	most := uint64(0)
	for _, slice := range s.all[id].slices {
		most = max(most, slice.Arrived)
	}
	workers := float64(2 * load.Workers)
	if load.Served > 0 {
		each := load.Work.Seconds() / float64(load.Served)
		workers = max(workers, math.Ceil(float64(most)/(s.load/curveSlices).Seconds()*each/0.6))
	}
	return fmt.Sprintf("--set actors.%s.workers=%.0f", p.World.Names()[id], min(workers, 1e6))
}

// bottleneck is the actor that was overrun first, or else the busiest while there
// was load, if it was busy enough to hold the others up.
func (p *Play) bottleneck() *Bottleneck {
	s := p.measure.stations
	worst, found := p.firstOverrun()
	if !found {
		busy := 0.7
		for id := 1; id < len(s.all); id++ {
			load, over := s.at(sim.ActorID(id), p.World.Now())
			if u := load.Utilization(over); u > busy {
				worst, busy = sim.ActorID(id), u
			}
		}
	}
	if worst == 0 {
		return nil
	}
	load, over := s.at(worst, p.World.Now())
	b := &Bottleneck{
		Actor: p.World.Names()[worst], Busy: load.Utilization(over), To: over.Seconds(), Waiting: load.LongestQueue,
		Text: fmt.Sprintf("workers: %d, waiting on average: %.1f", load.Workers, load.Depth(over)),
		Try:  p.moreWorkers(worst, load),
	}
	if o := s.all[worst].overrun; o != nil {
		b.Busy, b.From, b.To = o.busy, o.from.Seconds(), o.until.Seconds()
	}
	return b
}
