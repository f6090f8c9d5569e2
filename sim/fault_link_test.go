package sim_test

import (
	"testing"
	"time"

	"buynow/sim"
)

// faultRow is one self-test of a row of the catalogue: what an observer must have
// seen of the calls of a rig, and how often the fault says that it struck.
type faultRow struct {
	kind, says string
	change     func(*sim.Fault)
	setUp      func(*rig)
	aim        func(*rig) sim.Aim // at the bank, if nil
	want       func(r *rig, hits int) error
}

func mustDo(t *testing.T, rows []faultRow) {
	for _, row := range rows {
		t.Run(row.kind+": "+row.says, func(t *testing.T) {
			r := newRig(1)
			defer r.Close()
			if row.setUp != nil {
				row.setUp(r)
			}
			r.build()
			aim := sim.Aim{Actor: r.bank}
			if row.aim != nil {
				aim = row.aim(r)
			}
			f, deeds := faultOf(t, row.kind, row.change)
			r.failure = r.Inflict(f, deeds, aim)

			r.run(t)

			if r.failure.Hits == 0 {
				t.Fatal("it never fired")
			}
			if err := row.want(r, int(r.failure.Hits)); err != nil {
				t.Errorf("%v; %d hits", err, r.failure.Hits)
			}
		})
	}
}

func link(r *rig) sim.Aim { return sim.Aim{From: r.shop, To: r.bank} }

func travels(c *sighting) time.Duration { return c.arrived - c.sent }
func timedOut(c *sighting) bool         { return c.timedOut }
func failed(c *sighting) bool           { return c.err }
func served(c *sighting) bool           { return c.times > 0 }
func servedTwice(c *sighting) bool      { return c.times > 1 }
func wrong(c *sighting) bool            { return c.answered != notYet && !c.err && c.got != c.asked }

