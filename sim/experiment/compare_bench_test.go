package experiment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"buynow/sim/experiment"
)

// A table as a comparison of five variants makes it, of metrics that lie as askew as waiting times.
func BenchmarkCompare(b *testing.B) {
	var metrics []experiment.Metric
	for m := range 45 {
		metrics = append(metrics, experiment.Metric{Name: fmt.Sprint(m), Better: experiment.Less})
	}
	for _, replications := range []int{10, 40, 200} {
		observations := make([][][]experiment.Value, 5)
		for v := range observations {
			luck := rand.New(rand.NewPCG(uint64(v), 4))
			for range replications {
				var values []experiment.Value
				for range metrics {
					values = append(values, experiment.Value{X: luck.ExpFloat64()})
				}
				observations[v] = append(observations[v], values)
			}
		}
		b.Run(fmt.Sprint(replications), func(b *testing.B) {
			for b.Loop() {
				experiment.Compare(metrics, []string{"a", "b", "c", "d", "e"}, 0, observations, experiment.Options{})
			}
		})
	}
}
