package dashboard

import (
	"strconv"

	"buynow/actors"
	"buynow/sim/metrics"
)

// families are the metrics that Prometheus is told. Every label is from a list of
// ours, so there are as many series for ten customers as for ten million. The sums
// begin anew with another run, as those of a program that was started anew.
var families = []family{
	total("came", "buynow_customers_total", "Customers who came to the shop."),
	total("placed", "buynow_orders_placed_total", "Orders that customers placed."),
	totals("buynow_orders_reached_total", "Orders that came to a milestone.", "milestone", "confirmed", "collected", "delivered", "settled"),
	totals("buynow_orders_ended_total", "Orders that came to an end, by how.", "outcome",
		"completed", "declined", "fraud_blocked", "sold_out", "rejected", "cancelled", "refunded", "needs_attention"),
	totals("buynow_clicks_answered_total", "Clicks on Buy Now, by what the customer was shown.", "answer", "thanked", "sorry", "unanswered"),
	total("mails", "buynow_mails_total", "Letters that the mail provider delivered."),
	total("doorbells", "buynow_doorbells_total", "Doorbells that the truck rang."),
	euros("buynow_charged_euros_total", "Money that was taken from cards.", true, "charged"),
	euros("buynow_charged_back_euros_total", "Money that was given back to cards.", true, "charged_back"),
	euros("buynow_charged_open_euros", "Money that was taken for what is not delivered yet.", false, "charged_open"),
	total("double_charges", "buynow_double_charges_total", "Customers who were charged twice for one wish to buy."),
	total("oversold", "buynow_oversold_total", "Times that more was sold than there was."),
	total("breaches", "buynow_breaches_total", "Times that a promise of the shop was broken."),
	total("calls", "buynow_calls_total", "Questions between actors, without those asked again."),
	total("retries", "buynow_retries_total", "Questions that were asked again."),
	total("compensations", "buynow_compensations_total", "Things that were undone."),

	{metrics.Family{Name: "buynow_checkout_seconds", Help: "How long customers of late waited for a page, at percentiles of them.", Labels: []string{"percentile"}},
		func(s *standing, tell tellOf) {
			tell(micro(s.tick.Gauges[gaugeOf("checkout_p50")]), "50")
			tell(micro(s.tick.Gauges[gaugeOf("checkout_p99")]), "99")
		}},
	gauge("customers_waiting", "buynow_customers_waiting", "Customers who have clicked and wait for a page.", 1),
	gauge("orders_open", "buynow_orders_open", "Orders that have not come to an end.", 1),
	gauge("to_pack", "buynow_parcels_to_pack", "Parcels that wait in the warehouse.", 1),
	gauge("on_trucks", "buynow_parcels_on_trucks", "Parcels on their way.", 1),
	gauge("on_shelf", "buynow_stock_pieces", "Pieces on the shelf.", 1),
	gauge("reserved", "buynow_stock_reserved_pieces", "Pieces that are set aside for orders.", 1),
	gauge("supplies_open", "buynow_supplies_open", "Deliveries of the manufacturer that are still to come.", 1),
	gauge("attempts_per_call", "buynow_attempts_per_call_ratio", "How often a question is asked until it is answered, of late.", 1000),
	{metrics.Family{Name: "buynow_money_euros", Help: "Money, by where it is: held on cards, captured and on its way, settled.", Labels: []string{"state"}},
		func(s *standing, tell tellOf) {
			for _, state := range []string{"held", "captured", "settled"} {
				tell(float64(s.tick.Gauges[gaugeOf("money_"+state)])/100, state)
			}
		}},

	{metrics.Family{Name: "buynow_road_messages_total", Help: "Messages on a road, by what became of them.", Sum: true, Labels: []string{"road", "outcome"}},
		func(s *standing, tell tellOf) {
			for i, road := range roads {
				for j, outcome := range [perRoad]string{"passed", "failed", "asked_again"} {
					tell(float64(s.tick.Roads[i*perRoad+j]), road.name, outcome)
				}
			}
		}},
	ofActors("buynow_actor_queue_messages", "Messages that wait for an actor.", false, 1, 1),
	ofActors("buynow_actor_busy_workers", "Workers of an actor that are at work.", false, 2, 1),
	ofActors("buynow_actor_workers", "Workers of an actor; -1 if there is no limit.", false, 3, 1),
	ofActors("buynow_actor_service_seconds", "How long an actor of late took to serve.", false, 4, 1e6),
	ofActors("buynow_actor_refused_total", "Messages for which an actor was too busy, or not there.", true, 5, 1),
	{metrics.Family{Name: "buynow_actor_state", Help: "1 for the state in which an actor is.", Labels: []string{"actor", "state"}},
		func(s *standing, tell tellOf) {
			for i, actor := range castNames {
				for state, name := range actorStates {
					tell(is(s.tick.Actors[i*perActor] == int64(state)), actor, name)
				}
			}
		}},
	ofSteps("buynow_step_orders_total", "Orders that came to a step.", true, 0, 1),
	ofSteps("buynow_step_lost_total", "Orders that were lost at a step.", true, 1, 1),
	ofSteps("buynow_step_median_seconds", "How long half of the orders of late took at most from the step before.", false, 2, 1e6),
	{metrics.Family{Name: "buynow_breaker_state", Help: "The switch of a line: 0 closed, 1 open, 2 lets one question pass.", Labels: []string{"line"}}, tellBreakers},
	{metrics.Family{Name: "buynow_faults", Help: "Faults that are there."}, func(s *standing, tell tellOf) { tell(float64(len(s.tick.Faults))) }},

	{metrics.Family{Name: "buynow_run_state", Help: "1 for how the run goes on.", Labels: []string{"state"}},
		func(s *standing, tell tellOf) {
			for _, state := range runStates {
				tell(is(s.state == state), state)
			}
		}},
	{metrics.Family{Name: "buynow_simulated_seconds_total", Help: "Simulated time since the run began.", Sum: true}, func(s *standing, tell tellOf) { tell(micro(s.at)) }},
	{metrics.Family{Name: "buynow_speed_asked_ratio", Help: "Simulated seconds per second that are asked for; 0 is as fast as it goes."},
		func(s *standing, tell tellOf) { tell(s.tick.Speed) }},
	{metrics.Family{Name: "buynow_speed_reached_ratio", Help: "Simulated seconds per second of late."},
		func(s *standing, tell tellOf) { tell(s.tick.Reached) }},
}

