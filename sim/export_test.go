package sim

// NewSlow returns a world on the slow kernel: the same rules in the plainest
// way, to compare the fast one with.
func NewSlow(seed uint64) *World {
	w := New(seed)
	w.slow, w.other, w.pull = true, &slowList{}, slowPull
	return w
}

// SetPatience sets how much may happen at one instant.
func SetPatience(w *World, most int) { w.patience = most }

// Pooled returns how many coroutines, processes and envelopes a world keeps.
func Pooled(w *World) (coroutines, processes, envelopes int) {
	return len(w.coroutines), len(w.idle), len(w.envelopes)
}

// Churn takes the next event of an agenda with so many on it, and puts it back
// later, so often; each draw says by how much.
func Churn(pending, times int, draw func() int64) {
	var a agenda
	a.init()
	events := make([]event, pending)
	for i := range events {
		events[i] = event{at: draw(), home: idle}
		a.put(&events[i])
	}
	for range times {
		e := a.take(int64(Forever) - 1)
		e.at += draw()
		a.put(e)
	}
}
