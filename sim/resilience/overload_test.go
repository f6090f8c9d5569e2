package resilience_test

import (
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// busy is a server that serves a hundred a second to whom so many come.
type busy struct {
	*sim.World
	server       sim.ActorID
	came         int // tasks
	good         int // tasks all of whose calls were answered in time
	byKind, fine [sim.Lanes]int
}

// openBusy opens a world in which so many tasks a second come, each of so many
// calls one after the other, and of each kind a share.
func openBusy(seed uint64, tasks float64, calls int, kinds int, queue resilience.Queue, mailbox int) *busy {
	b := &busy{World: sim.New(seed)}
	b.server = b.Add(sim.Actor{
		Name: "server", Mailbox: mailbox, Service: sim.Exponential(10 * milli), Discipline: queue.Make(byNumber),
		Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) { return m, nil },
	})
	b.Connect(sim.Outside, sim.Outside, sim.Link{Request: sim.Exponential(10 * milli), Reply: sim.Exponential(10 * milli)})
	callers := b.Add(sim.Actor{Name: "callers", Waits: true, Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		b.came++
		b.byKind[m.Kind()]++
		for i := range calls {
			if _, err := env.Try(b.server, m, time.Second, i); err != nil {
				return nil, err
			}
		}
		b.good++
		b.fine[m.Kind()]++
		return m, nil
	}})
	b.Go("tasks", func(env *sim.Env) {
		between := sim.Exponential(time.Duration(1e9 / tasks))
		luck := env.Luck(sim.FirstPurpose)
		for i := uint64(1); ; i++ {
			env.Sleep(between.Duration(&luck))
			env.Begin(i)
			env.Send(callers, request{sim.Kind(luck.IntN(kinds))})
		}
	})
	return b
}

// measure lets a minute pass and returns what came of the next few: the tasks
// that succeeded a second, and the share of what was served in vain, since the
// caller had given up.
func (b *busy) measure(t *testing.T, minutes int) (goodput, wasted float64) {
	t.Helper()
	defer b.Close()
	if err := b.Run(time.Minute); err != nil {
		t.Fatal(err)
	}
	late, served := 0, 0
	b.Watch(func(e *sim.Event) {
		if e.C == 0 {
			late++
		}
	}, sim.Late)
	b.Watch(func(e *sim.Event) {
		if e.Actor == b.server {
			served++
		}
	}, sim.Served)
	*b = busy{World: b.World, server: b.server}
	if err := b.Run(time.Minute * time.Duration(1+minutes)); err != nil {
		t.Fatal(err)
	}
	if load := b.Load(b.server); !load.Conserved() || !load.Little() {
		t.Errorf("the books do not balance: %+v", load)
	}
	return float64(b.good) / (60 * float64(minutes)), float64(late) / float64(served)
}

// minutes is how long a world is looked at.
const minutes = 4

// At twice the load a queue in the order of coming is as long as the callers are
// patient. Who drops what waited exactly as long still wastes half of the server,
// since the answer comes a little later than that.
func TestDeadlineDropMustComeBeforeTheDeadline(t *testing.T) {
	figures(t)
	for _, row := range []struct {
		part          float64
		least, most   float64 // goodput, of 100 a second
		waste, wasted float64 // from, to
	}{
		{0, 0, 1, 0.99, 1},
		{1, 30, 60, 0.4, 0.7},
		{0.8, 98, 102, 0, 0.001},
	} {
		goodput, wasted := openBusy(1, 200, 1, 1, resilience.Queue{DeadlineDrop: row.part}, sim.Unlimited).measure(t, minutes)
		t.Logf("drop at %v: goodput %.1f/s, %.1f %% in vain", row.part, goodput, 100*wasted)
		if goodput < row.least || goodput > row.most || wasted < row.waste || wasted > row.wasted {
			t.Errorf("drop at %v: goodput %.1f/s and %.3f in vain, want %v to %v and %v to %v", row.part, goodput, wasted, row.least, row.most, row.waste, row.wasted)
		}
	}
}

// Five milliseconds are half a service here: at 95 % load they cost a fifth of
// what could be served. A target that follows the pace costs a few percent, and
// bounds the wait under overload all the same.
func TestCodelTargetMustScaleWithTheService(t *testing.T) {
	figures(t)
	published := resilience.Queue{Discipline: resilience.CoDel, Target: 5 * milli, Interval: 100 * milli}
	scaled := resilience.Queue{Discipline: resilience.CoDel}
	for _, row := range []struct {
		about       string
		queue       resilience.Queue
		tasks       float64
		least, most float64 // goodput
	}{
		{"without, at 95 %, those who wait too long are lost", resilience.Queue{}, 95, 90, 95},
		{"5 ms and 100 ms at 95 %", published, 95, 72, 81},
		{"a target that scales, at 95 %", scaled, 95, 90, 95},
		{"5 ms and 100 ms at twice the load", published, 200, 92, 98},
		{"a target that scales, at twice the load", scaled, 200, 98, 102},
	} {
		goodput, wasted := openBusy(1, row.tasks, 1, 1, row.queue, sim.Unlimited).measure(t, minutes)
		t.Logf("%s: goodput %.1f/s, %.1f %% in vain", row.about, goodput, 100*wasted)
		if goodput < row.least || goodput > row.most {
			t.Errorf("%s: goodput %.1f/s, want %v to %v", row.about, goodput, row.least, row.most)
		}
	}
}

