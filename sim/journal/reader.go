package journal

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"buynow/sim"
	"buynow/sim/codec"
)

// Reader reads a journal from its beginning, in bounded memory.
type Reader struct {
	Header Header

	frames *codec.Reader
	model  *Model
	rows   rows
	end    End
	whole  bool // every event so far was read
	asked  Want
	always uint64 // asked.Always as bits
}

// Begins tells if a file is a journal, whatever became of the rest of it.
func Begins(file io.Reader) bool {
	var head [4]byte
	_, err := io.ReadFull(file, head[:])
	return err == nil && codec.Begins(head[:], headerFrame)
}

// NewReader reads the header of a journal. The error says if it is none
// ([ErrNoJournal]), if it is one of another version ([ErrOther]), or if not even
// its header can be read.
func NewReader(from io.Reader, m *Model) (*Reader, error) {
	r := &Reader{frames: codec.NewReader(from), model: m, whole: true}
	kind, payload, err := r.frames.Next()
	switch {
	case err == io.EOF:
		return nil, fmt.Errorf("%w: it is empty", ErrNoJournal)
	case errors.Is(err, codec.ErrCorrupt), errors.Is(err, codec.ErrTorn):
		return nil, fmt.Errorf("%w: %w", ErrNoJournal, err)
	case err != nil:
		return nil, fmt.Errorf("read the journal: %w", err)
	case kind != headerFrame:
		return nil, fmt.Errorf("%w: it begins with a frame of kind %d", ErrNoJournal, kind)
	}
	if r.Header, err = decodeHeader(payload); err != nil {
		return nil, err
	}
	if err := r.Header.fits(m); err != nil {
		return nil, err
	}
	r.end.Offset, r.end.Frames = r.frames.Offset(), 1
	r.rows.actors = uint64(max(len(r.Header.Actors), 1))
	return r, nil
}

// Want says which events somebody asks for. The zero Want is all of them.
type Want struct {
	Intent uint64     // only what is about this intent
	Order  uint64     // only what is about this order
	Always []sim.What // and these kinds, whomever they are about
	// Bare leaves the messages out, for who does not look at them.
	Bare bool
	// Bodies tells of which events the messages are made, if it is not nil. It sees
	// the event without its message.
	Bodies func(*sim.Event) bool
}

// End says how far a journal could be read.
type End struct {
	Events  uint64        // that are in the frames read
	At      time.Duration // of the last event; in a complete journal, when the run ended
	Frames  int           // good ones
	Offset  int64         // where the last good frame ends
	Trace   sim.Trace     // of the events, if none was passed over
	Trailer *Trailer      // of a complete journal
	// Damage says why there is no trailer: codec.ErrTorn or codec.ErrCorrupt. It
	// is nil if the journal is complete, or if who heard it had enough.
	Damage error
}

// Read lets somebody hear the events they want, in order, until they have had
// enough, or the journal ends. An event is valid only during the call, as that
// of a watcher. A damaged journal is read up to its last good frame: see [End].
// The error is one of the file, which could not be read for another reason.
func (r *Reader) Read(want Want, hear func(*sim.Event) (more bool)) (End, error) {
	r.asked, r.always = want, 0
	for _, what := range want.Always {
		r.always |= 1 << what
	}
	for {
		kind, payload, err := r.frames.Next()
		switch {
		case err == io.EOF && r.end.Trailer != nil:
			return r.end, nil
		case err == io.EOF:
			err = fmt.Errorf("%w: it ends after event %d, without the end of the run", codec.ErrTorn, r.end.Events)
		case err != nil && !errors.Is(err, codec.ErrTorn) && !errors.Is(err, codec.ErrCorrupt):
			return r.end, fmt.Errorf("read the journal: %w", err)
		}
		more := false
		if err == nil {
			more, err = r.turn(kind, payload, hear)
		}
		if err != nil {
			r.end.Damage = err
			return r.end, nil
		}
		r.end.Offset, r.end.Frames = r.frames.Offset(), r.end.Frames+1
		if !more {
			return r.end, nil
		}
	}
}

