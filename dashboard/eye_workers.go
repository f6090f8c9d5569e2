package dashboard

import (
	"math"
	"time"
)

// done notes how long a worker needed for a message.
func (s *station) done(took int64) {
	s.served++
	s.spent.add(int64(latencyBucket(time.Duration(took))))
}

// pile is a pile of numbers, of which the mean and the spread are wanted.
type pile struct{ count, sum, squares int64 }

func (p *pile) add(n int64) {
	p.count++
	p.sum += n
	p.squares += n * n
}

func (p *pile) mean() float64 { return float64(p.sum) / float64(max(p.count, 1)) }

// spread is the standard deviation.
func (p *pile) spread() float64 {
	mean := p.mean()
	return math.Sqrt(max(float64(p.squares)/float64(max(p.count, 1))-float64(mean*mean), 0))
}

// learn learns how long a worker needs of late. It counts in the buckets of latency,
// which are logarithms: some messages take very long in any shop, and say little.
func (s *station) learn(served uint64, now time.Duration) {
	if served == 0 {
		return
	}
	mean, few := s.spent.mean(), min(1, float64(served)/learnsOver)
	weight := min(few, max(float64(served)/100, float64(now-s.servedAt)/float64(servesOver)))
	if s.usual.count == 0 {
		weight = 1
	}
	s.serves += (mean - s.serves) * weight
	if s.usual.count < learnUntil && s.state == actorHealthy {
		s.usual.count, s.usual.sum, s.usual.squares = s.usual.count+s.spent.count, s.usual.sum+s.spent.sum, s.usual.squares+s.spent.squares
	}
	s.spent, s.servedAt = pile{}, now
}

// takes is how long it needs of late, in microseconds.
func (s *station) takes() int64 {
	low := int(s.serves)
	return int64(latencyFloor(low) + (latencyFloor(low+1)-latencyFloor(low))*(s.serves-float64(low)))
}

// strange is how much longer it needs than at first: 1 is out of the usual, which is
// twice as long at least, three times where nothing is unusual.
func (s *station) strange() float64 {
	const octave = 8 // buckets
	usual := 4 * s.usual.spread() / math.Sqrt(2*learnsOver-1)
	return (s.serves - s.usual.mean()) / min(max(usual, octave), 1.6*octave)
}

// waits is how long workers have waited for others over what they do now, by what
// names the call. It is a table in which another call may take the place of one: that
// is rare, and then a worker seems to have worked while it waited.
type waits [1 << 12]struct {
	path uint64
	took int64
}

// add notes a wait during a call.
func (w *waits) add(path uint64, took int64) {
	row := &w[path%uint64(len(w))]
	if row.path != path {
		row.path, row.took = path, 0
	}
	row.took += took
}

// of is how long was waited during a call that is over.
func (w *waits) of(path uint64) int64 {
	if row := &w[path%uint64(len(w))]; row.path == path {
		return row.took
	}
	return 0
}
