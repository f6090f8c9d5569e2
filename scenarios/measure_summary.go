package scenarios

import (
	"fmt"
	"math"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// spread is a trend as the summary shows it, in milliseconds.
func spread(t *metrics.Trend) Spread {
	return Spread{
		Count: uint64(t.Count()), Avg: millis(t.Mean()), Min: millis(t.Min()), Med: millis(t.At(50)), Max: millis(t.Max()),
		P90: millis(t.At(90)), P95: millis(t.At(95)), P99: millis(t.At(99)), P999: millis(t.At(99.9)), Example: int(t.Example()),
	}
}

// millis is a duration in milliseconds; the microsecond that a trend cannot tell
// from nothing is nothing.
func millis(d time.Duration) float64 {
	if d <= time.Microsecond {
		return 0
	}
	return float64(d) / float64(time.Millisecond)
}

// plain is a single number as a metric.
func plain(value float64, count, example uint64) Spread {
	return Spread{
		Count: count, Avg: value, Min: value, Med: value, Max: value, P90: value, P95: value, P99: value, P999: value, Example: int(example),
	}
}

// shown is anything recorded as the summary shows it. A counter's number is its
// sum, but for goodput, which is per second.
func shown(f *family, m metrics.Meter, over time.Duration) Spread {
	switch meter := m.(type) {
	case *metrics.Trend:
		return spread(meter)
	case *metrics.Rate:
		return plain(meter.Ask(metrics.Share, 0, over), meter.Samples(), meter.Example())
	case *metrics.Counter:
		value := float64(meter.Sum())
		if f.metric.Name == "goodput" {
			value = meter.Ask(metrics.PerSecond, 0, over)
		}
		return plain(value, meter.Samples(), meter.Example())
	}
	return Spread{}
}

// metrics gathers everything that was measured, by the names of the contract.
func (m *measure) metrics(now time.Duration) map[string]Spread {
	all := map[string]Spread{}
	add := func(name string, f *family, over time.Duration) {
		all[name] = shown(f, f.whole.All, over)
		for _, p := range f.parts {
			span := m.spanOf(p.selector)
			all[p.selector.String()] = shown(f, p.series.All, min(span.Until, now)-span.From)
		}
	}
	for name, f := range m.board.families {
		add(name, f, min(m.load, now))
	}
	for step := 1; step <= actors.Steps; step++ {
		add(fmt.Sprintf("step_duration{step=%d}", step), m.board.steps[step], min(m.load, now))
	}
	held := m.orphans.gauge(now)
	all[orphanMoney] = Spread{Count: held.Seen, Avg: held.Mean, Med: held.Now, Max: held.Most, Example: int(held.Order)}
	names := m.shop.World.Names()
	for id := 1; id < len(names); id++ {
		if names[id] == doorName {
			continue // is no part of the shop
		}
		depth, busy := m.depth(sim.ActorID(id), now), m.busy(sim.ActorID(id), now)
		all[fmt.Sprintf("queue_depth{actor=%s}", names[id])] = Spread{
			Count: depth.Seen, Avg: depth.Mean, Max: depth.Most, Example: int(depth.Order),
		}
		line := plain(busy.Mean, busy.Seen, busy.Order)
		line.Max = busy.Most
		all[fmt.Sprintf("utilization{actor=%s}", names[id])] = line
	}
	for i := range m.links.all {
		if from, to := names[i/m.actors], names[i%m.actors]; m.links.all[i].calls > 0 && from != doorName && to != doorName {
			tries := m.triesOf(i)
			name := fmt.Sprintf("attempts_per_call{link=%s -> %s}", from, to)
			all[name] = plain(tries.Now, tries.Seen, tries.Order)
		}
	}
	return all
}

// spanOf is the time in which the customers of a selector come, by which what is
// counted is made a rate.
func (m *measure) spanOf(s metrics.Selector) metrics.Span {
	if phase := s.Tag(tagPhase); phase != "" {
		for i := range m.phases {
			if p := &m.phases[i]; p.name == phase && !p.warmup {
				return metrics.Span{From: p.from, Until: p.until}
			}
		}
	}
	return metrics.Span{Until: m.load}
}

// depth is the queue of an actor while customers came; its example is the order
// that waited longest.
func (m *measure) depth(id sim.ActorID, now time.Duration) metrics.Gauge {
	load, over := m.stations.at(id, now)
	return metrics.Gauge{
		Now: float64(load.Waiting), Mean: load.Depth(over), Most: float64(load.LongestQueue), Seen: load.Arrived,
		Order: m.stations.all[id].longestOrder,
	}
}

// busy is how busy an actor was while customers came; its example is an order
// that was served in the busiest slice.
func (m *measure) busy(id sim.ActorID, now time.Duration) metrics.Gauge {
	load, over := m.stations.at(id, now)
	a := &m.stations.all[id]
	mean := load.Utilization(over)
	return metrics.Gauge{Now: mean, Mean: mean, Most: max(mean, a.busiest), Seen: load.Served, Order: a.busiestOrder}
}

// triesOf is how many messages a link took for each that was meant.
func (m *measure) triesOf(link int) metrics.Gauge {
	a := m.links.all[link]
	tries := float64(a.tries) / math.Max(1, float64(a.calls))
	return metrics.Gauge{Now: tries, Mean: tries, Most: tries, Seen: a.calls, Order: a.example}
}

// gauge reads a metric that is not recorded.
func (m *measure) gauge(s metrics.Selector, now time.Duration) metrics.Gauge {
	names := m.shop.World.Names()
	idOf := func(name string) sim.ActorID {
		for id := range names {
			if names[id] == name {
				return sim.ActorID(id)
			}
		}
		return sim.Outside
	}
	switch s.Name {
	case "queue_depth":
		return m.depth(idOf(s.Tag(tagActor)), now)
	case "utilization":
		return m.busy(idOf(s.Tag(tagActor)), now)
	case orphanMoney:
		return m.orphans.gauge(now)
	}
	from, to, _ := linkEnds(s.Tag(tagLink))
	return m.triesOf(int(idOf(from))*m.actors + int(idOf(to)))
}

func share(part, whole uint64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