// Tasks of four calls each at four times the load. Who turns away calls without
// regard to the task spoils most tasks halfway; dagor lets a task in or not.
// Of 25 tasks a second that could be done, p + p² + p³ + p⁴ = 1 leaves 7.2.
func TestDagorSavesTasksOfSeveralCalls(t *testing.T) {
	figures(t)
	for _, row := range []struct {
		about       string
		queue       resilience.Queue
		mailbox     int
		least, most float64
	}{
		{"a short queue refuses whoever comes", resilience.Queue{}, 10, 6, 11},
		{"codel refuses who waited", resilience.Queue{Discipline: resilience.CoDel}, sim.Unlimited, 5, 9},
		{"dagor refuses the same tasks each time", resilience.Queue{Discipline: resilience.DAGOR}, sim.Unlimited, 18, 25},
	} {
		goodput, _ := openBusy(1, 100, 4, 1, row.queue, row.mailbox).measure(t, minutes)
		t.Logf("%s: %.1f tasks/s", row.about, goodput)
		if goodput < row.least || goodput > row.most {
			t.Errorf("%s: %.1f tasks/s, want %v to %v", row.about, goodput, row.least, row.most)
		}
	}
}

// At twice the load, half of which matters most: who looks at importance keeps
// that half whole.
func TestImportantTasksSurviveOverload(t *testing.T) {
	figures(t)
	for _, row := range []struct {
		about      string
		queue      resilience.Queue
		mailbox    int
		most, less [2]float64 // the share that succeeds of the more and of the less important, from and to
	}{
		{"fifo with a short mailbox does not look", resilience.Queue{}, 20, [2]float64{0.45, 0.55}, [2]float64{0.45, 0.55}},
		{"priority with drops", resilience.Queue{Discipline: resilience.Priority, DeadlineDrop: 0.8}, sim.Unlimited, [2]float64{0.97, 1}, [2]float64{0, 0.1}},
		{"shed above a quarter of the mailbox", resilience.Queue{ShedAbove: 0.25}, 60, [2]float64{0.9, 1}, [2]float64{0, 0.15}},
		{"dagor", resilience.Queue{Discipline: resilience.DAGOR}, sim.Unlimited, [2]float64{0.8, 1}, [2]float64{0, 0.15}},
	} {
		b := openBusy(1, 200, 1, 2, row.queue, row.mailbox)
		goodput, _ := b.measure(t, minutes)
		share := func(kind int) float64 { return float64(b.fine[kind]) / float64(b.byKind[kind]) }
		t.Logf("%s: %.3f and %.3f, %.1f/s in all", row.about, share(0), share(1), goodput)
		if share(0) < row.most[0] || share(0) > row.most[1] || share(1) < row.less[0] || share(1) > row.less[1] {
			t.Errorf("%s: %.3f of the important and %.3f of the others succeed, want %v and %v", row.about, share(0), share(1), row.most, row.less)
		}
	}
}

// Where there is no overload a discipline turns nobody away who would be served:
// at half the load all tasks succeed, as without. Vegas sits lowest, since times
// that vary by themselves look like queues to it.
func TestDisciplinesDoNothingWithoutOverload(t *testing.T) {
	figures(t)
	for _, row := range queues {
		b := openBusy(1, 50, 1, 3, row.queue, sim.Unlimited)
		b.measure(t, minutes)
		t.Logf("%s: %d of %d", row.name, b.good, b.came)
		if lost := b.came - b.good; float64(lost) > 0.005*float64(b.came) {
			t.Errorf("%s: %d of %d tasks are lost, want next to none", row.name, lost, b.came)
		}
	}
}

// queues is everything that a server can do, one by one.
var queues = []struct {
	name  string
	queue resilience.Queue
}{
	{"fifo", resilience.Queue{}},
	{"lifo", resilience.Queue{Discipline: resilience.LIFO}},
	{"adaptive-lifo", resilience.Queue{Discipline: resilience.AdaptiveLIFO}},
	{"codel", resilience.Queue{Discipline: resilience.CoDel}},
	{"priority", resilience.Queue{Discipline: resilience.Priority}},
	{"dagor", resilience.Queue{Discipline: resilience.DAGOR}},
	{"deadline_drop", resilience.Queue{DeadlineDrop: 0.8}},
	{"shed_above", resilience.Queue{ShedAbove: 0.5}},
	{"shed_wait", resilience.Queue{ShedWait: time.Second}},
	{"aimd", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.AIMD}}},
	{"vegas", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.Vegas}}},
	{"gradient2", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.Gradient2}}},
}

// Nothing is allocated for a message, whatever is decided about it. A world at
// twice the load makes some hundred decisions in each run here.
func TestDisciplinesAllocateNothing(t *testing.T) {
	for _, row := range queues {
		b := openBusy(1, 200, 1, 3, row.queue, 100)
		if err := b.Run(2 * time.Minute); err != nil { // the pools have grown
			t.Fatal(err)
		}
		allocations := testing.AllocsPerRun(20, func() {
			if err := b.Run(b.Now() + time.Second); err != nil {
				t.Error(err)
			}
		})
		b.Close()
		if allocations > 2 { // of 200 tasks
			t.Errorf("%s: %v allocations a second", row.name, allocations)
		}
	}
}

// One operation is a task of one call at twice the load, with all that is
// decided about it.
func BenchmarkQueue(b *testing.B) {
	for _, row := range queues {
		b.Run(row.name, func(b *testing.B) {
			w := openBusy(1, 200, 1, 3, row.queue, 100)
			defer w.Close()
			if err := w.Run(10 * time.Second); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for w.came = 0; w.came < b.N; {
				if err := w.Run(w.Now() + time.Second); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
