package metrics

import "time"

// Span is the time in which those come who are measured.
type Span struct{ From, Until time.Duration }

// Windows judge a condition in every full window of its length. A new window
// begins each quarter of the length, so that four overlap at any time and none
// needs to remember single samples: what is bad for a whole length is bad in at
// least one window in three quarters of its time.
//
// The first window begins with the span, as far as there are samples; the last
// ends with the span, or with the last sample if that is later. What is counted
// is judged within the span, also where there is nothing to count, unless all
// of it happens later. A window without samples has neither a percentile nor a
// share, and holds.
type Windows struct {
	condition Condition
	span      Span
	open      [overlap]recorder
	step      time.Duration
	first     int64 // number of the first window, from the beginning of the span
	next      int64 // number of the window that is closed next
	begun     bool
	counts    bool // a window without samples can be judged
	last      time.Duration

	judged int // full windows
	failed int // of these
	worst  Verdict
}

const overlap = 4

func newWindows(kind Kind, c Condition, span Span) *Windows {
	w := &Windows{condition: c, span: span, step: c.Over / overlap, counts: kind == CounterKind}
	for i := range w.open {
		w.open[i] = newRecorder(kind)
	}
	return w
}

// add records a sample in all windows that are open.
func (w *Windows) add(at time.Duration, value int64, order uint64) {
	number := int64(max(0, at-w.span.From) / w.step)
	if !w.begun {
		w.begun = true
		if !w.counts || at > w.span.Until {
			w.first = number
		}
		w.next = w.first
	}
	w.last = at
	w.closeUntil(at)
	for n := max(w.next, number-overlap+1); n <= number; n++ {
		w.open[n%overlap].Add(value, order)
	}
}

// closeUntil judges the windows that were full by then.
func (w *Windows) closeUntil(at time.Duration) {
	if !w.begun {
		return
	}
	end := min(at, max(w.last, w.span.Until))
	if w.counts && w.start(w.first) < w.span.Until {
		end = min(at, w.span.Until)
	}
	full := int64((end-w.span.From)/w.step) - overlap // the last window that ends no later
	for ; w.next <= full; w.next++ {
		if w.quiet() { // so are all that follow: they are judged at once
			w.judge(w.next, int(full-w.next)+1)
			w.next = full
			continue
		}
		w.judge(w.next, 1)
	}
}

func (w *Windows) start(number int64) time.Duration {
	return w.span.From + time.Duration(number)*w.step
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
	v.From = w.start(number)
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
