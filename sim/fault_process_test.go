package sim_test

import (
	"math"
	"testing"
	"time"

	"buynow/sim"
)

func took(c *sighting) time.Duration { return c.served - c.began }

func slower(c *sighting) bool { return c.served != notYet && took(c) > 10*time.Millisecond }

// gone is how long the bank was down.
func (r *rig) gone() (total time.Duration) {
	for _, c := range r.crashes {
		if c.restarted == notYet {
			c.restarted = rigEnds
		}
		total += c.restarted - c.sent
	}
	return total
}

// struck are the calls that hits name.
func (r *rig) struck() (calls []*sighting) {
	for _, e := range r.hits {
		calls = append(calls, r.byPath[e.Path])
	}
	return calls
}

func countOf(calls []*sighting, is func(*sighting) bool) int {
	n := 0
	for _, c := range calls {
		if is(c) {
			n++
		}
	}
	return n
}

func TestFaultsOfProcesses(t *testing.T) {
	notServed := func(c *sighting) bool { return !served(c) }
	mustDo(t, []faultRow{
		{"crash", "one crash, and nobody is there until the end",
			nil, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("crashes", len(r.crashes), 1), same("served", r.count(served), 0), same("seconds gone", int(r.gone()/time.Second), 40),
					same("failed", r.count(failed), 4000), same("hits", hits, 1))
			}},
		{"crash", "one instance of four: its share of the calls fails, and no other",
			nil, nil, func(r *rig) sim.Aim { return sim.Aim{Actor: r.bank, Instance: 3, Instances: 4} },
			func(r *rig, hits int) error {
				share := r.count(failed)
				return firstOf(same("crashes of all", len(r.crashes), 0), within("failed", float64(share), 1000-3*math.Sqrt(750), 1000+3*math.Sqrt(750)),
					same("served", r.count(served), 4000-share), within("failed at other times", float64(r.all(failed)-share), 0, 1))
			}},
		{"crash", "before commit: what it has begun is not done",
			func(f *sim.Fault) { f.Point, f.Nth, f.Restart = sim.BeforeCommit, 100, 200*time.Millisecond }, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("crashes", len(r.crashes), hits), same("gone, ms", int(r.gone()/time.Millisecond), 200*hits),
					same("struck and not served", countOf(r.struck(), notServed), hits), within("hits", float64(hits), 30, 34))
			}},
		{"crash", "after commit: it is written down, and not answered",
			func(f *sim.Fault) { f.Point, f.Nth, f.Restart = sim.AfterCommit, 100, 200*time.Millisecond }, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("crashes", len(r.crashes), hits), same("struck and not answered", countOf(r.struck(), notServed), hits), within("hits", float64(hits), 30, 34))
			}},
		{"crash", "between steps: who sent it is gone, and its message travels on",
			func(f *sim.Fault) { f.Point, f.Nth, f.Restart = sim.BetweenSteps, 100, 200*time.Millisecond }, nil,
			func(r *rig) sim.Aim {
				bills := new([256]bool)
				bills[bill{}.Kind()] = true
				return sim.Aim{Kinds: bills}
			},
			func(r *rig, hits int) error {
				shop := 0
				for _, c := range r.crashes {
					if c.actor == r.shop {
						shop++
					}
				}
				return firstOf(same("crashes of the shop", shop, hits), same("served", countOf(r.struck(), served), hits),
					same("answered", countOf(r.struck(), func(c *sighting) bool { return c.answered != notYet }), 0))
			}},
		{"crash", "between steps, at an answer: who gave it is gone, and it arrives",
			func(f *sim.Fault) {
				f.Point, f.Direction, f.Nth, f.Restart = sim.BetweenSteps, sim.Responses, 100, 200*time.Millisecond
			}, nil,
			func(r *rig) sim.Aim { return sim.Aim{From: r.shop, To: r.bank} },
			func(r *rig, hits int) error {
				bank := 0
				for _, c := range r.crashes {
					if c.actor == r.bank {
						bank++
					}
				}
				return firstOf(same("crashes of the bank", bank, hits), same("answered", countOf(r.struck(), func(c *sighting) bool { return c.got > 0 }), hits),
					within("hits", float64(hits), 30, 34))
			}},
		{"crash_loop", "it crashes as often as the fault comes, and is gone a third of the time",
			func(f *sim.Fault) { f.MTBF, f.MTTR = 200*time.Millisecond, 100*time.Millisecond }, nil, nil, wantFlaps(1.0 / 3)},
		{"flapping", "the same by on and off",
			func(f *sim.Fault) { f.On, f.Off = 100*time.Millisecond, 300*time.Millisecond }, nil, nil, wantFlaps(1.0 / 4)},
		{"pause", "nothing is served while it stands still, what came is then, and what was under way has its time left",
			nil, func(r *rig) { r.thinks, r.mailbox = 10*time.Millisecond, sim.Unlimited }, nil,
			func(r *rig, _ int) error {
				stood := 0
				for _, c := range r.calls {
					if c.served >= rigBegins && c.served < rigEnds {
						return same("served while it stood still", 1, 0)
					}
					if c.arrived < rigBegins+time.Second && c.served >= rigEnds {
						stood++
					}
				}
				return firstOf(same("served in the end", r.all(served), 10_000), same("crashes", len(r.crashes), 0), within("timed out", float64(r.all(timedOut)), 3900, 4001),
					within("kept", float64(stood), 90, 102))
			}},
		{"pause", "a service that is frozen in the middle has as much left to do as before",
			func(f *sim.Fault) { f.At += 5 * time.Millisecond }, nil, nil,
			func(r *rig, _ int) error {
				return same("took 10 ms and the pause", r.all(func(c *sighting) bool { return took(c) == 10*time.Millisecond+rigEnds-rigBegins }), 1)
			}},
		{"pause", "one instance of four: the others go on",
			nil, nil, func(r *rig) sim.Aim { return sim.Aim{Actor: r.bank, Instance: 1, Instances: 4} },
			func(r *rig, _ int) error {
				late := r.count(timedOut)
				return firstOf(within("timed out", float64(late), 900, 1082), same("served in the end", r.all(served), 10_000),
					same("served meanwhile", r.count(func(c *sighting) bool { return c.served < rigEnds }), 4000-late-r.count(func(c *sighting) bool { return c.served >= rigEnds && !c.timedOut })))
			}},
		{"zombie", "what was under way comes back at the end, and writes into the memory of who took over",
			nil, func(r *rig) { r.thinks = 25 * time.Second }, nil,
			func(r *rig, _ int) error {
				frozen := r.all(func(c *sighting) bool { return c.began < rigBegins && c.served >= rigEnds })
				done := r.all(served)
				return firstOf(same("crashes", len(r.crashes), 1), same("gone", int(r.gone()), 0), within("frozen", float64(frozen), 1990, 2001),
					within("others go on meanwhile", float64(r.count(func(c *sighting) bool { return c.served < rigEnds })), 1400, 1501),
					same("memory of the new instance", r.memory, done))
			}},
		{"slow", "every service takes six times as long",
			func(f *sim.Fault) { f.Factor = 6 }, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("60 ms", r.all(func(c *sighting) bool { return took(c) == 60*time.Millisecond }), hits), within("hits", float64(hits), 3999, 4001))
			}},
		{"slow", "with a ramp it grows and fades",
			func(f *sim.Fault) { f.Factor, f.RampIn, f.RampOut = 6, 20*time.Second, 20*time.Second }, nil, nil,
			func(r *rig, hits int) error {
				for _, c := range r.calls {
					since, left := c.began-rigBegins, rigEnds-c.began
					strength := max(0, min(1, since.Seconds()/20, left.Seconds()/20))
					if want := 10 * (1 + 5*strength); math.Abs(float64(took(c))/1e6-want) > 0.001 {
						return within("ms that it took", float64(took(c))/1e6, want, want)
					}
				}
				return same("slow", r.all(slower), hits)
			}},
		{"brown_out", "of those that suffer a share fails, and the others are slow",
			func(f *sim.Fault) { f.Probability, f.Share = 0.4, 0.25 }, nil, nil,
			func(r *rig, hits int) error {
				bad, slow := r.all(failed), r.all(slower)
				return firstOf(same("suffer", bad+slow, hits), within("hits", float64(hits), 1600-93, 1600+93), within("fail", float64(bad), 400-57, 400+57))
			}},
		{"wedge", "what is hit ends with the fault",
			func(f *sim.Fault) { f.Probability = 0.01 }, nil, nil,
			func(r *rig, hits int) error {
				return same("ended with it", r.all(func(c *sighting) bool { return c.served == rigEnds && took(c) > 10*time.Millisecond }), hits)
			}},
		{"wedge", "workers are gone for good, up to the last that may be",
			func(f *sim.Fault) { f.Probability, f.MaxActive = 0.1, 3 }, func(r *rig) { r.workers = 4 }, nil,
			func(r *rig, hits int) error { return same("stuck", hits, 3) }},
		{"panic_on", "it crashes over every bill of that kind, before anything is done",
			func(f *sim.Fault) { f.Restart = 500 * time.Millisecond }, nil,
			func(r *rig) sim.Aim {
				return sim.Aim{Actor: r.bank, Where: func(s sim.Sight) bool { return s.Message.(bill).Amount%1000 == 0 }}
			},
			func(r *rig, hits int) error {
				return firstOf(same("crashes", len(r.crashes), hits), same("hits", hits, 4), same("not served", countOf(r.struck(), notServed), hits))
			}},
		{"cold_start", "the first hundred are slow",
			nil, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("slow", r.all(func(c *sighting) bool { return took(c) == 100*time.Millisecond }), hits), same("hits", hits, 100))
			}},
		{"maintenance", "all that is new is turned away, and what is inside is finished",
			nil, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("failed", r.all(failed), hits), same("hits", hits, 4000), same("served", r.all(served), 6000), same("crashes", len(r.crashes), 0))
			}},
	})
}

// wantFlaps wants that the bank crashes whenever the fault comes, and is gone for
// such a share of the time.
func wantFlaps(share float64) func(*rig, int) error {
	return func(r *rig, hits int) error {
		gone := r.gone().Seconds() / (rigEnds - rigBegins).Seconds()
		return firstOf(same("crashes", len(r.crashes), hits), same("beginnings", len(r.begins), hits), same("ends", len(r.ends), hits),
			within("hits", float64(hits), 60, 160), within("share of the time", gone, share-0.08, share+0.08))
	}
}
