package study

import (
	"fmt"
	"math"

	"buynow/sim/experiment"
)

// bendsFrom is how much of its best goodput a shop must keep beyond the knee to count as one that
// bends. The rest is what refusing and queueing may cost.
const bendsFrom = 0.8

// judgeShape judges what a shop does beyond its knee. The curve is runs by load, ascending, those of
// one load by replication; the first are those at the knee. Each other load is held against the one up
// to it at which goodput is largest, replication by replication:
//
//   - it collapses if at any of them the interval of that share lies below bendsFrom;
//   - it bends if at all of them it lies at or above;
//   - else more replications are needed to tell.
func judgeShape(knee float64, curve [][]attempt) (shape, why string, beyond []Beyond) {
	peak, best := 0, 0.0
	shape = Bends
	for i, runs := range curve {
		if mean := experiment.MeanOf(goodputOf(runs), confidence).Mean; mean > best {
			peak, best = i, mean
		}
		if i == 0 || best == 0 {
			continue
		}
		b := Beyond{Times: runs[0].load / knee, Load: runs[0].load, Share: shareOf(runs, curve[peak])}
		switch known := b.Share.N > 0; {
		case known && b.Share.High < bendsFrom:
			shape = Collapses
		case (!known || b.Share.Low < bendsFrom) && shape == Bends:
			shape = Unclear
		}
		beyond = append(beyond, b)
	}
	if best == 0 {
		return Unclear, "no order came through at any of the loads.", nil
	}
	if len(beyond) == 0 {
		return Unclear, "nothing beyond the knee can be asked for.", nil
	}
	return shape, shapeWords(shape, best, beyond), beyond
}

// shareOf is goodput as a share of that at another load, on the same luck.
func shareOf(runs, peak []attempt) experiment.Estimate {
	var shares []float64
	for r := range runs {
		shares = append(shares, runs[r].goodput/peak[r].goodput)
	}
	return experiment.MeanOf(shares, confidence)
}

func goodputOf(runs []attempt) []float64 {
	var numbers []float64
	for _, t := range runs {
		numbers = append(numbers, t.goodput)
	}
	return numbers
}

// shapeWords is the judgement with what it rests on.
func shapeWords(shape string, best float64, beyond []Beyond) string {
	text := ""
	for i, b := range beyond {
		switch {
		case i > 0 && i == len(beyond)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += fmt.Sprintf("%s at %s times the knee", shareWords(b.Share), threeDigits(math.Round(100*b.Times)/100))
	}
	switch shape {
	case Bends:
		return fmt.Sprintf("it bends: of its best goodput, %s/s, %s is left, and under %.0f %% would be a collapse.", threeDigits(best), text, 100*bendsFrom)
	case Collapses:
		return fmt.Sprintf("it collapses: of its best goodput, %s/s, %s is left, and a shop that bends keeps %.0f %%.", threeDigits(best), text, 100*bendsFrom)
	}
	return fmt.Sprintf("it cannot be told if it bends or collapses: of its best goodput, %s/s, %s is left, and the line is at %.0f %%; more repeats would tell.", threeDigits(best), text, 100*bendsFrom)
}

// shareWords is a share with its interval: 93 % (91 to 95).
func shareWords(e experiment.Estimate) string {
	if e.N == 0 {
		return "nobody knows how much"
	}
	text := fmt.Sprintf("%.0f %%", 100*e.Mean)
	if e.Method == experiment.None || e.Method == experiment.Exact {
		return text
	}
	return text + fmt.Sprintf(" (%.0f to %.0f)", max(0, 100*e.Low), 100*e.High)
}
