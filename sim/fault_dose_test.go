package sim_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// The fault of these rows drops bills: a hundred a second come by for forty seconds.
func TestDosePicksWhomToHit(t *testing.T) {
	hitAt := func(r *rig, i int) bool { return !served(r.calls[2000+i]) }
	sigmas := func(p float64) (low, high float64) {
		mean, sigma := 4000*p, math.Sqrt(4000*p*(1-p))
		return mean - 3*sigma, mean + 3*sigma
	}
	mustDo(t, []faultRow{
		{"drop", "one in twenty", func(f *sim.Fault) { f.Probability = 0.05 }, nil, nil,
			func(_ *rig, hits int) error {
				low, high := sigmas(0.05)
				return within("hits", float64(hits), low, high)
			}},
		{"drop", "nearly all", func(f *sim.Fault) { f.Probability = 0.97 }, nil, nil,
			func(_ *rig, hits int) error {
				low, high := sigmas(0.97)
				return within("hits", float64(hits), low, high)
			}},
		{"drop", "the first three", func(f *sim.Fault) { f.First = 3 }, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("hits", hits, 3), same("third", oneIf(hitAt(r, 2)), 1), same("fourth", oneIf(hitAt(r, 3)), 0))
			}},
		{"drop", "none of the first ten, then every fifth, seven at most", func(f *sim.Fault) { f.After, f.Nth, f.First = 10, 5, 7 }, nil, nil,
			func(r *rig, hits int) error {
				for i := range 100 {
					if want := i >= 14 && i <= 44 && (i-9)%5 == 0; hitAt(r, i) != want {
						return same(fmt.Sprint("message ", i, " hit"), oneIf(!want), oneIf(want))
					}
				}
				return same("hits", hits, 7)
			}},
		{"drop", "two at once at most, each until its caller gives up", func(f *sim.Fault) { f.MaxActive = 2 }, nil, nil,
			func(r *rig, hits int) error {
				return firstOf(same("hits", hits, 80), same("second", oneIf(hitAt(r, 1)), 1), same("third", oneIf(hitAt(r, 2)), 0))
			}},
		{"drop", "a ramp lets the share grow", func(f *sim.Fault) { f.RampIn = 40 * time.Second }, nil, nil,
			func(r *rig, hits int) error {
				half := 0
				for i := range 2000 {
					half += oneIf(hitAt(r, i))
				}
				return firstOf(within("hits", float64(hits), 2000-3*26, 2000+3*26), within("in the first half", float64(half), 500-3*19, 500+3*19))
			}},
		{"drop", "one instance of eight gets an eighth", nil, nil, func(r *rig) sim.Aim { return sim.Aim{Actor: r.bank, Instance: 8, Instances: 8} },
			func(_ *rig, hits int) error {
				low, high := sigmas(1. / 8)
				return within("hits", float64(hits), low, high)
			}},
		{"drop", "each instance gets others, and together they get all", nil, nil, func(r *rig) sim.Aim {
			for i := range 7 {
				f, deeds := faultOf(t, "drop", func(f *sim.Fault) { f.Name = fmt.Sprint("drop-", i) })
				r.Inflict(f, deeds, sim.Aim{Actor: r.bank, Instance: i + 1, Instances: 8})
			}
			return sim.Aim{Actor: r.bank, Instance: 8, Instances: 8}
		}, func(r *rig, _ int) error {
			return firstOf(same("served", r.count(served), 0), same("hits of all", len(r.hits), 4000))
		}},
	})
}

