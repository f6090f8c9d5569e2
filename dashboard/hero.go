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

// heroTries is among how many customers one is looked for with whom all goes well.
const heroTries = 40

// errNoHero means that not one order of the scenario's customers goes well.
var errNoHero = errors.New("not one of the first orders goes through its steps undisturbed")

// hero plays orders, one customer after the other in a shop of their own, until one
// comes through all steps but the fourth, which is not needed. It may be called from
// any goroutine.
func hero(s *scenarios.Scenario, seed uint64) (journey, error) {
	for try := range uint64(heroTries) {
		j, err := play(s, seed, try+1)
		if err != nil {
			return journey{}, err
		}
		if isHero(&j) {
			return j, nil
		}
	}
	return journey{}, fmt.Errorf("the hero of %s: %w", s.Name, errNoHero)
}

// heroPatience is how long an order of a hero may take, until it is at the door.
const heroPatience = 30 * actors.Day

// play plays one order, up to the door.
func play(s *scenarios.Scenario, seed, intent uint64) (journey, error) {
	calm := *s
	calm.Faults, calm.Load, calm.Thresholds = nil, nil, nil
	w := sim.New(seed)
	defer w.Close()
	p := calm.Stage(w)
	e := newEye(p)
	e.follow(intent)
	w.At(heroComes, func() {
		w.Go("hero", func(env *sim.Env) {
			env.Begin(intent)
			env.Send(p.Shop.Customer, &actors.Visit{Intent: intent, Journey: actors.Buy})
		})
	})
	o := e.follower.orders[intent]
	for until := time.Minute; until < heroPatience; until += 6 * time.Hour {
		if err := w.Run(until); err != nil {
			return journey{}, fmt.Errorf("the hero of %s: %w", s.Name, err)
		}
		if o.ending != "" || until > time.Hour && len(o.Hops) == 0 {
			break
		}
	}
	j, _ := e.whole(intent)
	return j, nil
}

// heroComes is when the customer comes: when the shelves are full.
const heroComes = time.Second

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
