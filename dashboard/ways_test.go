package dashboard

import (
	"slices"
	"testing"

	"buynow/actors"
	"buynow/sim"
)

// Each type of message has a way on the stage, or a reason to have none.
func TestEveryMessageHasAWay(t *testing.T) {
	placed := map[string]string{}
	place := func(kind sim.Kind, where string) {
		name := actors.MessageName(kind)
		if before := placed[name]; before != "" && before != where {
			t.Errorf("%s is both %s and %s", name, before, where)
		}
		placed[name] = where
	}
	for _, trip := range trips {
		place(trip.kind, "on a road")
		if trip.ask != "" && roadOf(trip.ask) == offRoad || trip.answer != "" && roadOf(trip.answer) == offRoad {
			t.Errorf("%s goes on road %q, answered on %q: there is no such road", actors.MessageName(trip.kind), trip.ask, trip.answer)
		}
	}
	for kind, why := range besides {
		if place(kind, "beside"); why == "" {
			t.Errorf("%s is on no road, and nobody knows why", actors.MessageName(kind))
		}
	}
	for _, kind := range answers {
		place(kind, "an answer")
	}

	for _, name := range actors.MessageNames() {
		if placed[name] == "" {
			t.Errorf("%s has no way: put it into trips, besides or answers", name)
		}
	}
	for kind := sim.Kind(1); kind < actors.Kinds; kind++ {
		if name := actors.MessageName(kind); name == "" && !slices.Contains(alone, kind) && besides[kind] == "" {
			t.Errorf("kind %d is no message, and not among those that an actor tells itself", kind)
		}
	}
}

// Whatever is sent in runs in which everything goes wrong goes from where to where
// the table says.
func TestMessagesTravelAsTheTableSays(t *testing.T) {
	single(t)
	for _, scenario := range []string{"crash-between-every-step", "lost-parcel-week", "backorder", "stock-drift", "cancel-race"} {
		sets := []string{"scale=20"}
		if scenario == "cancel-race" || scenario == "crash-between-every-step" {
			sets = nil
		}
		p := stage(t, scenario, sets...)
		names := p.World.Names()
		type leg struct {
			kind     sim.Kind
			from, to string
		}
		rows := map[leg]bool{}
		for _, trip := range trips {
			rows[leg{trip.kind, trip.from, trip.to}] = true
		}
		seen := map[leg]bool{}
		p.World.Watch(func(ev *sim.Event) {
			went := leg{ev.Message, names[ev.Actor], names[ev.Peer]}
			if seen[went] {
				return
			}
			seen[went] = true
			if !rows[went] && besides[ev.Message] == "" && went.from != went.to {
				t.Errorf("%s: %s goes from %s to %s, which is no row of the table", scenario, actors.MessageName(ev.Message), went.from, went.to)
			}
		}, sim.Sent)

		watch(t, p)

		if len(seen) < 25 {
			t.Errorf("%s: only %d ways were seen", scenario, len(seen))
		}
	}
}
