package scenarios

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// meddler does at random what people can do to a run.
type meddler struct {
	*rand.Rand
	live    *Live
	last    uint64 // who bought last
	faults  []sim.Fault
	names   []string
	done    atomic.Bool
	refused []error
}

func newMeddler(t testing.TB, l *Live, seed uint64) *meddler {
	m := &meddler{Rand: rand.New(rand.NewPCG(seed, 11)), live: l}
	for _, row := range listed() {
		m.faults = append(m.faults, exampleOf(t, row))
	}
	return m
}

// exampleOf is the fault that the catalogue has for an example.
func exampleOf(t testing.TB, row sim.FaultRow) sim.Fault {
	t.Helper()
	tree, found := grow("", []byte(row.Example))
	if len(found) > 0 {
		t.Fatal(found)
	}
	d := newDecoder("")
	fault := newElement(reflect.TypeFor[sim.Fault]())
	if tree.Kind == 2 { // a list of one
		tree = tree.Content[0]
	}
	d.value(tree, "", fault, bounds{})
	if len(d.found) > 0 {
		t.Fatal(d.found)
	}
	return fault.Interface().(sim.Fault)
}

// meddle does one thing.
func (m *meddler) meddle() {
	var err error
	switch m.IntN(12) {
	case 0, 1, 2:
		goods, cards := actors.WareNames(), actors.VisitorCardNames()
		m.last, err = m.live.Buy(Purchase{Good: goods[m.IntN(3)], Card: cards[m.IntN(3)], Name: []string{"", "Ada", "Zoë 2"}[m.IntN(3)]})
	case 3:
		m.live.Press(m.last)
	case 4, 5:
		fault := m.faults[m.IntN(len(m.faults))]
		fault.Name, fault.For = "", time.Duration(1+m.IntN(100))*time.Second
		fault.RampIn, fault.RampOut = min(fault.RampIn, fault.For/2), min(fault.RampOut, fault.For/2)
		if fault.Every > 0 {
			fault.Every = 3 * fault.For
		}
		switch m.IntN(8) {
		case 0: // for ever, now and then
			fault.For, fault.Every, fault.MTBF, fault.MTTR, fault.RampOut = 0, 0, time.Hour, time.Minute, 0
		case 1: // once something has happened
			fault.When = []string{"step 7 #3", "queue_depth{actor:bank} > 0", "order 20"}[m.IntN(3)]
		}
		var name string
		if name, err = m.live.Inflict(fault); err == nil {
			m.names = append(m.names, name)
		}
	case 6:
		if len(m.names) > 0 {
			err = m.live.Mend(m.names[m.IntN(len(m.names))])
		}
	case 7:
		lines := append(actors.Lines(), everyLine)
		err = m.live.Policy(lines[m.IntN(len(lines))], []string{"timeout: 2s", "{ retry: { attempts: 3 } }", "circuit_breaker:\n  failures: 3 # in a row\n  open_for: 5s", ""}[m.IntN(4)])
	case 8:
		m.live.Pause()
	case 9:
		m.live.Start()
	case 10:
		m.live.SetSpeed([]float64{0, 1, 50, 2000, FastestSpeed}[m.IntN(5)])
	case 11:
		left := m.IntN(300)
		m.live.Step(func() bool { left--; return left < 0 })
	}
	if err != nil && !errors.Is(err, ErrOver) {
		m.refused = append(m.refused, err)
	}
}

// meddleFor does so many things, each after a moment, and lets something be done on
// the loop's goroutine in the middle. In the end what would go on for ever is mended.
func (m *meddler) meddleFor(times int, middle func()) {
	defer m.done.Store(true)
	for i := range times {
		if i == times/2 {
			m.live.Do(middle)
		}
		m.meddle()
		time.Sleep(time.Duration(m.IntN(int(5 * time.Millisecond))))
	}
	for _, name := range m.names {
		if err := m.live.Mend(name); err != nil && !errors.Is(err, ErrOver) {
			m.refused = append(m.refused, err)
		}
	}
}

// download is a file of a run, and where the run was.
type download struct {
	text   []byte
	events uint64
	trace  sim.Trace
	err    error
}

