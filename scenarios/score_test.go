package scenarios

import (
	"testing"

	"buynow/sim/experiment"
)

// scoreOf is the score of a scenario with those fields set.
func scoreOf(t *testing.T, name string, sets ...string) *Score {
	t.Helper()
	s, err := Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	score, err := s.Score(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return score
}

// value is what a metric of a score came to.
func (s *Score) value(t *testing.T, name string) experiment.Value {
	t.Helper()
	for i, m := range Scored {
		if m.Name == name {
			return s.Values[i]
		}
	}
	t.Fatalf("no metric %s", name)
	return experiment.Unknown
}

// A score tells the careless shop from the careful one on the same luck.
func TestAScoreTellsCareFromNaivety(t *testing.T) {
	long(t)
	naive, hardened := scoreOf(t, "lost-auth-response", "preset=naive"), scoreOf(t, "lost-auth-response", "preset=hardened")

	for _, row := range []struct {
		metric      string
		least, most float64 // of the naive shop
		why         string
	}{
		{"double_charges", 20, 50, "who asks again with a new key pays twice"},
		{"shop_breaches", 20, 200, "that is the shop's own fault"},
		{"money_owed", 100, 10_000, "and it keeps the money"},
		{"lost_orders", 1, 20, "some of it for goods that never come"},
	} {
		if x := naive.value(t, row.metric).X; x < row.least || x > row.most {
			t.Errorf("%s: %s of the naive shop is %v, want %v to %v", row.why, row.metric, x, row.least, row.most)
		}
		if x := hardened.value(t, row.metric).X; x != 0 {
			t.Errorf("%s of the hardened shop is %v, want 0", row.metric, x)
		}
	}
	if a, b := naive.value(t, "answer_mean").X, hardened.value(t, "answer_mean").X; a <= b {
		t.Errorf("the naive shop answers within %v s on average, the hardened one within %v s, want that to be less", a, b)
	}
}
