package actors

import (
	"testing"

	"buynow/sim"
)

// TestRegisterAgreesWithAMap puts and removes numbers as records have them: rows
// with gaps, orders with a try or a shipment, and some from anywhere.
func TestRegisterAgreesWithAMap(t *testing.T) {
	for seed := range uint64(20) {
		luck := sim.Fate(seed, sim.FirstPurpose, 0)
		g := register{spread: uint(seed % 3 * 4)}
		want := map[uint64]uint32{}

		for step := range 3000 {
			number := uint64(luck.IntN(300)) << (8 * luck.IntN(3))
			if luck.Chance(0.1) {
				number = luck.Uint64() >> luck.IntN(60)
			}
			if luck.Chance(0.45) {
				g.remove(number)
				delete(want, number)
			} else if _, there := want[number]; !there {
				g.put(number, uint32(step+1))
				want[number] = uint32(step + 1)
			}

			beside := g.find(number)
			if known, there := want[number]; there != (beside != nil) || there && *beside != known {
				t.Fatalf("seed %d, step %d: find(%d) = %v, want %d, %v", seed, step, number, beside, known, there)
			}
		}
		if all := g.all(); g.used != len(want) || len(all) != len(want) {
			t.Errorf("seed %d: %d numbers, %d counted, want %d", seed, len(all), g.used, len(want))
		}
		for number, known := range want {
			place, beside := g.place(number)
			if beside == nil || *beside != known || g.numberAt(place) != number {
				t.Errorf("seed %d: number %d is not in its place", seed, number)
			}
		}
	}
}
