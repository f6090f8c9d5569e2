package dashboard

import "context"

// onlooker is how a run is seen: see eye. It is used on the goroutine of the run's
// loop.
type onlooker interface {
	hello() hello
	snapshot() snapshot
	tick(wall int64, speed, reached float64) *tick
	hops() *hops
	marks() []mark
	journeys() []journey
	whole(intent uint64) (journey, bool)
	follow(intent uint64) bool
	followOrder(order uint64) (intent uint64, ok bool)
	unfollow(intent uint64)
	interesting() []recentSort
}

// helm is how a run is steered: see live. Only run and do are called from other
// goroutines than that of the run's loop.
type helm interface {
	run(ctx context.Context, each func()) error // until the context ends
	do(deed func())                             // soon, on the loop
	now() int64                                 // simulated, in microseconds
	state() going
	begin()
	pause()
	resume()
	setSpeed(speed float64)
	step(intent uint64)
	buy(good, card, name string) (intent uint64, err error)
	press(intent uint64) error
	inflict(text string) (name string, err error)
	mend(name string) error
	policy(line, text string) error
	file() ([]byte, error)
	policyOn(line string) string
	asked(order, intent uint64) orderAsked
	goods() []goodInfo // in the window, as they are now
}

// going is how a run goes on.
type going struct {
	state          string // as control has it
	speed, reached float64
	err            string
	trace          string // of a run that is over
}
