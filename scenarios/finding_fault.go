package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// harmsOf are what a broken invariant means to people, of one and of several.
var harmsOf = map[string][2]string{
	"nobody-charged-twice":              {"1 customer was charged twice", "%s customers were charged twice"},
	"captured-then-shipped-or-refunded": {"1 customer paid and got neither the goods nor the money", "%s customers paid and got neither the goods nor the money"},
	"shipped-then-captured":             {"1 order was delivered and never paid", "%s orders were delivered and never paid"},
	"paid-for-what-was-kept":            {"1 customer paid something else than was owed", "%s customers paid something else than was owed"},
	"nothing-oversold":                  {"1 order was promised goods that were not there", "%s orders were promised goods that were not there"},
	"no-hold-left-behind":               {"the money of 1 order stayed held that was over", "the money of %s orders stayed held that were over"},
	"one-click-one-order":               {"1 click became two orders", "%s clicks became two orders"},
	"shipped-within-ordered":            {"1 order was sent twice", "%s orders were sent twice"},
	"everybody-hears-the-end":           {"1 customer was never told that nothing would come", "%s customers were never told that nothing would come"},
	"page-tells-truth":                  {"1 customer was thanked for an order that was none", "%s customers were thanked for an order that was none"},
	"shelf-never-negative":              {"an empty shelf was sold from", "empty shelves were sold from %s times"},
	"nothing-stuck":                     {"1 order was stuck for ever", "%s orders were stuck for ever"},
}

// harmOf is what a broken invariant means to people, empty if it says so itself.
func harmOf(invariant string, n int) string {
	harm, known := harmsOf[invariant]
	switch {
	case !known:
		return ""
	case n == 1:
		return harm[0]
	}
	return fmt.Sprintf(harm[1], thousands(int64(n)))
}

// findBreach is the finding of a run in which the shop broke an invariant: what
// that means to people, and under which fault; it tells if there was one. Of
// several the one is told that means something to people.
func (p *Play) findBreach(sum *Summary) bool {
	broken := slices.DeleteFunc(slices.Clone(sum.Invariants), func(v InvariantVerdict) bool { return v.Shop == 0 })
	if len(broken) == 0 {
		return false
	}
	worst := broken[max(0, slices.IndexFunc(broken, func(v InvariantVerdict) bool { return harmOf(v.Name, v.Shop) != "" }))]
	sum.FindingOrder = worst.Example
	sum.Next = p.carefully()
	harm := harmOf(worst.Name, worst.Shop)
	f := p.faultOf(uint64(worst.Example))
	switch {
	case harm == "" && (f == nil || worst.Example == 0):
		sum.Finding = fmt.Sprintf("The shop broke %s (%s), first with order %s: %s.", worst.Name, times(worst.Shop), thousands(int64(worst.Example)), worst.Text)
		return true
	case harm == "":
		harm = fmt.Sprintf("the shop broke %s %s (%s)", worst.Name, times(worst.Shop), worst.Text)
	}
	sum.Finding = capital(harm)
	if f != nil {
		sum.Finding = fmt.Sprintf("%s, %s", p.while(f), harm)
	}
	if worst.Example > 0 {
		sum.Finding += fmt.Sprintf(", as order %s shows", thousands(int64(worst.Example)))
	}
	sum.Finding += "."
	return true
}

// carefully is the flag that makes the shop survive more, if it is not as careful
// as can be.
func (p *Play) carefully() string {
	if hardened := blankScenario().Preset; p.Scenario.Preset != hardened {
		return "--set preset=" + string(hardened)
	}
	return ""
}

// faultOf is the fault that struck an order, else the only one that did anything:
// of several none is blamed on suspicion.
func (p *Play) faultOf(order uint64) *inflicted {
	fired := p.fired()
	for _, f := range fired {
		if f.struck[order] {
			return f
		}
	}
	if len(fired) != 1 {
		return nil
	}
	return fired[0]
}

