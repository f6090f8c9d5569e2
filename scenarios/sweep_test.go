package scenarios

import (
	"context"
	"flag"
	"runtime"
	"testing"
)

var (
	sweepSeeds = flag.Int("seeds", 3, "how many seeds of each scenario the sweep plays")
	sweepFrom  = flag.Uint64("seeds-from", 1, "the first of these seeds")
	sweepOnly  = flag.String("sweep", "", "the only scenario to sweep; all if empty")
)

// The shop as it comes breaks no promise, and makes good what the world breaks, in
// every scenario and whatever the luck; here at a fiftieth of its size.
func TestTheHardenedShopKeepsEveryPromiseOnManySeeds(t *testing.T) {
	long(t)
	for _, name := range Names() {
		if *sweepOnly != "" && *sweepOnly != name {
			continue
		}
		t.Run(name, func(t *testing.T) {
			seeds := make(chan uint64)
			go func() {
				defer close(seeds)
				for i := range *sweepSeeds {
					seeds <- *sweepFrom + uint64(i)
				}
			}()
			done := make(chan struct{})
			for range runtime.GOMAXPROCS(0) {
				go func() {
					defer func() { done <- struct{}{} }()
					for seed := range seeds {
						keepsEveryPromise(t, name, seed)
					}
				}()
			}
			for range runtime.GOMAXPROCS(0) {
				<-done
			}
		})
	}
}

// Seeds under which a promise was once broken, and by what.
func TestSeedsThatOnceBrokeAPromiseKeepIt(t *testing.T) {
	for _, row := range []struct {
		scenario string
		seed     uint64
		why      string
	}{
		{"idempotency-store-loss", 1031, "what was right in time was judged days later, when nothing else happened in between"},
	} {
		t.Run(row.why, func(t *testing.T) { keepsEveryPromise(t, row.scenario, row.seed) })
	}
}

// keepsEveryPromise plays a scenario under one seed.
func keepsEveryPromise(t *testing.T, name string, seed uint64) {
	s, err := Load(name, []string{"scale=50"})
	if err != nil {
		t.Error(err)
		return
	}
	sum, err := s.Run(context.Background(), Options{Seed: seed})
	if err != nil {
		t.Errorf("seed %d: %v", seed, err)
		return
	}
	for _, v := range sum.Invariants {
		if !v.OK {
			t.Errorf("buynow run %s --scale 50 --seed %d: %s is broken: %d by the shop, %d by the world and not made good, as order %d shows: %s",
				name, seed, v.Name, v.Shop, v.WorldUnrepaired, v.Example, v.Text)
		}
	}
	if open := sum.Outcomes.InFlight; open > 0 && s.Until == 0 {
		t.Errorf("buynow run %s --scale 50 --seed %d: %d orders are open when all has come to rest", name, seed, open)
	}
}
