package study

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// attempt is one run at one load.
type attempt struct {
	load        float64
	replication int
	passed      bool
	cut         bool     // it was ended before the phase was over, by a threshold
	curve       bool     // it was played until the phase was over, and not all can be judged
	broken      []string // thresholds
	goodput     float64  // thank-yous a second in the phase; NaN if nobody knows
	p99         float64  // of the checkout in it, in seconds; NaN if nobody knows
	busy        map[string]float64
	hash        string
	choke       *choke // nil if no actor held the others up
}

// What is measured of a phase is asked for as thresholds that always hold.
const (
	askGoodput = "rate>=0"
	askP99     = "p(99)>=0"
)

// shop is the scenario at a load, with all that must hold and all that is measured. For the curve
// beyond the knee it is played only until the phase is over, and nothing else ends it.
func (c *capacitySearch) shop(load float64, curve bool) (*scenarios.Scenario, error) {
	s, _, err := c.sameShop(load)
	if err != nil {
		return nil, err
	}
	s.Thresholds = scenarios.Thresholds{}
	for _, metric := range slices.Sorted(keysOf(c.promises)) {
		s.Thresholds[metric] = slices.Clone(c.promises[metric])
		for i := range s.Thresholds[metric] {
			s.Thresholds[metric][i].AbortOnFail = !curve && s.Thresholds[metric][i].AbortOnFail
		}
	}
	if end := c.phaseEnd(); curve && (s.Until == 0 || s.Until > end) {
		s.Until = end
	}
	for _, ask := range [2][2]string{{"goodput", askGoodput}, {"checkout_duration", askP99}} {
		metric := c.inPhase(ask[0])
		s.Thresholds[metric] = append(s.Thresholds[metric], scenarios.Threshold{Threshold: ask[1]})
	}
	return s, nil
}

// sameShop is the scenario at a load, and the sets that make it. The shop is that of the file: pools
// that are auto would grow with the load, and are kept as they were.
func (c *capacitySearch) sameShop(load float64) (*scenarios.Scenario, []string, error) {
	sets := append(slices.Clone(c.plan.Sets), c.dial.Set(load))
	s, err := scenarios.Load(c.plan.Scenario, sets)
	if err != nil {
		return nil, nil, err
	}
	grown := len(sets)
	for _, pool := range c.scenario.Source.Sized {
		if !slices.Contains(s.Source.Sized, pool) && !strings.HasPrefix(pool, c.search.Vary+"=") {
			sets = append(sets, pool)
		}
	}
	if len(sets) > grown {
		s, err = scenarios.Load(c.plan.Scenario, sets)
	}
	return s, sets, err
}

// inPhase is a metric of the phase that is measured.
func (c *capacitySearch) inPhase(name string) scenarios.Metric {
	return scenarios.Metric(name + "{phase:" + c.phase + "}")
}

// try makes one run.
func (c *capacitySearch) try(ctx context.Context, load float64, replication int, curve bool) (attempt, error) {
	s, err := c.shop(load, curve)
	if err != nil {
		return attempt{}, err
	}
	sum, err := s.Run(ctx, scenarios.Options{Seed: c.seed + uint64(replication)})
	if err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return attempt{}, err
	}
	t := attempt{load: load, replication: replication, cut: sum.Aborted != nil && sum.Aborted.At < c.phaseEnd().Seconds(), curve: curve, hash: sum.TraceHash,
		goodput: math.NaN(), p99: math.NaN(), busy: busiest(sum.Actors), choke: chokeOf(sum)}
	for _, v := range sum.Thresholds {
		switch {
		case v.Metric == string(c.inPhase("goodput")) && v.Threshold == askGoodput:
			t.goodput = v.Value * c.scenario.Scale // of the shop at full size, like the load
		case v.Metric == string(c.inPhase("checkout_duration")) && v.Threshold == askP99:
			if v.OK {
				t.p99 = v.Value / 1000
			}
		case curve && strings.HasPrefix(v.Note, "no "): // it is about what comes later
		case !v.OK && (sum.Aborted == nil || v.Aborted):
			t.broken = append(t.broken, v.Metric+" "+v.Threshold)
		}
	}
	t.passed = len(t.broken) == 0
	c.meter.ran(replication)
	return t, nil
}

// attempts are the runs of a search, made at the same time.
type attempts struct {
	c     *capacitySearch
	mutex sync.Mutex
	all   []attempt
}