// turn reads one frame.
func (r *Reader) turn(kind uint8, payload []byte, hear func(*sim.Event) bool) (more bool, err error) {
	switch {
	case r.end.Trailer != nil:
		return false, fmt.Errorf("%w: there is more after its end", codec.ErrCorrupt)
	case kind == blockFrame:
		return r.readBlock(payload, hear)
	case kind == trailerFrame:
		return true, r.readTrailer(payload)
	}
	return false, fmt.Errorf("%w: a frame of kind %d", codec.ErrCorrupt, kind)
}

// readBlock is the story of one block:
//  1. it must go on where the one before ended;
//  2. if it has nothing that is wanted, it is passed over;
//  3. else its rows are read one by one, and who wants them hears them.
func (r *Reader) readBlock(payload []byte, hear func(*sim.Event) bool) (more bool, err error) {
	cursor := codec.NewCursor(payload)
	s, count, err := readSummary(&cursor)
	switch {
	case err != nil:
		return false, err
	case s.first != r.end.Events+1:
		return false, fmt.Errorf("%w: event %d comes after event %d", codec.ErrCorrupt, s.first, r.end.Events)
	case count == 0, s.from < r.end.At, s.till < s.from:
		return false, fmt.Errorf("%w: a block of %d events from %v to %v, after %v", codec.ErrCorrupt, count, s.from, s.till, r.end.At)
	}
	if !r.wantsBlock(&s) {
		r.end.Events, r.end.At, r.whole = r.end.Events+uint64(count), s.till, false
		return true, nil
	}
	if err := codec.Check(payload); err != nil {
		return false, err
	}
	r.rows.begin(&s, cursor, count)
	for range count {
		if err := r.rows.next(); err != nil {
			return false, err
		}
		e := &r.rows.event
		r.end.Events, r.end.At = e.Number, e.At
		r.end.Trace.Add(e)
		if !r.wants(e) {
			continue
		}
		if err := r.embody(e); err != nil {
			return false, err
		}
		if !hear(e) {
			return false, nil
		}
	}
	return true, nil
}

func (r *Reader) wantsBlock(s *summary) bool {
	w := &r.asked
	switch {
	case s.whats&r.always != 0:
		return true
	case w.Intent != 0 && !s.about.has(anIntent, w.Intent), w.Order != 0 && !s.about.has(anOrder, w.Order):
		return false
	}
	return true
}

func (r *Reader) wants(e *sim.Event) bool {
	w := &r.asked
	return (w.Intent == 0 || w.Intent == e.Intent) && (w.Order == 0 || w.Order == e.Order) || slices.Contains(w.Always, e.What)
}

// embody makes the message that an event is about.
func (r *Reader) embody(e *sim.Event) error {
	if r.rows.body == nil || r.asked.Bare || r.asked.Bodies != nil && !r.asked.Bodies(e) {
		return nil
	}
	message := r.model.message(r.rows.kind)
	if message == nil {
		return fmt.Errorf("event %d: %w: a message of kind %d", e.Number, codec.ErrCorrupt, r.rows.kind)
	}
	if len(r.rows.body) == 1 && r.rows.body[0] == 0xc0 {
		return nil // it was too large
	}
	if err := codec.Decode(r.rows.body, message); err != nil {
		return fmt.Errorf("event %d: %w", e.Number, err)
	}
	e.Body = message
	return nil
}

// readTrailer compares what the journal says of itself with what was read.
func (r *Reader) readTrailer(payload []byte) error {
	var t Trailer
	if err := codec.Decode(payload, &t); err != nil {
		return err
	}
	switch trace := r.end.Trace.String(); {
	case t.Events != r.end.Events:
		return fmt.Errorf("%w: it ends with %d events, but has %d", codec.ErrCorrupt, t.Events, r.end.Events)
	case r.whole && t.Trace != trace:
		return fmt.Errorf("%w: its trace is %s, that of its events %s", codec.ErrCorrupt, t.Trace, trace)
	}
	r.end.Trailer, r.end.At = &t, t.At
	return nil
}
