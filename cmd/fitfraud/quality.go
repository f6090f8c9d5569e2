package main

import (
	"cmp"
	"slices"
)

// judged is one order with its score.
type judged struct {
	score float64
	thief bool
}

// judge scores the orders and sorts them, the most suspicious first.
func judge(m *model, orders []order) []judged {
	all := make([]judged, len(orders))
	for i := range orders {
		all[i] = judged{m.score(&orders[i]), orders[i].thief}
	}
	slices.SortFunc(all, func(a, b judged) int { return cmp.Compare(b.score, a.score) })
	return all
}

// auc is the probability that a thief scores higher than an honest customer:
// the area under the curve of thieves caught over honest customers stopped. A tie
// is half a win.
func auc(all []judged) float64 {
	var halves, thieves, honest int
	for i := 0; i < len(all); {
		tiedThieves, tiedHonest := 0, 0
		for score := all[i].score; i < len(all) && all[i].score == score; i++ {
			if all[i].thief {
				tiedThieves++
			} else {
				tiedHonest++
			}
		}
		halves += 2*thieves*tiedHonest + tiedThieves*tiedHonest
		thieves += tiedThieves
		honest += tiedHonest
	}
	return float64(halves) / 2 / float64(thieves) / float64(honest)
}

// quality is what comes of stopping every order from a score on.
type quality struct {
	Stopped   float64 // share of all orders
	Caught    float64 // share of the thieves: recall, true positive rate
	Harmed    float64 // share of the honest: false positive rate
	Precision float64 // share of thieves among the stopped
}

// at measures the quality of a threshold.
func at(all []judged, threshold float64) quality {
	var caught, harmed, thieves int
	for _, order := range all {
		stopped := order.score >= threshold
		switch {
		case order.thief && stopped:
			caught++
			thieves++
		case order.thief:
			thieves++
		case stopped:
			harmed++
		}
	}
	return quality{
		Stopped:   share(caught+harmed, len(all)),
		Caught:    share(caught, thieves),
		Harmed:    share(harmed, len(all)-thieves),
		Precision: share(caught, caught+harmed),
	}
}

// harming is the quality of the lowest threshold that stops no more than that
// share of the honest customers.
func harming(all []judged, most float64) quality {
	honest := 0
	for _, order := range all {
		if !order.thief {
			honest++
		}
	}
	allowed := int(most * float64(honest))
	threshold := 2.0
	for _, order := range all {
		if !order.thief {
			allowed--
		}
		if allowed < 0 {
			break
		}
		threshold = order.score
	}
	return at(all, threshold)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
