package scenarios

import (
	"context"
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// liveLoop is what the goroutine of a steered run knows and does. Each round:
//  1. it runs the errands that others left;
//  2. what people did while the world stood still happens at once, a nanosecond on;
//  3. it lets the world go on for a slice of wall time, or waits for a knock;
//  4. it says how far it has come.
type liveLoop struct {
	*Live
	world   *sim.World
	speed   float64 // at which the world is paced now, -1 if it stands still
	listens bool    // to events, for steps
	until   func() bool
	step    int // which one is on
	found   bool
	began   time.Time
	from    time.Duration
	pulse   []beat // of the last second, the oldest first
}

// beat is where the world was at a moment on the wall.
type beat struct {
	wall time.Time
	now  time.Duration
}

const (
	liveSlice   = 25 * time.Millisecond // so that a round is over within 50
	reachedOver = time.Second
	soonest     = 100 * time.Millisecond // to say how fast the world goes
	// A step that leads nowhere ends after so much of either.
	longestStep  = 60 * actors.Day
	longestStare = 20 * time.Second
)

func newLiveLoop(l *Live) *liveLoop { return &liveLoop{Live: l, world: l.play.World, speed: -1} }

// goOn is one round.
func (l *liveLoop) goOn(ctx context.Context) {
	asked := l.runErrands()
	switch {
	case ctx.Err() != nil:
	case asked.State == Running || asked.State == Stepping:
		l.slice(asked)
	case asked.State != Over && asked.State != Broken && l.notes.waiting():
		l.admit()
	default:
		l.rest()
	}
	l.publish()
}

// runErrands runs what others left, and returns what they ask for.
func (l *liveLoop) runErrands() LiveState {
	for {
		l.mutex.Lock()
		errands, asked := l.errands, l.state
		l.errands = nil
		if asked.State == Stepping && l.step != l.steps {
			l.beginStep()
		}
		l.running = len(errands) == 0 && (asked.State == Running || asked.State == Stepping)
		l.mutex.Unlock()
		if len(errands) == 0 {
			return asked
		}
		for _, run := range errands {
			run()
		}
	}
}

// rest waits for a knock while the world stands still, for no longer than a round.
func (l *liveLoop) rest() {
	l.speed, l.pulse = -1, l.pulse[:0]
	timer := time.NewTimer(liveSlice)
	defer timer.Stop()
	select {
	case <-l.knock:
	case <-timer.C:
	}
}

// admit lets happen what people did while the world stands still.
func (l *liveLoop) admit() {
	l.world.Pace(0)
	l.speed = -1
	if err := l.world.Run(l.world.Now() + 1); err != nil {
		l.end(Broken, err)
	}
}

// slice lets the world go on for a while.
func (l *liveLoop) slice(asked LiveState) {
	if asked.State == Stepping {
		asked.Speed = 0
	} else {
		l.until = nil
	}
	if l.speed != asked.Speed {
		l.world.Pace(asked.Speed)
		l.speed, l.pulse = asked.Speed, l.pulse[:0]
	}
	if l.isOver() {
		return
	}
	l.beat()
	timer := time.AfterFunc(liveSlice, l.world.Stop)
	err := l.play.goOn(restEvery)
	timer.Stop()
	l.mutex.Lock()
	l.running = false
	l.mutex.Unlock()
	switch {
	case err != nil:
		l.end(Broken, err)
	case l.play.aborted != nil:
		l.play.Auditor.Close(l.world.Now(), false)
		l.end(Over, nil)
	case asked.State == Stepping:
		l.endStep()
	}
}

// isOver ends the run if nothing is left to happen. What somebody did in this very
// moment still happens.
func (l *liveLoop) isOver() bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.notes.waiting() {
		return false
	}
	over, rest := l.play.over()
	if over {
		l.running, l.state.State = false, Over
		l.play.Auditor.Close(l.world.Now(), rest)
	}
	return over
}

func (l *liveLoop) end(state string, err error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.running = false
	l.state.State, l.state.Err = state, err
}

// beginStep begins to ask after every event whether the step is over. The mutex is
// held.
func (l *liveLoop) beginStep() {
	l.step, l.until, l.found = l.steps, l.Live.until, false
	l.began, l.from = time.Now(), l.world.Now()
	if !l.listens {
		l.listens = true
		l.world.Watch(l.heard)
	}
}

// heard stops the world where a step is over.
func (l *liveLoop) heard(*sim.Event) {
	if l.until != nil && !l.found && l.until() {
		l.found = true
		l.world.Stop()
	}
}

// endStep lets the world stand still again if the step is over, or leads nowhere.
func (l *liveLoop) endStep() {
	note := ""
	switch {
	case l.found:
	case l.world.Now() >= l.from+longestStep:
		note = fmt.Sprintf("the step was given up after %s: what it waits for did not happen", sim.FormatDuration(longestStep))
	case time.Since(l.began) >= longestStare:
		note = fmt.Sprintf("the step was given up after %s on the wall: what it waits for did not happen", sim.FormatDuration(longestStare))
	default:
		return
	}
	l.until = nil
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.state.State == Stepping && l.step == l.steps {
		l.state.State, l.state.Note = Paused, note
	}
}

// beat notes where the world is.
func (l *liveLoop) beat() {
	now := time.Now()
	for len(l.pulse) > 2 && now.Sub(l.pulse[1].wall) >= reachedOver {
		l.pulse = append(l.pulse[:0], l.pulse[1:]...)
	}
	l.pulse = append(l.pulse, beat{now, l.world.Now()})
}

// publish says how far the world has come, and how fast it goes.
func (l *liveLoop) publish() {
	reached, now := 0.0, l.world.Now()
	if len(l.pulse) > 0 {
		if passed := time.Since(l.pulse[0].wall); passed > soonest {
			reached = float64(now-l.pulse[0].now) / float64(passed)
		}
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.state.Now, l.state.Reached = now, reached
}
