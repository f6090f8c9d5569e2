package study

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"buynow/actors"
	"buynow/scenarios"
)

// knobs is what is as it was in a run of a made-up world: its faults and its policies.
type knobs struct{ a, b, keys, retries bool }

// fatal is a test, or a part of one.
type fatal interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// madeUp is a world in which the harm of each wish is a function of the knobs: an oracle that needs
// no shop. Wishes are numbered from 1.
func madeUp(t fatal, wishes []func(knobs) bool) *Blame {
	const faults = `faults=[{ type: drop, name: a, target: bank, at: 1m, for: 1m }, { type: slow, name: b, target: mail, at: 2m, for: 1m }]`
	sets := []string{faults, "payments.keys=none", "policies.merchant -> bank.retry.attempts=5"}
	mine, err := scenarios.Load("lost-auth-response", sets)
	if err != nil {
		t.Fatal(err)
	}
	other, err := scenarios.Load("lost-auth-response", []string{faults})
	if err != nil {
		t.Fatal(err)
	}
	b := &Blame{Scenario: mine, Other: other, Seed: 1, Jobs: 1}
	b.score = func(_ context.Context, s *scenarios.Scenario, _ uint64) (*scenarios.Score, error) {
		is := knobs{
			a: !slices.Contains(s.Without, "a"), b: !slices.Contains(s.Without, "b"), keys: s.Config.Payments.Keys == actors.NoKeys,
			retries: s.Config.Policies["merchant -> bank"].Retry.Attempts == 5,
		}
		score := &scenarios.Score{Faults: []scenarios.FaultLine{{Name: "a", Times: 1, Hits: 9}, {Name: "b", Times: 1, Hits: 3}}}
		for i, harmed := range wishes {
			f := scenarios.Fate{Intent: uint64(i + 1), Order: uint64(i + 1), End: scenarios.EndedDelivered}
			if harmed(is) {
				f.Harm = scenarios.ChargedTwice
			}
			score.Fates = append(score.Fates, f)
		}
		return score, nil
	}
	return b
}

// of is so many wishes that are harmed alike.
func of(n int, harmed func(knobs) bool) []func(knobs) bool {
	return slices.Repeat([]func(knobs) bool{harmed}, n)
}

func onlyCause(t fatal, b *Blame) Cause {
	t.Helper()
	causes, err := b.Find(context.Background())
	if err != nil || len(causes) != 1 {
		t.Fatalf("there are %d causes, %v; want one", len(causes), err)
	}
	return causes[0]
}

func TestTheSentenceSaysWhatTheHarmCameFrom(t *testing.T) {
	for _, c := range []struct {
		why    string
		wishes []func(knobs) bool
		want   string
	}{
		{
			"two faults that have nothing to do with one another add up",
			slices.Concat(of(4, func(k knobs) bool { return k.a }), of(2, func(k knobs) bool { return k.b })),
			"6 customers were charged twice: 4 because all of the messages to the bank were lost; 2 because the mail provider was 5 times as slow.",
		},
		{
			"a wish that two faults are both needed for counts with each, and once in the sentence",
			of(3, func(k knobs) bool { return k.a && k.b }),
			"3 customers were charged twice: all 3 because all of the messages to the bank were lost.",
		},
		{
			"a wish for which either of two faults is enough is saved only without both",
			slices.Concat(of(1, func(k knobs) bool { return k.a }), of(3, func(k knobs) bool { return k.a || k.b })),
			"4 customers were charged twice: 1 because all of the messages to the bank were lost; 3 only because of several of these at once.",
		},
		{
			"of what came through a fault, some only because of a policy",
			slices.Concat(of(5, func(k knobs) bool { return k.a && k.keys }), of(2, func(k knobs) bool { return k.a })),
			"7 customers were charged twice: all 7 because all of the messages to the bank were lost, 5 of these only because of the way payments are made.",
		},
		{
			"all of it through a fault, and only because of a policy",
			of(5, func(k knobs) bool { return k.a && k.retries }),
			"5 customers were charged twice: all 5 because all of the messages to the bank were lost, and all of these only because of the retries.",
		},
		{
			"two policies that are both needed are named together",
			of(2, func(k knobs) bool { return k.a && k.keys && k.retries }),
			"2 customers were charged twice: all 2 because all of the messages to the bank were lost, and all of these only because of the retries together with the way payments are made.",
		},
		{
			"a policy harms without any fault, too",
			slices.Concat(of(3, func(k knobs) bool { return k.a && k.keys }), of(2, func(k knobs) bool { return k.keys })),
			"5 customers were charged twice: 3 because all of the messages to the bank were lost, and all of these only because of the way payments are made; " +
				"2 more, fault or no fault, only because of the way payments are made.",
		},
		{
			"nothing that was tried would have spared anybody",
			of(2, func(knobs) bool { return true }),
			"2 customers were charged twice: nothing that was tried changes that.",
		},
		{
			"some of it had nothing to do with it",
			slices.Concat(of(2, func(k knobs) bool { return k.b }), of(1, func(knobs) bool { return true })),
			"3 customers were charged twice: 2 because the mail provider was 5 times as slow; for the other it would have come to that anyway.",
		},
		{
			"a single wish needs no number",
			of(1, func(k knobs) bool { return k.a && k.keys }),
			"1 customer was charged twice: because all of the messages to the bank were lost, and only because of the way payments are made.",
		},
	} {
		if got := onlyCause(t, madeUp(t, c.wishes)).Sentence; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.why, got, c.want)
		}
	}
}

