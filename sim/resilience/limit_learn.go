package resilience

import "buynow/sim"

// The three algorithms are those of Netflix's concurrency-limits, fed with one
// window after the other. None lets the bound grow while less than half of it is in use: that
// nothing queues then says nothing.

// luckProbe is the purpose of the draws that spread the probes of vegas.
const luckProbe = sim.FirstPurpose - 2

// settle moves the bound by the smoothing towards what it should be.
func (l *Limiter) settle(wanted float64) {
	wanted = max(float64(l.rules.Min), min(float64(l.rules.Max), wanted))
	l.bound = float64(l.bound*(1-l.rules.Smoothing)) + float64(wanted*l.rules.Smoothing)
}

// aimd adds one if all went well, and takes a share if not.
func (l *Limiter) aimd(w lesson) {
	switch {
	case !w.well || w.took() > float64(l.rules.Timeout):
		l.bound = float64(int(float64(l.bound * l.rules.Backoff)))
	case float64(w.inside) >= l.bound/2:
		l.bound++
	}
	l.bound = max(float64(l.rules.Min), min(float64(l.rules.Max), l.bound))
}

// What vegas keeps the queue between, and how often it asks anew what the time
// without a queue is.
const (
	vegasAlpha  = 3  // times log10 of the bound: shorter, and the bound grows
	vegasBeta   = 6  // times log10 of the bound: longer, and the bound shrinks
	vegasProbes = 30 // windows for each of the bound, at most, between two probes
)

// vegas takes the time above the shortest one for a queue, and keeps that within
// a few. What it takes for the shortest time is, now and then, simply the time
// of the next window: the callee may have become slower for good. Under load that time
// has a queue in it, so that the bound drifts up.
func (l *Limiter) vegas(w lesson) {
	took := w.took()
	l.windows++
	if float64(l.windows) >= float64(l.probeAt*l.bound) {
		l.drawProbe()
		l.windows, l.shortest = 0, took
		return
	}
	if l.shortest == 0 || took < l.shortest {
		l.shortest = took
		return
	}
	step := tenfolds(l.bound)
	queue := float64(l.bound * (1 - l.shortest/took))
	switch {
	case !w.well:
		l.settle(l.bound - step)
	case float64(w.inside) < l.bound/2:
	case queue <= step:
		l.settle(l.bound + float64(vegasBeta*step))
	case queue <= float64(vegasAlpha*step)-1:
		l.settle(l.bound + step)
	case queue > float64(vegasBeta*step):
		l.settle(l.bound - step)
	}
}

// drawProbe says when the next probe is due: after half to all of the windows.
func (l *Limiter) drawProbe() { l.probeAt = float64(vegasProbes * (1 + l.luck.Float64()) / 2) }

// tenfolds is the whole part of the decimal logarithm, at least 1.
func tenfolds(x float64) float64 {
	n := 1.
	for x >= 100 {
		x, n = x/10, n+1
	}
	return n
}

// What gradient2 averages over, and the queue that it likes.
const (
	gradientLong   = 600 // windows of the long average
	gradientWarmUp = 10  // windows that it is the plain mean of at first
	gradientQueue  = 4
)

// gradient2 takes the bound down in the proportion in which times are above
// their long average, by half at most, and up by a small queue. A load that
// lasts makes its way into the long average, and then passes for usual.
func (l *Limiter) gradient2(w lesson) {
	took := w.took()
	if l.windows < gradientWarmUp {
		l.windows++
		l.usual += (took - l.usual) / float64(l.windows)
	} else {
		l.usual += float64((took - l.usual) * (2. / (gradientLong + 1)))
	}
	usual := l.usual
	if usual > 2*took { // back to normal after a long time of overload
		l.usual = float64(usual * 0.95)
	}
	if float64(w.inside) < l.bound/2 {
		return
	}
	gradient := max(0.5, min(1, float64(l.rules.Tolerance*usual)/took))
	l.settle(float64(l.bound*gradient) + gradientQueue)
}
