package journal

import (
	"fmt"
	"math"
	"time"

	"buynow/sim"
	"buynow/sim/codec"
)

// A row is an array of 14:
//
//	 0  kind of event               7  intent
//	 1  time since the row before   8  path
//	 2  kind of message             9  parent; nil if it is the path
//	 3  attempt                    10  A
//	 4  actor                      11  B
//	 5  peer                       12  C
//	 6  order                      13  nil, or what else there is to tell:
//
//	a text                      of Noted
//	[from, to, amount]          of Moved
//	[kind of message, message]  of an event with a body; nil for one too large
//	a number n                  the body is that of the row n rows before
const rowParts = 14

// appendRow appends all of an event but its last part.
func appendRow(dst []byte, e *sim.Event, since time.Duration) []byte {
	dst = codec.AppendArray(dst, rowParts)
	dst = append(dst, byte(e.What)) // below 128, so it is its own encoding
	dst = codec.AppendInt(dst, int64(since))
	dst = codec.AppendUint(dst, uint64(e.Message))
	dst = codec.AppendUint(dst, uint64(e.Attempt))
	dst = codec.AppendUint(dst, uint64(e.Actor))
	dst = codec.AppendUint(dst, uint64(e.Peer))
	dst = codec.AppendUint(dst, e.Order)
	dst = codec.AppendUint(dst, e.Intent)
	dst = codec.AppendUint(dst, e.Path)
	if e.Parent == e.Path {
		dst = codec.AppendNil(dst)
	} else {
		dst = codec.AppendUint(dst, e.Parent)
	}
	dst = codec.AppendInt(dst, e.A)
	dst = codec.AppendInt(dst, e.B)
	return codec.AppendInt(dst, e.C)
}

// rows reads the rows of one block.
type rows struct {
	cursor codec.Cursor
	count  int    // of rows that are still to come
	actors uint64 // that there are
	event  sim.Event
	body   []byte     // of the event, see body; nil if it has none
	kind   sim.Kind   // of the message in it
	bodies []recalled // of the rows so far
}

// recalled is the body of a row, to which later rows may point.
type recalled struct {
	kind sim.Kind
	body []byte
}

// begin turns to the rows of another block.
func (r *rows) begin(s *summary, cursor codec.Cursor, count int) {
	r.cursor, r.count, r.bodies = cursor, count, r.bodies[:0]
	r.event = sim.Event{Number: s.first - 1, At: s.from}
}

// next reads the next row into r.event, without its body.
func (r *rows) next() error {
	c, e := &r.cursor, &r.event
	c.Tuple(rowParts)
	*e = sim.Event{Number: e.Number + 1, At: e.At}
	e.What = sim.What(c.Uint(sim.MaxWhat - 1))
	since := c.Int()
	e.At += time.Duration(since)
	e.Message = sim.Kind(c.Uint(math.MaxUint8))
	e.Attempt = uint8(c.Uint(math.MaxUint8))
	e.Actor = sim.ActorID(c.Uint(r.actors - 1))
	e.Peer = sim.ActorID(c.Uint(r.actors - 1))
	e.Order = c.Uint(math.MaxUint64)
	e.Intent = c.Uint(math.MaxUint64)
	e.Path = c.Uint(math.MaxUint64)
	e.Parent = e.Path
	if !c.Nil() {
		e.Parent = c.Uint(math.MaxUint64)
	}
	e.A, e.B, e.C = c.Int(), c.Int(), c.Int()
	r.kind, r.body = 0, nil
	if !c.Nil() {
		r.more()
	}
	r.bodies = append(r.bodies, recalled{r.kind, r.body})
	r.count--
	switch {
	case c.Err() != nil:
		return fmt.Errorf("event %d: %w", e.Number, c.Err())
	case since < 0, e.At < 0:
		return fmt.Errorf("event %d: %w: it happened before the event before it", e.Number, codec.ErrCorrupt)
	}
	return nil
}

// more reads the last part of a row, if it is not nil.
func (r *rows) more() {
	c, e := &r.cursor, &r.event
	switch {
	case e.What == sim.Moved:
		c.Tuple(3)
		e.Move.From, e.Move.To = sim.Account(c.Uint(math.MaxUint64)), sim.Account(c.Uint(math.MaxUint64))
		e.Move.Amount = c.Int()
	case e.What == sim.Noted:
		e.Text = c.Text()
	case c.IsArray():
		c.Tuple(2)
		r.kind = sim.Kind(c.Uint(math.MaxUint8))
		r.body = c.Raw()
	default:
		if back := c.Uint(uint64(len(r.bodies))); back > 0 {
			was := r.bodies[len(r.bodies)-int(back)]
			r.kind, r.body = was.kind, was.body
		}
	}
}
