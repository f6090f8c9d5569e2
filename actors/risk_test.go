package actors

import (
	"hash/fnv"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// anyRisk draws facts that need not make sense together, nor alone.
func anyRisk(t *rapid.T) Risk {
	whole := rapid.IntRange(-10, 4000)
	return Risk{
		Velocity:     rapid.IntRange(-1, 14).Draw(t, "velocity"),
		DeviceAge:    whole.Draw(t, "device age"),
		Amount:       Cents(rapid.Int64Range(-100, 1e7).Draw(t, "amount")),
		IPAbroad:     rapid.Bool().Draw(t, "ip abroad"),
		ShipAbroad:   rapid.Bool().Draw(t, "ship abroad"),
		Hour:         rapid.IntRange(0, 23).Draw(t, "hour"),
		AccountAge:   whole.Draw(t, "account age"),
		PastOrders:   rapid.IntRange(-1, 400).Draw(t, "past orders"),
		PastDisputes: rapid.IntRange(-1, 9).Draw(t, "past disputes"),
	}
}

func TestEachRiskyFactRaisesTheScore(t *testing.T) {
	as := func(*Risk) {}
	for _, row := range []struct {
		what          string
		before, after func(r *Risk)
	}{
		{"one more order from the device within the hour", as, func(r *Risk) { r.Velocity++ }},
		{"a device seen later", as, func(r *Risk) { r.DeviceAge -= 5 }},
		{"more than fifty euros, and then twice that",
			func(r *Risk) { r.Amount = max(r.Amount, 50_00) }, func(r *Risk) { r.Amount *= 2 }},
		{"less than twenty euros, and then half of that",
			func(r *Risk) { r.Amount = min(r.Amount, 20_00) }, func(r *Risk) { r.Amount /= 2 }},
		{"a click from abroad", as, func(r *Risk) { r.IPAbroad = true }},
		{"a parcel that goes abroad", as, func(r *Risk) { r.ShipAbroad = true }},
		{"three in the morning", as, func(r *Risk) { r.Hour = 3 }},
		{"an account opened later", as, func(r *Risk) { r.AccountAge -= 5 }},
		{"fewer orders before", as, func(r *Risk) { r.PastOrders-- }},
		{"one more dispute", as, func(r *Risk) { r.PastDisputes++ }},
	} {
		raised := false
		rapid.Check(t, func(t *rapid.T) {
			r := anyRisk(t)
			row.before(&r)
			was := r.Score()
			row.after(&r)

			if is := r.Score(); is < was {
				t.Errorf("%s: the score of %+v is %v, and was %v", row.what, r, is, was)
			} else if is > was {
				raised = true
			}
		})
		if !raised {
			t.Errorf("%s never raised a score", row.what)
		}
	}
}

func TestScoreIsAProbabilityWhateverTheFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRisk(t)
		r.Amount = Cents(rapid.Int64().Draw(t, "any amount"))
		r.Velocity = rapid.Int().Draw(t, "any velocity")
		if got := r.Score(); !(got > 0 && got <= 1) {
			t.Errorf("Score(%+v) = %v, want a probability", r, got)
		}
	})
}

// TestScoreIsTheSameOnEveryProcessor compares every bit of ten thousand scores
// with those of the machine where the hash was written. A change of the weights or
// of the population changes it too; then the new hash is the test's message.
func TestScoreIsTheSameOnEveryProcessor(t *testing.T) {
	const want = 0x21c304e38ed6e72a
	hash := fnv.New64a()
	for intent := range uint64(10_000) {
		s := DrawShopper(42, intent, DefaultPopulation())
		r := s.Risk(s.Cards[0], s.Budget, int(intent%24))
		r.Velocity = int(intent % 7)
		score := math.Float64bits(r.Score())
		hash.Write([]byte{
			byte(score), byte(score >> 8), byte(score >> 16), byte(score >> 24),
			byte(score >> 32), byte(score >> 40), byte(score >> 48), byte(score >> 56),
		})
	}
	if got := hash.Sum64(); got != want {
		t.Errorf("the scores hash to %#x, want %#x", got, uint64(want))
	}
}

func TestTheTruthIsNoSign(t *testing.T) {
	for intent := range uint64(2000) {
		s := DrawShopper(42, intent, DefaultPopulation())
		liar := s
		liar.Fraudster = !s.Fraudster
		if s.Risk(s.Cards[0], s.Budget, 12) != liar.Risk(s.Cards[0], s.Budget, 12) {
			t.Fatalf("intent %d: the shop sees who is a thief", intent)
		}
	}
}

func TestRiskLooksAtTheCardThatPays(t *testing.T) {
	s := Shopper{IPCountry: 0, ShipCountry: 1}
	german := s.Risk(Card{Country: 0}, 10_00, 12)
	austrian := s.Risk(Card{Country: 1}, 10_00, 12)

	if german.IPAbroad || !german.ShipAbroad {
		t.Errorf("a German card clicked in %v and shipped to %v is %+v", s.IPCountry, s.ShipCountry, german)
	}
	if !austrian.IPAbroad || austrian.ShipAbroad {
		t.Errorf("an Austrian card clicked in %v and shipped to %v is %+v", s.IPCountry, s.ShipCountry, austrian)
	}
}

func TestJudge(t *testing.T) {
	usual := Thresholds{Review: 0.1, Block: 0.5}
	for _, row := range []struct {
		what       string
		score      float64
		thresholds Thresholds
		want       Verdict
	}{
		{"a low score passes", 0.09, usual, Pass},
		{"the review threshold is already reviewed", 0.1, usual, Review},
		{"just below the block threshold it still is", 0.49, usual, Review},
		{"the block threshold blocks", 0.5, usual, Block},
		{"with no review, scores pass up to the block", 0.49, Thresholds{Review: 2, Block: 0.5}, Pass},
		{"and are blocked from there", 0.5, Thresholds{Review: 2, Block: 0.5}, Block},
		{"above one, nothing is ever stopped", 1, Thresholds{Review: 2, Block: 2}, Pass},
		{"a shop may review everybody", 0, Thresholds{Review: 0, Block: 2}, Review},
	} {
		if got := Judge(row.score, row.thresholds); got != row.want {
			t.Errorf("%s: Judge(%v, %+v) = %v, want %v", row.what, row.score, row.thresholds, got, row.want)
		}
	}
}

func TestDrawingAndScoringAllocateNothing(t *testing.T) {
	intent, verdicts := uint64(0), [3]int{}
	allocs := testing.AllocsPerRun(1000, func() {
		s := DrawShopper(42, intent, DefaultPopulation().At(3))
		verdicts[Judge(s.Risk(s.Cards[1], s.Budget, 3).Score(), DefaultThresholds())]++
		intent++
	})
	if allocs != 0 {
		t.Errorf("a shopper and a score allocate %v times, want 0", allocs)
	}
}

func BenchmarkScore(b *testing.B) {
	s := DrawShopper(42, 7, DefaultPopulation())
	r := s.Risk(s.Cards[0], s.Budget, 14)
	b.ReportAllocs()
	sum := 0.0
	for i := range b.N {
		r.Velocity = i & 7
		sum += r.Score()
	}
	shopperSink += uint64(sum)
}
