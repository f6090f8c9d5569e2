package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"buynow/sim"
)

// slice is a stretch of time on a track, or with instant a moment on it.
type slice struct {
	name, cat string
	process   int
	track     int
	from, to  time.Duration
	instant   bool
	bad       bool
	flow      uint64 // an arrow begins or ends here, 0 for none
	arrives   bool   // it ends here
	args      []string
	within    int // the slice that it is part of, as a place in the list; -1 for none
	lane      int
}

// Order draws an order that is over.
func (p *Perfetto) Order(o *Order) {
	title := o.title()
	p.life(o, title)
	d := drawing{model: p.model, order: o, bodies: make([]int, len(o.Calls)), asks: make([]int, len(o.Calls))}
	for i := range o.Calls {
		d.call(i)
	}
	for i := range o.Marks {
		d.mark(&o.Marks[i], -1)
	}
	for _, s := range d.inLanes() {
		s.track = d.track(p, s, title)
		p.slice(s)
	}
}

// title is what an order is called.
func (o *Order) title() string {
	if o.Number == 0 {
		return "no order, intent " + strconv.FormatUint(o.Intent, 10)
	}
	return "order " + strconv.FormatUint(o.Number, 10)
}

// place is where a track of the order comes among those of others: by number, those
// that never got one last.
func (o *Order) place(lane int) uint64 {
	const lanes, last = 16, 1 << 40
	if o.Number == 0 || o.Number >= last {
		return lanes*last + o.Intent%last
	}
	return lanes*o.Number + uint64(min(lane, lanes-1))
}

// life draws the states through which an order went.
func (p *Perfetto) life(o *Order, title string) {
	track := p.track(ordersProcess, title, o.place(0))
	whole := &slice{name: title, cat: "order", process: ordersProcess, track: track, from: o.Begun, to: o.Ended}
	whole.arg("intent", strconv.FormatUint(o.Intent, 10))
	if whole.arg("outcome", o.Outcome); !o.Whole {
		whole.arg("outcome", "open when the run ended")
	}
	p.slice(whole)
	state, since := "", o.Begun
	draw := func(to string, at time.Duration) {
		if state != "" && at > since {
			p.slice(&slice{name: state, cat: "state", process: ordersProcess, track: track, from: since, to: at})
		}
		state, since = to, at
	}
	for _, mark := range o.marksInOrder() {
		if mark.Main {
			draw(mark.To, mark.At)
		}
	}
	draw("", o.Ended)
}

// marksInOrder are all marks of an order.
func (o *Order) marksInOrder() []Mark {
	all := slices.Clone(o.Marks)
	for i := range o.Calls {
		all = append(all, o.Calls[i].Marks...)
	}
	slices.SortStableFunc(all, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Number, b.Number)) })
	return all
}

// drawing is an order in the making.
type drawing struct {
	model  *Model
	order  *Order
	slices []*slice
	bodies []int // of each call the slice in which its service is, -1 for none
	asks   []int // and that of its maker, -1 for none
	tracks map[[2]int]int
}

func (d *drawing) add(s *slice) int {
	d.slices = append(d.slices, s)
	return len(d.slices) - 1
}

// call draws a call: for who made it, and for who served it.
func (d *drawing) call(i int) {
	c := &d.order.Calls[i]
	d.bodies[i], d.asks[i] = -1, -1
	if c.Sort <= Told && c.From != sim.Outside {
		d.asks[i] = d.add(d.ask(c))
	}
	if c.Served {
		d.serve(i)
	}
	for k := range c.Marks {
		if m := &c.Marks[k]; m.OnWay && d.asks[i] >= 0 || d.bodies[i] < 0 {
			d.mark(m, d.asks[i])
		} else {
			d.mark(m, d.bodies[i])
		}
	}
}

// ask is a call for who made it: as long as somebody waits for the answer.
func (d *drawing) ask(c *Call) *slice {
	s := &slice{
		name: "→ " + plain(d.model.actor(c.To)) + ": " + plain(d.model.Kind(c.Kind)), cat: "call", process: actorsProcess + int(c.From),
		from: c.Sent, to: c.Ended, flow: c.id(), bad: c.Ending.Error(), within: -1,
	}
	if c.Sort == Told && !s.bad {
		s.to = c.Sent // who only tells goes on at once
	}
	if c.Up >= 0 {
		s.within = d.bodies[c.Up]
	}
	if c.Attempt > 1 {
		s.name += " (attempt " + strconv.Itoa(c.Attempt) + ")"
	}
	s.arg("asks", c.Words)
	s.arg("gets", c.Reply)
	s.arg("error", c.Ending.says())
	s.arg("step", stepText(c.Step))
	return s
}

// serve draws a call for who served it: the wait in the queue, then the service.
func (d *drawing) serve(i int) {
	c := &d.order.Calls[i]
	s := &slice{
		name: plain(d.model.Kind(c.Kind)), cat: "service", process: actorsProcess + int(c.To),
		from: c.Arrived, to: c.Done, bad: c.Failed, within: -1,
	}
	switch c.Sort {
	case Reminded:
		s.name, s.cat = s.name+" (timer)", "timer"
	case Copied:
		s.name += " (a copy)"
	default:
		s.flow, s.arrives = c.id(), true
	}
	// The names differ from those of who asks: a viewer lays the two over each other.
	s.arg("for", plain(d.model.actor(c.From)))
	s.arg("asked", c.Words)
	s.arg("answers", c.Reply)
	s.arg("answers step", stepText(c.ReplyStep))
	if c.Crashed {
		s.arg("ends", "crashed")
	}
	d.bodies[i] = d.add(s)
	if c.Began > c.Arrived {
		d.add(&slice{name: "waits in the queue", cat: "queue", process: s.process, from: c.Arrived, to: c.Began, within: d.bodies[i]})
		d.bodies[i] = d.add(&slice{name: "is served", cat: "service", process: s.process, from: c.Began, to: c.Done, within: d.bodies[i]})
	}
}

// mark draws what happened at one moment.
func (d *drawing) mark(m *Mark, within int) {
	s := &slice{name: m.says(), cat: m.What, process: actorsProcess + int(m.Actor), from: m.At, to: m.At, instant: true, within: within}
	if m.OnWay && within >= 0 {
		s.process = d.slices[within].process
	}
	d.add(s)
}

// says is a mark in a few words.
func (m *Mark) says() string {
	var b strings.Builder
	switch {
	case m.Fault > 0:
		b.WriteString("fault " + strconv.FormatInt(m.Fault, 10) + ": ")
	case m.Thing != "":
		b.WriteString(m.Thing + ": ")
	}
	if m.Unit != "" {
		b.WriteString(strconv.FormatInt(m.Amount, 10) + " " + m.Unit + " ")
	}
	switch {
	case m.From != "" && m.To != "":
		b.WriteString(m.From + " → " + m.To)
	case m.To != "":
		b.WriteString(m.To)
	}
	if m.Text != "" && m.Text != m.To {
		b.WriteString(" " + m.Text)
	}
	if b.Len() == 0 {
		return m.What
	}
	return plain(strings.TrimSpace(b.String()))
}

func (s *slice) arg(name, value string) {
	if value != "" {
		s.args = append(s.args, quoted(name)+":"+quoted(value))
	}
}

func stepText(step int) string {
	if step == 0 {
		return ""
	}
	return strconv.Itoa(step)
}
