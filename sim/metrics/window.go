package metrics

import "time"

// Windows judge a condition in every full window of its length. A new window
// begins each quarter of the length, so that four overlap at any time and none
// needs to remember single samples: what is bad for a whole length is bad in at
// least one window in three quarters of its time.
//
// The first window begins with the first sample; one that is not full when the
// run ends is not judged. A window without samples has a count of 0, but neither
// a percentile nor a share, and holds.
type Windows struct {
	condition Condition
	open      [overlap]recorder
	step      time.Duration
	first     int64 // number of the first window
	next      int64 // number of the window that is closed next
	begun     bool
	counts    bool // a window without samples can be judged

	judged int // full windows
	failed int // of these
	worst  Verdict
}

const overlap = 4

func newWindows(kind Kind, c Condition) *Windows {
	w := &Windows{condition: c, step: c.Over / overlap, counts: kind == CounterKind}
	for i := range w.open {
		w.open[i] = newRecorder(kind)
	}
	return w
}

// add records a sample in all windows that are open.
func (w *Windows) add(at time.Duration, value int64, order uint64) {
	if !w.begun {
		w.begun = true
		w.first = int64(at / w.step)
		w.next = w.first
	}
	w.closeUntil(at)
	last := int64(at / w.step)
	for number := max(w.first, last-overlap+1); number <= last; number++ {
		w.open[number%overlap].Add(value, order)
	}
}

// closeUntil judges the windows that were full by then.
func (w *Windows) closeUntil(at time.Duration) {
	if !w.begun {
		return
	}
	full := int64(at/w.step) - overlap // the last window that ends no later
	for ; w.next <= full; w.next++ {
		if w.quiet() { // so are all that follow: they are judged at once
			w.judge(w.next, int(full-w.next)+1)
			w.next = full
			continue
		}
		w.judge(w.next, 1)
	}
}

// quiet tells if nothing was recorded in any open window.
func (w *Windows) quiet() bool {
	for _, meter := range w.open {
		if meter.Samples() > 0 {
			return false
		}
	}
	return true
}

// judge closes a window, and so many alike.
func (w *Windows) judge(number int64, alike int) {
	meter := w.open[number%overlap]
	w.judged += alike
	if meter.Samples() == 0 && !w.counts {
		return
	}
	v := w.condition.judge(meter, w.condition.Over)
	v.From = time.Duration(number) * w.step
	if !v.OK {
		w.failed += alike
	}
	if !w.worst.Measured || w.condition.worse(v, w.worst) {
		w.worst = v
	}
	meter.reset()
}

// verdict is what all windows say together: the worst of them.
func (w *Windows) verdict() Verdict {
	v := w.worst
	v.Windows, v.Failed = w.judged, w.failed
	return v
}
