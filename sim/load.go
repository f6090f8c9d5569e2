package sim

import (
	"math/bits"
	"time"
)

// Area is an exact integral of a count over time, in nanoseconds: 128 bits, so
// that no run is long enough to overflow it.
type Area struct{ High, Low uint64 }

func (a *Area) add(count int, over int64) {
	high, low := bits.Mul64(uint64(count), uint64(over))
	var carry uint64
	a.Low, carry = bits.Add64(a.Low, low, 0)
	a.High, _ = bits.Add64(a.High, high, carry)
}

// Seconds returns the area in seconds, rounded as a float64 is.
func (a Area) Seconds() float64 {
	return (float64(float64(a.High)*0x1p64) + float64(a.Low)) / 1e9
}

// Load is what an actor had to do so far. Area and Times are equal at any time
// by Little's law: both count each message from its arrival until it leaves.
type Load struct {
	Arrived, Served, Refused, Lost uint64
	Inside                         int  // messages that wait or are served now
	Waiting, LongestQueue          int  // messages in the mailbox now, and at most
	Busy                           int  // workers at work now
	Workers                        int  // Unlimited if there is no limit
	Area                           Area // messages inside over time
	Times                          Area // the time each message was inside, summed up
	Queue                          Area // messages in the mailbox over time
	Work                           Area // busy workers over time
}

// load keeps a Load up to date. Each area is brought forward when its count
// changes, and when somebody asks.
type load struct {
	Load
	enteredAt, waitedAt, workedAt int64
	sinceEntry                    Area // the sum of the arrival times of those inside
}

func (l *load) enter(now int64) {
	l.Area.add(l.Inside, now-l.enteredAt)
	l.enteredAt = now
	l.Inside++
	l.Arrived++
	l.sinceEntry.add(1, now)
}

func (l *load) leave(now, arrived int64) {
	l.Area.add(l.Inside, now-l.enteredAt)
	l.enteredAt = now
	l.Inside--
	l.Times.add(1, now-arrived)
	l.sinceEntry.take(arrived)
}

func (l *load) wait(now int64, waiting int) {
	l.Queue.add(l.Waiting, now-l.waitedAt)
	l.waitedAt, l.Waiting = now, waiting
	l.LongestQueue = max(l.LongestQueue, waiting)
}

func (l *load) work(now int64, busy int) {
	l.Work.add(l.Busy, now-l.workedAt)
	l.workedAt, l.Busy = now, busy
}

func (a *Area) take(amount int64) {
	var borrow uint64
	a.Low, borrow = bits.Sub64(a.Low, uint64(amount), 0)
	a.High, _ = bits.Sub64(a.High, 0, borrow)
}

// Load returns what the actor had to do so far, up to the current instant.
func (w *World) Load(id ActorID) Load {
	a := w.actors[id]
	l := a.load
	l.Area.add(l.Inside, w.now-l.enteredAt)
	l.wait(w.now, l.Waiting)
	l.work(w.now, l.Busy)
	l.Workers = a.workers
	// Those still inside count from their arrival until now.
	l.Times.add(l.Inside, w.now)
	low, borrow := bits.Sub64(l.Times.Low, l.sinceEntry.Low, 0)
	high, _ := bits.Sub64(l.Times.High, l.sinceEntry.High, borrow)
	l.Times = Area{high, low}
	return l.Load
}

// Conserved tells if every message that arrived is accounted for: served,
// refused, lost, or still inside.
func (l Load) Conserved() bool {
	return l.Arrived == l.Served+l.Refused+l.Lost+uint64(l.Inside)
}

// Little tells if Little's identity holds, to the nanosecond: the messages inside
// over time are the times they were inside.
func (l Load) Little() bool { return l.Area == l.Times }

// Utilization is the share of the workers' time that was work, from 0 to 1; 0
// for an actor with unlimited workers.
func (l Load) Utilization(over time.Duration) float64 {
	if l.Workers <= 0 || over <= 0 {
		return 0
	}
	return l.Work.Seconds() / (over.Seconds() * float64(l.Workers))
}

// Depth is the mean length of the mailbox.
func (l Load) Depth(over time.Duration) float64 {
	if over <= 0 {
		return 0
	}
	return l.Queue.Seconds() / over.Seconds()
}
