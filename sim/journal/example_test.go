package journal_test

import (
	"bytes"
	"fmt"
	"time"

	"buynow/sim"
	"buynow/sim/journal"
)

// A world is watched by its journal, and the journal asked about one intent.
func Example() {
	model, err := journal.NewModel(
		[]string{sim.Sent: "sent", sim.Served: "served", sim.Noted: "noted"},
		func(sim.Kind) sim.Message { return &ask{} },
	)
	if err != nil {
		fmt.Println(err)
	}
	w := sim.New(42)
	defer w.Close()
	baker := w.Add(sim.Actor{Name: "baker", Service: sim.Constant(time.Minute), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Note("bakes {a} loaves", int64(m.(*ask).Loaves), 0)
		return nil, nil
	}})
	w.Go("customers", func(env *sim.Env) {
		for intent := range 100 {
			env.About(uint64(intent), 0)
			env.Send(baker, &ask{Loaves: 2 * intent})
			env.Sleep(time.Hour)
		}
	})
	var file bytes.Buffer
	writer, err := journal.NewWriter(&file, journal.Header{Scenario: "bakery", Seed: w.Seed(), Actors: w.Names()}, model)
	if err != nil {
		fmt.Println(err)
	}
	w.Watch(writer.Hear)
	fmt.Println("run:", w.Run(sim.Forever), writer.Close(w.Now(), false))

	reader, err := journal.NewReader(&file, model)
	if err != nil {
		fmt.Println(err)
	}
	end, err := reader.Read(journal.Want{Intent: 77}, func(e *sim.Event) bool {
		fmt.Println(e.At, reader.Header.Actors[e.Actor], reader.Header.Events[e.What], e.Text, e.A)
		return true
	})
	fmt.Println(end.Events, "events, complete:", end.Trailer != nil, err)
	// Output:
	// run: <nil> <nil>
	// 77h0m0s outside sent  0
	// 77h1m0s baker noted bakes {a} loaves 154
	// 77h1m0s baker served  0
	// 300 events, complete: true <nil>
}
