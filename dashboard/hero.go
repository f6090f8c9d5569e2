package dashboard

import (
	"errors"
	"fmt"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// The hero order is the one that plays the steps before the load begins: a real
// order, in a shop of its own with the rules and the luck of the scenario, on a day
// on which nothing is broken and nobody else comes.

// heroTries is among how many visitors one is looked for whom nothing holds up: a bank
// may want a proof, or nobody may be home at first.
const heroTries = 12

// errNoHero means that not one of them went straight through.
var errNoHero = errors.New("not one of the first visitors' orders goes through its steps undisturbed")

// hero plays orders, each in a shop of its own, until one comes through all steps but
// the fourth, which is not needed. It may be called from any goroutine.
func hero(s *scenarios.Scenario, seed uint64) (journey, error) {
	for try := range uint64(heroTries) {
		j, err := play(s, seed, actors.Visitor{Ware: actors.Plenty, Card: actors.GoodCard, Number: try + 1})
		if err != nil {
			return journey{}, fmt.Errorf("the hero of %s: %w", s.Name, err)
		}
		if isHero(&j) {
			return j, nil
		}
	}
	return journey{}, fmt.Errorf("the hero of %s: %w", s.Name, errNoHero)
}

// When the hero comes, with the shelves full, and how long their parcel may take.
const (
	heroComes    = time.Second
	heroPatience = 60 * actors.Day
)

// play plays one order, up to the door.
func play(s *scenarios.Scenario, seed uint64, who actors.Visitor) (journey, error) {
	calm := *s
	calm.Faults, calm.Load, calm.Thresholds, calm.Inputs = nil, nil, nil, nil
	calm.Config.Window = true
	w := sim.New(seed)
	defer w.Close()
	p := calm.Stage(w)
	e := newEye(p)
	e.visit(who.Intent(), heroName)
	w.At(heroComes, func() { p.Shop.Visit(who, 0) })
	o := e.follower.orders[who.Intent()]
	for until := time.Minute; until < heroPatience && o.ending == ""; until += 6 * time.Hour {
		if err := w.Run(until); err != nil {
			return journey{}, err
		}
	}
	j, _ := e.whole(who.Intent())
	return j, nil
}

// heroName is what the hero is called.
const heroName = "Ada"

// isHero tells if an order went through all steps in their order, but for the fourth.
func isHero(j *journey) bool {
	next := 1
	for i := range j.Hops {
		h := &j.Hops[i]
		if h.Status != hopOK && h.Status != hopRunning || h.Try > 1 {
			return false
		}
		if !h.First {
			continue
		}
		if next == 4 {
			next = 5
		}
		if h.Step != next {
			return false
		}
		next++
	}
	return next == actors.Steps+1 && j.Ending == "delivered"
}
