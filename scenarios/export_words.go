package scenarios

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/export"
)

// exportModel is what an export must know of the shop.
func exportModel(s runSetting) *export.Model {
	return &export.Model{
		Seed: s.seed, Actors: s.actors, Events: actors.EventNames(),
		Kind: kindName, Words: actors.Words, Step: func(m sim.Message) int { return int(actors.StepOf(m)) },
		Detail: exportDetail, Life: exportLife,
	}
}

var kindNames = sync.OnceValue(func() (names [actors.Kinds]string) {
	for kind := range actors.Kinds {
		if empty := actors.NewMessage(kind); empty != nil {
			names[kind] = reflect.TypeOf(empty).Elem().Name()
		}
	}
	return names
})

// kindName is the name of a kind of message, as in the code.
func kindName(kind sim.Kind) string {
	if kind < actors.Kinds {
		return kindNames()[kind]
	}
	return "message " + strconv.Itoa(int(kind))
}

// exportLife says when orders begin and end.
func exportLife(e *sim.Event) export.Life {
	switch e.What {
	case sim.Sent:
		if e.Message == actors.KindPlaceOrder {
			return export.Begins
		}
	case actors.Placed:
		return export.Named
	case actors.Archived:
		return export.Ends
	}
	return export.Goes
}

// listColumns lists the columns of exported lines.
func listColumns() []Entry {
	var entries []Entry
	for _, c := range export.Columns() {
		entries = append(entries, Entry{Name: c.Name, Text: c.About})
	}
	return entries
}

const (
	inCents  = "cents"
	inPieces = "pieces"
)

// exportDetail says what an event of the shop is about.
func exportDetail(e *sim.Event) export.Detail {
	switch e.What {
	case sim.Noted:
		text := strings.ReplaceAll(e.Text, "{a}", strconv.FormatInt(e.A, 10))
		return export.Detail{Text: strings.ReplaceAll(text, "{b}", strconv.FormatInt(e.B, 10))}
	case sim.Crashed:
		return export.Detail{Amount: e.A, Unit: "messages", Text: "lost what it was doing"}
	case sim.FaultHit:
		return export.Detail{Text: struckWords(e)}
	case sim.Moved:
		return moveDetail(e)
	case actors.Changed, actors.Illegal:
		machine, from, to := actors.ChangeOf(e)
		d := export.Detail{
			Thing: machine.String(), ID: uint64(e.B), From: actors.StateName(machine, from), To: actors.StateName(machine, to),
			Main: machine == actors.OrderMachine && e.What == actors.Changed,
		}
		if e.What == actors.Illegal {
			d.Text = "which is forbidden"
		}
		return d
	case actors.Committed:
		return export.Detail{Thing: "record", ID: uint64(e.A), Minor: true}
	case actors.Placed:
		return export.Detail{Thing: "order", ID: e.Order, Amount: e.A, Unit: inCents, Text: "written down, " + howMany(int(e.B), "piece")}
	case actors.Effect:
		return export.Detail{Thing: "effect", ID: uint64(e.A), Text: "of " + kindName(sim.Kind(e.B)), Minor: true}
	case actors.Statement:
		return export.Detail{Thing: "bank", Amount: e.A, Unit: inCents, Text: fmt.Sprintf("available; %d held", e.B), Minor: true}
	case actors.Counted:
		return export.Detail{Thing: "product", ID: uint64(e.A), Amount: e.B, Unit: inPieces, Text: fmt.Sprintf("on the shelf; %d reserved", e.C), Minor: true}
	case actors.Archived:
		return export.Detail{Thing: "order", ID: e.Order, To: actors.StateName(actors.OrderMachine, uint8(e.A)), Text: "put away"}
	case actors.WrittenOff:
		return export.Detail{Thing: "goods", Amount: e.A, Unit: inCents, Text: "written off"}
	}
	return export.Detail{}
}

// moveDetail says what moved: money of a card, or goods of a product.
func moveDetail(e *sim.Event) export.Detail {
	from, one := actors.PlaceOf(e.Move.From)
	to, other := actors.PlaceOf(e.Move.To)
	d := export.Detail{Thing: "money", ID: max(one, other), From: from.String(), To: to.String(), Amount: e.Move.Amount, Unit: inCents}
	if from.Goods() {
		d.Thing, d.Unit = "goods", inPieces
	}
	d.Minor = from == actors.World // an opening balance
	return d
}

// struckWords say what a fault did.
func struckWords(e *sim.Event) string {
	switch {
	case e.Path == 0:
		return "strikes"
	case e.C == 1:
		return "the answer " + actors.Struck(sim.Primitive(e.B))
	}
	return "the message " + actors.Struck(sim.Primitive(e.B))
}