// Whatever people do to a run, at whatever moment and speed, while it runs, steps or
// stands still: its file does the same again, event by event. So does a file that was
// downloaded in the middle of the run, up to there.
func TestALiveRunIsRepeatedByItsFile(t *testing.T) {
	runs, inputs, faults := 0, 0, 0
	for _, row := range []struct{ name, set string }{{"classroom", "scale=20"}, {"backorder", "scale=100"}, {"lost-auth-response", "scale=10"}, {"az-outage", "scale=20"}} {
		for seed := range uint64(2) {
			t.Run(fmt.Sprint(row.name, " ", seed), func(t *testing.T) {
				s, err := Load(row.name, []string{row.set})
				if err != nil {
					t.Fatal(err)
				}
				l := s.Live(seed + 1)
				w := l.Play().World
				l.SetSpeed(500)
				l.Start()

				m, middle := newMeddler(t, l, seed), download{}
				go m.meddleFor(100, func() {
					middle.events, middle.trace = w.Events(), w.Trace()
					middle.text, middle.err = l.File()
				})
				sum := watched(t, l, func() bool {
					if !m.done.Load() {
						return false
					}
					l.SetSpeed(0)
					l.Start()
					return true
				})

				text, err := l.File()
				if err != nil || middle.err != nil {
					t.Fatal(err, middle.err)
				}
				again, traceThen := replayed(t, text, middle.events)
				if again.TraceHash != sum.TraceHash || again.Events != sum.Events {
					t.Errorf("live %s after %d events, its file %s after %d:\n%s", sum.TraceHash, sum.Events, again.TraceHash, again.Events, text)
				}
				if traceThen != middle.trace {
					t.Errorf("after %d events live %s, its last file %s", middle.events, middle.trace, traceThen)
				}
				if _, traceThen := replayed(t, middle.text, middle.events); traceThen != middle.trace {
					t.Errorf("after %d events live %s, the file of that moment %s", middle.events, middle.trace, traceThen)
				}
				if fmt.Sprint(sum.Outcomes, sum.Books, sum.Faults, sum.Liveness) != fmt.Sprint(again.Outcomes, again.Books, again.Faults, again.Liveness) {
					t.Errorf("live %+v\n%+v\n%+v\nits file %+v\n%+v\n%+v", sum.Outcomes, sum.Books, sum.Faults, again.Outcomes, again.Books, again.Faults)
				}
				runs, inputs, faults = runs+1, inputs+len(l.Inputs()), faults+len(sum.Faults)
				if len(m.refused) > 0 {
					t.Errorf("refused: %v", m.refused)
				}
			})
		}
	}
	if inputs < 20*runs || faults < 5*runs {
		t.Errorf("%d runs with %d inputs, %d of them faults, prove little", runs, inputs, faults)
	}
}

// replayed runs a file to its end, and tells the trace that it had after so many
// events.
func replayed(t *testing.T, text []byte, events uint64) (*Summary, sim.Trace) {
	t.Helper()
	s, err := Parse("live.yaml", text, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	var then sim.Trace
	w.Watch(func(e *sim.Event) {
		if e.Number == events {
			then = w.Trace()
		}
	})
	stopped, err := p.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p.Summary(stopped), then
}

// A file that does otherwise is noticed: an input that comes a nanosecond later, or
// in another order, is another run.
func TestAFileThatSaysOtherwiseIsAnotherRun(t *testing.T) {
	s, err := Load("classroom", []string{"scale=50"})
	if err != nil {
		t.Fatal(err)
	}
	l := s.Live(0)
	for _, card := range []string{"good", "empty", "good"} {
		if _, err := l.Buy(Purchase{Good: "last", Card: card}); err != nil {
			t.Fatal(err)
		}
	}
	sum := unsteered(t, l)
	text, err := l.File()
	if err != nil {
		t.Fatal(err)
	}

	lines := strings.SplitAfter(strings.TrimSpace(string(text)), "\n")
	swapped, late := slices.Clone(lines), slices.Clone(lines)
	n := len(lines) - 1
	swapped[n], swapped[n-1] = swapped[n-1]+"\n", swapped[n]+"\n"
	late[n] = strings.Replace(lines[n], sim.FormatDuration(l.Inputs()[2].At), sim.FormatDuration(l.Inputs()[2].At+1), 1)
	for _, row := range []struct{ why, text string }{
		{"the last two in the other order", strings.Join(swapped, "")},
		{"one less", strings.Join(lines[:n], "")},
		{"the last a nanosecond later", strings.Join(late, "")},
	} {
		if again, _ := replayed(t, []byte(row.text), 1); again.TraceHash == sum.TraceHash {
			t.Errorf("%s: the trace is the same", row.why)
		}
	}
	if again, _ := replayed(t, text, 1); again.TraceHash != sum.TraceHash {
		t.Error("the file itself is another run")
	}
}
