package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/experiment"
)

// harmedBy counts who suffered a harm, among those who were exposed to it.
func harmedBy(h Harm, exposed func(*reckoning) int) func(*reckoning) experiment.Value {
	return func(r *reckoning) experiment.Value {
		n := 0
		for bit := range r.harmed {
			if h&(1<<bit) != 0 {
				n += r.harmed[bit]
			}
		}
		return experiment.Value{X: float64(n), Of: float64(exposed(r))}
	}
}

func (r *reckoning) paidOrders() int { return r.paid }

// allWishes are the customers who clicked, and the orders that were too many.
func (r *reckoning) allWishes() int { return len(r.fates) + len(r.extra) }

func (r *reckoning) oversoldUnits() experiment.Value {
	return experiment.Value{X: float64(r.play.Auditor.Oversold()), Of: float64(r.promised)}
}

func (r *reckoning) shopBreaches() experiment.Value {
	n := 0
	for _, v := range r.sum.Invariants {
		n += v.Shop
	}
	return experiment.Value{X: float64(n), Of: float64(r.sum.Checks)}
}

func (r *reckoning) worldBreaches() experiment.Value {
	left, repaired := 0, 0
	for _, v := range r.sum.Invariants {
		left, repaired = left+v.WorldUnrepaired, repaired+v.WorldRepaired
	}
	return experiment.Value{X: float64(left), Of: float64(left + repaired)}
}

func (r *reckoning) orphanPeak() experiment.Value { return plainly(r.sum.Orphans.Peak) }

func (r *reckoning) orphanExposure() experiment.Value {
	return plainly(r.sum.Orphans.DayEuro * actors.Day.Hours())
}

func (r *reckoning) riskExposure() experiment.Value {
	return plainly(r.risks.exposure(r.play.World.Last()))
}

func (r *reckoning) owed() experiment.Value { return euros(r.money.owed) }

func (r *reckoning) placed() experiment.Value { return counted(len(r.fates)) }

func (r *reckoning) confirmed() experiment.Value { return counted(r.sum.Milestones.Confirmed) }

func (r *reckoning) delivered() experiment.Value { return counted(r.sum.Milestones.Delivered) }

func (r *reckoning) success() experiment.Value {
	return share64(float64(r.thanked), float64(r.answer.count())) // neither has who came in a warm-up
}

func (r *reckoning) goodput() experiment.Value {
	return share64(float64(r.inTime), r.play.measure.load.Seconds())
}

func (r *reckoning) clicksWithoutPage() experiment.Value {
	clicks := 0
	for i := range r.play.measure.noPage {
		clicks += r.play.measure.noPage[i].clicks
	}
	return counted(clicks)
}

func (r *reckoning) turnedAway() experiment.Value { return counted(r.ended[TurnedAway]) }

func (r *reckoning) leftToAPerson() experiment.Value { return counted(r.ended[EndedAttention]) }

// quantile is a quantile of some times, unknown if they are too few to have one.
func quantile(of func(*reckoning) *durations, perMille int, horizon time.Duration) func(*reckoning) experiment.Value {
	return func(r *reckoning) experiment.Value {
		d := of(r)
		if d.count()*(1000-perMille) < 1000 {
			return experiment.Unknown
		}
		return plainly(d.at(perMille, horizon).Seconds())
	}
}

func (r *reckoning) answers() *durations { return &r.answer }

func (r *reckoning) thankYous() *durations { return &r.thanks }

func (r *reckoning) parcels() *durations { return &r.door }

func (r *reckoning) answerMean() experiment.Value {
	return lasting(r.answer.mean(answerHorizon), r.answer.count())
}

func (r *reckoning) thanksMean() experiment.Value {
	return lasting(r.thanks.mean(thanksHorizon), r.thanks.count())
}

func (r *reckoning) doorMean() experiment.Value {
	return lasting(r.door.mean(doorHorizon), r.door.count())
}

