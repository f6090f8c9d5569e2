package dashboard

import "time"

// bucket lets through so many a second, and as many at once.
type bucket struct {
	perSecond float64
	left      float64
	at        time.Time
}

func newBucket(perSecond float64) bucket { return bucket{perSecond: perSecond, left: perSecond} }

// take tells if one more is let through.
func (b *bucket) take(now time.Time) bool {
	if !b.at.IsZero() {
		b.left = min(b.perSecond, b.left+b.perSecond*now.Sub(b.at).Seconds())
	}
	b.at = now
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}
