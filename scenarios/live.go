package scenarios

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Live is a play that people steer while it runs: they start it, let it pause, step
// and go faster, buy in the shop window, and break and mend things. All that they do
// to the world is an input, which is noted with the nanosecond at which it came; a
// file with these inputs plays the same again, event by event.
//
// The world belongs to the goroutine of [Live.Run]. All other methods but
// [Live.Play] may be called from any goroutine.
type Live struct {
	play  *Play
	knock chan struct{} // somebody wants something

	mutex   sync.Mutex
	state   LiveState
	running bool     // the world is, so it must be told that somebody knocks
	errands []func() // for the loop's goroutine
	until   func() bool
	steps   int // how many were asked for
	notes   notes
}

// LiveState is how a steered run stands.
type LiveState struct {
	State   string        // ready, running, paused, stepping, over or broken
	Speed   float64       // asked for: simulated seconds per second; 0 is as fast as the machine goes
	Reached float64       // in the last second or so; 0 while the world stands still, and for a moment after
	Now     time.Duration // simulated
	End     time.Duration // of the load
	Note    string        // why a step was given up
	Err     error         // why it is broken
}

// The states of a steered run.
const (
	Ready    = "ready"    // staged, and nothing has happened
	Running  = "running"  // it goes on by itself
	Paused   = "paused"   // the world stands still
	Stepping = "stepping" // it goes on until something has happened
	Over     = "over"     // nothing is left to happen
	Broken   = "broken"   // the code of an actor has panicked, or the run has no end
)

// The slowest and the fastest that a run can be asked to be, beside 0.
const (
	SlowestSpeed = 0.01
	FastestSpeed = 100_000
)

// Live stages the scenario in a new world with a shop window, to be steered. The
// seed replaces the scenario's own unless it is 0.
func (s *Scenario) Live(seed uint64) *Live {
	steered := *s
	steered.Steered, steered.Config.Window, steered.Inputs = true, true, slices.Clone(s.Inputs)
	if seed != 0 {
		steered.Seed = seed
	}
	l := &Live{knock: make(chan struct{}, 1)}
	l.play = steered.Stage(sim.New(steered.Seed))
	l.state = LiveState{State: Ready, Speed: 1, End: s.Load.End()}
	l.play.taken = l.taken
	l.notes.open(&steered)
	return l
}

// Play is what is steered. Its world, shop and books are only to be touched before
// Run and on its goroutine: in Do, in what Run calls, and in watchers.
func (l *Live) Play() *Play { return l.play }

// Goods are the goods in the shop window, for the loop's goroutine.
func (l *Live) Goods() []actors.Good { return l.play.Shop.Goods() }

// State is how the run stands.
func (l *Live) State() LiveState {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.state
}

// Start lets the run go on by itself, whether it is ready, paused or steps.
func (l *Live) Start() { l.become(Running, Ready, Paused, Stepping) }

// Resume lets the run go on by itself.
func (l *Live) Resume() { l.Start() }

// Pause lets the world stand still.
func (l *Live) Pause() { l.become(Paused, Running, Stepping) }

// become changes the state if it is one of those.
func (l *Live) become(next string, from ...string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, one := range from {
		if l.state.State == one {
			l.state.State, l.state.Note = next, ""
		}
	}
	l.ring()
}

// SetSpeed asks for so many simulated seconds per second; 0 is as fast as the
// machine goes. What is too slow or too fast is made as slow or fast as can be.
func (l *Live) SetSpeed(speed float64) {
	switch {
	case math.IsNaN(speed) || speed < 0:
		return
	case speed != 0:
		speed = min(max(speed, SlowestSpeed), FastestSpeed)
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.state.Speed = speed
	l.ring()
}

// Step lets a world that stands still go on, as fast as it can, until something is
// true after an event, and pauses it again. It is asked on the loop's goroutine. A
// step that leads nowhere is given up after a while; the state then says so.
func (l *Live) Step(until func() bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.state.State != Paused && l.state.State != Ready {
		return
	}
	l.state.State, l.state.Note = Stepping, ""
	l.until, l.steps = until, l.steps+1
	l.ring()
}

// Do runs something on the loop's goroutine between two events, soon, also while
// the world stands still or is over. It does not wait for it. Once Run has returned
// nothing is run any more.
func (l *Live) Do(run func()) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.errands = append(l.errands, run)
	l.ring()
}

// ring wakes the loop, whatever it waits for. The mutex is held.
func (l *Live) ring() {
	select {
	case l.knock <- struct{}{}:
	default:
	}
	if l.running {
		l.play.World.Stop()
	}
}

// closed says why nothing can be done to the world any more; nil if it can. The
// mutex is held.
func (l *Live) closed() error {
	switch l.state.State {
	case Over:
		return ErrOver
	case Broken:
		return fmt.Errorf("%w: %w", ErrBroken, l.state.Err)
	}
	return nil
}

var (
	// ErrOver: the run is over, so nothing can be done to it any more.
	ErrOver = errors.New("the run is over")
	// ErrBroken: the run was ended by a mistake in its code.
	ErrBroken = errors.New("the run is broken")
)

// Run plays as asked until the context ends, and closes the world. Each is called on
// this goroutine after every slice of the run, at least every 50 ms on the wall,
// also while the world stands still or is over. The error is that of a broken run.
func (l *Live) Run(ctx context.Context, each func()) error {
	defer l.play.World.Close()
	leave := context.AfterFunc(ctx, func() { l.Do(func() {}) })
	defer leave()
	loop := newLiveLoop(l)
	for ctx.Err() == nil {
		loop.goOn(ctx)
		each()
	}
	loop.runErrands() // nobody waits in vain
	if l.State().State != Broken {
		loop.end(Over, nil)
	}
	return l.State().Err
}
