package scenarios

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"go.yaml.in/yaml/v3"

	"buynow/actors"
	"buynow/sim"
)

// notes is what was done to a steered run.
type notes struct {
	scenario *Scenario
	done     []*Input     // and has happened
	asked    int          // how many there were
	pending  atomic.Int64 // have not happened yet
	names    []string     // of all faults
	numbers  map[Purchase]uint64
	clicks   map[uint64]int // of each visitor, by intent
}

func (n *notes) open(s *Scenario) {
	n.scenario, n.numbers, n.clicks = s, map[Purchase]uint64{}, map[uint64]int{}
	n.names = s.Faults.names()
	for i := range s.Inputs {
		n.know(&s.Inputs[i])
	}
}

// know remembers what later inputs may be about.
func (n *notes) know(in *Input) {
	n.asked++
	switch {
	case in.Buy != nil:
		choice := in.Buy.choice()
		n.numbers[choice] = max(n.numbers[choice], in.Buy.Number)
		n.clicks[in.Intent()] = 1
	case in.Press > 0:
		n.clicks[in.Intent()] = in.Click + 1
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
	var done []Input
	for _, in := range l.notes.done {
		done = append(done, *in)
	}
	return done
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
	l.notes.done = append(l.notes.done, in)
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
	p.Number = l.notes.numbers[p.choice()] + 1
	in := &Input{Buy: &p}
	in.Visitor, _ = actors.VisitorOf(p.Good, p.Card, p.Number)
	l.hand(in)
	return in.Intent(), nil
}

// Press lets a visitor press Buy Now once more, for the same order. Who is no
// visitor of this run cannot, and after the hundredth time nothing happens any more.
func (l *Live) Press(intent uint64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	clicks := l.notes.clicks[intent]
	if clicks == 0 || clicks > maxPresses || l.admits() != nil {
		return
	}
	l.hand(&Input{Press: 1, Visitor: actors.VisitorBehind(intent), Click: clicks})
}

// Inflict inflicts a fault, now. It is checked as those of a file are; its At means
// nothing. One without a name gets the name of its type.
func (l *Live) Inflict(f sim.Fault) (name string, err error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	in, err := l.read(faultText(f))
	if err != nil {
		return "", err
	}
	l.hand(in)
	return in.Fault.Name, nil
}

// Mend ends a fault for good.
func (l *Live) Mend(name string) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	in, err := l.read("mend: " + strconv.Quote(name))
	if err != nil {
		return err
	}
	l.hand(in)
	return nil
}

// Policy gives a line another policy in the place of its own: the YAML of one, as
// the policies of a file have it.
func (l *Live) Policy(line, policy string) error {
	tree, found := grow("policy", []byte(policy))
	if len(found) > 0 {
		return mistakesOf(found, 0)
	}
	if tree == nil {
		tree = &yaml.Node{Kind: yaml.MappingNode}
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	in, err := l.read("policy: { " + strconv.Quote(line) + ": " + flow(tree) + " }")
	if err != nil {
		return err
	}
	l.hand(in)
	return nil
}

// read reads what somebody wants to do, as a file says it. The mutex is held.
func (l *Live) read(text string) (*Input, error) {
	if err := l.admits(); err != nil {
		return nil, err
	}
	return l.notes.scenario.parseInput(text, l.notes.names)
}

// flow is a tree on one line.
func flow(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for key, value := range pairs(n) {
			parts = append(parts, flow(key)+": "+flow(value))
		}
		return braces(parts)
	case yaml.SequenceNode:
		for _, element := range n.Content {
			parts = append(parts, flow(element))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 || strings.Trim(n.Value, plainLetters) != "" || n.Value == "" {
		return strconv.Quote(n.Value)
	}
	return n.Value
}