// borne tells if a replication keeps what was promised at a load. A run that was made is not made
// again: of whole numbers, several loads may be the same.
func (a *attempts) borne(ctx context.Context, load float64, replication int) (bool, error) {
	load = a.c.dial.Round(load)
	if before := a.made(load, replication); before != nil {
		return before.passed, nil
	}
	t, err := a.c.try(ctx, load, replication, false)
	if err != nil {
		return false, err
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for _, other := range a.all {
		times := max(load, other.load) / min(load, other.load)
		if other.replication == replication && other.hash == t.hash && times >= noLoad {
			return false, a.c.changesNothing(other.load, load)
		}
	}
	a.all = append(a.all, t)
	return t.passed, nil
}

func (c *capacitySearch) changesNothing(at, and float64) error {
	return fmt.Errorf("%s changes nothing: at %s and at %s the runs are the same, event for event; turn up something that the shop feels, such as a rate or the target of a stage of the load",
		c.search.Vary, c.dial.Words(at), c.dial.Words(and))
}

// felt is an error if several loads were tried, and no replication ran otherwise at any of them: then no
// bound says anything about the shop.
func (a *attempts) felt() error {
	first, same := map[int]*attempt{}, error(nil)
	for i := range a.all {
		t := &a.all[i]
		before := first[t.replication]
		switch {
		case before == nil:
			first[t.replication] = t
		case before.hash != t.hash:
			return nil
		case before.load != t.load:
			same = a.c.changesNothing(before.load, t.load)
		}
	}
	return same
}

// noLoad is how many times more of something must make no difference at all to be nothing that a
// shop feels. A rare fault may strike the same messages at 2 % and at 3 %.
const noLoad = 8

func (a *attempts) made(load float64, replication int) *attempt {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for _, t := range a.all {
		if t.load == load && t.replication == replication {
			return &t
		}
	}
	return nil
}

// sorted are the runs by load and replication, whichever was done first.
func (a *attempts) sorted() []attempt {
	slices.SortFunc(a.all, byLoad)
	return a.all
}

func byLoad(a, b attempt) int {
	return cmp.Or(cmp.Compare(a.load, b.load), cmp.Compare(a.replication, b.replication))
}

// phaseEnd is when the phase that is measured is over, and whoever came in it has had a minute more.
func (c *capacitySearch) phaseEnd() time.Duration {
	end := time.Duration(0)
	for _, phase := range c.scenario.Load.Phases() {
		if phase.Name == c.phase {
			end = max(end, phase.Until)
		}
	}
	return end + time.Minute
}

// busiest is how busy each actor was in its busiest slice of the load.
func busiest(actors []scenarios.ActorLine) map[string]float64 {
	busy := map[string]float64{}
	for _, actor := range actors {
		for _, slice := range actor.Slices {
			busy[actor.Actor] = max(busy[actor.Actor], slice.Busy)
		}
	}
	return busy
}

// probes are all runs, by load. Of a run that was cut short nobody knows how much came of it.
func (c *capacitySearch) probes() []Probe {
	slices.SortStableFunc(c.attempts, byLoad)
	var probes []Probe
	for rest := c.attempts; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].load == rest[0].load {
			n++
		}
		probes, rest = append(probes, probeOf(rest[:n])), rest[n:]
	}
	return probes
}

// probeOf sums up the runs at one load. A replication may have been run twice, for the knee and for
// the curve; it counts once, and as the run that was not cut short.
func probeOf(all []attempt) Probe {
	var runs []attempt
	for _, t := range all {
		last := len(runs) - 1
		switch {
		case last < 0 || runs[last].replication != t.replication:
			runs = append(runs, t)
		case runs[last].cut, runs[last].curve && !t.cut:
			runs[last] = t
		}
	}
	p := Probe{Load: all[0].load, Utilization: map[string]float64{}}
	var goodput, p99 []float64
	broken := map[string]int{}
	for _, t := range runs {
		switch {
		case !t.passed:
			p.Of++
		case !t.curve: // what has failed nothing yet may fail something later
			p.Of, p.Passed = p.Of+1, p.Passed+1
		}
		if !t.cut {
			goodput, p99 = append(goodput, t.goodput), append(p99, t.p99)
		}
		for _, line := range t.broken {
			if broken[line]++; 2*broken[line] > len(runs) && !slices.Contains(p.Broken, line) {
				p.Broken = append(p.Broken, line)
			}
		}
		for _, actor := range slices.Sorted(keysOf(t.busy)) {
			p.Utilization[actor] += t.busy[actor] / float64(len(runs))
		}
	}
	p.Goodput, p.P99 = experiment.MeanOf(goodput, confidence), experiment.MeanOf(p99, confidence)
	return p
}