// fired are the faults that did something, in the order of their beginning.
func (p *Play) fired() []*inflicted {
	fired := slices.DeleteFunc(slices.Clone(p.faults), func(f *inflicted) bool { return f.Hits == 0 || len(f.windows) == 0 })
	slices.SortStableFunc(fired, func(a, b *inflicted) int { return cmp.Compare(a.windows[0].from, b.windows[0].from) })
	return fired
}

// while is a fault as a sentence begins with it: While merchant -> bank lost 5 %
// of its answers (3m to 13m).
func (p *Play) while(f *inflicted) string {
	return fmt.Sprintf("While %s (%s)", f.clause(), f.when())
}

// when is the time in which the fault was there.
func (f *inflicted) when() string {
	from := moment(f.windows[0].from)
	switch {
	case f.on && f.Began == 1:
		return "from " + from + " on"
	case f.on:
		return fmt.Sprintf("%s from %s on", times(int(f.Began)), from)
	case f.Began == 1 && f.until == f.windows[0].from:
		return "at " + from
	case f.Began == 1:
		return from + " to " + moment(f.until)
	}
	return fmt.Sprintf("%s from %s to %s", times(int(f.Began)), from, moment(f.until))
}

// harmed tells if a fault did something to the goodput.
func (p *Play) harmed(f *inflicted) (Recovery, bool) {
	r := p.recoveryFrom(f)
	return r, r.Known && (!r.Back || r.Fell)
}

// faulted is the harm that a fault did to the goodput, the first in time.
func (p *Play) faulted(*Summary) (cause, bool) {
	for _, f := range p.fired() {
		if r, harmed := p.harmed(f); harmed {
			return cause{at: f.windows[0].from, example: f.example, try: p.carefully(), text: fmt.Sprintf("%s, %s", p.while(f), r.clause()), by: f}, true
		}
	}
	return cause{}, false
}

// first is the cause that came first. If that is a fault, what was overrun or ran
// out while it was there says more about it; what broke then broke because of it.
func (p *Play) first(causes []cause) cause {
	slices.SortStableFunc(causes, func(a, b cause) int { return cmp.Compare(a.at, b.at) })
	first := causes[0]
	for i, c := range causes {
		by := p.faultAt(c.at)
		if c.by != nil || by == nil || first.by == nil && i > 0 || first.by != nil && first.by != by {
			continue
		}
		c.text = p.while(by) + ", " + uncapital(c.text)
		if r, harmed := p.harmed(by); harmed {
			c.text += "; " + r.clause()
		}
		if careful := p.carefully(); careful != "" {
			c.try = careful
		}
		return c
	}
	return first
}

// faultAt is the fault that was there at a time, or a little before.
func (p *Play) faultAt(at time.Duration) *inflicted {
	var there *inflicted
	for _, f := range p.fired() {
		if f.windows[0].from <= at && (f.on || at <= f.until+2*p.measure.slice) {
			there = f
		}
	}
	return there
}

// clause says what became of the goodput, as a part of a sentence.
func (r *Recovery) clause() string {
	fell := fmt.Sprintf("goodput fell from %s to %s", perSecond(r.Before), perSecond(r.During))
	switch {
	case !r.Back:
		return fmt.Sprintf("goodput fell from %s to %s and did not come back", perSecond(r.Before), perSecond(r.After))
	case r.Seconds == 0:
		return fell + " and was back as soon as that was over"
	}
	return fmt.Sprintf("%s and was back %s after that was over", fell, inSeconds(time.Duration(r.Seconds*float64(time.Second))))
}

// perSecond is a rate in a sentence: 50/s, 6.6/s.
func perSecond(rate float64) string {
	if rate >= 10 {
		return thousands(int64(math.Round(rate))) + "/s"
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", rate), ".0") + "/s"
}

// uncapital is a text that goes on where a sentence has begun.
func uncapital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// inSpite says which faults a shop has survived.
func (p *Play) inSpite() string {
	fired := p.fired()
	if len(fired) == 0 {
		return ""
	}
	text := fmt.Sprintf(" though %s (%s)", fired[0].clause(), fired[0].when())
	if more := len(fired) - 1; more > 0 {
		text += fmt.Sprintf(" and %s fired", howMany(more, "other fault"))
	}
	return text
}
