package resilience

import "time"

// What codel and dagor go by if nothing else is said: at least so much, and so
// many times the pace.
const (
	dagorTarget     = 20 * time.Millisecond
	codelTarget     = 5 * time.Millisecond
	codelInterval   = 100 * time.Millisecond
	targetPaces     = 5
	intervalTargets = 20
)

// codel tells a queue that lasts from one that is a burst: by the shortest wait
// in an interval. While it lasts, nobody is served who waited more than twice
// the target. So do folly and Facebook's servers; the first CoDel, for networks,
// turns away one after the other ever faster, which those who send packets
// understand and customers do not.
type codel struct {
	lasts bool
	least time.Duration // the shortest wait in this interval
	ends  time.Duration // of the interval
}

// idle is told that somebody did not wait at all: the queue was empty.
func (c *codel) idle() { c.lasts, c.least = false, 0 }

// late tells if somebody who has waited is to be turned away.
func (c *codel) late(now, waited, target, interval time.Duration) bool {
	if now >= c.ends {
		c.lasts = c.least > target
		c.least, c.ends = waited, now+interval
		return false
	}
	c.least, c.ends = min(c.least, waited), min(c.ends, now+interval)
	return c.lasts && waited > 2*target
}
