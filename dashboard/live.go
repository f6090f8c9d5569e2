package dashboard

import (
	"context"

	"buynow/scenarios"
	"buynow/sim"
)

// live steers a real run.
type live struct {
	*scenarios.Live
	watched uint64 // the intent that a step waits for, 0 for any
	moved   bool   // a message of it has left, or an answer
}

// stagedLive is a run that is ready to be shown: an eye is set on it before
// anything happens.
func stagedLive(run *scenarios.Live) staged {
	l := &live{Live: run}
	run.Play().World.Watch(l.hop, sim.Sent, sim.Served)
	return staged{newEye(run.Play()), l}
}

func (l *live) run(ctx context.Context, each func()) error { return l.Run(ctx, each) }
func (l *live) do(deed func())                             { l.Do(deed) }
func (l *live) now() int64                                 { return l.Play().World.Now().Microseconds() }
func (l *live) begin()                                     { l.Start() }
func (l *live) pause()                                     { l.Pause() }
func (l *live) resume()                                    { l.Resume() }
func (l *live) setSpeed(speed float64)                     { l.SetSpeed(speed) }
func (l *live) mend(name string) error                     { return l.Mend(name) }
func (l *live) policy(line, text string) error             { return l.Policy(line, text) }
func (l *live) file() ([]byte, error)                      { return l.File() }

func (l *live) state() going {
	s := l.State()
	g := going{state: s.State, speed: s.Speed, reached: s.Reached, err: s.Note}
	if s.Err != nil {
		g.err = s.Err.Error()
	}
	return g
}

func (l *live) buy(good, card, name string) (uint64, error) {
	return l.Buy(scenarios.Purchase{Good: good, Card: card, Name: name})
}

func (l *live) press(intent uint64) error {
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

// step goes on to the next hop of an order.
func (l *live) step(intent uint64) {
	l.watched, l.moved = intent, false
	l.Step(func() bool { return l.moved })
}

// hop is a message or an answer that leaves.
func (l *live) hop(e *sim.Event) {
	if l.watched == 0 || e.Intent == l.watched {
		l.moved = true
	}
}
