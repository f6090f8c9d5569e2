package sim_test

import (
	"fmt"
	"time"

	"buynow/sim"
)

// A till at 80 % load: customers come every 10 ms, each takes 8 ms. Theory (the
// M/M/1 queue) says that one spends 8 ms / (1 - 0.8) = 40 ms in the shop.
func Example() {
	world := sim.New(1)
	defer world.Close()
	line := sim.NewQueue[time.Duration](world) // of when each customer came
	between, service := sim.Exponential(10*time.Millisecond), sim.Exponential(8*time.Millisecond)

	world.Go("arrivals", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for {
			env.Sleep(between.Duration(&luck))
			line.Put(env.Now())
		}
	})
	var served int
	var total time.Duration
	world.Go("till", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for {
			came := line.Get(env)
			env.Sleep(service.Duration(&luck))
			served, total = served+1, total+env.Now()-came
		}
	})

	if err := world.Run(time.Hour); err != nil {
		fmt.Println(err)
	}
	fmt.Println("mean time in the shop:", (total / time.Duration(served)).Round(2*time.Millisecond))
	// Output: mean time in the shop: 40ms
}

// charge asks for an amount of money, in cents.
type charge struct{ amount int }

func (charge) Kind() sim.Kind { return 1 }

// A bank takes half a second, and twice as long to travel to while the line is
// bad. A customer waits a second for it, and asks again.
func Example_actors() {
	world := sim.New(1)
	defer world.Close()
	bank := world.Add(sim.Actor{
		Name:    "bank",
		Service: sim.Constant(500 * time.Millisecond),
		Serve: func(env *sim.Env, message sim.Message) (sim.Message, error) {
			fmt.Printf("%v: the bank charges %d cents\n", env.Now(), message.(charge).amount)
			return message, nil
		},
	})
	world.Connect(sim.Outside, bank, sim.Link{Request: sim.Constant(time.Second)})
	world.At(1500*time.Millisecond, func() { world.Connect(sim.Outside, bank, sim.Link{}) })

	world.Go("customer", func(env *sim.Env) {
		for attempt := range 3 {
			_, err := env.Try(bank, charge{1999}, time.Second, attempt)
			fmt.Printf("%v: attempt %d: %v\n", env.Now(), attempt, err)
			if err == nil {
				return
			}
			env.Sleep(time.Second)
		}
	})

	if err := world.Run(time.Minute); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 1s: attempt 0: no answer in time
	// 1.5s: the bank charges 1999 cents
	// 2.5s: the bank charges 1999 cents
	// 2.5s: attempt 1: <nil>
}
