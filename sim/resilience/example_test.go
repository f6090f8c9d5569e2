package resilience_test

import (
	"fmt"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// A bank that is down for a second, and a merchant that asks again.
func Example() {
	w := sim.New(1)
	defer w.Close()
	bank := w.Add(sim.Actor{Name: "bank", Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) { return m, nil }})
	w.Crash(bank)
	w.At(time.Second, func() { w.Restart(bank) })

	line := resilience.NewLine(resilience.Policy{
		Timeout: 2 * time.Second,
		Retry:   resilience.Retry{Attempts: 5, Backoff: resilience.Exponential, Base: 200 * time.Millisecond},
	}, 1)
	w.Go("merchant", func(env *sim.Env) {
		_, err := line.Call(env, bank, question{}, 0)
		fmt.Printf("after %v and %d attempts: %v\n", env.Now(), line.Stats.Attempts, err)
	})
	if err := w.Run(sim.Forever); err != nil {
		fmt.Println(err)
	}
	// Output: after 1.4s and 4 attempts: <nil>
}
