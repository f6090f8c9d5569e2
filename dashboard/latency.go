package dashboard

import (
	"math"
	"math/bits"
	"time"
)

// latency is how long something took of late: a histogram that forgets. Its
// buckets are an eighth of an octave wide, from a microsecond on, so a percentile
// is right within a tenth.
type latency struct {
	counts [latencyBuckets]float32
	sum    float32
}

const (
	latencyBuckets = 8 * 40 // up to twelve days
	faded          = 0.01   // what is left of one sample when it is forgotten
)

// add notes one more.
func (l *latency) add(took time.Duration) {
	l.counts[latencyBucket(took)]++
	l.sum++
}

func latencyBucket(took time.Duration) int {
	micros := uint64(max(took/time.Microsecond, 0))
	if micros < 8 {
		return int(micros)
	}
	octave := bits.Len64(micros) - 4 // 8 to 15 are the first
	return min(8*octave+8+int(micros>>octave)&7, latencyBuckets-1)
}

// latencyFloor is the least that falls into a bucket, in microseconds.
func latencyFloor(bucket int) float64 {
	if bucket < 8 {
		return float64(bucket)
	}
	return math.Ldexp(float64(8+bucket&7), bucket>>3-1)
}

// fade forgets a share of all that was noted. What is nearly forgotten goes
// altogether.
func (l *latency) fade(keep float32) {
	if l.sum == 0 {
		return
	}
	l.sum = 0
	for i, count := range l.counts {
		if count == 0 {
			continue
		}
		if count *= keep; count < faded {
			count = 0
		}
		l.counts[i] = count
		l.sum += count
	}
}

// at is the time within which a share of all was done, in microseconds; 0 if
// nothing was of late.
func (l *latency) at(share float64) int64 {
	rank, below := share*float64(l.sum), 0.
	if l.sum == 0 {
		return 0
	}
	last := 0
	for i, count := range l.counts {
		if count == 0 {
			continue
		}
		last = i
		if below+float64(count) >= rank {
			low, high := latencyFloor(i), latencyFloor(i+1)
			return int64(low + (high-low)*(rank-below)/float64(count))
		}
		below += float64(count)
	}
	return int64(latencyFloor(last + 1))
}
