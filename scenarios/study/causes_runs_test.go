package study

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"buynow/scenarios"
)

// causeOf is what caused one kind of harm of a real run.
func causeOf(t *testing.T, harm string, mine, other *scenarios.Scenario) Cause {
	t.Helper()
	causes, err := (&Blame{Scenario: mine, Other: other, Seed: mine.Seed, Asked: mine.Name}).Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(causes, func(c Cause) bool { return c.Harm == harm })
	if at < 0 {
		t.Fatalf("nobody was harmed so: %s", harm)
	}
	return causes[at]
}

func (c *Cause) factor(t *testing.T, name string) Factor {
	t.Helper()
	at := slices.IndexFunc(c.Factors, func(f Factor) bool { return f.Name == name })
	if at < 0 {
		t.Fatalf("%s is no factor of it: %s", name, c.Sentence)
	}
	return c.Factors[at]
}

func TestChargesThatComeTwiceAreBlamedOnLostAnswersAndOnTheWayToPay(t *testing.T) {
	unraced(t)
	t.Parallel()

	const short = "load.lunch.duration=4m"

	c := causeOf(t, "charged twice", load(t, "lost-auth-response", "preset=naive", short), load(t, "lost-auth-response", "preset=hardened", short))

	want := fmt.Sprintf("%[1]d customers were charged twice: all %[1]d because 5 %% of the answers of the bank to the merchant system were lost, "+
		"and all of these only because of the way payments are made.", c.Count)
	if c.Count < 2 || c.Sentence != want {
		t.Errorf("it says\n %s\nwant\n %s", c.Sentence, want)
	}
}

func TestHarmThroughFaultsThatNeverMeetAddsUp(t *testing.T) {
	unraced(t)
	t.Parallel()
	s := load(t, "lost-auth-response", "preset=naive", "load.lunch.duration=6m",
		`faults=[{ type: drop_response, name: early, target: merchant -> bank, at: 10s, for: 90s, probability: 15% },`+
			` { type: drop_response, name: late, target: merchant -> bank, at: 4m, for: 90s, probability: 15% }]`)

	c := causeOf(t, "charged twice", s, nil)

	early, late := c.factor(t, "early"), c.factor(t, "late")
	if early.Alone == 0 || late.Alone == 0 || early.Alone+late.Alone != c.Count || early.Only != early.Alone || c.Left != 0 {
		t.Errorf("of %d, %d vanish without the one and %d without the other, %d stay; want that they add up", c.Count, early.Alone, late.Alone, c.Left)
	}
}

func TestHarmForWhichEitherFaultIsEnoughVanishesOnlyWithoutBoth(t *testing.T) {
	unraced(t)
	t.Parallel()
	s := load(t, "lost-auth-response", "preset=fail-fast", "load.lunch.duration=3m",
		`faults=[{ type: drop, name: deaf, target: bank, at: 30s, for: 1m },`+
			` { type: drop_response, name: dumb, target: merchant -> bank, at: 30s, for: 1m, probability: 100% }]`)

	c := causeOf(t, "not delivered", s, nil)

	both := slices.IndexFunc(c.Shares, func(s Share) bool { return s.Together && len(s.Factors) == 2 })
	if both < 0 || c.Shares[both].Count < c.Count-c.Left-c.factor(t, "deaf").Alone-c.factor(t, "dumb").Alone {
		t.Errorf("the shares are %+v, want one that vanishes only without both: %s", c.Shares, c.Sentence)
	}
	if !strings.Contains(c.Sentence, "only because of several of these at once") {
		t.Errorf("it says %s", c.Sentence)
	}
}

// A shop that does not inquire about a payment without an answer is drowned by its retries alone.
func TestAStormOfRetriesIsBlamedOnTheRetries(t *testing.T) {
	unraced(t)
	t.Parallel()
	sets := []string{"preset=retry-happy", "payments.unknown=wait", "load.buyers.duration=75s", "faults[0].at=15s"}
	calm := append(slices.Clone(sets), "policies.default.retry.attempts=1", "policies.web -> order-manager.retry.attempts=1",
		"policies.order-manager -> stock-db.retry.attempts=1", "policies.merchant -> bank.retry.attempts=1")

	c := causeOf(t, "not delivered", load(t, "metastable-retry-storm", sets...), load(t, "metastable-retry-storm", calm...))

	fault, retries := c.factor(t, "standstill"), c.factor(t, "retries")
	if fault.Alone < c.Count/2 || retries.Alone < fault.Alone/2 {
		t.Errorf("of %d, %d vanish without the standstill and %d with fewer retries, want most of them", c.Count, fault.Alone, retries.Alone)
	}
	if !strings.Contains(c.Sentence, "because the bank stood still") || !strings.Contains(c.Sentence, "only because of the retries") {
		t.Errorf("it says %s", c.Sentence)
	}
}

func TestTwinsHaveNoGroupsNoPartingAndNoCauses(t *testing.T) {
	unraced(t)
	t.Parallel()

	c := answered(t, lunch(t, "naive", "twin: preset=naive"), Making{}).Comparison

	if p := c.Pairs[0]; p.Different != 0 || len(p.Groups) != 0 || p.Parting != nil {
		t.Errorf("of two equal variants %d wishes ended differently, they part at %v", p.Different, p.Parting)
	}
	if len(c.Causes) != 0 {
		t.Errorf("there are %d causes of no difference", len(c.Causes))
	}
}

// What a command of an example shows is the very story that the answer tells.
func TestExamplesHaveBothStoriesAndTheirCommands(t *testing.T) {
	unraced(t)
	t.Parallel()
	asked := Asked{Scenario: "lost-auth-response", Variants: []string{"naive", "hardened"}, Replications: 2, Causes: Never}

	pairs := answered(t, planned(t, asked), Making{}).Comparison.Pairs

	if len(pairs) != 1 || len(pairs[0].Groups) == 0 || pairs[0].Groups[0].A != "charged twice and delivered" {
		t.Fatalf("the pairs are %+v, want that the largest group was charged twice", pairs)
	}
	e := pairs[0].Groups[0].Examples[0]
	for _, side := range []struct {
		preset, story, command string
		order                  int
	}{{"naive", e.StoryA, e.ExplainA, e.OrderA}, {"hardened", e.StoryB, e.ExplainB, e.OrderB}} {
		want, err := load(t, "lost-auth-response", "variant="+side.preset).Explain(t.Context(), scenarios.Options{Seed: e.Seed}, side.order)
		if err != nil || side.story != want {
			t.Errorf("%s tells another story than the answer does: %v", side.command, err)
		}
	}
	if lines := strings.Split(e.StoryA, "\n"); e.Parts < 1 || e.Parts >= len(lines) || lines[e.Parts] == strings.Split(e.StoryB, "\n")[e.Parts] {
		t.Errorf("the stories part at line %d, want the first that is not the same", e.Parts)
	}
	if want := "buynow explain lost-auth-response 117 --seed 5 --set variant=hardened"; e.ExplainB != want {
		t.Errorf("the command is %s, want %s", e.ExplainB, want)
	}
}
