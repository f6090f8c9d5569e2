package main

import (
	"math"
	"testing"

	"buynow/sim"
)

// likeliest is the oracle for fit: the same question, answered by walking uphill
// in small steps, with a momentum (Nesterov's) that is lost whenever it would lead
// downhill. It shares neither the bend, nor the solver, nor the exponential
// with fit.
func likeliest(orders []order, rounds int) model {
	var longest float64 // bounds how sharply the likelihood bends, and so the step
	for _, o := range orders {
		length := 1.0
		for _, sign := range o.signs {
			length += sign * sign
		}
		longest += length / 4
	}
	step := 1 / (longest + ridge)

	var here, before model
	swing := 0
	for range rounds {
		var ahead, slope model
		for i := range here {
			ahead[i] = here[i] + (here[i]-before[i])*float64(swing)/float64(swing+3)
		}
		for _, o := range orders {
			sum := ahead[len(o.signs)]
			for i, sign := range o.signs {
				sum += ahead[i] * sign
			}
			wrong := -1 / (1 + math.Exp(-sum))
			if o.thief {
				wrong++
			}
			for i, sign := range o.signs {
				slope[i] += wrong * sign
			}
			slope[len(o.signs)] += wrong
		}
		uphill := 0.0
		for i := range here {
			if i < len(here)-1 { // the bias is not pulled to 0
				slope[i] -= ridge * ahead[i]
			}
			there := ahead[i] + step*slope[i]
			uphill += slope[i] * (there - here[i])
			before[i], here[i] = here[i], there
		}
		swing++
		if uphill < 0 {
			swing = 0
		}
	}
	return here
}

func TestFitFindsTheTopThatWalkingUphillFinds(t *testing.T) {
	orders := training(5, 5_000).simulate()

	newton, walked := fit(orders), likeliest(orders, 3000)

	for i := range newton {
		if off := math.Abs(newton[i] - walked[i]); off > 1e-4 {
			t.Errorf("weight %d is %v, and %v by walking", i, newton[i], walked[i])
		}
	}
}

func TestFitFindsTheWeightsThatMadeTheLabels(t *testing.T) {
	truth := model{1.5, -2, 0.5, 0, 1, 3, -1, 0.25, 0, 2, -1}
	orders := make([]order, 100_000)
	for i := range orders {
		luck := sim.Fate(42, 99, uint64(i))
		for k := range orders[i].signs {
			orders[i].signs[k] = luck.Float64()
		}
		orders[i].thief = luck.Chance(truth.score(&orders[i]))
	}

	found := fit(orders)

	for i := range truth { // the standard error of each is about 0.03
		if math.Abs(found[i]-truth[i]) > 0.1 {
			t.Errorf("weight %d is %.3f, want about %v", i, found[i], truth[i])
		}
	}
}

func TestFitExpectsAsManyThievesAsThereAre(t *testing.T) {
	orders := training(6, 50_000).simulate()
	m := fit(orders)

	expected, thieves := 0.0, 0.0
	for i := range orders {
		expected += m.score(&orders[i])
		if orders[i].thief {
			thieves++
		}
	}
	if math.Abs(expected-thieves) > 1e-6*thieves {
		t.Errorf("the scores of its own orders sum to %v, want %v: a free bias sees to it", expected, thieves)
	}
}

func TestSolveSolves(t *testing.T) {
	var a [size]model
	var x model
	luck := sim.Fate(42, 99, 1)
	for i := range a {
		x[i] = luck.Float64() - 0.5
		a[i][i] = 11
		for j := range i {
			a[i][j] = luck.Float64() - 0.5
			a[j][i] = a[i][j]
		}
	}
	var b model
	for i := range a {
		for j := range a {
			b[i] += a[i][j] * x[j]
		}
	}

	for i, got := range solve(a, b) {
		if math.Abs(got-x[i]) > 1e-12 {
			t.Errorf("x[%d] = %v, want %v", i, got, x[i])
		}
	}
}
