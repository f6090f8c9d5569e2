package experiment_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"buynow/sim/experiment"
)

var (
	late     = experiment.Metric{Name: "late", Unit: experiment.Seconds, Better: experiment.Less}
	sold     = experiment.Metric{Name: "sold", Unit: experiment.Count, Better: experiment.More}
	messages = experiment.Metric{Name: "messages", Unit: experiment.Count}
	doubled  = experiment.Metric{Name: "doubled", Unit: experiment.Count, Better: experiment.Less, Rare: true}
)

// column makes observations of one metric: numbers by variant and replication.
func column(variants ...[]float64) [][][]experiment.Value {
	var all [][][]experiment.Value
	for _, numbers := range variants {
		var replications [][]experiment.Value
		for _, x := range numbers {
			replications = append(replications, []experiment.Value{{X: x, Of: 100}})
		}
		all = append(all, replications)
	}
	return all
}

// compare compares variants a, b, ... in one metric with the first.
func compare(metric experiment.Metric, variants ...[]float64) experiment.Row {
	names := []string{"a", "b", "c", "d", "e"}[:len(variants)]
	return experiment.Compare([]experiment.Metric{metric}, names, 0, column(variants...), experiment.Options{}).Rows[0]
}

func draws(seed uint64, n int, draw func(*rand.Rand) float64) []float64 {
	luck := rand.New(rand.NewPCG(seed, 6))
	x := make([]float64, n)
	for i := range x {
		x[i] = draw(luck)
	}
	return x
}

func normal(luck *rand.Rand) float64      { return luck.NormFloat64() }
func exponential(luck *rand.Rand) float64 { return luck.ExpFloat64() }

func TestIdenticalVariantsDifferByExactlyZeroEverywhere(t *testing.T) {
	for _, n := range []int{2, 10, 40} {
		for _, metric := range []experiment.Metric{late, sold, messages, doubled} {
			x := draws(uint64(n), n, exponential)

			cell := compare(metric, x, slices.Clone(x)).Cells[1]

			want := experiment.Estimate{N: n, Method: experiment.Exact}
			if cell.Difference != want || cell.Relative != want || cell.P != 1 || cell.Holm != 1 || cell.Verdict != experiment.TheSame {
				t.Errorf("%d replications of %s: %+v, want no difference at all", n, metric.Name, cell)
			}
		}
	}
}

func TestAVerdictKnowsWhichWayIsBetter(t *testing.T) {
	low, high := []float64{1, 2, 3, 2}, []float64{11, 12, 13.5, 12}
	for _, row := range []struct {
		metric experiment.Metric
		a, b   []float64
		want   experiment.Verdict
		best   []int
		claim  string
	}{
		{late, low, high, experiment.IsWorse, []int{0}, "later is worse."},
		{late, high, low, experiment.IsBetter, []int{1}, "less late is better."},
		{sold, low, high, experiment.IsBetter, []int{1}, "more sold is better."},
		{sold, high, low, experiment.IsWorse, []int{0}, "less sold is worse."},
		{messages, low, high, experiment.IsDifferent, []int{0, 1}, "more messages are neither."},
		{late, low, []float64{2, 1, 2, 3}, experiment.NoDifference, []int{0, 1}, "noise shows nothing."},
		{late, low, low, experiment.TheSame, []int{0, 1}, "the same is the same."},
		{late, low[:1], high[:1], experiment.NotKnown, []int{0, 1}, "one pair shows nothing."},
		{late, low, []float64{math.NaN(), math.NaN(), 9, math.NaN()}, experiment.NotKnown, []int{0, 1}, "one pair out of four that is known shows nothing."},
	} {
		got := compare(row.metric, row.a, row.b)
		if got.Cells[1].Verdict != row.want || !slices.Equal(got.Best, row.best) || got.Cells[0].Verdict != experiment.IsBaseline {
			t.Errorf("%s: verdict %q, best %v, want %q, %v", row.claim, got.Cells[1].Verdict, got.Best, row.want, row.best)
		}
	}
}

// The example of Student himself: hours of sleep gained by two soporifics, ten patients each given
// both (Biometrika 6, 1908). The difference is 1.58 hours, t = 4.0621, p = 0.002833 two-sided,
// interval 0.7001 to 2.4599.
func TestThePairedTestIsStudents(t *testing.T) {
	dextro := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	laevo := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}

	cell := compare(sold, dextro, laevo).Cells[1]

	d := cell.Difference
	near(t, "difference", d.Mean, 1.58, 1e-9)
	near(t, "low", d.Low, 0.7001142, 1e-6)
	near(t, "high", d.High, 2.4598858, 1e-6)
	near(t, "p", cell.P, 0.00283289, 1e-7)
	if d.N != 10 || d.Method != experiment.StudentT {
		t.Errorf("difference %+v, want ten pairs and t", d)
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %v, want %v within %v", what, got, want, within)
	}
}

