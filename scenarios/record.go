package scenarios

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/journal"
)

// Source is what a scenario was read from.
type Source struct {
	Text   []byte   // of the file
	Sets   []string // fields that were changed, path=value each
	Beside string   // the folder of the file, empty if it is in none

	Mentions map[string][]string // of each variable, the paths at which it stands
	Sized    []string            // the pools that were auto, each as the --set that says how large it is
	Shrunk   bool                // load and capacity were divided by the scale
}

// Hash tells a scenario from any other: the SHA-256 of all it was made of, which
// is its text, what was set in it, and the times in files beside it.
func (s *Scenario) Hash() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n", len(s.Source.Text), s.Source.Text)
	for _, set := range s.Source.Sets {
		fmt.Fprintf(h, "%d\n%s\n", len(set), set)
	}
	var b [9]byte
	for i := range s.Load {
		trace := &s.Load[i].Trace
		fmt.Fprintf(h, "%d\n", len(trace.Times))
		for k, at := range trace.Times {
			binary.BigEndian.PutUint64(b[:], uint64(at))
			if trace.Journeys != nil {
				b[8] = byte(trace.Journeys[k]) + 1
			}
			h.Write(b[:])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Recording says where the journal of a run goes, and what it says of itself.
type Recording struct {
	To       io.Writer
	Program  string // the version that runs
	Scenario string // as it was asked for
}

// model is what a journal must know of the shop.
var model = sync.OnceValue(func() *journal.Model {
	m, err := journal.NewModel(actors.EventNames(), actors.NewMessage)
	if err != nil {
		panic("scenarios: " + err.Error()) // a message has a field that cannot be written down
	}
	return m
})

// Record keeps a journal of all that happens in the play, which must not have
// begun. Whoever lets the play run ends the journal: see endJournal.
func (p *Play) Record(r Recording) error {
	s := p.Scenario
	w, err := journal.NewWriter(r.To, journal.Header{
		Program: r.Program, Scenario: r.Scenario, Sets: s.Source.Sets, Hash: s.Hash(),
		Seed: p.World.Seed(), Starts: s.Config.Calendar.Starts, Actors: p.World.Names(),
	}, model())
	if err != nil {
		return err
	}
	p.World.Watch(w.Hear)
	p.journal = w
	return nil
}

// journalIsWell says whether the journal, if there is one, could be written so
// far. On the wall clock a reader sees at once what has happened.
func (p *Play) journalIsWell(paced bool) error {
	switch {
	case p.journal == nil:
		return nil
	case paced:
		return p.journal.Flush()
	}
	return p.journal.Err()
}

// endJournal ends the journal of a run that ended well, or early. After any
// other end it has no trailer, but all that happened before.
func (p *Play) endJournal(stopped bool, err error) error {
	switch {
	case p.journal == nil:
		return err
	case err != nil:
		_ = p.journal.Flush() // the run itself has more to say
		return err
	}
	return p.journal.Close(p.World.Now(), stopped)
}

// Journal is the record of a run: who wants to know what happened asks it instead
// of running the scenario again.
type Journal struct {
	Header journal.Header
	End    journal.End // how far it could be read; known once it was asked
	from   io.ReadSeeker
}

// OpenJournal reads the header of a journal.
func OpenJournal(from io.ReadSeeker) (*Journal, error) {
	j := &Journal{from: from}
	r, err := j.rewind()
	if err != nil {
		return nil, err
	}
	j.Header = r.Header
	h := &j.Header
	h.Scenario, h.Program = printable(h.Scenario), printable(h.Program)
	for i, set := range h.Sets {
		h.Sets[i] = printable(set)
	}
	return j, nil
}

func (j *Journal) rewind() (*journal.Reader, error) {
	if _, err := j.from.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	return journal.NewReader(j.from, model())
}

// read lets somebody hear what they want, from the beginning.
func (j *Journal) read(want journal.Want, hear func(*sim.Event) bool) error {
	r, err := j.rewind()
	if err != nil {
		return err
	}
	j.End, err = r.Read(want, hear)
	return err
}

// Explain tells the story of one order, as [Scenario.Explain] does: it reads the
// journal once to learn whose order it is, and once to listen.
func (j *Journal) Explain(order int) (story string, err error) {
	intent := uint64(0)
	err = j.read(journal.Want{Order: uint64(order), Bare: true}, func(e *sim.Event) bool {
		if e.What == actors.Placed {
			intent = e.Intent
		}
		return intent == 0
	})
	switch {
	case err != nil:
		return "", err
	case intent == 0:
		return "", j.noOrder(order)
	}
	return j.tell(intent)
}

// printable leaves out what does more to a terminal than to print on it: a journal
// may come from a stranger.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, text)
}

// tell tells the story of an intent. Events whose checksums are right may still
// tell of what cannot be, such as a card that is declined for no known reason; no
// words are found for that.
func (j *Journal) tell(intent uint64) (story string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the journal tells what cannot be: %v", v)
		}
	}()
	told := actors.NewStory(actors.Setting{
		Seed: j.Header.Seed, Actors: j.Header.Actors, Calendar: actors.Calendar{Starts: j.Header.Starts},
	}, intent)
	err = j.read(journal.Want{Intent: intent, Always: []sim.What{sim.Crashed, sim.Restarted}}, func(e *sim.Event) bool {
		told.Hear(e)
		return !told.Over()
	})
	return printable(told.String()), err
}

// noOrder says which orders there are instead.
func (j *Journal) noOrder(order int) error {
	last := uint64(0)
	if err := j.read(journal.Want{Order: uint64(order), Always: []sim.What{actors.Placed}, Bare: true}, func(e *sim.Event) bool {
		if e.What == actors.Placed {
			last = e.Order
		}
		return true
	}); err != nil {
		return err
	}
	return fmt.Errorf("order %d: %w: its orders are numbered from 1 to %d", order, ErrNoOrder, last)
}
