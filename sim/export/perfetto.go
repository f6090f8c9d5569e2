package export

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"buynow/sim"
)

// Perfetto writes orders as a trace that ui.perfetto.dev and chrome://tracing open:
// JSON in the Trace Event Format of Chromium
// (https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU).
//
//   - The process "orders" has a track for each order: its life, and in it the
//     states through which it went.
//   - Each actor is a process, with a track for each order it deals with: what it
//     serves, in it the wait in the queue and the service, in that the calls it
//     makes. What happens at the same time for one order goes on further tracks.
//   - Arrows lead from a call to where it was served.
//   - Faults, crashes and queues are those of the whole run: a process "faults", a
//     track of each actor for when it was down, and a counter for who waits.
type Perfetto struct {
	model  *Model
	out    *bufio.Writer
	wrote  bool
	tracks int
	queues queues
	faults map[int64]time.Duration // that are there, since when
	down   []time.Duration         // by actor: since when, -1 if it is not
	world  map[uint64]int          // tracks of what concerns all orders
	now    time.Duration
	err    error
}

// The processes of a trace that are no actors. An actor's is its number after them.
const (
	ordersProcess = 1
	faultsProcess = 2
	actorsProcess = 10
	// firstTrack is beyond all processes: a track of the number of its process would
	// pass for its main thread.
	firstTrack = 100_000
)

// NewPerfetto begins a trace. About says which run it shows, as names and values.
func NewPerfetto(to io.Writer, m *Model, about [][2]string) *Perfetto {
	p := &Perfetto{
		model: m, out: bufio.NewWriterSize(to, 1<<16), faults: map[int64]time.Duration{}, world: map[uint64]int{},
		down: make([]time.Duration, len(m.Actors)), tracks: firstTrack,
	}
	p.queues = newQueues(len(m.Actors), p.waiting)
	p.raw(`{"displayTimeUnit":"ms","otherData":{`)
	for i, pair := range about {
		if i > 0 {
			p.raw(",")
		}
		p.raw(quoted(pair[0]) + ":" + quoted(plain(pair[1])))
	}
	p.raw("},\"traceEvents\":[\n")
	p.process(ordersProcess, "orders")
	p.process(faultsProcess, "faults")
	for id := range m.Actors {
		p.down[id] = -1
		p.process(actorsProcess+id, plain(m.Actors[id]))
	}
	return p
}

// Err returns why the trace could not be written, nil if all is well.
func (p *Perfetto) Err() error { return p.err }

// Hear takes down what concerns all orders. It is a [sim.Watcher].
func (p *Perfetto) Hear(e *sim.Event) {
	p.now = e.At
	p.queues.hear(e)
	switch e.What {
	case sim.FaultBegan:
		p.faults[e.A] = e.At
	case sim.FaultEnded:
		p.faultEnded(e.A)
	case sim.Crashed:
		if int(e.Actor) < len(p.down) && p.down[e.Actor] < 0 {
			p.down[e.Actor] = e.At
		}
	case sim.Restarted:
		p.backAgain(e.Actor)
	}
}

func (p *Perfetto) faultEnded(number int64) {
	began, there := p.faults[number]
	if !there {
		return
	}
	delete(p.faults, number)
	name := "fault " + strconv.FormatInt(number, 10)
	p.slice(&slice{
		name: name, cat: "fault", process: faultsProcess, from: began, to: p.now, track: p.common(faultsProcess, uint64(number), name),
	})
}

func (p *Perfetto) backAgain(actor sim.ActorID) {
	if int(actor) >= len(p.down) || p.down[actor] < 0 {
		return
	}
	process := actorsProcess + int(actor)
	p.slice(&slice{
		name: "down", cat: "fault", process: process, from: p.down[actor], to: p.now, bad: true, track: p.common(process, 0, "up or down"),
	})
	p.down[actor] = -1
}

// Close ends the trace.
func (p *Perfetto) Close() error {
	p.queues.close()
	for _, number := range slices.Sorted(maps.Keys(p.faults)) {
		p.faultEnded(number)
	}
	for actor := range p.down {
		p.backAgain(sim.ActorID(actor))
	}
	p.raw("\n]}\n")
	if p.err == nil {
		p.err = p.out.Flush()
	}
	return p.err
}

// common is a track of what concerns all orders.
func (p *Perfetto) common(process int, number uint64, name string) int {
	key := uint64(process)<<40 | number
	if p.world[key] == 0 {
		p.world[key] = p.track(process, name, 0)
	}
	return p.world[key]
}

// track makes a new track of a process. Those of a lower place come first.
func (p *Perfetto) track(process int, name string, place uint64) int {
	p.tracks++
	p.meta("thread_name", process, p.tracks, `"name":`+quoted(name))
	p.meta("thread_sort_index", process, p.tracks, `"sort_index":`+strconv.FormatUint(place, 10))
	return p.tracks
}

func (p *Perfetto) process(process int, name string) {
	p.meta("process_name", process, 0, `"name":`+quoted(name))
	p.meta("process_sort_index", process, 0, `"sort_index":`+strconv.Itoa(process))
}

func (p *Perfetto) meta(name string, process, track int, args string) {
	p.event(fmt.Sprintf(`{"ph":"M","name":"%s","pid":%d,"tid":%d,"args":{%s}}`, name, process, track, args))
}

// waiting is the counter of a queue.
func (p *Perfetto) waiting(actor int, at time.Duration, n int) {
	p.event(fmt.Sprintf(`{"ph":"C","name":"waiting","pid":%d,"ts":%s,"args":{"messages":%d}}`, actorsProcess+actor, micros(at), n))
}

// event writes one event of the trace.
func (p *Perfetto) event(text string) {
	if p.wrote {
		p.raw(",\n")
	}
	p.wrote = true
	p.raw(text)
}

func (p *Perfetto) raw(text string) {
	if p.err == nil {
		_, p.err = p.out.WriteString(text)
	}
}

// micros is a time in microseconds, to the nanosecond.
func micros(d time.Duration) string {
	whole, rest := d/time.Microsecond, d%time.Microsecond
	if rest == 0 {
		return strconv.FormatInt(int64(whole), 10)
	}
	return fmt.Sprintf("%d.%03d", whole, rest)
}
