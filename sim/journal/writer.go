package journal

import (
	"errors"
	"fmt"
	"io"
	"time"

	"buynow/sim"
	"buynow/sim/codec"
)

// Writer writes the journal of one world. It lets its [Writer.Hear] watch the
// world before anything happens, and is closed when the run has ended.
type Writer struct {
	// BlockSize is how many bytes of events are gathered before they are written,
	// 32 KiB if 0: what a crash loses at most.
	BlockSize int

	to      io.Writer
	model   *Model
	err     error
	trailer Trailer
	written uint64 // events that a reader can see
	trace   sim.Trace

	block  summary
	count  int       // of rows
	rows   []byte    // of the block that is gathered, after room for head and summary
	known  [2]uint64 // the intent and order that the filter got last
	recent [512]said // bodies, by path
}

// said is a body that was written with an event.
type said struct {
	number uint64
	body   sim.Message
}

const (
	defaultBlock = 32 << 10
	largestBlock = 1 << 20
	largestBody  = 1 << 20
	mostRows     = 1 << 16
)

// NewWriter begins a journal with its header, whose Format and Messages it fills
// in, and whose Events are those of the model.
func NewWriter(to io.Writer, h Header, m *Model) (*Writer, error) {
	w := &Writer{to: to, model: m, rows: make([]byte, codec.HeadSize)}
	h.Format, h.Events, h.Messages = Format, m.events, m.layouts
	w.put(headerFrame, &h)
	return w, w.err
}

// Err returns why the journal could not be written, nil if all is well. What was
// written before can be read.
func (w *Writer) Err() error { return w.err }

// Hear writes an event down. It is a [sim.Watcher] of all events.
func (w *Writer) Hear(e *sim.Event) {
	if w.err != nil {
		return
	}
	if w.count == 0 {
		w.begin(e)
	}
	if e.Number != w.trailer.Events+1 {
		w.err = fmt.Errorf("write the journal: event %d comes after %d: it must hear all events", e.Number, w.trailer.Events)
		return
	}
	w.trace.Add(e)
	w.rows = appendRow(w.rows, e, e.At-w.trailer.At)
	w.trailer.Events, w.trailer.At = e.Number, e.At
	switch {
	case e.What == sim.Moved:
		w.rows = codec.AppendArray(w.rows, 3)
		w.rows = codec.AppendUint(w.rows, uint64(e.Move.From))
		w.rows = codec.AppendUint(w.rows, uint64(e.Move.To))
		w.rows = codec.AppendInt(w.rows, e.Move.Amount)
	case e.What == sim.Noted && e.Text != "":
		w.rows = codec.AppendText(w.rows, e.Text)
	case e.What != sim.Noted && e.Body != nil:
		w.body(e)
	default:
		w.rows = codec.AppendNil(w.rows)
	}
	w.index(e)
	if w.count++; len(w.rows) >= w.blockSize() || w.count == mostRows {
		w.flush()
	}
}

func (w *Writer) blockSize() int {
	if w.BlockSize == 0 {
		return defaultBlock
	}
	return min(w.BlockSize, largestBlock)
}

// begin begins a block with its first event.
func (w *Writer) begin(e *sim.Event) {
	w.block = summary{first: e.Number, from: e.At}
	w.trailer.At = e.At
	w.known = [2]uint64{^e.Intent, ^e.Order}
	w.rows = w.block.append(w.rows[:codec.HeadSize], 0) // to be filled in
}

// index notes what the block is about.
func (w *Writer) index(e *sim.Event) {
	w.block.whats |= 1 << e.What
	if e.Intent != w.known[0] {
		w.known[0] = e.Intent
		w.block.about.add(anIntent, e.Intent)
	}
	if e.Order != w.known[1] {
		w.known[1] = e.Order
		w.block.about.add(anOrder, e.Order)
	}
}

// body writes the message that an event is about, or where it is: an answer is
// told of twice, by who gave and by who got it, and so is a message that is lost.
func (w *Writer) body(e *sim.Event) {
	last := &w.recent[e.Path>>55]
	if last.body == e.Body && last.number >= w.block.first {
		w.rows = codec.AppendUint(w.rows, e.Number-last.number)
		return
	}
	*last = said{e.Number, e.Body}
	kind := e.Body.Kind()
	shape := w.model.shapes[kind]
	if shape == nil {
		w.err = fmt.Errorf("write event %d to the journal: nobody knows its %T, a message of kind %d", e.Number, e.Body, kind)
		return
	}
	w.rows = codec.AppendArray(w.rows, 2)
	w.rows = codec.AppendUint(w.rows, uint64(kind))
	start := len(w.rows)
	rows := shape.Append(w.rows, e.Body)
	if size := len(rows) - start; size > largestBody || size > mostRows && codec.Check(rows[start:]) != nil {
		rows = codec.AppendNil(rows[:start])
		w.trailer.Large++
	}
	w.rows = rows
}

// Flush writes the events that are gathered, so that a reader can see them.
func (w *Writer) Flush() error {
	if w.err == nil && w.count > 0 {
		w.flush()
	}
	return w.err
}

func (w *Writer) flush() {
	w.block.till = w.trailer.At
	w.block.append(w.rows[:codec.HeadSize], w.count)
	w.count = 0
	w.write(blockFrame, w.rows)
	if w.err == nil {
		w.written = w.trailer.Events
	}
}

// Close ends the journal with its trailer. Without it, a journal is one of a run
// that broke off. At is when the run ended, stopped if that was early.
func (w *Writer) Close(at time.Duration, stopped bool) error {
	if err := w.Flush(); err != nil {
		return err
	}
	w.trailer.At, w.trailer.Trace, w.trailer.Stopped = at, w.trace.String(), stopped
	w.put(trailerFrame, &w.trailer)
	if err := w.err; err != nil {
		return err
	}
	w.err = errors.New("the journal is closed")
	return nil
}

// put writes a frame with one value.
func (w *Writer) put(kind uint8, value any) {
	payload, err := codec.Encode(value)
	if err != nil {
		w.err = fmt.Errorf("write the journal: %w", err)
		return
	}
	w.write(kind, append(make([]byte, codec.HeadSize), payload...))
}

// write seals a frame and writes it.
func (w *Writer) write(kind uint8, frame []byte) {
	codec.Seal(frame, kind)
	switch n, err := w.to.Write(frame); {
	case err != nil:
		w.err = fmt.Errorf("write the journal: %w; it can be read up to event %d", err, w.written)
	case n < len(frame):
		w.err = fmt.Errorf("write the journal: %w; it can be read up to event %d", io.ErrShortWrite, w.written)
	}
}
