package metrics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func ExampleTrend() {
	checkout := NewTrend()
	for order := uint64(1); order <= 100; order++ {
		checkout.Record(time.Duration(order)*time.Millisecond, order)
	}
	fmt.Println(checkout.At(50).Round(time.Millisecond), checkout.At(99).Round(time.Millisecond), checkout.Max(), "order", checkout.Slowest())
	// Output: 50ms 99ms 100ms order 100
}

// The oracle is the sorted list of all values.
func TestPercentilesAreRightToTwoDigits(t *testing.T) {
	draws := rand.New(rand.NewPCG(1, 2))
	trend := NewTrend()
	var all []time.Duration
	for order := range uint64(20_000) {
		took := time.Duration(draws.ExpFloat64() * float64(time.Duration(1+order%7)*time.Second))
		all = append(all, took)
		trend.Record(took, order)
	}
	slices.Sort(all)

	for _, percent := range []float64{1, 10, 50, 90, 95, 99, 99.9} {
		want := all[int(percent/100*float64(len(all)))]
		got := trend.At(percent)
		if diff := max(got-want, want-got); diff > want/50+2*time.Microsecond {
			t.Errorf("At(%v) = %v, want %v within 2 %%", percent, got, want)
		}
	}
	if trend.Min() != all[0] || trend.Max() != all[len(all)-1] {
		t.Errorf("extremes are %v and %v, want %v and %v", trend.Min(), trend.Max(), all[0], all[len(all)-1])
	}
}

func TestTheExampleIsNearTheTail(t *testing.T) {
	trend := NewTrend()
	for order := uint64(1); order <= 10_000; order++ {
		trend.Record(time.Duration(order*7919%10_007)*time.Millisecond, order)
	}

	order := trend.Example()
	took := time.Duration(order*7919%10_007) * time.Millisecond

	if tail := trend.At(99); took < tail*95/100 || took > tail*105/100 {
		t.Errorf("the example took %v, want about %v", took, tail)
	}
}

func TestNothingRecordedIsNothing(t *testing.T) {
	trend := NewTrend()

	if trend.Count() != 0 || trend.At(99) != 0 || trend.Mean() != 0 || trend.Example() != 0 || trend.Slowest() != 0 {
		t.Errorf("an empty trend says %v %v %v", trend.At(99), trend.Mean(), trend.Example())
	}
}

func TestLongerThanAYearCountsAsAYear(t *testing.T) {
	trend := NewTrend()

	trend.Record(1000*24*time.Hour, 7)

	if trend.Count() != 1 || trend.Slowest() != 7 {
		t.Errorf("count %d, slowest %d, want 1 and order 7", trend.Count(), trend.Slowest())
	}
}

func BenchmarkRecord(b *testing.B) {
	b.ReportAllocs()
	trend := NewTrend()
	for i := range b.N {
		trend.Record(time.Duration(i%1_000_003)*time.Microsecond, uint64(i))
	}
}
