package journal_test

import (
	"bytes"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/journal"
)

// The smallest shop there is: customers ask a baker for bread.
type (
	ask struct {
		Loaves int
		Wish   *wish
	}
	wish   struct{ Name string }
	bread  struct{ Loaves []int }
	basket struct{ Room [70_000]bool } // too large for any journal
)

func (*ask) Kind() sim.Kind    { return 1 }
func (*bread) Kind() sim.Kind  { return 2 }
func (*basket) Kind() sim.Kind { return 3 }

var (
	names = []string{"", "sent", "served", "answered", "timed out", "late", "refused", "lost", "crashed", "restarted", "noted", "moved", "fault began", "fault ended", "fault hit", "baked"}

	bakery = model(names, message)
)

func message(kind sim.Kind) sim.Message {
	switch kind {
	case 1:
		return &ask{}
	case 2:
		return &bread{}
	case 3:
		return &basket{}
	}
	return nil
}

func model(names []string, message func(sim.Kind) sim.Message) *journal.Model {
	m, err := journal.NewModel(names, message)
	if err != nil {
		panic(err)
	}
	return m
}

const baked = sim.FirstWhat

// day is one day of the bakery: its world before it begins.
func day(customers int) *sim.World {
	w := sim.New(7)
	baker := w.Add(sim.Actor{Name: "baker", Workers: 1, Mailbox: 3, Service: sim.Constant(2 * time.Millisecond), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Numbered(env.Intent() + 1000)
		env.Emit(sim.Event{What: baked, A: -5, B: 1 << 40})
		env.Move(1<<60, 2, -int64(env.Intent()))
		env.Note("the oven is hot", 1, 2)
		return &bread{Loaves: []int{1, m.(*ask).Loaves}}, nil
	}})
	w.Connect(sim.Outside, sim.Outside, sim.Link{Request: sim.Constant(time.Millisecond), Reply: sim.Constant(time.Millisecond)})
	for i := range customers {
		w.At(time.Duration(i/4)*3*time.Millisecond, func() {
			w.Go("customer", func(env *sim.Env) {
				env.About(uint64(i+1), 0)
				_, _ = env.Call(baker, &ask{Loaves: i, Wish: &wish{"rye"}}, 6*time.Millisecond)
			})
		})
	}
	late := sim.Fault{Name: "late", At: 20 * time.Millisecond, For: 5 * time.Millisecond, Probability: 1}
	w.Inflict(late, []sim.Deed{sim.Delay{By: sim.Constant(time.Millisecond)}}, sim.Aim{Actor: baker})
	w.At(50*time.Millisecond, func() { w.Crash(baker) })
	w.At(60*time.Millisecond, func() { w.Restart(baker) })
	return w
}

// heard is an event that somebody kept.
func heard(e *sim.Event) sim.Event { return *e }

// record is the journal of a day, and all that happened.
func record(t testing.TB, customers, blockSize int) (file []byte, events []sim.Event, trace string) {
	t.Helper()
	w := day(customers)
	defer w.Close()
	var to bytes.Buffer
	j := begin(t, &to, w)
	j.BlockSize = blockSize
	w.Watch(j.Hear)
	w.Watch(func(e *sim.Event) { events = append(events, heard(e)) })
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(w.Now(), false); err != nil {
		t.Fatal(err)
	}
	return to.Bytes(), events, w.Trace().String()
}

func begin(t testing.TB, to *bytes.Buffer, w *sim.World) *journal.Writer {
	t.Helper()
	j, err := journal.NewWriter(to, header(w), bakery)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func header(w *sim.World) journal.Header {
	return journal.Header{Program: "1.2.3", Scenario: "bakery", Sets: []string{"a=1"}, Hash: [32]byte{1, 2}, Seed: w.Seed(), Actors: w.Names()}
}

// read hears what is wanted of a journal.
func read(t testing.TB, file []byte, want journal.Want) (journal.End, []sim.Event) {
	t.Helper()
	var events []sim.Event
	r, err := journal.NewReader(bytes.NewReader(file), bakery)
	if err != nil {
		t.Fatal(err)
	}
	end, err := r.Read(want, func(e *sim.Event) bool {
		events = append(events, heard(e))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return end, events
}
