package experiment_test

import (
	"context"
	"fmt"
	"math/rand/v2"

	"buynow/sim/experiment"
)

// day is one run of a shop with one, two, ... tills: how long its customers wait, in minutes. The
// day has its own rush, whatever the tills do.
func day(tills, number int) float64 {
	luck := rand.New(rand.NewPCG(uint64(number), 1))
	rush := 20 + 10*luck.Float64()
	return rush/float64(tills) + luck.Float64()
}

// One till or two, on the same twelve days.
func Example() {
	waits := experiment.Metric{Name: "wait", Text: "minutes in the queue", Better: experiment.Less}
	tills := []string{"one till", "two tills"}

	observations := make([][][]experiment.Value, len(tills))
	days := experiment.Pool[float64]{Run: func(_ context.Context, variant, replication int) (float64, error) {
		return day(variant+1, replication), nil
	}}
	err := days.Take(context.Background(), len(tills), 0, 12, func(variant, _ int, wait float64) error {
		observations[variant] = append(observations[variant], []experiment.Value{{X: wait}})
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := experiment.Compare([]experiment.Metric{waits}, tills, 0, observations, experiment.Options{})

	for v, cell := range c.Rows[0].Cells {
		fmt.Printf("%s: %.1f minutes\n", tills[v], cell.Estimate.Mean)
	}
	two := c.Rows[0].Cells[1]
	fmt.Printf("two tills: %s, %.1f minutes (%.1f to %.1f), p = %.1g\n",
		two.Verdict, two.Difference.Mean, two.Difference.Low, two.Difference.High, two.Holm)
	// Output:
	// one till: 25.6 minutes
	// two tills: 13.1 minutes
	// two tills: better, -12.5 minutes (-13.3 to -11.7), p = 1e-12
}

func ExampleMeanOf() {
	e := experiment.MeanOf([]float64{3.1, 2.8, 3.6, 2.9, 3.3}, 0.95)

	fmt.Printf("%.2f, %.2f to %.2f by %s of %d\n", e.Mean, e.Low, e.High, e.Method, e.N)
	// Output: 3.14, 2.74 to 3.54 by t of 5
}

// A study goes on until the difference is known to 5 % of the baseline, or which way it goes.
func ExamplePool_Until() {
	schedule := experiment.Schedule{Precision: 0.05}
	looks := schedule.Looks()
	waits := experiment.Metric{Name: "wait", Better: experiment.Less}
	observations := make([][][]experiment.Value, 2)
	days := experiment.Pool[float64]{Run: func(_ context.Context, variant, replication int) (float64, error) {
		return day(2, replication) + 6*rand.New(rand.NewPCG(uint64(replication), uint64(variant))).Float64(), nil
	}}

	n, err := days.Until(context.Background(), 2, looks, func(variant, _ int, wait float64) error {
		observations[variant] = append(observations[variant], []experiment.Value{{X: wait}})
		return nil
	}, func(replications int) bool {
		c := experiment.Compare([]experiment.Metric{waits}, []string{"a", "b"}, 0, observations, experiment.Options{Looks: len(looks)})
		open := schedule.Open(c, func(experiment.Metric) bool { return true })
		fmt.Println(replications, open)
		return len(open) == 0
	})

	fmt.Println("enough:", n, err)
	// Output:
	// 10 [wait of b: ±17 % of the baseline]
	// 20 [wait of b: ±9.5 % of the baseline]
	// 40 [wait of b: ±7.4 % of the baseline]
	// 80 []
	// enough: 80 <nil>
}

// Which of four numbers of tills costs least, if ten cents more or less do not matter?
func ExampleSelection() {
	selection, err := experiment.NewSelection(4, experiment.SelectionOptions{Zone: 0.1, Better: experiment.Less})
	if err != nil {
		fmt.Println(err)
		return
	}
	for number := 0; !selection.Done(); number++ {
		costs := make([]float64, 4)
		for _, variant := range selection.In() {
			tills := variant + 1
			costs[variant] = day(tills, number) + 4.1*float64(tills)
		}
		before := len(selection.In())
		if err := selection.Add(costs); err != nil {
			fmt.Println(err)
			return
		}
		if left := selection.In(); len(left) < before {
			fmt.Println("after", number+1, "days:", left)
		}
	}
	// Output:
	// after 10 days: [0 1 2]
	// after 11 days: [1 2]
	// after 113 days: [2]
}

// How many customers an hour does the shop bear? On each day another number.
func ExampleFindKnee() {
	knee, err := experiment.FindKnee(context.Background(), experiment.Search{Start: 10, Replications: 4},
		func(_ context.Context, load float64, replication int) (bool, error) {
			return day(1, replication)*load/60 < 10, nil
		})
	if err != nil {
		fmt.Println(err)
		return
	}
	for number, gap := range knee.Knees {
		fmt.Printf("day %d: bears %v, not %v\n", number, gap.Pass, gap.Fail)
	}
	fmt.Printf("%.1f an hour, %.1f to %.1f\n", knee.Estimate.Mean, knee.Estimate.Low, knee.Estimate.High)
	// Output:
	// day 0: bears 23.53, not 23.77
	// day 1: bears 24.49, not 24.73
	// day 2: bears 27.59, not 27.87
	// day 3: bears 21.73, not 21.95
	// 24.5 an hour, 20.5 to 28.4
}

// Four points on two axes: each quarter of each axis has one.
func ExampleSobol() {
	points, err := experiment.Sobol(4, 2, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range points {
		fmt.Printf("%.3f %.3f\n", p[0], p[1])
	}
	// Output:
	// 0.111 0.660
	// 0.979 0.285
	// 0.456 0.179
	// 0.714 0.996
}
