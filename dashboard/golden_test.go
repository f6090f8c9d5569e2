package dashboard

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

var update = flag.Bool("update", false, "write the journeys anew")

// quietShop is a shop in which nothing happens but what a test adds.
const quietShop = `
version: 1
name: quiet-shop
seed: 42
starts: mon 10:00
load: { nobody: { executor: constant-arrival-rate, rate: 0.001, duration: 10m } }
`

// journeyTold is a journey, and how it comes about.
type journeyTold struct {
	name, why string
	text      string // of the scenario
	sets      []string
	who       actors.Visitor
	order     uint64 // instead of a visitor
}

// told are the journeys that are told word by word in testdata.
var told = []journeyTold{
	{name: "bought", why: "all goes well", text: quietShop},
	{name: "declined", why: "there is no money on the card", text: quietShop, who: actors.Visitor{Card: actors.EmptyCard}},
	{name: "stolen", why: "the card is a thief's", text: quietShop, who: actors.Visitor{Card: actors.StolenCard}},
	{name: "offer", why: "it is sold out, and the visitor waits", text: quietShop, who: actors.Visitor{Ware: actors.OutOfStock}},
	{
		name: "retry", why: "the bank is slow once, and is asked again with the same key",
		text: quietShop + "faults: [{ type: delay, name: thoughtful, target: merchant -> bank, delay: 9s, for: 1m, where: { attempt: 1 } }]\n" +
			"policies: { merchant -> bank: { timeout: 800ms, retry: { attempts: 3, base: 100ms } } }\n",
	},
	{
		name: "twice", why: "the bank's answer is lost, and a careless shop asks again with a new key",
		text: quietShop + "preset: naive\nfaults: [{ type: drop_response, target: merchant -> bank, for: 1m, where: { attempt: 1 } }]\n",
	},
	{
		name: "down", why: "nobody is there to take the payment",
		text: quietShop + "faults: [{ type: crash, target: merchant, for: 1h }]\n",
	},
	{name: "cancelled", why: "the customer cancels while the bank thinks", text: "cancel-race", order: 91},
	{name: "lost", why: "the parcel is lost, and another one is sent", text: "lost-parcel-week", order: 15, sets: []string{"scale=20"}},
	{name: "stolen-parcel", why: "somebody steals the parcel from the doorstep", text: "lost-parcel-week", order: 3, sets: []string{"scale=20"}},
}

// journeyOf plays a journey to its end.
func journeyOf(t *testing.T, i int) journey {
	t.Helper()
	test := told[i]
	var s *scenarios.Scenario
	var err error
	if strings.Contains(test.text, "\n") {
		s, err = scenarios.Parse(test.name+".yaml", []byte(test.text), test.sets)
	} else {
		s, err = scenarios.Load(test.text, test.sets)
	}
	if err != nil {
		t.Fatal(err)
	}
	if test.order != 0 {
		page, err := newLibrary().page(t.Context(), orderAsked{scenario: s, seed: s.Seed, order: test.order})
		if err != nil {
			t.Fatal(err)
		}
		return page.Journey
	}
	s.Config.Window = true
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	e := newEye(p)
	test.who.Number = 1
	intent := test.who.Intent()
	e.visit(intent, "Ada")
	w.At(time.Second, func() { p.Shop.Visit(test.who, 0) })
	for until := time.Hour; until < 60*actors.Day; until += 6 * time.Hour {
		if err := w.Run(until); err != nil {
			t.Fatal(err)
		}
	}
	j, _ := e.whole(intent)
	return j
}

// Each journey is told as in testdata, word by word: they are read like code.
func TestJourneysAreTold(t *testing.T) {
	for i, test := range told {
		t.Run(test.name, func(t *testing.T) {
			got := written(journeyOf(t, i))

			file := filepath.Join("testdata", "journeys", test.name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s: run with -update to accept:\n%s", test.why, diff)
			}
		})
	}
}

