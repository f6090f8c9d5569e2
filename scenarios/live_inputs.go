package scenarios

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// notes is what was done to a steered run.
type notes struct {
	scenario *Scenario
	done     Inputs       // and has happened
	asked    int          // how many there were
	pending  atomic.Int64 // have not happened yet
	names    []string     // of all faults
	numbers  map[Purchase]uint64
	visitors map[uint64]*Input // by intent
}

// The most that can be done to one run.
const (
	maxInputs  = 5000
	maxPresses = 100
)

func (n *notes) open(s *Scenario) {
	n.scenario, n.numbers, n.visitors = s, map[Purchase]uint64{}, map[uint64]*Input{}
	for i := range s.Faults {
		n.names = append(n.names, s.Faults[i].Name)
	}
	for i := range s.Inputs {
		n.know(&s.Inputs[i])
	}
}

// know remembers what later inputs may be about.
func (n *notes) know(in *Input) {
	n.asked++
	switch {
	case in.Buy != nil:
		choice := Purchase{Good: in.Buy.Good, Card: in.Buy.Card}
		n.numbers[choice] = max(n.numbers[choice], in.Buy.Number)
		n.visitors[in.Intent()] = in
	case in.Fault != nil:
		n.names = append(n.names, in.Fault.Name)
	}
}

// waiting tells if something was done that has not happened yet.
func (n *notes) waiting() bool { return n.pending.Load() > 0 }

// Inputs are what people did so far, in the order in which it happened.
func (l *Live) Inputs() []Input {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return slices.Clone(l.notes.done)
}

// admits says whether one more input can be taken. The mutex is held.
func (l *Live) admits() error {
	if err := l.closed(); err != nil {
		return err
	}
	if l.notes.asked >= maxInputs {
		return fmt.Errorf("%d things were done to this run, which is the most that a scenario file may hold", maxInputs)
	}
	return nil
}

// hand gives an input to the world, and notes it when it happens. The mutex is held,
// so that inputs happen in the order in which they were numbered.
func (l *Live) hand(in *Input) {
	n := &l.notes
	n.know(in)
	n.pending.Add(1)
	l.play.World.Input(func(at time.Duration) {
		n.pending.Add(-1)
		in.At = at
		l.play.take(in)
	})
	l.ring()
}

// taken notes an input that happens.
func (l *Live) taken(in *Input) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.notes.done = append(l.notes.done, *in)
}

// Buy lets a visitor press Buy Now, and returns the number of their wish to buy.
func (l *Live) Buy(p Purchase) (intent uint64, err error) {
	for _, f := range fieldsOf(reflect.TypeFor[Purchase]()) {
		field := reflect.ValueOf(&p).Elem().FieldByIndex(f.index)
		if field.Kind() != reflect.String {
			continue
		}
		if err := readLeaf(field.String(), field, f.bounds); err != nil {
			return 0, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if err := l.admits(); err != nil {
		return 0, err
	}
	p.Number = l.notes.numbers[Purchase{Good: p.Good, Card: p.Card}] + 1
	in := &Input{Buy: &p}
	in.who, _ = actors.VisitorOf(p.Good, p.Card, p.Number)
	l.hand(in)
	return in.Intent(), nil
}

// Press lets a visitor press Buy Now once more, for the same order. Who is no
// visitor of this run cannot, and after the hundredth time nothing happens any more.
func (l *Live) Press(intent uint64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	by := l.notes.visitors[intent]
	if by == nil || by.presses >= maxPresses || l.admits() != nil {
		return
	}
	by.presses++
	l.hand(&Input{Press: 1, who: by.who, click: by.presses})
}

// Inflict inflicts a fault, now. It is checked as those of a file are; its At means
// nothing. One without a name gets the name of its type.
func (l *Live) Inflict(f sim.Fault) (name string, err error) {
	return "", errors.ErrUnsupported
}

// Mend ends a fault for good.
func (l *Live) Mend(name string) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if err := l.admits(); err != nil {
		return err
	}
	if !slices.Contains(l.notes.names, name) {
		return fmt.Errorf("there is no fault %.40q%s", name, orElse(name, l.notes.names))
	}
	l.hand(&Input{Mend: name})
	return nil
}

// Policy gives a line another policy: the YAML of one, as the policies of a file
// have it.
func (l *Live) Policy(line, policy string) error { return errors.ErrUnsupported }

// File is the run as a scenario file.
func (l *Live) File() ([]byte, error) { return nil, errors.ErrUnsupported }
