package study

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// happening is one event of a run, in words.
type happening struct {
	at   time.Duration
	text string   // empty if the run was over before
	last []string // what the words leave out
}

// happeningAt runs a scenario up to the event of a number, and tells it.
func happeningAt(outer context.Context, s *scenarios.Scenario, seed, number uint64) (happening, error) {
	ctx, stop := context.WithCancel(outer)
	defer stop()
	var told happening
	w := sim.New(seed)
	defer w.Close()
	p := s.Stage(w)
	w.Watch(func(e *sim.Event) {
		if e.Number == number {
			told = tell(p, e)
			stop()
			w.Stop()
		}
	})
	_, err := p.Run(ctx, scenarios.Options{})
	return told, cmp.Or(err, outer.Err())
}

// partingOf puts the two sides of a parting beside one another. If their words are the same, what
// differs is said behind them.
func partingOf(seed, number uint64, a, b happening) *Parting {
	p := &Parting{Seed: seed, Event: number, At: min(a.at, b.at).Seconds(), A: a.text, B: b.text}
	const over = "nothing more happens"
	switch {
	case a.text == "":
		p.A, p.At = over, b.at.Seconds()
	case b.text == "":
		p.B, p.At = over, a.at.Seconds()
	case a.text == b.text:
		for i, detail := range a.last {
			if detail != b.last[i] {
				p.A += ", " + detail
				p.B += ", " + b.last[i]
			}
		}
	}
	return p
}

// tell is an event in words: when, about which order, who did what.
func tell(p *scenarios.Play, e *sim.Event) happening {
	name := func(id sim.ActorID) string { return p.World.Names()[id] }
	about := ""
	switch {
	case e.Order != 0:
		about = fmt.Sprintf("order %d, ", e.Order)
	case e.Intent != 0:
		about = fmt.Sprintf("wish %d, ", e.Intent)
	}
	h := happening{at: e.At, text: fmt.Sprintf("%s  %s%s", sim.FormatDuration(e.At.Round(time.Microsecond)), about, deed(p, e, name))}
	for _, detail := range []struct {
		name  string
		value any
	}{
		{"at", e.At}, {"attempt", e.Attempt + 1}, {"from", name(e.Actor)}, {"to", name(e.Peer)}, {"a", e.A}, {"b", e.B}, {"c", e.C},
		{"wish", e.Intent}, {"call", e.Path}, {"within call", e.Parent}, {"move", e.Move},
	} {
		h.last = append(h.last, fmt.Sprintf("%s %v", detail.name, detail.value))
	}
	return h
}

// deed is what happened, without when and to which order.
func deed(p *scenarios.Play, e *sim.Event, name func(sim.ActorID) string) string {
	again, body := "", ""
	if e.Attempt > 0 && e.Attempt < 255 {
		again = fmt.Sprintf(" (attempt %d)", int(e.Attempt)+1)
	}
	if e.Body != nil {
		if body = actors.Words(e.Body); body == "" {
			body = strings.TrimPrefix(fmt.Sprintf("%T", e.Body), "*actors.")
		}
	}
	if body != "" {
		body = ": " + body
	}
	took := func(nanoseconds int64) string {
		return sim.FormatDuration(time.Duration(nanoseconds).Round(time.Microsecond))
	}
	switch e.What {
	case sim.Sent:
		return fmt.Sprintf("%s → %s%s%s, %s on its way", name(e.Actor), name(e.Peer), body, again, took(e.A))
	case sim.Served:
		return fmt.Sprintf("%s ← %s%s%s, after %s", name(e.Peer), name(e.Actor), body, again, took(e.B))
	case sim.Answered:
		return fmt.Sprintf("the answer of %s reaches %s after %s", name(e.Peer), name(e.Actor), took(e.A))
	case sim.TimedOut:
		return fmt.Sprintf("%s gives up waiting for %s after %s", name(e.Actor), name(e.Peer), took(e.A))
	case sim.Late:
		return fmt.Sprintf("the answer of %s reaches %s too late, after %s", name(e.Peer), name(e.Actor), took(e.A))
	case sim.Refused:
		return fmt.Sprintf("%s is too busy and refuses %s", name(e.Actor), name(e.Peer))
	case sim.Lost:
		return fmt.Sprintf("%s is down: nobody hears %s", name(e.Actor), name(e.Peer))
	case sim.Noted:
		return fmt.Sprintf("%s: %s", name(e.Actor), strings.NewReplacer("{a}", fmt.Sprint(e.A), "{b}", fmt.Sprint(e.B)).Replace(e.Text))
	case sim.Moved:
		from, _ := actors.PlaceOf(e.Move.From)
		to, _ := actors.PlaceOf(e.Move.To)
		if from.Goods() || to.Goods() {
			return fmt.Sprintf("%d pieces: %s → %s", e.Move.Amount, from, to)
		}
		return fmt.Sprintf("%v: %s → %s", actors.Cents(e.Move.Amount), from, to)
	case sim.FaultBegan, sim.FaultEnded, sim.FaultHit:
		fault, _ := p.Fault(e.A)
		return fmt.Sprintf("the fault %s %s", fault.Name, map[sim.What]string{sim.FaultBegan: "begins", sim.FaultEnded: "ends", sim.FaultHit: "strikes"}[e.What])
	case actors.Changed, actors.Illegal:
		machine, from, next := actors.ChangeOf(e)
		return fmt.Sprintf("the %s goes from %s to %s", machine, actors.StateName(machine, from), actors.StateName(machine, next))
	case actors.Placed:
		return fmt.Sprintf("it is written down as an order for %v", actors.Cents(e.A))
	}
	return fmt.Sprintf("%s: %s", name(e.Actor), actors.EventNames()[e.What])
}
