package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"buynow/actors"
)

func main() {
	seed := flag.Uint64("seed", 1, "the day to fit on; the next seed is the day to judge on")
	n := flag.Int("orders", 200_000, "the orders of either day")
	file := flag.String("write", "", "the Go file to write the weights to")
	flag.Parse()
	if err := run(os.Stdout, *seed, *n, *file); err != nil {
		fmt.Fprintln(os.Stderr, "fitfraud:", err)
		os.Exit(1)
	}
}

// run fits, judges, reports, and writes the file if it has a name.
func run(out io.Writer, seed uint64, n int, file string) error {
	if n < 10_000 {
		return fmt.Errorf("-orders is %d, want at least 10000: one in a hundred is a thief's, and each sign needs some", n)
	}
	m := fit(training(seed, n).simulate()).rounded()
	unseen := judge(&m, training(seed+1, n).simulate())
	report(out, &m, unseen, seed, n)
	if file == "" {
		return nil
	}
	code, err := weights(&m, seed, n, auc(unseen))
	if err != nil {
		return err
	}
	return os.WriteFile(file, code, 0o644)
}

// report prints the weights and the trade between safety and speed.
func report(out io.Writer, m *model, unseen []judged, seed uint64, n int) {
	fmt.Fprintf(out, "Fitted on %d orders of seed %d, judged on %d of seed %d: AUC %.4f\n\n",
		n, seed, n, seed+1, auc(unseen))
	fmt.Fprintf(out, "%-14s %8s\n", "sign", "weight")
	for i := range actors.RiskSigns {
		fmt.Fprintf(out, "%-14s %8.4f\n", actors.RiskSign(i), m[i])
	}
	fmt.Fprintf(out, "%-14s %8.4f\n\n", "bias", m[actors.RiskSigns])

	fmt.Fprintf(out, "%9s %9s %9s %9s %12s\n", "score", "orders", "thieves", "honest", "thieves in")
	fmt.Fprintf(out, "%9s %9s %9s %9s %12s\n", "from", "stopped", "caught", "stopped", "the stopped")
	defaults := actors.DefaultThresholds()
	thresholds := []float64{0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.7, 0.9, defaults.Review, defaults.Block}
	slices.Sort(thresholds)
	for _, threshold := range thresholds {
		q := at(unseen, threshold)
		note := ""
		switch threshold {
		case defaults.Review:
			note = "  reviewed from here"
		case defaults.Block:
			note = "  blocked from here"
		}
		fmt.Fprintf(out, "%9.4f %8.2f%% %8.1f%% %8.2f%% %11.1f%%%s\n",
			threshold, 100*q.Stopped, 100*q.Caught, 100*q.Harmed, 100*q.Precision, note)
	}
}
