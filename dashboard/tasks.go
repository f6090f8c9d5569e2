package dashboard

import (
	"errors"
	"sync"
)

// errOtherRun means that the run for which something was asked is over.
var errOtherRun = errors.New("another run has begun")

// task is something that pages ask of a run. It is told if the run is over.
type task func(b *broadcast, over error)

// tasks are those that wait for the goroutine of the run's loop.
type tasks struct {
	mutex   sync.Mutex
	waiting []task
	over    bool
}

// add adds one; false if it was told that the run is over.
func (t *tasks) add(b *broadcast, more task) bool {
	t.mutex.Lock()
	if !t.over {
		t.waiting = append(t.waiting, more)
		t.mutex.Unlock()
		return true
	}
	t.mutex.Unlock()
	more(b, errOtherRun)
	return false
}

// work does all that waits.
func (t *tasks) work(b *broadcast) { t.empty(b, nil) }

// close tells all that wait, and all to come, that the run is over.
func (t *tasks) close(b *broadcast) {
	t.mutex.Lock()
	t.over = true
	t.mutex.Unlock()
	t.empty(b, errOtherRun)
}

func (t *tasks) empty(b *broadcast, over error) {
	t.mutex.Lock()
	all := t.waiting
	t.waiting = nil
	t.mutex.Unlock()
	for _, task := range all {
		task(b, over)
	}
}