func TestUnknownPairsAreLeftOut(t *testing.T) {
	nan := experiment.Unknown.X

	row := compare(late, []float64{1, 2, nan, 4, 5}, []float64{2, nan, 4, 5.5, 6})

	if a, d := row.Cells[0].Estimate, row.Cells[1].Difference; a.N != 4 || a.Mean != 3 || d.N != 3 || d.Mean != 3.5/3 {
		t.Errorf("estimate %+v, difference %+v, want 4 known of a and 3 pairs", a, d)
	}
}

// Whatever the numbers, nothing in a comparison is NaN or infinite: JSON would refuse it.
func TestEveryNumberIsFinite(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	odd := [][]float64{
		{}, {0}, {nan}, {inf, 1}, {0, 0}, {0, 1}, {1e300, -1e300}, {1, 1 + 1e-16, 1}, {-1, 1, 0}, {5, 5, 5},
		slices.Repeat([]float64{0}, 40), append(slices.Repeat([]float64{0}, 39), 1), draws(1, 40, exponential),
	}
	for _, x := range odd {
		for _, y := range odd {
			n := min(len(x), len(y))
			for _, metric := range []experiment.Metric{late, doubled} {
				c := experiment.Compare([]experiment.Metric{metric}, []string{"a", "b"}, 0, column(x[:n], y[:n]), experiment.Options{Looks: 5})
				if _, err := json.Marshal(c); err != nil {
					t.Errorf("%v against %v: %v", x[:n], y[:n], err)
				}
			}
		}
	}
}

// Whether the shop recovered is yes or no of a whole run. Ten times yes is not always: a rate of 0.69
// comes up with ten in 2.5 % of studies. Ten pairs that agree about the direction have p = 2^-9, and of
// eight that differ seven do so with p = 0.0703 (the exact test of McNemar).
func TestYesAndNoAreRates(t *testing.T) {
	answers := func(text string) (all [][]experiment.Value) {
		for _, c := range text {
			v := experiment.Value{X: 0, Of: 1}
			switch c {
			case 'y':
				v.X = 1
			case '?':
				v = experiment.Unknown
			}
			all = append(all, []experiment.Value{v})
		}
		return all
	}
	recovered := experiment.Metric{Name: "recovered", Unit: experiment.Share, Better: experiment.More}
	for _, row := range []struct {
		a, b             string
		low, high        float64 // of b
		from, to, p      float64 // of the difference
		method, distance experiment.Method
		claim            string
	}{
		{"nnnnnnnnnn", "yyyyyyyyyy", 0.6915, 1, 0.3830, 1, 0.001953, experiment.ClopperPearson, experiment.ClopperPearson, "always instead of never"},
		{"yyyyyyyyyy", "nnnnnnnnnn", 0, 0.3085, -1, -0.3830, 0.001953, experiment.ClopperPearson, experiment.ClopperPearson, "never instead of always"},
		{"yyyyyyyyyy", "yyyyyyyyyy", 0.6915, 1, 0, 0, 1, experiment.ClopperPearson, experiment.Exact, "the same"},
		{"nnnnnnnyyn", "yyyyyyynyn", 0.4439, 0.9748, -0.0424, 0.7949, 0.070313, experiment.ClopperPearson, experiment.ClopperPearson, "seven for it and one against"},
		{"nn?", "yyy", 0.2924, 1, -0.6838, 1, 0.5, experiment.ClopperPearson, experiment.ClopperPearson, "two pairs show nothing"},
	} {
		c := experiment.Compare([]experiment.Metric{recovered}, []string{"a", "b"}, 0, [][][]experiment.Value{answers(row.a), answers(row.b)}, experiment.Options{})

		b := c.Rows[0].Cells[1]
		near(t, row.claim+": low", b.Estimate.Low, row.low, 0.0001)
		near(t, row.claim+": high", b.Estimate.High, row.high, 0.0001)
		near(t, row.claim+": from", b.Difference.Low, row.from, 0.0001)
		near(t, row.claim+": to", b.Difference.High, row.to, 0.0001)
		near(t, row.claim+": p", b.P, row.p, 0.000001)
		if b.Estimate.Method != row.method || b.Difference.Method != row.distance || b.Harm != nil {
			t.Errorf("%s: %+v", row.claim, b)
		}
	}
}