func TestFaultsOfLinks(t *testing.T) {
	mustDo(t, []faultRow{
		{"delay", "every hit adds its time to a way, there or back",
			func(f *sim.Fault) { f.Delay, f.Probability = sim.Constant(50*time.Millisecond), 0.3 }, nil, link,
			func(r *rig, hits int) error {
				late := 0
				for _, c := range r.calls {
					late += int((c.answered - c.sent - 12*time.Millisecond) / (50 * time.Millisecond))
				}
				return same("times 50 ms late", late, hits)
			}},
		{"delay", "a factor stretches what the line takes",
			func(f *sim.Fault) { f.Factor, f.Direction = 20, sim.Requests }, nil, link,
			func(r *rig, hits int) error {
				return same("took 20 ms", r.all(func(c *sighting) bool { return travels(c) == 20*time.Millisecond }), hits)
			}},
		{"drop", "who is not heard is not served, and runs into the timeout",
			func(f *sim.Fault) { f.Probability = 0.05 }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("not served", r.count(func(c *sighting) bool { return !served(c) }), hits), same("timed out", r.all(timedOut), hits))
			}},
		{"drop_response", "all is served, and yet they run into the timeout",
			func(f *sim.Fault) { f.Probability = 0.05 }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("served", r.all(served), 10_000), same("timed out", r.all(timedOut), hits))
			}},
		{"duplicate", "what is hit is served as often again as there are copies",
			func(f *sim.Fault) { f.Probability, f.Count = 0.1, 2 }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("served three times", r.count(func(c *sighting) bool { return c.times == 3 }), hits),
					same("served more than once", r.all(servedTwice), hits), same("answered", r.all(func(c *sighting) bool { return c.answered != notYet }), 10_000))
			}},
		{"reorder", "later ones overtake, and only while it lasts",
			func(f *sim.Fault) { f.Probability = 0.2 }, nil, link,
			func(r *rig, hits int) error {
				overtaken, last := 0, time.Duration(0)
				for i := len(r.calls) - 1; i >= 0; i-- {
					if c := r.calls[i]; i+1 < len(r.calls) && c.arrived > last {
						overtaken++
					} else {
						last = c.arrived
					}
				}
				return within("overtaken", float64(overtaken), 0.95*float64(hits), float64(hits))
			}},
		{"corrupt", "the amount that the bank sees is a hundred times what was asked",
			func(f *sim.Fault) { f.Probability, f.Field, f.Mode = 0.1, "amount", "times-100" }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("wrong", r.all(wrong), hits), same("times 100", r.all(func(c *sighting) bool { return c.got == 100*c.asked }), hits))
			}},
		{"replay_old", "what is hit comes again exactly so much later",
			func(f *sim.Fault) { f.Probability, f.Age = 0.05, time.Minute }, nil, link,
			func(r *rig, hits int) error {
				return same("a minute later", r.all(func(c *sighting) bool { return c.was-c.served == time.Minute }), hits)
			}},
		{"error_reply", "the error is there at once, and nothing was done",
			func(f *sim.Fault) { f.Probability = 0.2 }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("failed", r.all(func(c *sighting) bool { return c.err && c.answered == c.sent && !served(c) }), hits), same("errors", r.all(failed), hits))
			}},
		{"error_reply", "with direction: responses everything was done",
			func(f *sim.Fault) { f.Probability, f.Direction = 0.2, sim.Responses }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("failed", r.all(failed), hits), same("served", r.all(served), 10_000))
			}},
		{"blackhole", "nobody is served or answered", nil, nil, link,
			func(r *rig, hits int) error {
				lost := r.all(timedOut)
				return firstOf(same("timed out", lost, hits), same("served", r.count(served), 0), within("lost", float64(lost), 4000, 4002))
			}},
		{"bandwidth", "half of what comes passes, in steps, and the queue is as long as it may be",
			func(f *sim.Fault) { f.Rate, f.Count, f.Direction = 50, 20, sim.Requests }, nil, link,
			func(r *rig, hits int) error {
				var arrivals []time.Duration
				for _, c := range r.calls {
					if c.sent >= rigBegins && c.sent < rigEnds && served(c) {
						arrivals = append(arrivals, c.arrived)
						if travels(c) > 421*time.Millisecond {
							return same("waited", int(travels(c)), 421)
						}
					}
				}
				for i := 1; i < len(arrivals); i++ {
					if arrivals[i]-arrivals[i-1] < 20*time.Millisecond {
						return same("milliseconds between two", int((arrivals[i]-arrivals[i-1])/time.Millisecond), 20)
					}
				}
				return firstOf(same("hits", hits, 4000), within("passed", float64(len(arrivals)), 2000, 2021))
			}},
		{"partition", "nothing passes, whoever asks", nil, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("served", r.count(served), 0), within("pings", float64(during(r.pings)), 0, 1), within("hits", float64(hits), 4000, 4004))
			}},
		{"partition", "one way: what travels to the bank does, and neither answers nor pings come back",
			func(f *sim.Fault) { f.Direction = sim.Responses }, nil, link,
			func(r *rig, hits int) error {
				return firstOf(same("served", r.all(served), 10_000), within("pings", float64(during(r.pings)), 0, 1), within("hits", float64(hits), 8000, 8004))
			}},
		{"partition", "an actor is cut off from all, the others are not",
			nil, nil, func(r *rig) sim.Aim { return sim.Aim{Actor: r.bank} },
			func(r *rig, _ int) error {
				return firstOf(same("served", r.count(served), 0), within("pings", float64(during(r.pings)), 0, 1), same("sales", int(r.Load(r.shop).Served-uint64(len(r.pings))), 10_000))
			}},
		{"ack_lost", "the work is done twice, and nobody hears of the first",
			func(f *sim.Fault) { f.Probability, f.Delay = 0.05, sim.Constant(10*time.Second) }, nil, link,
			func(r *rig, hits int) error {
				again := 0
				for _, c := range r.calls {
					again += max(c.times-1, 0)
				}
				// A copy whose acknowledgement gets lost, too, comes a third time.
				return firstOf(same("again", again, hits), within("timed out", float64(r.all(timedOut)), 0.9*float64(hits), float64(hits)))
			}},
		{"queue_full", "what finds the places taken is refused, and only while it lasts",
			func(f *sim.Fault) { f.Count = 2 }, func(r *rig) { r.workers, r.mailbox, r.varies = 1, 500, true }, nil,
			func(r *rig, hits int) error {
				longest := 0
				for i, c := range r.calls {
					waiting := 0
					for _, other := range r.calls[max(i-20, 0):i] {
						if served(other) && other.began > c.arrived {
							waiting++
						}
					}
					if served(c) && c.sent >= rigBegins+time.Second && c.sent < rigEnds {
						longest = max(longest, waiting)
					}
				}
				refused := r.all(func(c *sighting) bool { return c.refused })
				return firstOf(same("hits", hits, 1), same("waiting before one", longest, 1), same("refused before and after", refused-r.count(func(c *sighting) bool { return c.refused }), 0),
					within("refused", float64(refused), 400, 4000))
			}},
	})
}
