package main

import (
	"math"

	"buynow/actors"
	"buynow/sim"
)

// size is a weight for each sign, and the bias behind them.
const size = actors.RiskSigns + 1

// model is a logistic regression.
type model [size]float64

// score is the probability that the order is a thief's.
func (m *model) score(o *order) float64 {
	sum := m[actors.RiskSigns]
	for i, sign := range o.signs {
		sum += float64(m[i] * sign)
	}
	return 1 / (1 + sim.Exp(-sum))
}

// rounded keeps four digits behind the point: more than the sample can tell, and
// few enough to read.
func (m model) rounded() model {
	for i := range m {
		m[i] = math.Round(float64(m[i]*1e4)) / 1e4
	}
	return m
}

const (
	ridge    = 1.0   // the pull of each weight towards 0, as if a few orders spoke against it
	enough   = 1e-10 // a step this small changes no digit that is written
	maxSteps = 50
)

// fit finds the weights under which the orders are most likely, by Newton's
// method (iteratively reweighted least squares):
//  1. at the present weights, see how wrong each order's score is;
//  2. the slope of the likelihood, and how it bends, say where its top should be;
//  3. go there, until the step is nothing. It takes about ten.
//
// Products are wrapped in float64() so that no processor fuses them with a sum:
// every machine writes the same weights.
func fit(orders []order) model {
	var m model
	for range maxSteps {
		slope, bend := likelihood(&m, orders)
		step := solve(bend, slope)
		longest := 0.0
		for i := range m {
			m[i] += step[i]
			longest = max(longest, math.Abs(step[i]))
		}
		if longest < enough {
			return m
		}
	}
	panic("fitfraud: Newton's method does not settle: is there a sign that separates thieves perfectly?")
}

// likelihood is the gradient of the penalised log-likelihood and its negated
// matrix of second derivatives, of which only the lower triangle is filled.
func likelihood(m *model, orders []order) (slope model, bend [size]model) {
	for i := range actors.RiskSigns { // the bias is not held back
		slope[i] = -float64(ridge * m[i])
		bend[i][i] = ridge
	}
	var x model
	x[actors.RiskSigns] = 1
	for n := range orders {
		copy(x[:], orders[n].signs[:])
		p := m.score(&orders[n])
		wrong := -p
		if orders[n].thief {
			wrong = 1 - p
		}
		weight := float64(p * (1 - p))
		for i := range x {
			slope[i] += float64(wrong * x[i])
			pull := float64(weight * x[i])
			for j := range i + 1 {
				bend[i][j] += float64(pull * x[j])
			}
		}
	}
	return slope, bend
}

// solve returns x with a·x = b by Cholesky's method; a is symmetric and positive
// definite (the ridge sees to it), and only its lower triangle is read.
func solve(a [size]model, b model) model {
	for j := range a {
		for k := range j {
			a[j][j] -= float64(a[j][k] * a[j][k])
		}
		a[j][j] = math.Sqrt(a[j][j])
		for i := j + 1; i < size; i++ {
			for k := range j {
				a[i][j] -= float64(a[i][k] * a[j][k])
			}
			a[i][j] /= a[j][j]
		}
	}
	for i := range b { // forwards through the triangle
		for k := range i {
			b[i] -= float64(a[i][k] * b[k])
		}
		b[i] /= a[i][i]
	}
	for i := size - 1; i >= 0; i-- { // and back
		for k := i + 1; k < size; k++ {
			b[i] -= float64(a[k][i] * b[k])
		}
		b[i] /= a[i][i]
	}
	return b
}
