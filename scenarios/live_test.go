package scenarios_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"buynow/scenarios"
	"buynow/sim"
)

const steered = `
name: steered # a comment
load:
  shoppers: { executor: constant-arrival-rate, rate: 5, duration: 2m } # another
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
		if l.State().State == scenarios.Over && sum == nil {
			sum = l.Play().Summary(false)
			cancel()
		}
	})
	if err != nil || sum == nil {
		t.Fatalf("the run ended as %+v: %v", l.State(), err)
	}
	return sum
}

func parsed(t *testing.T, text string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Parse("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}

func TestLiveIsReplay(t *testing.T) {
	for seed := range uint64(4) {
		l := parsed(t, steered).Live(seed + 1)
		luck := rand.New(rand.NewPCG(seed, 1))
		goods, cards := []string{"plenty", "last", "sold-out"}, []string{"good", "empty", "stolen"}
		var last uint64
		n := 0
		l.SetSpeed(1000)
		l.Start()
		begun := time.Now()
		sum := steer(t, l, func() {
			if n++; n > 100 || time.Since(begun) > 400*time.Millisecond {
				l.SetSpeed(0)
				l.Start()
				return
			}
			switch luck.IntN(12) {
			case 0, 1, 2:
				i, err := l.Buy(scenarios.Purchase{Good: goods[luck.IntN(3)], Card: cards[luck.IntN(3)], Name: "Ada"})
				if err != nil {
					fmt.Println(err)
				} else {
					last = i
				}
			case 3:
				l.Press(last)
			case 4:
				name, err := l.Inflict(sim.Fault{Type: "drop_response", Target: "merchant -> bank", For: 20 * time.Second, Probability: 0.3})
				fmt.Println(name, err)
			case 5:
				fmt.Println(l.Mend("drop_response"))
			case 6:
				fmt.Println(l.Policy("merchant -> bank", "timeout: 2s\nretry:\n  attempts: 3 # three\n"))
			case 7:
				l.Pause()
			case 8:
				l.Start()
			case 9:
				l.SetSpeed([]float64{0, 10, 100, 1000}[luck.IntN(4)])
			case 10:
				k := 0
				l.Step(func() bool { k++; return k > 100 })
			}
		})
		text, err := l.File()
		if err != nil {
			t.Fatal(err)
		}
		if seed == 0 {
			fmt.Println(string(text))
		}
		again, err := parsed(t, string(text)).Run(t.Context(), scenarios.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if again.TraceHash != sum.TraceHash || again.Events != sum.Events {
			t.Errorf("live %s %d, replay %s %d", sum.TraceHash, sum.Events, again.TraceHash, again.Events)
		}
		for _, v := range sum.Invariants {
			if !v.OK {
				t.Errorf("%+v", v)
			}
		}
		fmt.Println(len(l.Inputs()), sum.Outcomes, sum.Placed)
	}
}
