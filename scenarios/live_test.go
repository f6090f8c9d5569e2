package scenarios_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"buynow/scenarios"
)

const steered = `
name: steered
load:
  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 2m }
`

// steer runs a live play until it is over, and returns how it ended.
func steer(t *testing.T, l *scenarios.Live, each func()) *scenarios.Summary {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var sum *scenarios.Summary
	err := l.Run(ctx, func() {
		if each != nil {
			each()
		}
		if l.State().State == scenarios.Over {
			sum = l.Play().Summary(false)
			cancel()
		}
	})
	if err != nil || sum == nil {
		t.Fatalf("the run ended as %+v: %v", l.State(), err)
	}
	return sum
}

func TestEachChoiceOfAVisitorHasItsEnding(t *testing.T) {
	s, err := scenarios.Parse("x", []byte(steered), nil)
	if err != nil {
		t.Fatal(err)
	}
	l := s.Live(0)
	l.SetSpeed(0)
	for _, good := range []string{"plenty", "last", "sold-out"} {
		for _, card := range []string{"empty", "stolen", "good"} {
			intent, err := l.Buy(scenarios.Purchase{Good: good, Card: card, Name: "Ada"})
			fmt.Println(good, card, intent, err)
			l.Press(intent)
		}
	}
	l.Start()
	sum := steer(t, l, nil)
	for _, v := range sum.Invariants {
		if !v.OK {
			t.Errorf("%+v", v)
		}
	}
	fmt.Printf("%+v\n", sum.Outcomes)
}
