package actors

import (
	"testing"

	"buynow/sim"
)

// TestIndexAgreesWithAMap puts and removes numbers as records have them: rows
// with gaps, orders with a try or a shipment, and some from anywhere.
func TestIndexAgreesWithAMap(t *testing.T) {
	for seed := range uint64(20) {
		luck := sim.Fate(seed, sim.FirstPurpose, 0)
		var x index
		want := map[uint64]int32{}

		for step := range 3000 {
			number := uint64(luck.IntN(300)) << (8 * luck.IntN(3))
			if luck.Chance(0.1) {
				number = luck.Uint64() >> luck.IntN(60)
			}
			if luck.Chance(0.45) {
				x.remove(number)
				delete(want, number)
			} else {
				x.put(number, int32(step))
				want[number] = int32(step)
			}

			place, ok := x.find(number)
			if known, there := want[number]; ok != there || ok && place != known {
				t.Fatalf("seed %d, step %d: find(%d) = %d, %v, want %d, %v", seed, step, number, place, ok, known, there)
			}
		}
		if x.used != len(want) {
			t.Errorf("seed %d: %d numbers, want %d", seed, x.used, len(want))
		}
		for number, known := range want {
			if place, ok := x.find(number); !ok || place != known {
				t.Errorf("seed %d: find(%d) = %d, %v, want %d", seed, number, place, ok, known)
			}
		}
	}
}
