package sim_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"testing"
)

// hashOf hashes a million words that draw yields, to compare machines.
func hashOf(draw func(i uint64) uint64) string {
	words := make([]byte, 0, 8_000_000)
	for i := range uint64(1_000_000) {
		words = binary.LittleEndian.AppendUint64(words, draw(i))
	}
	sum := sha256.Sum256(words)
	return fmt.Sprintf("%x", sum[:8])
}

// evenly fails if the counts are further from equal than chance leaves them
// once in a thousand times.
func evenly(t *testing.T, counts []int) {
	t.Helper()
	shares := make([]float64, len(counts))
	for i := range shares {
		shares[i] = 1 / float64(len(counts))
	}
	inShares(t, counts, shares)
}

// inShares is Pearson's chi-square test, at one in a thousand.
func inShares(t *testing.T, counts []int, shares []float64) {
	t.Helper()
	total := 0
	for _, n := range counts {
		total += n
	}
	chi2 := 0.
	for i, n := range counts {
		want := float64(total) * shares[i]
		chi2 += (float64(n) - want) * (float64(n) - want) / want
	}
	freedom := float64(len(counts) - 1)
	// Wilson and Hilferty: the cube root is nearly normal; 3.09 is its 99.9 %.
	limit := freedom * math.Pow(1-2/(9*freedom)+3.09*math.Sqrt(2/(9*freedom)), 3)
	if chi2 > limit {
		t.Errorf("chi-square %.1f, want at most %.1f", chi2, limit)
	}
}

// gapChi2 counts how long a value of 16 bits stays away, in 64 classes that
// are alike likely, and returns how far from alike they are.
func gapChi2(draw func() uint64) float64 {
	const draws, settle, classes = 1 << 23, 1 << 20, 64
	var seen [1 << 16]int
	gaps := make([]int, settle+1)
	for i := range draws {
		value := draw() & 0xffff
		if i >= settle {
			gaps[min(i-seen[value], settle)]++
		}
		seen[value] = i
	}

	var counts [classes]int
	for gap, n := range gaps {
		counts[int(-math.Expm1(float64(gap)*math.Log1p(-0x1p-16))*classes)] += n
	}
	const want = float64(draws-settle) / classes
	chi2 := 0.
	for _, n := range counts {
		chi2 += (float64(n) - want) * (float64(n) - want) / want
	}
	return chi2
}