func TestTheSharesOfAHarmAddUp(t *testing.T) {
	unraced(t)
	rapid.Check(t, func(t *rapid.T) {
		var wishes []func(knobs) bool
		harmed := 0
		for range rapid.IntRange(1, 30).Draw(t, "wishes") {
			table := rapid.Uint16().Draw(t, "harmed in each of the 16 worlds")
			wish := func(k knobs) bool {
				at := 0
				for i, on := range []bool{k.a, k.b, k.keys, k.retries} {
					if on {
						at |= 1 << i
					}
				}
				return table&(1<<at) != 0
			}
			if wish(knobs{true, true, true, true}) {
				harmed++
			}
			wishes = append(wishes, wish)
		}
		if harmed == 0 {
			return
		}

		c := onlyCause(t, madeUp(t, wishes))

		sum := c.Left
		for _, s := range c.Shares {
			sum += s.Count
		}
		if c.Count != harmed || sum != harmed {
			t.Fatalf("%d are harmed, want %d, and the shares with what is left are %d", c.Count, harmed, sum)
		}
		for i, f := range c.Factors {
			alone := 0
			for _, s := range c.Shares {
				if !s.Together && slices.Contains(s.Factors, i) {
					alone += s.Count
				}
			}
			if alone != f.Alone || f.Only > f.Alone {
				t.Fatalf("%s makes %d vanish alone, %d with no other; its shares are %d", f.Name, f.Alone, f.Only, alone)
			}
		}
	})
}

func TestAFactorIsSaidToHarmOthers(t *testing.T) {
	b := madeUp(t, slices.Concat(of(1, func(k knobs) bool { return k.a }), of(4, func(k knobs) bool { return !k.retries })))

	for _, f := range onlyCause(t, b).Factors {
		want := 0
		if f.Name == "retries" {
			want = 4
		}
		if f.Made != want {
			t.Errorf("with %s changed, %d others are harmed, want %d", f.Name, f.Made, want)
		}
	}
}

func TestAFaultThatNeverCameIsNotTried(t *testing.T) {
	b := madeUp(t, of(1, func(k knobs) bool { return k.a }))
	score := b.score
	b.score = func(ctx context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) {
		made, err := score(ctx, s, seed)
		made.Faults[1].Times = 0
		return made, err
	}

	for _, f := range onlyCause(t, b).Factors {
		if f.Name == "b" {
			t.Error("the fault b, which never came, was left out to see what it did")
		}
	}
}

func TestWhatIsTooMuchToTryIsTriedAsOne(t *testing.T) {
	var all []scenarios.Factor
	var lines []scenarios.FaultLine
	for i := range 20 {
		name := string(rune('a' + i))
		all = append(all, scenarios.Factor{Name: name, Fault: name})
		lines = append(lines, scenarios.FaultLine{Name: name, Times: 1, Hits: uint64(i)})
	}

	got := factorsOf(all, lines)

	last := got[len(got)-1]
	if len(got) != mostFactors || got[0].name() != "t" || len(last.of) != 20-mostFactors+1 {
		t.Errorf("of 20 faults there are %d factors, the first %s, the last of %d; want %d, the one that hit most first, and the rest as one",
			len(got), got[0].name(), len(last.of), mostFactors)
	}
	if last.name() != "9 other faults" || !strings.Contains(last.result().Change, "too many") {
		t.Errorf("the rest is called %s: %s; want how many it is, and why", last.name(), last.result().Change)
	}
}