// What a visitor picks decides how it ends, what they see last, and what they paid.
func TestTheNineChoicesEndAsTheyShould(t *testing.T) {
	endings := [3]struct{ ending, seen, story string }{
		{"delivered", "doorbell", "has paid €"}, {"declined", "mail", "has paid nothing"}, {"blocked", "mail", "has paid nothing"},
	}
	for ware := range actors.Wares {
		for card, want := range endings {
			who := actors.Visitor{Ware: ware, Card: actors.VisitorCard(card), Number: 1}
			t.Run(ware.String()+" with "+who.Card.String(), func(t *testing.T) {
				s, err := scenarios.Parse("quiet-shop.yaml", []byte(quietShop), nil)
				if err != nil {
					t.Fatal(err)
				}
				j, err := play(s, 42, who)
				if err != nil {
					t.Fatal(err)
				}

				last := j.Sees[len(j.Sees)-1]
				if j.Ending != want.ending || !j.Over || last.What != want.seen || !strings.Contains(strings.Join(j.Story, " "), want.story) {
					t.Errorf("it ends %q (over: %v), the last that they see is a %s, and the story ends: %s", j.Ending, j.Over, last.What, j.Story[len(j.Story)-1])
				}
				charged := int64(0)
				if want.ending == "delivered" {
					charged = j.Price
				}
				if j.Charged != charged || j.Back != 0 || j.Held != 0 {
					t.Errorf("%v charged, %v back, %v held; want %v charged once, and that is all", actors.Cents(j.Charged), actors.Cents(j.Back), actors.Cents(j.Held), actors.Cents(charged))
				}
				if want.ending != "delivered" && last.Promise != promiseNever {
					t.Errorf("the last promise is %q, want %q: it is certain", last.Promise, promiseNever)
				}
				offered := slices.ContainsFunc(j.Sees, func(s sight) bool { return s.What == "offer" })
				if offered != (ware == actors.OutOfStock) {
					t.Errorf("a date was offered: %v", offered)
				}
			})
		}
	}
}

// written is a journey as one reads it.
func written(j journey) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s buys %s (%s) for %v with %s.\n", j.Name, j.Good, j.Icon, actors.Cents(j.Price), j.Card)
	fmt.Fprintf(&b, "It is: %s. Ending: %q, over: %v.\n", j.State, j.Ending, j.Over)
	fmt.Fprintf(&b, "Charged: %v, back: %v, held: %v.\n\n", actors.Cents(j.Charged), actors.Cents(j.Back), actors.Cents(j.Held))
	for _, h := range j.Hops {
		step, road, first := "", "", " "
		if h.Step != 0 {
			step = fmt.Sprint(h.Step)
		}
		if h.First {
			first = "*"
		}
		if h.Road >= 0 {
			road = roads[h.Road].name
		}
		try := ""
		if h.Try > 1 {
			try = fmt.Sprintf(" try %d", h.Try)
		}
		status := [...]string{"ok", "no", "late", "refused", "lost", "undo", "running"}[h.Status]
		fmt.Fprintf(&b, "%11s %2s%s %-7s %s%s, %s%s “%s”\n", clock(h.At-j.Clicked), step, first, road, strings.Repeat("  ", h.Depth), h.Message, status, try, h.Bubble)
		fmt.Fprintf(&b, "%24s %s%s\n", "", strings.Repeat("  ", h.Depth), h.Caption)
		for _, note := range h.Notes {
			fmt.Fprintf(&b, "%24s %s  · %s\n", "", strings.Repeat("  ", h.Depth), note)
		}
	}
	b.WriteString("\nWhat the customer sees:\n")
	for _, s := range j.Sees {
		fmt.Fprintf(&b, "%11s %s: %s | %s | %s\n", clock(s.At-j.Clicked), s.What, s.Title, s.Text, s.Promise)
	}
	b.WriteString("\nThe story:\n")
	for _, paragraph := range j.Story {
		b.WriteString("  " + paragraph + "\n")
	}
	return b.String()
}

