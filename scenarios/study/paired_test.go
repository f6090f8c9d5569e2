package study

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"buynow/scenarios"
)

func TestWishesAreGroupedByHowTheyEndedInEach(t *testing.T) {
	delivered := scenarios.Fate{End: scenarios.EndedDelivered}
	twice := scenarios.Fate{End: scenarios.EndedDelivered, Harm: scenarios.ChargedTwice}
	at := func(f scenarios.Fate, intent, order uint64) scenarios.Fate {
		f.Intent, f.Order = intent, order
		return f
	}
	a := []scenarios.Fate{at(twice, 1, 1), at(delivered, 2, 2), at(twice, 4, 3), at(delivered, 5, 4)}
	b := []scenarios.Fate{at(delivered, 1, 1), at(delivered, 2, 3), at(delivered, 3, 2), at(delivered, 4, 4)}
	var pairs Pairs
	pairs.Add(PairFates(7, a, b))

	got := pairs.Pairing(2)

	want := Pairing{Variant: 2, Wishes: 5, Different: 4, Groups: []Group{
		{A: "charged twice and delivered", B: "delivered", Harm: "charged twice", Count: 2, Examples: []Example{
			{Seed: 7, Intent: 1, OrderA: 1, OrderB: 1}, {Seed: 7, Intent: 4, OrderA: 3, OrderB: 4},
		}},
		{A: "delivered", B: "never clicked", Count: 1, Examples: []Example{{Seed: 7, Intent: 5, OrderA: 4}}},
		{A: "never clicked", B: "delivered", Count: 1, Examples: []Example{{Seed: 7, Intent: 3, OrderB: 2}}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the groups are others (-want +got):\n%s", diff)
	}
}

func TestTheWorstHarmIsToldFirstAmongGroupsOfASize(t *testing.T) {
	var a, b []scenarios.Fate
	for i, harm := range []scenarios.Harm{0, scenarios.Stuck, scenarios.ChargedTwice, scenarios.MoneyOrphaned} {
		a = append(a, scenarios.Fate{Intent: uint64(i), End: scenarios.EndedCancelled, Harm: harm})
		b = append(b, scenarios.Fate{Intent: uint64(i), End: scenarios.EndedDelivered})
	}
	var pairs Pairs
	pairs.Add(PairFates(1, a, b))

	var got []string
	for _, g := range pairs.Pairing(1).Groups {
		got = append(got, g.Harm)
	}

	if diff := cmp.Diff([]string{"charged twice", "money held for nothing", "stuck", ""}, got); diff != "" {
		t.Errorf("the order is another (-want +got):\n%s", diff)
	}
}

func TestExamplesAreThoseOfTheFirstReplicationsThatHaveOne(t *testing.T) {
	var pairs Pairs
	for seed := range uint64(5) {
		fates := []scenarios.Fate{{Intent: 10 + seed, End: scenarios.EndedDelivered}, {Intent: 20 + seed, End: scenarios.EndedDelivered}}
		others := []scenarios.Fate{{Intent: 10 + seed, End: scenarios.TurnedAway}, {Intent: 20 + seed, End: scenarios.TurnedAway}}
		if seed > 0 { // in the first nothing differs
			pairs.Add(PairFates(seed, fates, others))
		} else {
			pairs.Add(PairFates(seed, fates, fates))
		}
	}

	p := pairs.Pairing(1)

	var got []string
	for _, e := range p.Groups[0].Examples {
		got = append(got, fmt.Sprint(e.Seed, "/", e.Intent))
	}
	if diff := cmp.Diff([]string{"1/11", "1/21", "2/12"}, got); diff != "" || p.Groups[0].Count != 8 {
		t.Errorf("the examples of %d are others (-want +got):\n%s", p.Groups[0].Count, diff)
	}
}

// The oracle is a map from intent to fate.
func TestPairingMissesNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) (fates []scenarios.Fate, by map[uint64]Ended) {
			by = map[uint64]Ended{}
			for intent := range uint64(12) {
				if rapid.Bool().Draw(t, name) {
					f := scenarios.Fate{
						Intent: intent, End: scenarios.Ending(rapid.IntRange(0, int(scenarios.Endings)-1).Draw(t, "end")), Harm: scenarios.Harm(rapid.IntRange(0, 3).Draw(t, "harm")),
					}
					fates, by[intent] = append(fates, f), endedOf(f)
				}
			}
			return fates, by
		}
		a, inA := draw("a")
		b, inB := draw("b")

		got := PairFates(1, a, b)

		wishes, different, counted := 0, 0, 0
		for intent := range uint64(12) {
			x, y := inA[intent], inB[intent]
			if x.Clicked || y.Clicked {
				wishes++
			}
			if x != y {
				different++
			}
		}
		for _, g := range got.Groups {
			counted += g.Count
			if g.A == g.B {
				t.Fatalf("a group of wishes that ended alike: %v", g.A)
			}
		}
		if got.Wishes != wishes || counted != different {
			t.Fatalf("%d wishes, %d of them different; want %d and %d", got.Wishes, counted, wishes, different)
		}
	})
}

func TestStoriesPartWhereTheyDiffer(t *testing.T) {
	for _, c := range []struct {
		why, a, b string
		want      int
	}{
		{"the number of the order is no difference", "Order 7: Ann\n one\n two\n", "Order 9: Ann\n one\n three\n", 2},
		{"nor is that of a parcel", "x\nhere is parcel 17\nend", "x\nhere is parcel 4\nEND", 2},
		{"one goes on after the other has ended", "a\nb", "a\nb\nc", 2},
		{"from the first line", "a", "b", 0},
		{"never", "a\nb", "a\nb", 2},
	} {
		if got := partsAt(c.a, c.b); got != c.want {
			t.Errorf("%s: they part at line %d, want %d", c.why, got, c.want)
		}
	}
}
