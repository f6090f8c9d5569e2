package main

import (
	"strings"

	"buynow/scenarios"
)

// renderOutcomes says where the placed orders ended; the parts sum to the whole.
func renderOutcomes(page *page, s *scenarios.Summary) {
	o, m := s.Outcomes, s.Milestones
	page.gap()
	l := append(title("OUTCOMES"), span{plain, "  "}, span{plain, count(s.Placed) + nbsp + "placed"})
	sign := " = "
	for _, part := range []struct {
		n    int
		name string
		ink  ink
	}{
		{o.Completed, "completed", good}, {o.Declined, "declined", bad}, {o.FraudBlocked, "fraud blocked", bad},
		{o.SoldOut, "sold out", bad}, {o.Rejected, "rejected", bad}, {o.Cancelled, "cancelled", warn},
		{o.Refunded, "refunded", warn}, {o.InFlight, "in flight", order}, {o.NeedsAttention, "need attention", loud},
	} {
		if part.n == 0 {
			continue
		}
		l = append(l, span{dim, sign}, span{part.ink, count(part.n)}, span{plain, unbroken(" " + part.name)})
		sign = " +" + nbsp
	}
	page.flow(12, l)

	var passed []string
	for _, part := range []struct {
		n    int
		name string
	}{
		{m.Confirmed, "confirmed"}, {m.Collected, "collected"}, {m.Delivered, "delivered"},
		{m.Settled, "settled"}, {m.Returned, "returned"}, {m.Disputed, "disputed"},
	} {
		if part.n > 0 {
			passed = append(passed, unbroken(count(part.n)+" "+part.name))
		}
	}
	if len(passed) > 0 {
		page.flow(12, line{{plain, pad(12)}, {dim, "of these " + strings.Join(passed, " ·"+nbsp)}})
	}
}

// renderBooks says whether money and goods add up, which promises held, and shows an order for each that did not.
func renderBooks(page *page, s *scenarios.Summary) {
	if len(s.Invariants) == 0 && len(s.Books) == 0 {
		return
	}
	broken := 0
	for _, invariant := range s.Invariants {
		if !invariant.OK {
			broken++
		}
	}
	page.gap()
	heading := append(title("THE BOOKS BALANCE"), span{plain, "  "},
		span{good, "✓ " + count(len(s.Invariants)) + " of " + count(len(s.Invariants)) + " invariants hold"})
	if broken > 0 {
		heading = append(title("THE BOOKS DO NOT BALANCE"), span{plain, "  "},
			span{loud, "✗ " + count(broken) + " of " + count(len(s.Invariants)) + " invariants broken"})
	}
	page.flow(4, append(heading, span{dim, "  " + unbroken(plural(int(s.Checks), "check"))}))
	renderBreaches(page, s)
	renderBalances(page, s.Books)
}

// renderBreaches lists what was broken, by whom, and the command that shows it.
func renderBreaches(page *page, s *scenarios.Summary) {
	name := 0
	for _, v := range s.Invariants {
		if brokenBy(v) != "" {
			name = max(name, columns(v.Name))
		}
	}
	for _, v := range s.Invariants {
		by := brokenBy(v)
		if by == "" {
			continue
		}
		ink := plain
		if !v.OK {
			ink = loud
		}
		l := line{{plain, "   "}, tick(v.OK), {plain, " "}, {ink, v.Name}, {plain, pad(name - columns(v.Name) + 3)}}
		if v.Text != "" {
			l = append(l, span{plain, v.Text + ": "})
		}
		indent := 5 + name + 3
		page.flow(indent, append(l, span{warn, by}))
		if v.Explain != "" && !v.OK {
			page.add(line{{plain, pad(indent)}, {dim, "see  "}, {plain, v.Explain}})
		}
	}
}

// brokenBy says who broke an invariant how often; nothing if nobody did.
func brokenBy(v scenarios.InvariantVerdict) string {
	var by []string
	for _, breach := range []struct {
		n   int
		who string
	}{{v.Shop, "by the shop"}, {v.WorldUnrepaired, "by the world, not repaired"}, {v.WorldRepaired, "by the world, repaired"}} {
		if breach.n > 0 {
			by = append(by, unbroken(count(breach.n)+" "+breach.who))
		}
	}
	return strings.Join(by, "; ")
}

// terms lets a sum be broken before its signs only, so that a number stays with its name.
func terms(sum string) string {
	return strings.NewReplacer(nbsp+"+"+nbsp, " +"+nbsp, nbsp+"="+nbsp, " ="+nbsp).Replace(unbroken(sum))
}

// renderBalances writes the sums one below the other, and the promises without a sum beside each other.
func renderBalances(page *page, books []scenarios.Book) {
	name := 0
	for _, book := range books {
		if book.Text != "" {
			name = max(name, columns(book.Name))
		}
	}
	var promises line
	for _, book := range books {
		if book.Text != "" {
			l := line{{plain, "   "}, tick(book.OK), {plain, " " + left(book.Name, name) + "   " + terms(book.Text)}}
			page.flow(5+name+3, l)
			continue
		}
		mark := tick(book.OK)
		mark.text += nbsp
		promises = append(promises, span{plain, "   "}, mark, span{plain, unbroken(book.Name)})
	}
	if len(promises) > 0 {
		page.flow(3, promises)
	}
}
