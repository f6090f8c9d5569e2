package actors

import (
	"testing"

	"buynow/sim"
)

// The numbers of every range are a row of bits, so a user of the tenth crowd
// costs no more than somebody who comes by a schedule; a map is the oracle.
func TestNumbersOfEveryRangeAreKeptAsBits(t *testing.T) {
	var set numbers
	oracle := map[uint64]bool{}
	for i := range uint64(20_000) {
		luck := sim.Fate(1, 0x9999, i)
		row, number := uint64(luck.IntN(12)), uint64(luck.IntN(1000))
		intent := row*IntentRange + number
		if gotRow, got := RangeOf(intent); gotRow != row || got != number {
			t.Fatalf("RangeOf(%d) = %d, %d, want %d, %d", intent, gotRow, got, row, number)
		}
		switch luck.IntN(3) {
		case 0:
			if got := set.add(intent); got == oracle[intent] {
				t.Fatalf("add(%d) = %t, though it was there: %t", intent, got, oracle[intent])
			}
			oracle[intent] = true
		case 1:
			if got := set.remove(intent); got != oracle[intent] {
				t.Fatalf("remove(%d) = %t, though it was there: %t", intent, got, oracle[intent])
			}
			delete(oracle, intent)
		case 2:
			if got := set.has(intent); got != oracle[intent] {
				t.Fatalf("has(%d) = %t, want %t", intent, got, oracle[intent])
			}
		}
	}

	if len(set.far) != 0 {
		t.Errorf("%d numbers are in a map, want all as bits", len(set.far))
	}
}

func TestNumbersFarOutAreKeptToo(t *testing.T) {
	for _, intent := range []uint64{nearNumbers, IntentRange - 1, nearRanges * IntentRange, 1<<64 - 1} {
		var set numbers
		if !set.add(intent) || set.add(intent) || !set.has(intent) || !set.remove(intent) || set.has(intent) {
			t.Errorf("%d does not go in, stay and come out again", intent)
		}
		if len(set.rows) > 0 {
			t.Errorf("%d makes room for all numbers below", intent)
		}
	}
}
