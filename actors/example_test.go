package actors_test

import (
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// A shop of one customer, from the click to the end of the order.
func Example() {
	world := sim.New(7)
	defer world.Close()
	shop := actors.Open(world, actors.DefaultConfig())
	auditor := actors.NewAuditor(shop)
	world.Go("one customer", func(env *sim.Env) {
		env.Sleep(time.Minute)
		env.About(1, 0)
		env.Send(shop.Customer, &actors.Visit{Intent: 1, Journey: actors.Buy})
	})

	if err := world.Run(sim.Forever); err != nil {
		fmt.Println(err)
	}
	auditor.Close(world.Now(), true)

	outcomes := auditor.Outcomes()
	fmt.Printf("placed %d, completed %d\n", outcomes.Placed, outcomes.Completed)
	broken := 0
	for _, verdict := range auditor.Verdicts() {
		broken += verdict.Shop
	}
	fmt.Printf("%d promises, %d broken\n", len(auditor.Verdicts()), broken)
	// Output:
	// placed 1, completed 1
	// 40 promises, 0 broken
}
