package dashboard

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// playedRun is a run that does what a test says: nothing happens in it but what it is
// told. Its loop turns every few milliseconds.
type playedRun struct {
	deeds    chan func()
	turns    atomic.Int64
	clock    int64 // microseconds
	going    going
	sums     int64
	fresh    []mark
	count    int
	news     []journey
	orders   map[uint64]uint64 // intent by order
	watched  map[uint64]int
	bought   []string
	history  int // rows
	hopsEach int
	markAt   int64 // number of the tick before which there is a mark
	err      error
}

func newPlayedRun() *playedRun {
	return &playedRun{deeds: make(chan func(), 4096), going: going{state: "ready", speed: 1}, orders: map[uint64]uint64{}, watched: map[uint64]int{}, history: 60}
}

func (r *playedRun) staged() staged { return staged{seen: r, steered: r} }

func (r *playedRun) run(ctx context.Context, each func()) error {
	pulse := time.NewTicker(5 * time.Millisecond)
	defer pulse.Stop()
	for ctx.Err() == nil {
		select {
		case deed := <-r.deeds:
			deed()
		case <-pulse.C:
			r.clock += 5000
			each()
			r.turns.Add(1)
		case <-ctx.Done():
		}
	}
	return r.err
}

func (r *playedRun) do(deed func()) { r.deeds <- deed }

// tell is do, and waits for it.
func (r *playedRun) tell(deed func()) {
	done := make(chan struct{})
	r.do(func() { deed(); close(done) })
	<-done
}

func (r *playedRun) now() int64 { return r.clock }

func (r *playedRun) hello() hello {
	return hello{Scenario: scenarioInfo{Name: "played", Seed: "42"}, Actors: make([]actorInfo, 11), Roads: make([]roadInfo, len(roads)), Totals: totalNames, Gauges: gaugeNames}
}

func (r *playedRun) snapshot() snapshot {
	h := history{Every: 1e6, Names: historyNames}
	for range historyNames {
		h.Columns = append(h.Columns, make([]int64, r.history))
	}
	return snapshot{History: h}
}

func (r *playedRun) tick(wall int64, speed, reached float64) *tick {
	r.sums++
	t := &tick{Wall: wall, Speed: speed, Reached: reached, Totals: make([]int64, len(totalNames)), Gauges: make([]int64, len(gaugeNames)),
		Roads: make([]int64, len(roads)*perRoad), Actors: make([]int64, 11*perActor), Steps: make([]int64, 15*perStep)}
	for i := range t.Roads {
		t.Roads[i] = 1e6 + r.sums
	}
	t.Totals[0] = r.sums
	return t
}

func (r *playedRun) hops() *hops {
	if r.hopsEach == 0 {
		return nil
	}
	h := &hops{Sample: 10, Hops: make([]int64, r.hopsEach*perHop)}
	for i := range h.Hops {
		h.Hops[i] = int64(1e5 + i)
	}
	return h
}

func (r *playedRun) marks() []mark {
	if r.markAt > 0 && r.sums >= r.markAt {
		r.markAt = 0
		r.mark("enough")
	}
	fresh := r.fresh
	r.fresh = nil
	return fresh
}

// mark lets something happen that everybody must see; on the loop's goroutine.
func (r *playedRun) mark(text string) {
	r.count++
	r.fresh = append(r.fresh, mark{Number: r.count, At: r.clock, Kind: "input", Text: text})
}

func (r *playedRun) journeys() []journey {
	news := r.news
	r.news = nil
	return news
}

func (r *playedRun) whole(intent uint64) (journey, bool) {
	return journey{Intent: intent, State: "whole"}, r.watched[intent] > 0
}
func (r *playedRun) follow(intent uint64) bool {
	if intent != 404 {
		r.watched[intent] = 1
	}
	return intent != 404
}
func (r *playedRun) unfollow(intent uint64) { delete(r.watched, intent) }
func (r *playedRun) followOrder(order uint64) (uint64, bool) {
	intent, ok := r.orders[order]
	return intent, ok
}
func (r *playedRun) state() going { return r.going }
func (r *playedRun) begin()       { r.going.state = "running" }
func (r *playedRun) resume()      { r.going.state = "running" }
func (r *playedRun) pause()       { r.going.state = "paused" }
func (r *playedRun) setSpeed(speed float64) {
	r.going.speed = speed
}
func (r *playedRun) step(uint64) { r.going.state = "stepping" }
func (r *playedRun) buy(good, card, name string) (uint64, error) {
	if good == "" {
		return 0, errors.New("good: nothing is no good")
	}
	r.bought = append(r.bought, fmt.Sprint(good, " ", card, " ", name))
	return 1<<48 + uint64(len(r.bought)), nil
}
func (r *playedRun) press(uint64) error             { return nil }
func (r *playedRun) inflict(string) (string, error) { return "slow", nil }
func (r *playedRun) mend(string) error              { return nil }
func (r *playedRun) policy(string, string) error    { return nil }
func (r *playedRun) asked(_, _ uint64) orderAsked   { return orderAsked{} }
func (r *playedRun) policyOn(line string) string    { return "{}" }
func (r *playedRun) interesting() []recentSort {
	return []recentSort{{Sort: "slow", Orders: []recentOrder{{Order: 7}}}}
}
func (r *playedRun) goods() []goodInfo {
	return []goodInfo{{Name: "plenty", Price: 2490, Stock: 9 - int64(len(r.bought))}}
}
func (r *playedRun) file() ([]byte, error) { return []byte("name: played\n"), nil }