// family is a metric, and how it is told of a run that stands so.
type family struct {
	metrics.Family
	tell func(s *standing, tell tellOf)
}

// tellOf tells a number of a family that is known.
type tellOf func(value float64, labels ...string)

var (
	actorStates = [...]string{"healthy", "filling", "slow", "failing", "down", "recovering"}
	runStates   = [...]string{"ready", "running", "paused", "stepping", "over", "broken"}
)

func total(name, metric, help string) family {
	place := totalOf(name)
	return family{metrics.Family{Name: metric, Help: help, Sum: true}, func(s *standing, tell tellOf) { tell(float64(s.tick.Totals[place])) }}
}

// totals are several sums under one name, told apart by a label that says their own.
func totals(metric, help, label string, names ...string) family {
	return family{metrics.Family{Name: metric, Help: help, Sum: true, Labels: []string{label}}, func(s *standing, tell tellOf) {
		for _, name := range names {
			tell(float64(s.tick.Totals[totalOf(name)]), name)
		}
	}}
}

func euros(metric, help string, sum bool, name string) family {
	place := totalOf(name)
	return family{metrics.Family{Name: metric, Help: help, Sum: sum}, func(s *standing, tell tellOf) { tell(float64(s.tick.Totals[place]) / 100) }}
}

// gauge is a level, of which a whole is so many.
func gauge(name, metric, help string, whole float64) family {
	place := gaugeOf(name)
	return family{metrics.Family{Name: metric, Help: help}, func(s *standing, tell tellOf) { tell(float64(s.tick.Gauges[place]) / whole) }}
}

// ofActors is what stands at one place in what a tick has for each actor.
func ofActors(metric, help string, sum bool, place int, whole float64) family {
	return family{metrics.Family{Name: metric, Help: help, Sum: sum, Labels: []string{"actor"}}, func(s *standing, tell tellOf) {
		for i, actor := range castNames {
			tell(float64(s.tick.Actors[i*perActor+place])/whole, actor)
		}
	}}
}

// ofSteps is what stands at one place in what a tick has for each step.
func ofSteps(metric, help string, sum bool, place int, whole float64) family {
	return family{metrics.Family{Name: metric, Help: help, Sum: sum, Labels: []string{"step"}}, func(s *standing, tell tellOf) {
		for step := range actors.Steps {
			tell(float64(s.tick.Steps[step*perStep+place])/whole, strconv.Itoa(step+1))
		}
	}}
}

func tellBreakers(s *standing, tell tellOf) {
	states := make([]int64, len(actors.Lines()))
	for i := 0; i < len(s.tick.Breakers); i += perBreaker {
		states[s.tick.Breakers[i]] = s.tick.Breakers[i+1]
	}
	for i, line := range actors.Lines() {
		tell(float64(states[i]), line)
	}
}

func micro(n int64) float64 { return float64(n) / 1e6 }

func is(so bool) float64 {
	if so {
		return 1
	}
	return 0
}
