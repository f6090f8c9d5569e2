package dashboard

import "slices"

// standing is how a run stood at its last tick, for who asks from outside.
type standing struct {
	tick  tick
	at    int64 // simulated, in microseconds
	state string
}

// standingOf keeps a tick, which its eye is going to use again.
func standingOf(b *broadcast, t *tick) *standing {
	s := &standing{*t, b.steered.now(), b.told.State}
	for _, list := range []*[]int64{&s.tick.Totals, &s.tick.Gauges, &s.tick.Roads, &s.tick.Actors, &s.tick.Steps, &s.tick.Breakers, &s.tick.Faults} {
		*list = slices.Clone(*list)
	}
	return s
}