// clock is a time after the click.
func clock(at int64) string {
	d := time.Duration(at) * time.Microsecond
	if d < time.Minute {
		return fmt.Sprintf("%.3f s", d.Seconds())
	}
	return fmt.Sprintf("%dd %02d:%02d:%02d", d/actors.Day, d%actors.Day/time.Hour, d%time.Hour/time.Minute, d%time.Minute/time.Second)
}

// Who waits long is told so while they wait, at the same moment whether anybody looks
// or not.
func TestALongWaitIsSaidWhileItLasts(t *testing.T) {
	slow := quietShop + "faults: [{ type: delay, target: merchant -> bank, delay: 4s, for: 1m }]\n"
	s, err := scenarios.Parse("slow.yaml", []byte(slow), nil)
	if err != nil {
		t.Fatal(err)
	}
	who := actors.Visitor{Number: 1}
	sights := func(looks bool) []sight {
		w := sim.New(42)
		defer w.Close()
		s.Config.Window = true
		p := s.Stage(w)
		e := newEye(p)
		e.visit(who.Intent(), "Ada")
		w.At(time.Second, func() { p.Shop.Visit(who, 0) })
		for now := time.Duration(0); now < 30*time.Second; now += 100 * time.Millisecond {
			if err := w.Run(now); err != nil {
				t.Fatal(err)
			}
			if looks {
				for _, j := range e.journeys() {
					if last := j.Sees[len(j.Sees)-1]; now > 5*time.Second && now < 7*time.Second && last.Text != bankIsSlow {
						t.Errorf("at %v they see: %s", now, last.Text)
					}
				}
			}
		}
		j, _ := e.whole(who.Intent())
		return j.Sees
	}

	seen, unseen := sights(true), sights(false)

	if diff := cmp.Diff(unseen, seen); diff != "" {
		t.Errorf("who looks sees something else:\n%s", diff)
	}
	if len(seen) < 3 || seen[1].Text != bankIsSlow || seen[1].Promise != promiseOnce || seen[1].At != seen[0].At+micros(longWait) || seen[2].What != "thanks" {
		t.Errorf("they see %+v", seen)
	}
}

// Who shows an order in slow motion finds the story as it was at each hop, and never
// ahead of it.
func TestTheStoryIsToldNoFurtherThanTheHops(t *testing.T) {
	j := journeyOf(t, slices.IndexFunc(told, func(row journeyTold) bool { return row.name == "retry" }))
	at := func(hops int) string {
		story := ""
		for _, telling := range j.Told {
			if telling.Hops <= hops {
				story = strings.Join(telling.Story, " ")
			}
		}
		return story
	}
	place := func(message string, try int) int {
		return slices.IndexFunc(j.Hops, func(h hop) bool { return h.Message == message && h.Try == try })
	}

	for _, test := range []struct {
		hops     int
		has, not string
	}{
		{1, "pressed Buy now", "passed the order on"},
		{place("StockDecision", 1) + 1, "was put aside", "bank"},
		{place("AuthRequest", 1) + 1, "was asked for", "silent"},
		{place("AuthRequest", 2) + 1, "stayed silent", "In the end"},
		{place("PaymentResult", 1) + 1, "In the end it said yes", "thank-you page"},
		{place("Handover", 1) + 1, "saw the thank-you page", "rang at the door"},
		{len(j.Hops), "rang at the door", "never"},
	} {
		if story := at(test.hops); !strings.Contains(story, test.has) || strings.Contains(story, test.not) {
			t.Errorf("after %d hops the story should say “%s” and not “%s”: %s", test.hops, test.has, test.not, story)
		}
	}
	if !slices.IsSortedFunc(j.Told, func(a, b telling) int { return a.Hops - b.Hops }) || !slices.Equal(j.Told[len(j.Told)-1].Story, j.Story) {
		t.Errorf("the stories are not in order, or the last is not the story: %v", j.Told)
	}
}
