package export

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"testing"
	"time"

	"buynow/sim"
)

// made is a run as a forged journal could tell it: events of few orders and calls, in
// any order, with any numbers in them, only never back in time.
func made(data []byte) (events []sim.Event) {
	at := time.Duration(0)
	for ; len(data) >= 16 && len(events) < 2000; data = data[16:] {
		number := int64(binary.LittleEndian.Uint64(data[8:]))
		if at += time.Duration(binary.LittleEndian.Uint16(data[6:])) << (data[5] % 40); at < 0 || at > sim.Longest {
			return events
		}
		e := sim.Event{
			Number: uint64(len(events) + 1), At: at, What: sim.What(data[0]) % (sim.FirstWhat + 3), Message: sim.Kind(data[1] % 5), Attempt: data[2],
			Actor: sim.ActorID(data[3] % 3), Peer: sim.ActorID(data[3] / 3 % 3), Intent: uint64(data[4] % 3), Order: uint64(data[4] / 3 % 3),
			Path: uint64(data[5] % 6), Parent: uint64(data[5] / 6 % 6), A: number, B: number >> (data[2] % 64), C: number % 3, Text: string(data[8:]),
		}
		if data[1]&0x80 != 0 && e.Message != 0 {
			e.Body = []sim.Message{nil, &order{}, &bake{}, &bread{}, &remind{}}[e.Message]
		}
		events = append(events, e)
	}
	return events
}

// FuzzEvents lets all formats hear a run that cannot be: nothing panics, what is
// written can be read, and calls are as their types promise.
func FuzzEvents(f *testing.F) {
	f.Add([]byte{})
	story := []byte{}
	for _, what := range []sim.What{sim.Sent, named, sim.Sent, sim.Served, baked, sim.Answered, sim.Served, sim.TimedOut, sim.Late, over} {
		story = append(story, byte(what), 0x81, 0, 1, 4, 7, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0)
	}
	f.Add(story)
	f.Add(bytes.Repeat([]byte{byte(sim.Served), 0x82, 1, 5, 1, 39, 255, 255, 255, 255, 255, 255, 255, 255, 255, 127}, 9))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := sim.New(1)
		defer w.Close()
		m := bakery(w)
		m.Actors = []string{"outside", "baker", "wai\x1bter"}
		var drawn, traced, lines bytes.Buffer
		draw, spans, rows := NewPerfetto(&drawn, m, [][2]string{{"seed", "1"}}), NewOTLP(&traced, m, Epoch), NewJSON(&lines, m)
		g := NewGatherer(m, func(uint64) bool { return true }, func(o *Order) {
			checkOrder(t, o)
			draw.Order(o)
			spans.Order(o)
		})
		for _, e := range made(data) {
			draw.Hear(&e)
			g.Hear(&e)
			rows.Hear(&e)
		}
		g.Close()

		if draw.Close() != nil || spans.Err() != nil || rows.Close() != nil || g.Err() != nil {
			t.Fatal(draw.Err(), spans.Err(), rows.Err(), g.Err())
		}
		if !json.Valid(drawn.Bytes()) {
			t.Errorf("no JSON: %s", &drawn)
		}
		for line := range bytes.Lines(append(traced.Bytes(), lines.Bytes()...)) {
			if !json.Valid(line) {
				t.Errorf("no JSON: %s", line)
			}
		}
	})
}

func checkOrder(t *testing.T, o *Order) {
	t.Helper()
	ids := map[uint64]bool{}
	for i := range o.Calls {
		c := &o.Calls[i]
		switch {
		case c.Up >= i, c.First >= i, c.Up < -1, c.First < -1:
			t.Errorf("call %d is below %d, after %d", i, c.Up, c.First)
		case c.Ended < c.Sent, c.Served && (c.Arrived < c.Sent || c.Began < c.Arrived || c.Done < c.Began):
			t.Errorf("the times of %+v", c)
		case c.Sent < o.Begun, c.Ended > o.Ended, c.Served && c.Done > o.Ended:
			t.Errorf("%+v is outside of its order, from %v to %v", c, o.Begun, o.Ended)
		case ids[c.id()]:
			t.Errorf("two calls are %x", c.id())
		}
		ids[c.id()] = true
	}
}
