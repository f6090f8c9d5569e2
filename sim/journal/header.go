package journal

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"buynow/sim"
	"buynow/sim/codec"
)

// Format numbers the layout of header, blocks and trailer.
const Format = 1

// The kinds of frame.
const (
	headerFrame uint8 = iota + 1
	blockFrame
	trailerFrame
)

// Header says of which run a journal is the record.
type Header struct {
	Format   int
	Program  string        // the version of the program that wrote it
	Scenario string        // as it was asked for
	Sets     []string      // fields of the scenario that were changed for this run
	Hash     [32]byte      // of the scenario with all that was changed
	Seed     uint64        // the luck of the run
	Starts   time.Duration // the time of the week at which time 0 is
	Actors   []string      // names, by number
	Events   []string      // names of the kinds of event, by number
	Messages []Layout      // of the kinds of message, in order
}

// Layout is what is known of a kind of message without the program.
type Layout struct {
	Kind  uint8
	Name  string
	Shape string // see codec.Shape
}

// Trailer ends the journal of a run that came to its end.
type Trailer struct {
	Events  uint64
	At      time.Duration // when the run ended
	Trace   string        // of all events
	Stopped bool          // somebody ended the run early
	Large   uint64        // messages that were too large to be kept
}

// Model is what a journal must know of the world whose events it keeps.
type Model struct {
	events  []string
	message func(sim.Kind) sim.Message
	shapes  [256]*codec.Shape // by kind
	layouts []Layout
}

// NewModel describes a world: the names of the kinds of event, by number, and a
// function that returns an empty message of a kind, a pointer, or nil if there is
// no such kind. A message that cannot be written down is an error.
func NewModel(events []string, message func(sim.Kind) sim.Message) (*Model, error) {
	m := &Model{events: events, message: message}
	for kind := 1; kind < len(m.shapes); kind++ {
		empty := message(sim.Kind(kind))
		if empty == nil {
			continue
		}
		of := reflect.TypeOf(empty).Elem()
		shape, err := codec.ShapeOf(of)
		if err != nil {
			return nil, fmt.Errorf("message %s: %w", of.Name(), err)
		}
		m.shapes[kind] = shape
		m.layouts = append(m.layouts, Layout{Kind: uint8(kind), Name: of.Name(), Shape: shape.String()})
	}
	return m, nil
}

// What makes a journal unreadable from the start.
var (
	// ErrNoJournal: the file does not begin as a journal does.
	ErrNoJournal = errors.New("not a journal")
	// ErrOther: it is a journal, but of a program whose events or messages are
	// not those of this one.
	ErrOther = errors.New("written by another version")
)

// fits says whether a journal with this header tells of events and messages as
// the model knows them.
func (h *Header) fits(m *Model) error {
	if !slices.Equal(h.Events, m.events) {
		return fmt.Errorf("%w, %s: its kinds of event are %q, ours %q", ErrOther, h.Program, h.Events, m.events)
	}
	ours := m.layouts
	for i := range max(len(ours), len(h.Messages)) {
		switch {
		case i >= len(ours):
			return fmt.Errorf("%w, %s: we know no message %s", ErrOther, h.Program, h.Messages[i].Name)
		case i >= len(h.Messages):
			return fmt.Errorf("%w, %s: it knows no message %s", ErrOther, h.Program, ours[i].Name)
		case h.Messages[i] != ours[i]:
			was, is := h.Messages[i], ours[i]
			return fmt.Errorf("%w, %s: message %d was %s %s and is %s %s", ErrOther, h.Program, is.Kind, was.Name, was.Shape, is.Name, is.Shape)
		}
	}
	return nil
}

// decodeHeader looks at the format before anything else, which depends on it.
func decodeHeader(payload []byte) (Header, error) {
	c := codec.NewCursor(payload)
	c.Array()
	if format := c.Uint(1 << 32); c.Err() == nil && format != Format {
		return Header{}, fmt.Errorf("%w: it has format %d, want %d", ErrOther, format, Format)
	}
	var h Header
	if err := codec.Decode(payload, &h); err != nil {
		return Header{}, fmt.Errorf("%w: %w", ErrNoJournal, err)
	}
	return h, nil
}
