package export

import "buynow/sim"

// luckSample is what sampling draws from. It knows no seed: who is in a sample is in
// it under every seed and strategy.
const luckSample sim.Purpose = sim.FirstPurpose + 0xe00

// InSample tells if an intent is in a sample of this share of all, from 0 to 1. Who
// is in a sample is in each larger one, too.
func InSample(intent uint64, share float64) bool {
	luck := sim.Fate(0, luckSample, intent)
	return luck.Float64() < share
}

// Rank orders intents for a sample of so many: it has those of the lowest ranks.
func Rank(intent uint64) uint64 {
	luck := sim.Fate(0, luckSample, intent)
	return luck.Uint64()
}
