package actors

import (
	"time"

	"buynow/sim"
)

// luckReview is what people find in a case, and how long they take; intents are
// the keys.
const luckReview sim.Purpose = sim.FirstPurpose + 0x280

// FraudRules say how orders are told from those of thieves.
type FraudRules struct {
	// Thresholds are the scores from which an order is looked at, or refused.
	Thresholds Thresholds

	// Takes is how long people need for a case. Source: assumed, half of them 20
	// minutes and one in a hundred 8 hours.
	Takes sim.Dist

	// Finds is the share of thieves that people find. Source: with Accepts it makes
	// about 73 % of the cases accepted, as in CyberSource's online fraud survey.
	Finds float64
	// Accepts is the share of honest customers that people accept. Source: with
	// Finds it makes about 73 % of the cases accepted, as in CyberSource's online
	// fraud survey.
	Accepts float64
}

// DefaultFraudRules is an ordinary fraud check.
func DefaultFraudRules() FraudRules {
	return FraudRules{
		Thresholds: DefaultThresholds(),
		Takes:      sim.LognormalQuantiles(20*time.Minute, 8*time.Hour),
		Finds:      0.9,
		Accepts:    0.77,
	}
}

// fraudCheck scores orders, and has people look at those it is not sure of.
type fraudCheck struct {
	shop  *Shop
	rules *FraudRules
	cases Ledger[reviewCase]
	mem   fraudMemory
}

// fraudMemory is lost in a crash: card testers are strangers for an hour.
type fraudMemory struct {
	velocity Velocity
}

// reviewCase is an order that people look at.
type reviewCase struct {
	key           uint64
	order, intent uint64
	decided       time.Duration // when it will be
	good          bool
}

// ID is the key of the payment.
func (c reviewCase) ID() uint64 { return c.key }

// Alias is none.
func (c reviewCase) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (c *reviewCase) fold(f *fold) {
	f.own(&c.key)
	fieldNear(f, &c.order, c.key/paymentTries)
	f.along(&c.intent, c.order, 0)
	field(f, &c.decided)
}

func newFraudCheck(s *Shop) *fraudCheck {
	return &fraudCheck{shop: s, rules: &s.Config.Fraud, cases: NewLedger((*reviewCase).fold, paymentBits)}
}

// Serve deals with one message.
func (f *fraudCheck) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *RiskCheck:
		return f.score(env, m), nil
	case *ReviewCase:
		return f.review(env, m)
	case *due:
		return f.decide(env, m)
	}
	return nil, ErrUnknown
}

// Crashed loses the memory.
func (f *fraudCheck) Crashed() { f.mem = fraudMemory{} }

// score judges an order by what is known of it, and by how often its device has
// been seen within the hour (step 6).
func (f *fraudCheck) score(env *sim.Env, m *RiskCheck) *RiskScore {
	risk := m.Risk
	risk.Velocity = f.mem.velocity.Count(risk.Device, env.Now())
	score := risk.Score()
	return &RiskScore{Order: m.Order, Score: score, Verdict: Judge(score, f.rules.Thresholds)}
}

// review opens a case. What people will find belongs to the intent: a case that
// is opened again after its end ends alike.
func (f *fraudCheck) review(env *sim.Env, m *ReviewCase) (sim.Message, error) {
	if _, known := f.cases.Read(m.Key); known {
		return &Done{}, nil
	}
	luck := env.LuckOf(luckReview, env.Intent())
	takes := f.rules.Takes.Duration(&luck)
	if blow := f.shop.struck(env, whenReviewed, m, m.Key); blow != nil {
		takes = towards(takes, time.Duration(float64(float64(takes)*blow.Factor)), blow.strength)
	}
	good := f.rules.Accepts
	if m.Fraud {
		good = 1 - f.rules.Finds
	}
	c := reviewCase{
		key: m.Key, order: m.Order, intent: env.Intent(), decided: env.Now() + takes, good: luck.Chance(good),
	}
	f.cases.Commit(env, c)
	env.After(takes, &due{key: c.key})
	return &Done{}, nil
}

// decide closes a case, unless the reminder is one from before a crash. Should
// the merchant system not hear of it, it asks again.
func (f *fraudCheck) decide(env *sim.Env, m *due) (sim.Message, error) {
	c, open := f.cases.Read(m.key)
	if !open || env.Now() < c.decided {
		return nil, nil
	}
	env.Send(f.shop.Merchant, &ReviewDecided{Order: c.order, Key: c.key, Good: c.good})
	f.cases.Archive(c.key)
	return nil, nil
}

// Restarted takes up the cases that were open.
func (f *fraudCheck) Restarted(env *sim.Env) {
	f.cases.Each(func(c reviewCase) bool {
		env.About(c.intent, c.order)
		env.After(max(0, c.decided-env.Now()), &due{key: c.key})
		return true
	})
}
