package study

import (
	"fmt"
	"math"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// made is an answer made by hand, like one of a comparison of so many variants of black-friday.
func made(variants, runs int) *Result {
	names := []string{"naive", "hardened", "stripe-like", "aws-like", "patient", "no-retries"}[:variants]
	c := &Comparison{Orders: 12000, Width: 2}
	c.Comparison = experiment.Comparison{Variants: names, Replications: runs, Confidence: 0.95, Tests: 8 * (variants - 1), Looks: 1}
	c.Faults = []scenarios.FaultLine{{At: 60, Until: 120, Name: "bank brown-out", Text: "bank 6x slower, 60s", Type: "slow", Target: "bank", Times: 1, Fired: true,
		Windows: []scenarios.FaultWindow{{At: 60, Until: 120}}}}
	for i, name := range names {
		line := VariantLine{Letter: string(rune('A' + i)), Name: name, Text: "the shop as " + name, Judged: 32, Hash: fmt.Sprintf("%016x", 77*i)}
		if i%3 == 0 {
			line.Broken = []Breaking{{Invariant: "charge-once", Runs: runs, Shop: 35 * runs, Seed: 42, Order: 1204}}
		}
		c.Variants = append(c.Variants, line)
	}
	for _, m := range []struct {
		group, name, text string
		unit              experiment.Unit
		better            experiment.Better
		base              float64
		ratios            []float64
	}{
		{"Safety", "double_charges", "charged twice", experiment.Count, experiment.Less, 35.2, []float64{0, 0, 0.4, 1, 1.2}},
		{"Safety", "oversold_units", "sold twice", experiment.Count, experiment.Less, 0, []float64{0, 0, 0, 0, 0}},
		{"Orders", "delivered", "delivered", experiment.Count, experiment.More, 9405, []float64{1.128, 1.09, 1.02, 0.93, 1}},
		{"Orders", "gave_up", "gave up", experiment.Count, experiment.Less, 2595, []float64{0.536, 0.61, 0.9, 1.3, 1}},
		{"Time", "checkout_p50", "checkout, p50", experiment.Seconds, experiment.Less, 0.118, []float64{1.001, 1.03, 0.99, 1, 1.01}},
		{"Time", "checkout_p99", "checkout, p99", experiment.Seconds, experiment.Less, 14.2, []float64{0.22, 0.3, 0.8, 3.4, 0.5}},
		{"Recovery", "recovery_time", "back to normal", experiment.Seconds, experiment.Less, 96, []float64{0.23, 0.3, 0.7, 1.4, 0.4}},
		{"Cost", "attempts", "tries per order", experiment.Ratio, experiment.Less, 3.9, []float64{0.36, 0.4, 0.5, 1.1, 0.26}},
		{"Cost", "refused", "refused at once", experiment.Count, experiment.Less, 412, []float64{1.41, 1.2, 1.02, 1, 0.9}},
		{"Fairness", "jain", "evenness over countries", experiment.Share, experiment.Neither, 0.987, []float64{1.004, 1.003, 1, 1, 1}},
	} {
		metric := experiment.Metric{Name: m.name, Text: m.text, Group: m.group, Unit: m.unit, Better: m.better, Rare: m.group == "Safety"}
		row := experiment.Row{Metric: metric, Best: []int{1}}
		for i := range names {
			ratio := 1.0
			if i > 0 {
				ratio = m.ratios[i-1]
			}
			row.Cells = append(row.Cells, madeCell(metric, m.base, ratio, i == 0, runs))
		}
		c.Rows = append(c.Rows, row)
	}
	for i := range names {
		c.Curves = append(c.Curves, madeCurve(i, runs))
	}
	for i := 1; i < variants; i++ {
		c.Pairs = append(c.Pairs, madePairs(i))
	}
	c.Causes = []Cause{{Variant: 0, Against: 0, Seed: 42, Harm: "orders lost", Count: 4212, Left: 112,
		Sentence: "4,212 orders lost: 3,950 through the bank's brown-out, of which 3,100 only because of retries.",
		Factors: []Factor{{Name: "bank brown-out", Kind: "fault", Change: "removed", Alone: 3950, Example: 1204},
			{Name: "retries of merchant -> bank", Kind: "policy", Change: "3 attempts → 1", Alone: 3100, Made: 12, Example: 1207}},
		Joint:    []Joint{{Factors: []int{0, 1}, Count: 150, Both: 3000}},
		Commands: []Line{{"one of them, as it was", "buynow explain black-friday 1204 --seed 42 --set preset=naive"}}}}
	if variants > 1 {
		c.Causes = append(c.Causes, Cause{Variant: 0, Against: 1, Seed: 42, Harm: "charged twice", Count: 35, Sentence: "35 customers were charged twice.",
			Factors: []Factor{{Name: "payments", Kind: "policy", Change: "keys none → per-intent", Alone: 35}, {Name: "retries", Kind: "policy", Change: "3 attempts → 1"}}})
		c.Causes[0].Against = 1
	}
	return &Result{Kind: "compare", Scenario: "black-friday", Description: "A sale, and the bank is slow in the middle of it.",
		Digest: "9c1e77", Version: "1.0.0", Seed: 42,
		Headline: "Hardened delivers 1,203 more of every 12,000 orders, and nobody pays twice.",
		Story: []string{
			"Two ways to live through the same bank brown-out, tried on the same customers with the same luck, twenty times. The bank is slow for one minute; the naive shop is down for two and a half, kept under by its own retries.",
			"The price: hardened turns away 169 more orders at once, with an honest “try later”."},
		Commands: []Line{{"the whole comparison", "buynow compare black-friday --variants naive,hardened --seed 42 --reps 20"},
			{"one run of naive", "buynow run black-friday --seed 42 --set preset=naive"}},
		Comparison: c}
}

func madeCell(m experiment.Metric, base, ratio float64, isBase bool, runs int) experiment.Cell {
	method, spread := experiment.Method("t"), 0.03
	if runs < 2 {
		method, spread = "none", 0
	}
	estimate := func(v, half float64) experiment.Estimate {
		return experiment.Estimate{Mean: v, Low: v - half, High: v + half, N: runs, Method: method}
	}
	cell := experiment.Cell{Estimate: estimate(base*ratio, base*ratio*spread), P: 1, Holm: 1, Verdict: experiment.IsBaseline}
	if m.Rare {
		of := float64(12000 * runs)
		cell.Harm = &experiment.Harm{Events: math.Round(base * ratio * float64(runs)), Exposed: of, High: 3 / of}
	}
	if isBase {
		return cell
	}
	half := (ratio - 1) * 0.06
	half = max(math.Abs(half), 0.004)
	cell.Difference = estimate(base*(ratio-1), base*half)
	if base != 0 {
		cell.Relative = estimate(ratio-1, half)
	} else {
		cell.Relative = experiment.Estimate{Method: "none"}
	}
	cell.P, cell.Holm, cell.Pairing = 0.0001, 0.0008, 3.4
	switch d := ratio - 1; {
	case runs < 2:
		cell.Verdict = experiment.NotKnown
	case d == 0 || base == 0:
		cell.Verdict, cell.Difference, cell.Relative = experiment.TheSame, experiment.Estimate{N: runs, Method: "exact"}, experiment.Estimate{N: runs, Method: "exact"}
		cell.P, cell.Holm, cell.Pairing = 1, 1, 0
	case math.Abs(d) < half:
		cell.Verdict, cell.P, cell.Holm = experiment.NoDifference, 0.31, 0.62
	case m.Better == experiment.Neither:
		cell.Verdict = experiment.IsDifferent
	case (d < 0) == (m.Better == experiment.Less):
		cell.Verdict = experiment.IsBetter
	default:
		cell.Verdict = experiment.IsWorse
	}
	return cell
}

// madeCurve is a variant over four minutes: down for a while after the fault, some longer than others.
func madeCurve(i, runs int) Curve {
	var c Curve
	back, floor := []float64{150, 20, 40, 110, 170, 60}[i], []float64{180, 520, 470, 300, 120, 400}[i]
	for k := range 120 {
		t := float64(2*k) + 1
		v := 1000.0
		switch {
		case t > 60 && t < 120+back/2:
			v = max(floor, 1000-(t-60)*25)
		case t >= 120+back/2:
			v = min(1000, floor+(t-120-back/2)*25)
		}
		wobble := 12 * math.Sin(float64(k*7+i*3))
		c.First = append(c.First, v+wobble)
		c.Confirmed = append(c.Confirmed, madeEstimate(v, 25, runs))
		c.AtRisk = append(c.AtRisk, madeEstimate((1000-v)*40, 900, runs))
	}
	for _, t := range scenarios.TimesAt() {
		c.Answer = append(c.Answer, madeShare(0.98-0.06*float64(i), t, 0.12*float64(i+1), runs))
		c.Door = append(c.Door, madeShare(0.9-0.05*float64(i), t, 2*86400+40000*float64(i), runs))
	}
	for step := range 15 {
		c.Steps = append(c.Steps, madeEstimate(12000*math.Pow(0.975-0.01*float64(i), float64(step)), 60, runs))
	}
	return c
}

// madeShare is a share of all that had it by then, by a logistic law of the logarithm.
func madeShare(all, by, median float64, runs int) experiment.Estimate {
	return madeEstimate(all/(1+math.Pow(median/by, 3)), 0.01, runs)
}

func madeEstimate(v, half float64, runs int) experiment.Estimate {
	if runs < 2 {
		return experiment.Estimate{Mean: v, Low: v, High: v, N: runs, Method: "none"}
	}
	return experiment.Estimate{Mean: v, Low: v - half, High: v + half, N: runs, Method: "t"}
}

func madePairs(variant int) Pairing {
	story := "Zhu Lan wanted a lamp at 4m31s.\nThe shop asked the bank for 49.90 €.\n"
	return Pairing{Variant: variant, Wishes: 240000, Different: 24101, Groups: []Group{
		{A: "gave up", B: "delivered", Count: 23012, Examples: []Example{{Seed: 42, Intent: 1311, OrderA: 1204, OrderB: 1198, Parts: 2,
			StoryA: story + "The bank was silent for 10 s.\nThe shop asked again, and again.\nShe left.", StoryB: story + "The bank was silent for 2 s; the shop said “we will write”.\nThe parcel came on Thursday.",
			ExplainA: "buynow explain black-friday 1204 --seed 42 --set preset=naive", ExplainB: "buynow explain black-friday 1198 --seed 42 --set preset=hardened"}}},
		{A: "charged twice, delivered", B: "delivered", Count: 704},
		{A: "delivered", B: "turned away", Count: 385}},
		Parting: &Parting{Seed: 42, Event: 81234, At: 271.204, A: "order manager → merchant: Charge, second attempt", B: "order manager waits 80 ms"}}
}
