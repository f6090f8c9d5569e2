package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

func TestVelocityIsForgottenInACrash(t *testing.T) {
	k := newTill(t, 1, func(c *Config) { c.Fraud = DefaultFraudRules() })
	risk := request(1, 50_00).Risk
	var scores []float64
	score := func(env *sim.Env) {
		scores = append(scores, call[*RiskScore](k, env, k.shop.Fraud, &RiskCheck{Risk: risk}).Score)
	}

	k.story(1, 1, time.Minute, func(env *sim.Env) { score(env); score(env) })
	k.world.Crash(k.shop.Fraud)
	k.world.Restart(k.shop.Fraud)
	k.story(1, 1, 2*time.Minute, score)

	if scores[1] <= scores[0] || scores[2] != scores[0] {
		t.Errorf("scores = %v, want the second above the first, the third like it", scores)
	}
}

// TestPeopleAcceptAboutThreeQuarters: of what the default shop's customers and
// thieves bring before them.
func TestPeopleAcceptAboutThreeQuarters(t *testing.T) {
	k := newTill(t, 1, func(c *Config) { c.Fraud = DefaultFraudRules() })
	cases, accepted, thieves, caught, slow := 0, 0, 0, 0, 0
	k.world.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*ReviewDecided); ok && e.Actor == k.shop.Fraud {
			cases++
			if m.Good {
				accepted++
			}
			if m.Key%2 == 1 {
				thieves++
				if !m.Good {
					caught++
				}
			}
			if e.At > 12*Day+20*time.Minute {
				slow++
			}
		}
	}, sim.Sent)
	model := DefaultPopulation()

	k.story(0, 0, sim.Forever, func(env *sim.Env) {
		for i := uint64(1); env.Now() < 12*Day; i++ {
			env.About(i, i)
			hour := int(env.Now() % Day / time.Hour)
			s := DrawShopper(1, i, model.At(hour))
			r := call[*RiskScore](k, env, k.shop.Fraud, &RiskCheck{Risk: s.Risk(s.Cards[0], s.Budget, hour)})
			if r.Verdict == Review {
				key := i * 2
				if s.Fraudster {
					key++
				}
				call[*Done](k, env, k.shop.Fraud, &ReviewCase{Order: i, Key: key, Fraud: s.Fraudster})
			}
			env.Sleep(time.Duration(float64(18*time.Second) / HourlyDemand(hour)))
		}
	})

	t.Logf("%d cases, %d accepted, %d of thieves, %d caught", cases, accepted, thieves, caught)
	if share := float64(accepted) / float64(cases); share < 0.70 || share > 0.76 {
		t.Errorf("accepted share = %.3f, want about 0.73", share)
	}
	if share := float64(caught) / float64(thieves); share < 0.8 || share > 0.98 {
		t.Errorf("caught share = %.3f, want about 0.9", share)
	}
}

func TestCaseIsDecidedOnceEvenAfterACrash(t *testing.T) {
	k := newTill(t, 1, nil)
	decided := 0
	k.world.Watch(func(e *sim.Event) {
		if _, ok := e.Body.(*ReviewDecided); ok {
			decided++
		}
	}, sim.Sent)
	k.world.At(time.Second, func() { k.world.Crash(k.shop.Fraud); k.world.Restart(k.shop.Fraud) })

	k.story(1, 1, sim.Forever, func(env *sim.Env) {
		for range 2 {
			call[*Done](k, env, k.shop.Fraud, &ReviewCase{Order: 1, Key: 64})
		}
	})

	if decided != 1 {
		t.Errorf("decided %d times, want once", decided)
	}
}
