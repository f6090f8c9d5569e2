package export

import (
	"fmt"
	"strings"

	"buynow/sim"
)

// Model says in words what a world tells in numbers.
type Model struct {
	Seed   uint64
	Actors []string // names, by number
	Events []string // names of the kinds of event, by number

	// Kind is the name of a kind of message.
	Kind func(sim.Kind) string
	// Words says a message in a few words.
	Words func(sim.Message) string
	// Step is the step of the order flow that a message is, 0 if it is none.
	Step func(sim.Message) int
	// Detail says what an event of the model itself is about.
	Detail func(*sim.Event) Detail
	// Life is what an event means for the life of its order.
	Life func(*sim.Event) Life
}

// Detail is what an event changes: something goes from one state or place to
// another, or some amount of it does.
type Detail struct {
	Thing    string // what it is: payment, money, goods
	ID       uint64 // which one, 0 for none
	From, To string
	Amount   int64
	Unit     string // of the amount, "" for none
	Text     string // in a few words
	Main     bool   // the thing is the order itself
	Minor    bool   // who follows an order need not see it
}

// Life is a point in the life of an order.
type Life uint8

// The points.
const (
	Goes   Life = iota // nothing that begins or ends an order
	Begins             // an order begins, if it has not
	Named              // it gets its number: Order of the event
	Ends               // it is put away
)

// actor is the name of an actor.
func (m *Model) actor(id sim.ActorID) string {
	if int(id) < len(m.Actors) {
		return m.Actors[id]
	}
	return fmt.Sprintf("actor %d", id)
}

// event is the name of a kind of event, as one word.
func (m *Model) event(what sim.What) string {
	if int(what) < len(m.Events) && m.Events[what] != "" {
		return OneWord(m.Events[what])
	}
	return fmt.Sprintf("event_%d", what)
}

// OneWord joins the words of a name, for columns that are filtered by it.
func OneWord(name string) string { return strings.ReplaceAll(name, " ", "_") }

// again is which attempt of its caller a message is, from 1. The number 255 tells
// messages apart, and counts nothing.
func again(attempt uint8) int {
	if attempt == 255 {
		return 0
	}
	return int(attempt) + 1
}

// says is a message in a few words, on one line.
func (m *Model) says(message sim.Message) string {
	if message == nil {
		return ""
	}
	return plain(m.Words(message))
}

// stepOf is the step that a message is, 0 if it is none.
func (m *Model) stepOf(message sim.Message) int {
	if message == nil {
		return 0
	}
	return m.Step(message)
}
