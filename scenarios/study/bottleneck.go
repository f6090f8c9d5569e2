package study

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"buynow/scenarios"
	"buynow/sim"
)

// choke is an actor that held the others up in a run, in the slices of the load in which it had most
// to do.
type choke struct {
	actor   string
	workers int
	busy    float64 // of them, on average
	waiting int     // the longest its queue ever was
	served  float64 // messages a second
	refused uint64  // messages, in all of the load
	try     string  // what may help, path=value
}

// chokeOf is the actor that held the others up in a run; nil if none did.
func chokeOf(sum *scenarios.Summary) *choke {
	if sum.Bottleneck == nil {
		return nil
	}
	h := &choke{actor: sum.Bottleneck.Actor, waiting: sum.Bottleneck.Waiting, try: strings.TrimPrefix(sum.Bottleneck.Try, "--set ")}
	for _, actor := range sum.Actors {
		if actor.Actor != h.actor {
			continue
		}
		h.workers = actor.Workers
		most := 0.0
		for _, slice := range actor.Slices {
			h.refused += slice.Refused
			most = max(most, slice.Busy)
		}
		served, n := 0.0, 0.0
		for _, slice := range actor.Slices {
			if slice.Busy >= 0.95*most && most > 0 {
				h.busy += slice.Busy * float64(actor.Workers)
				served, n = served+float64(slice.Served), n+1
			}
		}
		if n > 0 {
			h.busy, h.served = h.busy/n, served/n/actor.SliceSeconds
		}
	}
	return h
}

// why is the evidence in a sentence. By Little's law as many workers are busy as messages are done
// a second, times the seconds that each takes: if that is all of them, no more can be done. Few
// workers are overrun by bunches before that.
func (h *choke) why() string {
	text := fmt.Sprintf("the %s: %s of %s busy, %s waiting", scenarios.Called(h.actor), threeDigits(h.busy), many(h.workers, "worker"), grouped(h.waiting))
	if h.served > 0 {
		each := time.Duration(h.busy / h.served * float64(time.Second))
		text += fmt.Sprintf("; %s/s × %s = %s", threeDigits(h.served), sim.FormatDuration(toThreeDigits(each)), threeDigits(h.busy))
	}
	if h.busy < 0.9*float64(h.workers) {
		text += ": not all are busy all the time, but customers come in bunches"
		if h.refused > 0 {
			text += fmt.Sprintf(", and %s found its queue full", many(int(h.refused), "message"))
		}
	}
	return text
}

// nameBottleneck says what fails first and who gives way, by the run of each replication that was
// too much and closest to its knee. If the knee was never reached, those at the bound.
func (c *capacitySearch) nameBottleneck() {
	threshold, actor := newBallot(), newBallot()
	for r := range c.gaps {
		t := c.closest(r)
		if t == nil {
			continue
		}
		for _, line := range t.broken[:min(1, len(t.broken))] {
			threshold.add(line)
		}
		name := ""
		if t.choke != nil {
			name = t.choke.actor
		}
		actor.add(name)
	}
	c.answer.Broken = threshold.first()
	t := c.evidence(actor.first())
	switch {
	case t != nil:
		c.answer.Actor, c.answer.Try = t.choke.actor, t.choke.try
		c.answer.Why = fmt.Sprintf("%s (at %s)", t.choke.why(), c.dial.Words(t.load))
	case c.answer.Broken != "":
		c.answer.Why = "no actor had more to do than it could: what fails is not a matter of workers"
	}
}

// evidence is the run in which it is told how an actor held the others up: the first that is well
// beyond the knee, where it is plain to see, else the first that failed.
func (c *capacitySearch) evidence(actor string) *attempt {
	var first *attempt
	for i := range c.attempts {
		t := &c.attempts[i]
		if t.passed || t.cut || t.choke == nil || t.choke.actor != actor {
			continue
		}
		if t.load > 1.2*c.answer.Estimate.Mean {
			return t
		}
		if first == nil {
			first = t
		}
	}
	return first
}

// closest is the run of a replication that failed at the least load.
func (c *capacitySearch) closest(replication int) *attempt {
	var least *attempt
	for i := range c.attempts {
		if t := &c.attempts[i]; t.replication == replication && !t.passed && (least == nil || t.load < least.load) {
			least = t
		}
	}
	return least
}

// ballot counts votes; of those with as many the first wins.
type ballot struct {
	names []string
	votes map[string]int
}

func newBallot() *ballot { return &ballot{votes: map[string]int{}} }

func (b *ballot) add(name string) {
	if b.votes[name] == 0 {
		b.names = append(b.names, name)
	}
	b.votes[name]++
}

func (b *ballot) first() string {
	best := ""
	for _, name := range b.names {
		if b.votes[name] > b.votes[best] {
			best = name
		}
	}
	return best
}

// named is what people call an actor.
func named(actor string) string { return scenarios.Called(actor) }

// threeDigits is a number with three digits: 46.1, 1,250.
func threeDigits(x float64) string {
	if math.Abs(x) >= 1000 {
		return grouped(int(math.Round(x)))
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// grouped parts the digits of a whole number: 24,466.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// toThreeDigits is a duration with three digits.
func toThreeDigits(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}
