package sim

import "time"

// Go starts a process of the assembly: run begins at the current instant and
// may wait as it likes. Its luck comes from its name, and from how many of the
// name there were before it.
func (w *World) Go(name string, run func(*Env)) {
	p := w.acquire()
	p.run, p.name = run, name
	p.env.actor = w.actors[Outside]
	p.env.path = w.christen(name)
	p.timer.at, p.timer.priority, p.timer.deed = w.now, arrival, wake
	w.schedule(&p.timer)
}

// christen returns the path of the next process of that name.
func (w *World) christen(name string) uint64 {
	path := uint64(len(name))
	for _, letter := range []byte(name) {
		path = Mix(path, uint64(letter))
	}
	w.started[name]++
	return Mix(path, w.started[name])
}

// alarm calls a function of the assembly.
type alarm struct {
	event
	run   func()
	fault bool // it belongs to a fault, see AtRest
}

// At calls run at the time t, or now if t has passed, before anything else that
// happens at that instant. It must not wait.
func (w *World) At(t time.Duration, run func()) { w.ring(max(int64(t), w.now), first, run) }

func (w *World) ring(at int64, priority uint8, run func()) {
	a := &alarm{run: run}
	a.event = event{at: at, home: idle, priority: priority, deed: call, alarm: a}
	w.schedule(&a.event)
}
