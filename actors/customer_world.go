package actors

import (
	"errors"
	"fmt"
	"time"

	"buynow/sim"
)

// What faults make people do.

// reasons are why somebody complains to their bank, and how often the shop can
// prove its case. Source: assumed; a shop cannot show that a thief was the owner of
// the card, but that a parcel was delivered.
var reasons = []struct {
	name string
	won  float64
}{
	{"fraud", 0.1}, {"not_as_described", 0.3}, {"not_received", 0.6}, {"duplicate", 0.8},
}

// grieve lets a fault decide, as customers come, that they will complain.
func (s *Shop) grieve(env *sim.Env, v *Visit) {
	if blow := s.struck(env, whenEntering, nil, v.Intent); blow != nil {
		if s.grieved == nil {
			s.grieved = map[uint64]string{}
		}
		s.grieved[v.Intent] = blow.Mode
	}
}

// chances are those of the shop in a complaint.
func (s *Shop) chances(intent uint64) float64 {
	why := s.grieved[intent]
	for _, reason := range reasons {
		if reason.name == why {
			return reason.won
		}
	}
	return s.Config.Bank.Won
}

// secondTab tells the form in a second tab from the one in the first.
const secondTab = 1 << 62

// openTab lets a customer buy the same in a second tab, whose form has a key of
// its own. Once they see that both went through, they cancel the second.
func (c *customer) openTab(env *sim.Env, v *Visit) {
	if v.tab || c.shop.struck(env, whenOpeningTab, nil, v.Intent) == nil {
		return
	}
	again := *v
	again.tab, again.Journey, again.Host = true, BuyAndCancel, 0
	c.later(env, &again, 10*time.Second, (*customer).buy)
}

// regrets lets customers cancel as their order comes to a step.
func (s *Shop) regrets(f *sim.Fault) []sim.Deed {
	own := s.newBlow(f)
	step, err := stepIn(f.Target)
	if err != nil {
		panic("actors: " + f.Name + ": " + err.Error()) // the file was checked
	}
	seen := map[uint64]bool{}
	s.World.Watch(func(e *sim.Event) {
		sight := sim.Sight{Message: e.Body, Order: e.Order, Intent: e.Intent}
		if own.strength <= 0 || e.Intent == 0 || e.What == sim.Served && e.C != 0 || StepOf(e.Body) != step || seen[e.Intent] {
			return
		}
		seen[e.Intent] = true
		if own.strikes(s.World.Seed(), sight, e.Intent) {
			own.hit(e.Order, e.Intent)
			s.World.At(e.At, s.thinksBetter(e.Intent, e.Order))
		}
	}, sim.Sent, sim.Served)
	return []sim.Deed{own.rises()}
}

// thinksBetter sends a customer back to cancel.
func (s *Shop) thinksBetter(intent uint64, order OrderID) func() {
	return func() {
		s.World.Go("change of mind", func(env *sim.Env) {
			env.About(intent, order)
			env.Send(s.Customer, &Visit{Intent: intent, order: order, shopper: s.shopperOf(intent), next: (*customer).cancel})
		})
	}
}

// tests sends thieves who try out stolen cards, so many a second, all from one
// machine.
func (s *Shop) tests(f *sim.Fault) []sim.Deed {
	own := s.newBlow(f)
	row, sent, running := testerRange+s.testers, uint64(0), false
	s.testers++
	attack := func(env *sim.Env) {
		for own.strength > 0 {
			luck := env.LuckOf(luckBlow, sim.Mix(own.key, sent))
			env.Sleep(sim.Exponential(time.Duration(float64(time.Second) / float64(f.Rate*own.strength))).Duration(&luck))
			if own.strength <= 0 {
				break
			}
			sent++
			env.Begin(row*IntentRange + sent)
			own.hit(0, env.Intent())
			env.Send(s.Customer, &Visit{Intent: env.Intent(), Journey: Buy})
		}
		running = false
	}
	rises := own.rises()
	return []sim.Deed{sim.Edit{Bind: func(hit func(order, intent uint64)) func(float64) {
		rise := rises.Bind(hit)
		return func(strength float64) {
			rise(strength)
			if strength > 0 && !running {
				running = true
				s.World.Go("card testers", attack)
			}
		}
	}}}
}

// checkReason tells if a fault names a reason to complain.
func checkReason(f *sim.Fault) error {
	var names []string
	for _, reason := range reasons {
		if f.Mode == reason.name {
			return nil
		}
		names = append(names, reason.name)
	}
	return fmt.Errorf("mode %.40q is no reason to complain, want %s%s", f.Mode, orOf(names), meant(f.Mode, names))
}

// checkStep tells if a fault is aimed at a step.
func checkStep(f *sim.Fault) error {
	if f.Target == "" {
		return errors.New("target is missing, want the step at which customers cancel, such as step 7")
	}
	_, err := stepIn(f.Target)
	return err
}
