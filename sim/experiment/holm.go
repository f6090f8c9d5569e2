package experiment

import "slices"

// holm adjusts p values of tests that are made together, by Holm (Scandinavian Journal of
// Statistics 6, 1979): whoever calls different what has an adjusted value of at most 0.05 is
// wrong about any of them at most once in twenty comparisons, however the tests depend on each
// other.
func holm(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case p[i] < p[j]:
			return -1
		case p[i] > p[j]:
			return 1
		}
		return 0
	})
	adjusted, largest := make([]float64, len(p)), 0.0
	for rank, i := range order {
		largest = max(largest, min(1, float64(len(p)-rank)*p[i]))
		adjusted[i] = largest
	}
	return adjusted
}
