package sim

// NewSlow returns a world on the slow kernel: the same rules in the plainest
// way, to compare the fast one with.
func NewSlow(seed uint64) *World {
	w := New(seed)
	w.slow, w.other, w.pull = true, &slowList{}, slowPull
	return w
}

// Pooled returns how many coroutines, processes and envelopes a world keeps.
func Pooled(w *World) (coroutines, processes, envelopes int) {
	return len(w.coroutines), len(w.idle), len(w.envelopes)
}