func (r *reckoning) attempts() experiment.Value {
	calls, tries := 0., 0.
	for _, line := range r.sum.Links {
		calls, tries = calls+float64(line.Calls), tries+float64(line.Tries)
	}
	return share64(tries, calls)
}

func (r *reckoning) bankAttempts() experiment.Value {
	l := r.play.measure.links.between(r.play.Shop.Merchant, r.play.Shop.Bank)
	return share64(float64(l.tries), float64(l.calls))
}

// wastedWork counts the workers of the cast; customers do not work, and the door is no part of the shop.
func (r *reckoning) wastedWork() experiment.Value {
	all, wasted := 0., time.Duration(0)
	links := r.play.measure.links
	for id := 1; id < links.actors; id++ {
		if to := sim.ActorID(id); r.atWork(to) {
			all += r.play.World.Load(to).Work.Seconds()
			for from := range links.actors {
				wasted += links.between(sim.ActorID(from), to).work
			}
		}
	}
	return share64(wasted.Seconds(), all)
}

func (r *reckoning) peakBacklog() experiment.Value {
	most := 0
	for id := 1; id < r.play.measure.links.actors; id++ {
		if to := sim.ActorID(id); r.atWork(to) {
			most = max(most, r.play.World.Load(to).LongestQueue)
		}
	}
	return counted(most)
}

// atWork tells if an actor serves customers, and is none.
func (r *reckoning) atWork(id sim.ActorID) bool {
	return id != r.play.Shop.Customer && r.play.World.Names()[id] != doorName
}

// recovered is told of faults after which it is known whether the shop came back.
func (r *reckoning) recovered() experiment.Value {
	value := experiment.Unknown
	for i := range r.sum.Faults {
		switch back := &r.sum.Faults[i].Recovery; {
		case back.Known && !back.Back:
			return experiment.Value{X: 0, Of: 1}
		case back.Known:
			value = experiment.Value{X: 1, Of: 1}
		}
	}
	return value
}

func (r *reckoning) recoveryTime() experiment.Value {
	longest, known := 0., false
	for i := range r.sum.Faults {
		f := &r.sum.Faults[i]
		switch {
		case !f.Recovery.Known:
		case f.Recovery.Back:
			longest, known = max(longest, f.Recovery.Seconds), true
		default:
			longest, known = max(longest, r.play.measure.load.Seconds()-f.Until), true
		}
	}
	if !known {
		return experiment.Unknown
	}
	return plainly(longest)
}

func (r *reckoning) revenue() experiment.Value { return euros(r.money.revenue) }

func (r *reckoning) givenBack() experiment.Value { return euros(r.money.refunds) }

func (r *reckoning) costPerOrder() experiment.Value {
	return share64(inEuros(r.money.handling()), float64(r.sum.Milestones.Delivered))
}

func (r *reckoning) profit() experiment.Value { return euros(r.money.profit()) }

func (r *reckoning) profitPerOrder() experiment.Value {
	return share64(inEuros(r.money.profit()), float64(len(r.fates)))
}

func (r *reckoning) starvation() experiment.Value { return lasting(r.longest, r.answer.count()) }

// plainly is a value that is no count of harms.
func plainly(x float64) experiment.Value { return experiment.Value{X: x} }

func counted(n int) experiment.Value { return plainly(float64(n)) }

func euros(c actors.Cents) experiment.Value { return plainly(inEuros(c)) }

func inEuros(c actors.Cents) float64 { return float64(c) / 100 }

// lasting is a time of some, unknown of nobody.
func lasting(d time.Duration, of int) experiment.Value {
	if of == 0 {
		return experiment.Unknown
	}
	return plainly(d.Seconds())
}

// share64 is a part of a whole, unknown of nothing.
func share64(part, whole float64) experiment.Value {
	if whole == 0 {
		return experiment.Unknown
	}
	return plainly(part / whole)
}
