package dashboard

import (
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// How the hops of an order come about, event by event: a message is one, and an
// answer that says more than "done" is another. An answer that does not come is one,
// too, at the moment in which nobody waits for it any more.

// sent is a message of the order that sets out.
func (f *follower) sent(ev *sim.Event, w *way) {
	o := f.of(ev)
	if o == nil || ev.Message == actors.KindJourney || ev.Message == actors.KindViewItem {
		return
	}
	if m, ok := ev.Body.(*actors.PlaceOrder); ok {
		o.clicked(f.eye, m, ev.At)
	}
	try := tryOf(ev)
	depth := 0
	if outer, ok := o.paths[ev.Parent]; ok {
		depth = o.Hops[outer].Depth + 1
	}
	o.asking(ev, try)
	h := hop{
		Road: int(w.ask), From: f.eye.castAt(ev.Actor), To: f.eye.castAt(ev.Peer), At: micros(ev.At), Took: ev.A / 1000, Try: try,
		Status: hopRunning, Depth: depth, Message: actors.MessageName(ev.Message), Words: actors.Words(ev.Body),
		Caption: o.captionAsk(ev.Body, try, w.passedOn), Bubble: o.bubbleAsk(ev.Body, try),
	}
	o.step(&h, actors.StepOf(ev.Body))
	o.add(f, h, ev.Path, o.paths)
	o.see(ev)
}

// step notes which step a hop is, and if it is the first of it.
func (o *following) step(h *hop, step actors.Step) {
	h.Step = int(step)
	if step != 0 && !o.told[step] {
		o.told[step], h.First = true, true
	}
}

// add writes a hop down, unless there are very many. Of what is asked again and
// again, the first few and the last are kept.
func (o *following) add(f *follower, h hop, path uint64, by map[uint64]int) {
	if n := len(o.Hops); h.Try > triesKept {
		for back := 1; back <= 2 && back < n; back++ {
			if before := &o.Hops[n-back]; before.Message == h.Message && before.Try == h.Try-1 {
				o.drop(f, n-back)
				break
			}
		}
	}
	if len(o.Hops) >= hopsKept {
		if !o.full {
			o.full = true
			o.remark(f, fmt.Sprintf("only the first %d messages are written down", hopsKept))
		}
		return
	}
	by[path] = len(o.Hops)
	o.last = len(o.Hops)
	o.Hops = append(o.Hops, h)
	o.written = append(o.written, hopName{path, by})
	f.renew(o, o.last)
}

// triesKept is how many tries of the same are kept, beside the last.
const triesKept = 4

// drop forgets the hops from a place on.
func (o *following) drop(f *follower, from int) {
	for _, name := range o.written[from:] {
		delete(name.by, name.path)
	}
	o.Hops, o.written = o.Hops[:from], o.written[:from]
	for n := len(o.Told); n > 0 && o.Told[n-1].Hops > from; n-- {
		o.Told = o.Told[:n-1]
	}
	o.last = from - 1
	f.renew(o, from)
}

// served is what an order's message came to, and its answer that sets out.
func (f *follower) served(ev *sim.Event, w *way) {
	o := f.of(ev)
	if o == nil || ev.Actor == ev.Peer {
		return
	}
	place, known := o.paths[ev.Path]
	if !known {
		return
	}
	asked := &o.Hops[place]
	if asked.Status == hopRunning || asked.Status == hopLost {
		asked.Status = hopOK
		if w.undo {
			asked.Status = hopUndo
		}
	}
	if ev.C != 0 && asked.Status != hopUndo && ev.Message == actors.KindDelivery {
		asked.Status = hopNo
	}
	asked.Answer = micros(ev.At) // until the answer has come, if there is one
	f.renew(o, place)
	o.last = place
	late := asked.Status == hopLate && ev.Body != nil
	if !late {
		o.hear(ev)
	}
	if _, plain := ev.Body.(*actors.Done); ev.Body == nil || plain {
		if caption := o.captionDone(ev); caption != "" {
			asked.Caption = caption
		}
		o.see(ev)
		return
	}
	h := hop{
		Road: int(w.answer), From: asked.To, To: asked.From, At: micros(ev.At), Try: asked.Try, Status: hopRunning, Depth: asked.Depth,
		Message: actors.MessageName(ev.Body.Kind()), Words: actors.Words(ev.Body),
		Caption: o.captionAnswer(ev.Body, ev.Message), Bubble: o.bubbleAnswer(ev.Body),
	}
	if late {
		h.Status, h.Step = hopLate, int(actors.StepOf(ev.Body))
		h.Caption = o.captionLate(ev.Body, time.Duration(micros(ev.At)-asked.At)*time.Microsecond)
	} else {
		o.step(&h, actors.StepOf(ev.Body))
	}
	o.add(f, h, ev.Path, o.replies)
}

// answered is an answer that has come in time.
func (f *follower) answered(ev *sim.Event, w *way) {
	o := f.of(ev)
	if o == nil {
		return
	}
	now := micros(ev.At)
	if place, known := o.paths[ev.Path]; known {
		asked := &o.Hops[place]
		asked.Answer = now
		f.renew(o, place)
	}
	if place, known := o.replies[ev.Path]; known {
		h := &o.Hops[place]
		h.Took, h.Answer, h.Status = now-h.At, now, hopOK
		if saysNo(ev.Body) {
			h.Status = hopNo
		}
		f.renew(o, place)
		o.last = place
	}
	o.see(ev)
}

// timedOut is an answer that nobody waits for any more: a hop of its own, for
// silence is what the one who asked hears.
func (f *follower) timedOut(ev *sim.Event, w *way) {
	o := f.of(ev)
	if o == nil {
		return
	}
	place, known := o.paths[ev.Path]
	if !known {
		return
	}
	asked := &o.Hops[place]
	asked.Answer, asked.Status = micros(ev.At), hopLate
	f.renew(o, place)
	o.silent(ev)
	h := hop{
		Road: int(w.answer), From: asked.To, To: asked.From, At: micros(ev.At), Answer: micros(ev.At), Try: asked.Try, Status: hopLate,
		Depth: asked.Depth, Message: "silence", Words: "gives up waiting after " + spell(time.Duration(ev.A)),
		Caption: o.captionSilence(ev), Bubble: "No answer",
	}
	o.add(f, h, ^ev.Path, o.replies)
	o.see(ev)
}

// late is an answer that comes when nobody waits for it any more.
func (f *follower) late(ev *sim.Event, w *way) {
	o := f.of(ev)
	if o == nil {
		return
	}
	place, known := o.replies[ev.Path]
	if !known {
		return
	}
	h := &o.Hops[place]
	now := micros(ev.At)
	h.Took, h.Answer, h.Status = now-h.At, now, hopLate
	h.Caption = o.captionLate(ev.Body, time.Duration(ev.A))
	f.renew(o, place)
	o.late = o.late || ev.Message == actors.KindAuthRequest
}

// unheard is a message that nobody takes.
func (f *follower) unheard(ev *sim.Event, _ *way) {
	o := f.of(ev)
	if o == nil {
		return
	}
	place, known := o.paths[ev.Path]
	if !known {
		return
	}
	h := &o.Hops[place]
	h.Status, h.Bubble = hopLost, "Nobody there"
	if ev.What == sim.Refused {
		h.Status, h.Bubble = hopRefused, "Too busy"
	}
	h.Answer = micros(ev.At)
	h.Caption = o.captionUnheard(ev)
	o.last = place
	f.renew(o, place)
	o.unheard(ev)
}
