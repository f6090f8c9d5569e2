package dashboard

import (
	"context"
	"fmt"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// live steers a real run, and tells its eye what nobody can see in the run itself:
// who the visitors are, and what people do to it.
type live struct {
	*scenarios.Live
	eye     *eye
	watched uint64 // the intent whose next hop a step waits for, 0 for any
	moved   bool   // a message of it has left, or an answer
	over    bool   // and that was marked
}

// stagedLive is a run that is ready to be shown: an eye is set on it before
// anything happens. Without a hero the load is shown from the start.
func stagedLive(run *scenarios.Live) staged {
	play := run.Play()
	l := &live{Live: run, eye: newEye(play)}
	play.World.Watch(l.hop, sim.Sent, sim.Served)
	for i := range play.Scenario.Inputs {
		if in := &play.Scenario.Inputs[i]; in.Buy != nil {
			l.eye.visit(in.Intent(), in.Buy.Name)
		}
	}
	lead, _ := hero(play.Scenario, play.World.Seed())
	return staged{l.eye, l, lead}
}

func (l *live) run(ctx context.Context, each func()) error { return l.Run(ctx, each) }
func (l *live) do(deed func())                             { l.Do(deed) }
func (l *live) now() int64                                 { return micros(l.Play().World.Now()) }
func (l *live) begin()                                     { l.Start() }
func (l *live) pause()                                     { l.Pause() }
func (l *live) resume()                                    { l.Resume() }
func (l *live) setSpeed(speed float64)                     { l.SetSpeed(speed) }
func (l *live) file() ([]byte, error)                      { return l.File() }
func (l *live) policyOn(line string) string {
	return scenarios.PolicyOn(l.Play().Shop.Config.Policies, line)
}

// state is how the run goes on. Once it is over, that is marked.
func (l *live) state() going {
	s := l.State()
	g := going{state: s.State, speed: s.Speed, reached: s.Reached, err: s.Note}
	if s.Err != nil {
		g.err = s.Err.Error()
	}
	if s.State == scenarios.Over {
		g.trace = l.Play().World.Trace().String()
	}
	if s.State == scenarios.Over && !l.over {
		l.over = true
		l.eye.ended("Everything is at an end: no order is open any more.")
	}
	return g
}

// buy lets a visitor in; the first opens the shop.
func (l *live) buy(good, card, name string) (uint64, error) {
	intent, err := l.Buy(scenarios.Purchase{Good: good, Card: card, Name: name})
	if err == nil {
		l.eye.visit(intent, name)
		if l.State().State == scenarios.Ready {
			l.Start()
		}
	}
	return intent, err
}

func (l *live) press(intent uint64) error {
	if !actors.IsVisitor(intent) {
		return fmt.Errorf("%d is no visitor's", intent)
	}
	l.Press(intent)
	return nil
}

func (l *live) inflict(text string) (string, error) {
	fault, err := scenarios.ParseFault(text)
	if err != nil {
		return "", err
	}
	return l.Inflict(fault)
}

func (l *live) mend(name string) error {
	err := l.Mend(name)
	if err == nil {
		l.eye.input("Somebody mends "+name+".", "mend", -1, -1)
	}
	return err
}

func (l *live) policy(line, text string) error {
	err := l.Policy(line, text)
	if err == nil {
		l.eye.input("Somebody changes what is done about failure on "+line+".", "policy", -1, -1)
	}
	return err
}

// step goes on to the next hop of an order.
func (l *live) step(intent uint64) {
	l.watched, l.moved = intent, false
	l.Step(func() bool { return l.moved })
}

// hop is a message or an answer that leaves.
func (l *live) hop(e *sim.Event) {
	if e.Intent == l.watched || l.watched == 0 && e.Intent != 0 {
		l.moved = true
	}
}

// icons are how the goods in the window are drawn.
var icons = map[string]string{"plenty": "book", "last": "lamp", "sold-out": "kettle"}

func (l *live) goods() (goods []goodInfo) {
	for _, g := range l.Goods() {
		goods = append(goods, goodInfo{
			Name: g.Ware, Title: g.Title, Icon: icons[g.Ware], Price: int64(g.Price), Stock: int64(g.Stock), Days: int64(g.More / (24 * time.Hour / 100)),
		})
	}
	return goods
}
