package study

import (
	"fmt"
	"math"

	"buynow/sim/experiment"
)

// madeCapacity is an answer made by hand: a shop that collapses beyond 96 customers a second.
func madeCapacity() *Result {
	c := &Capacity{Vary: "vars.peak", Unit: "customers/s", Is: "number", Until: []string{"checkout_duration: p(95)<2s", "checkout_failed: rate<1%"},
		Estimate: madeEstimate(96, 2, 10), Tolerance: 0.02, Broken: "checkout_duration: p(95)<2s", Actor: "bank", Why: "The bank has 40 workers, and 98 % of them are busy.",
		Shape: Collapses, ShapeWhy: "It collapses: of its best goodput, 31 % is left at 1.5 times the knee."}
	for _, load := range []float64{10, 20, 40, 80, 90, 95, 98, 100, 120, 160} {
		over := max(load-96, 0)
		p := Probe{Load: load, Of: 10, Passed: 10, Goodput: madeEstimate(load*0.99-over*1.8, 1+over/8, 10), P99: madeEstimate(0.12+0.004*load+over*over/40, 0.02+over/30, 10),
			Utilization: map[string]float64{"bank": min(load/98, 1), "stock-db": load / 300}}
		if over > 0 {
			p.Passed, p.Broken = 0, []string{"checkout_duration: p(95)<2s"}
		}
		c.Probes = append(c.Probes, p)
	}
	return &Result{Kind: "capacity", Scenario: "black-friday", Digest: "9c1e77", Version: "1.0.0", Seed: 42,
		Headline: "The shop takes 96 customers a second; then the bank gives way, and it collapses.",
		Story:    []string{"The bank has 40 workers, and 98 % of them are busy."},
		Commands: []Line{{"the whole search", "buynow capacity black-friday --seed 42"}}, Capacity: c}
}

// madeSweep is an answer made by hand: which of three variants wins over one axis, two, or a sequence.
func madeSweep(design string, axes int) *Result {
	w := &Sweep{Metric: experiment.Metric{Name: "goodput", Text: "orders within the agreed time", Group: "Orders", Unit: experiment.Share, Better: experiment.More},
		Variants: []string{"naive", "stripe-like", "hardened"}, Design: design, Wins: []float64{0.1, 0.3, 0.45}, Regret: []float64{0.61, 0.12, 0.02}, At: []int{1, 0, 0}}
	loads, delays := []string{"20", "40", "80", "160"}, []string{"1s", "5s", "30s"}
	w.Axes = []Axis{{Path: "vars.peak", Is: "number", Values: loads, Low: 20, High: 160, Log: true}, {Path: "faults[0].delay", Is: "duration", Values: delays, Low: 1, High: 30}}[:axes]
	if axes == 1 {
		delays = delays[:1]
	}
	add := func(at []string, place []float64) {
		naive, stripe, hardened := 0.97-place[0]/400-place[len(place)-1]/60, 0.95-place[0]/900-place[len(place)-1]/100, 0.93-place[0]/2000
		p := Point{At: at, Place: place, Winner: -1, Estimates: []experiment.Estimate{madeEstimate(naive, 0.02, 10), madeEstimate(stripe, 0.02, 10), madeEstimate(hardened, 0.02, 10)}}
		best := max(naive, stripe, hardened)
		for i, v := range []float64{naive, stripe, hardened} {
			if v > best-0.02 {
				p.Best = append(p.Best, i)
			}
		}
		if len(p.Best) == 1 {
			p.Winner = p.Best[0]
		}
		w.Points = append(w.Points, p)
	}
	if design == "sobol" {
		for i := range 32 {
			x, y := math.Mod(float64(i)*0.618, 1), math.Mod(float64(i)*0.414, 1)
			x, y = 20*math.Pow(8, x), 1+29*y
			add([]string{fmt.Sprintf("%.1f", x), fmt.Sprintf("%.1fs", y)}, []float64{x, y})
		}
	} else {
		for k, delay := range delays {
			for i, load := range loads {
				add([]string{load, delay}[:axes], []float64{20 * math.Pow(2, float64(i)), []float64{1, 5, 30}[k]}[:axes])
			}
		}
	}
	return &Result{Kind: "sweep", Scenario: "black-friday", Digest: "9c1e77", Version: "1.0.0", Seed: 42,
		Headline: "Hardened wins nearly everywhere; naive only when nothing is wrong.",
		Story:    []string{"Three ways to run the shop, under load and with a slow bank."},
		Commands: []Line{{"the whole sweep", "buynow sweep black-friday --vary vars.peak=20..160"}}, Sweep: w}
}
