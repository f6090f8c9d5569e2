package sim_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// busiest is how many calls were served at once at most, of those whose service
// began within a time.
func (r *rig) busiest(from, until time.Duration) int {
	var ends []time.Duration
	most := 0
	for _, c := range r.calls {
		if !served(c) || c.began < from || c.began >= until {
			continue
		}
		ends = slices.DeleteFunc(ends, func(end time.Duration) bool { return end <= c.began })
		ends = append(ends, c.served)
		most = max(most, len(ends))
	}
	return most
}

func TestFaultsOfResources(t *testing.T) {
	slowPool := func(r *rig) { r.workers, r.thinks, r.mailbox = 8, 50*time.Millisecond, sim.Unlimited }
	mustDo(t, []faultRow{
		{"pool_shrink", "three quarters of the workers are gone, and come back",
			func(f *sim.Fault) { f.Share = 0.75 }, slowPool, nil,
			func(r *rig, _ int) error {
				return firstOf(same("before", r.busiest(0, rigBegins), 5), same("meanwhile", r.busiest(rigBegins+time.Second, rigEnds), 2), same("after", r.busiest(rigEnds, time.Hour), 8))
			}},
		{"pool_shrink", "three are left",
			func(f *sim.Fault) { f.Count = 3 }, slowPool, nil,
			func(r *rig, _ int) error {
				return same("meanwhile", r.busiest(rigBegins+time.Second, rigEnds), 3)
			}},
		{"pool_shrink", "step by step with a ramp",
			func(f *sim.Fault) { f.Share, f.RampIn = 1, 40*time.Second }, slowPool, nil,
			func(r *rig, _ int) error {
				return firstOf(same("at a half", r.busiest(rigBegins+20*time.Second+time.Second, rigBegins+22*time.Second), 4),
					same("in the end", r.busiest(rigEnds-time.Second, rigEnds), 0))
			}},
		{"memory_leak", "slower and slower, and a crash at every thousandth message",
			func(f *sim.Fault) { f.Count, f.Factor, f.Restart = 1000, 4, time.Second }, nil, nil,
			func(r *rig, hits int) error {
				last := r.calls[slices.IndexFunc(r.calls, func(c *sighting) bool { return c.sent >= r.crashes[0].sent })-5]
				lost := r.all(func(c *sighting) bool { return c.lost && c.began == 0 && !c.err })
				return firstOf(same("crashes", len(r.crashes), 3), same("hits that are crashes", r.done(sim.Stopped), 3),
					same("slower", r.all(slower), hits-3-lost), within("lost in a crash", float64(lost), 3, 15),
					within("ms of the last before the crash", float64(took(last))/1e6, 39.5, 40), same("seconds gone", int(r.gone()/time.Second), 3))
			}},
		{"lock_contention", "who needs the lock waits for who has it",
			func(f *sim.Fault) { f.Probability, f.Delay = 0.5, sim.Constant(15*time.Millisecond) }, nil, nil,
			func(r *rig, hits int) error {
				var done []time.Duration
				for _, c := range r.calls {
					if slower(c) {
						done = append(done, c.served)
					}
				}
				for i := 1; i < len(done); i++ {
					if done[i]-done[i-1] < 15*time.Millisecond {
						return within("ms between two", float64(done[i]-done[i-1])/1e6, 15, 1e9)
					}
				}
				return firstOf(same("slow", len(done), hits), within("hits", float64(hits), 2000-95, 2000+95))
			}},
		{"rate_limit", "beyond forty a second is refused, after a second's worth",
			func(f *sim.Fault) { f.Rate = 40 }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("failed", r.all(failed), hits), within("passed", float64(r.count(served)), 40*41-1, 40*41+1))
			}},
		{"latency_under_load", "a tenth longer for everyone inside, oneself included",
			func(f *sim.Fault) { f.Factor = 0.1 }, nil, nil,
			func(r *rig, hits int) error {
				for i, c := range r.calls {
					if c.sent < rigBegins || c.sent >= rigEnds {
						continue
					}
					inside := 1
					for _, other := range r.calls[max(i-10, 0):i] {
						inside += oneIf(other.served > c.arrived)
					}
					if want := 10 * (1 + 0.1*float64(inside)); math.Abs(float64(took(c))/1e6-want) > 0.001 {
						return within("ms that it took", float64(took(c))/1e6, want, want)
					}
				}
				return same("slow", r.all(slower), hits)
			}},
	})
}

// done is how many hits were of one primitive.
func (r *rig) done(deed sim.Primitive) int {
	n := 0
	for _, e := range r.hits {
		n += oneIf(sim.Primitive(e.B) == deed)
	}
	return n
}

func oneIf(is bool) int {
	if is {
		return 1
	}
	return 0
}
