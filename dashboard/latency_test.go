package dashboard

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// A percentile is right within a tenth, whatever the durations.
func TestPercentilesAreRightWithinATenth(t *testing.T) {
	luck := rand.New(rand.NewPCG(1, 2))
	for _, longest := range []time.Duration{50 * time.Microsecond, 20 * time.Millisecond, 3 * time.Second, 40 * time.Hour} {
		var l latency
		var all []time.Duration
		for range 5000 {
			took := time.Duration(luck.Float64() * luck.Float64() * float64(longest))
			all = append(all, took)
			l.add(took)
		}
		slices.Sort(all)
		for _, share := range []float64{0.01, 0.5, 0.9, 0.99} {
			want := micros(all[int(share*float64(len(all)))])

			got := l.at(share)

			if float64(got) < 0.9*float64(want)-2 || float64(got) > 1.1*float64(want)+2 {
				t.Errorf("up to %v: the percentile %v is %d us, want about %d", longest, 100*share, got, want)
			}
		}
	}
}

// What was long ago is forgotten, and what is new counts.
func TestALatencyForgets(t *testing.T) {
	var l latency
	for range 1000 {
		l.add(time.Second)
	}
	for range 200 { // twenty seconds on the wall
		l.fade(fadeAfter(100))
		l.add(time.Millisecond)
	}
	if got := l.at(0.5); got > 1200 {
		t.Errorf("the median is %d us, want a millisecond: what was a second is long ago", got)
	}
	for range 400 {
		l.fade(fadeAfter(100))
	}
	if got := l.at(0.5); got != 0 {
		t.Errorf("the median is %d us, though nothing was for forty seconds", got)
	}
}

func TestBucketsAreInOrder(t *testing.T) {
	for bucket := range latencyBuckets {
		floor := time.Duration(latencyFloor(bucket)) * time.Microsecond
		if got := latencyBucket(floor); got != bucket {
			t.Fatalf("%v falls into bucket %d, want %d", floor, got, bucket)
		}
	}
	if got := latencyBucket(100 * 24 * time.Hour); got != latencyBuckets-1 {
		t.Errorf("a hundred days fall into bucket %d, want the last, %d", got, latencyBuckets-1)
	}
}
