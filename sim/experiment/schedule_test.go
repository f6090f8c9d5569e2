package experiment_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"buynow/sim/experiment"
)

func TestLooksAreFixedBeforeTheFirstRun(t *testing.T) {
	for _, row := range []struct {
		schedule experiment.Schedule
		want     []int
	}{
		{experiment.Schedule{}, []int{10, 20, 40, 80, 160, 200}},
		{experiment.Schedule{Most: 40}, []int{10, 20, 40}},
		{experiment.Schedule{Most: 45}, []int{10, 20, 40, 45}},
		{experiment.Schedule{First: 5, Most: 5}, []int{5}},
		{experiment.Schedule{Most: 7}, []int{7}},
	} {
		if got := row.schedule.Looks(); !slices.Equal(got, row.want) {
			t.Errorf("%+v looks at %v, want %v", row.schedule, got, row.want)
		}
	}
}

// looked compares two variants that are alike, at each look, and returns whether any look said
// otherwise. A comparison that says it is the only one is what peeking is.
func looked(seed uint64, looks []int, paid int) bool {
	luck := rand.New(rand.NewPCG(seed, 3))
	var a, b []float64
	for _, look := range looks {
		for len(a) < look {
			common := luck.NormFloat64()
			a, b = append(a, 10+common+luck.NormFloat64()), append(b, 10+common+luck.NormFloat64())
		}
		c := experiment.Compare([]experiment.Metric{late}, []string{"a", "b"}, 0, column(a, b), experiment.Options{Looks: paid})
		if v := c.Rows[0].Cells[1].Verdict; v != experiment.NoDifference {
			return true
		}
	}
	return false
}

func TestLookingSixTimesFindsNothingWhereNothingIs(t *testing.T) {
	calm(t)
	const studies = 1000
	looks := experiment.Schedule{}.Looks()
	paid, peeked := 0, 0
	for seed := range uint64(studies) {
		if looked(seed, looks, len(looks)) {
			paid++
		}
		if looked(seed, looks, 1) {
			peeked++
		}
	}

	t.Logf("wrong in %d of %d studies, in %d by peeking", paid, studies, peeked)
	if paid > 50 {
		t.Errorf("found a difference in %d of %d studies where there is none, want at most 50", paid, studies)
	}
	if peeked < 90 {
		t.Errorf("peeking found a difference in only %d of %d studies: this test would not see it", peeked, studies)
	}
}

func backward(x []float64) []float64 {
	x = slices.Clone(x)
	slices.Reverse(x)
	return x
}

func TestAStudyEndsWhenEveryQuestionIsSettled(t *testing.T) {
	flat := []float64{100, 101, 99, 100, 100, 101, 99, 100, 100, 100}
	wide := []float64{150, 60, 99, 40, 160, 101, 99, 20, 180, 91}
	zero, ten := slices.Repeat([]float64{0}, 10), slices.Repeat([]float64{10}, 10)
	seldom := []float64{0, 0, 0, 1, 0, 0, 0, 0, 0, 0}
	nan := slices.Repeat([]float64{experiment.Unknown.X}, 10)
	more := slices.Clone(wide)
	for i := range more {
		more[i] += 50 + float64(i%3)
	}
	for _, row := range []struct {
		metric experiment.Metric
		a, b   []float64
		open   int
		claim  string
	}{
		{late, flat, backward(flat), 0, "narrow enough"},
		{late, wide, backward(wide), 1, "too wide, and no direction"},
		{late, wide, more, 0, "the direction is resolved"},
		{doubled, zero, zero, 0, "a harm that never happened is settled"},
		{doubled, zero, seldom, 1, "one that happened once to the variant is open, though the baseline's mean is 0"},
		{doubled, zero, ten, 0, "and one that always happens is settled"},
		{late, nan, wide, 0, "what is never known is not waited for"},
		{messages, wide, backward(wide), 0, "what is not watched is not waited for"},
	} {
		c := experiment.Compare([]experiment.Metric{row.metric}, []string{"a", "b"}, 0, column(row.a, row.b), experiment.Options{})

		open := experiment.Schedule{}.Open(c, func(m experiment.Metric) bool { return m.Name != "messages" })

		if len(open) != row.open {
			t.Errorf("%s: open are %v, want %d", row.claim, open, row.open)
		}
	}
}

// A study that was stopped after each number of trials in turn, and resumed from what was stored,
// ends where the uninterrupted one does.
func TestAResumedStudyEndsWhereItWouldHave(t *testing.T) {
	run := func(_ context.Context, variant, replication int) (float64, error) {
		luck := rand.New(rand.NewPCG(uint64(replication), 9))
		return 10*luck.Float64() + float64(variant)*luck.Float64(), nil
	}
	study := func(ctx context.Context, store map[trial]float64, stopAfter int) ([][]float64, int, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		p := &experiment.Pool[float64]{Jobs: 3, Run: run, Have: func(v, r int) (float64, bool) {
			x, ok := store[trial{v, r}]
			return x, ok
		}}
		had := len(store)
		samples, made := make([][]float64, 2), map[trial]float64{}
		n, err := p.Until(ctx, 2, experiment.Schedule{Most: 80}.Looks(), func(v, r int, x float64) error {
			samples[v] = append(samples[v], x)
			made[trial{v, r}] = x
			if len(made) == had+stopAfter {
				cancel()
			}
			return nil
		}, func(n int) bool {
			c := experiment.Compare([]experiment.Metric{late}, []string{"a", "b"}, 0, column(samples...), experiment.Options{Looks: 4})
			return len(experiment.Schedule{Precision: 0.001}.Open(c, func(experiment.Metric) bool { return true })) == 0
		})
		for k, x := range made {
			store[k] = x
		}
		return samples, n, err
	}
	whole, n, err := study(t.Context(), map[trial]float64{}, -1)
	if err != nil || n == 80 || len(whole[0]) != n {
		t.Fatalf("ended after %d replications of %d, %v: want a study that ends early", n, len(whole[0]), err)
	}

	for _, stopAfter := range []int{1, 7, 19, 20, 21, 33} {
		store, again := map[trial]float64{}, 0
		got, m, err := study(t.Context(), store, stopAfter)
		for ; err != nil && again < 100; again++ {
			got, m, err = study(t.Context(), store, stopAfter)
		}
		if err != nil || m != n || !slices.Equal(got[0], whole[0]) || !slices.Equal(got[1], whole[1]) {
			t.Errorf("stopped after each %d trials: ended after %d, %v, want %d and the same numbers", stopAfter, m, err, n)
		}
	}
}