// A fault that comes and goes is there for as long, and as often, as it says.
func TestFaultsComeAndGo(t *testing.T) {
	hours := 200 * time.Hour
	for _, row := range []struct {
		says     string
		fault    sim.Fault
		share    float64 // of the time that it is there
		spell    time.Duration
		exactly  int // how often it came, if that is no matter of luck
		lastEnds time.Duration
	}{
		{"from a time on, for a while", sim.Fault{At: time.Hour, For: time.Hour}, 1. / 200, time.Hour, 1, 2 * time.Hour},
		{"until the end of the run", sim.Fault{At: 100 * time.Hour}, 0.5, 100 * time.Hour, 1, hours},
		{"every day", sim.Fault{At: time.Hour, For: 6 * time.Hour, Every: 24 * time.Hour}, 6. * 9 / 200, 6 * time.Hour, 9, 199 * time.Hour},
		{"one hour in ten, by mtbf and mttr", sim.Fault{MTBF: 9 * time.Minute, MTTR: time.Minute}, 0.1, time.Minute, 0, 0},
		{"bursts of a second, one second in five", sim.Fault{On: time.Second, Off: 4 * time.Second, For: 10 * time.Hour}, 0.2 * 10 / 200, time.Second, 0, 0},
		// A burst ends with its own end or with that of what it is within: 1/(1/5+1/120).
		{"bursts within what comes and goes", sim.Fault{MTBF: 2 * time.Minute, MTTR: 2 * time.Minute, On: 5 * time.Second, Off: 5 * time.Second}, 0.25, 4800 * time.Millisecond, 0, 0},
	} {
		t.Run(row.says, func(t *testing.T) {
			w := sim.New(1)
			defer w.Close()
			var began, there, last time.Duration
			times := 0
			w.Watch(func(e *sim.Event) { began, times = e.At, times+1 }, sim.FaultBegan)
			w.Watch(func(e *sim.Event) { there, last = there+e.At-began, e.At }, sim.FaultEnded)
			row.fault.Name = "edit"
			f := w.Inflict(row.fault, []sim.Deed{sim.Edit{Do: func(float64) {}}}, sim.Aim{})

			if err := w.Run(hours); err != nil {
				t.Fatal(err)
			}
			if f.Active() {
				there, last = there+hours-began, hours
			}

			share, spell := float64(there)/float64(hours), float64(there)/float64(times)
			if row.exactly > 0 && (times != row.exactly || last != row.lastEnds || share != row.share || spell != float64(row.spell)) {
				t.Errorf("it came %d times, %v of the time, %v each, until %v; want %d, %v, %v, %v", times, share, time.Duration(spell), last, row.exactly, row.share, row.spell, row.lastEnds)
			}
			tolerance := 4 / math.Sqrt(float64(times))
			if math.Abs(share/row.share-1) > tolerance*3 || math.Abs(spell/float64(row.spell)-1) > tolerance {
				t.Errorf("it was there %v of the time, %v each in %d times; want about %v and %v", share, time.Duration(spell), times, row.share, row.spell)
			}
			if uint64(times) != f.Began {
				t.Errorf("%d times, counted %d", times, f.Began)
			}
		})
	}
}

// What waits for something begins when it is told to, even by a watcher, and
// strikes as the next thing; it ends for good when it is told to.
func TestFaultWaitsToBeToldToBegin(t *testing.T) {
	r := newRig(1)
	defer r.Close()
	r.build()
	f, deeds := faultOf(t, "drop", func(f *sim.Fault) { f.When, f.Every = "the hundredth bill", 50*time.Second })
	r.failure = r.Inflict(f, deeds, link(r))
	r.Watch(func(e *sim.Event) {
		if len(r.calls) == 100 {
			r.failure.Begin()
		}
		if e.At >= 55*time.Second {
			r.failure.End()
			r.failure.End()
			r.failure.Begin()
		}
	})

	r.run(t)

	begins, ends := []time.Duration{r.calls[99].sent, r.calls[99].sent + 50*time.Second}, []time.Duration{r.calls[99].sent + 40*time.Second, 55 * time.Second}
	if !slices.Equal(r.begins, begins) || !slices.Equal(r.ends, ends) {
		t.Errorf("began %v, ended %v; want %v, %v", r.begins, r.ends, begins, ends)
	}
	if served(r.calls[100]) || !served(r.calls[99]) {
		t.Errorf("the hundredth bill was served: %v, the next: %v; want the next one lost", served(r.calls[99]), served(r.calls[100]))
	}
}

// An edit is told its strength, step by step, and 0 at the end.
func TestEditFollowsItsStrength(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var told []float64
	var orders []uint64
	w.Watch(func(e *sim.Event) { orders = append(orders, e.Order) }, sim.FaultHit)
	var hit func(order, intent uint64)
	f := w.Inflict(sim.Fault{Name: "edit", For: 100 * time.Second, RampIn: 20 * time.Second, RampOut: 40 * time.Second},
		[]sim.Deed{sim.Edit{Bind: func(strike func(order, intent uint64)) func(float64) {
			hit = strike
			return func(strength float64) { told = append(told, strength) }
		}}}, sim.Aim{})
	w.At(50*time.Second, func() { hit(7, 8); hit(9, 10) })

	mustRun(t, w)

	if got := fmt.Sprint(told[:4], told[20:24], told[len(told)-3:]); got != "[0 0 0.05 0.1] [0.95 1 1 0.95] [0.1 0.05 0]" {
		t.Errorf("it was told %v", told)
	}
	if !slices.Equal(orders, []uint64{7, 9}) || f.Hits != 2 {
		t.Errorf("hits about the orders %v, %d counted", orders, f.Hits)
	}
}
