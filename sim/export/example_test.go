package export_test

import (
	"fmt"
	"os"
	"time"

	"buynow/sim"
	"buynow/sim/export"
)

type ask struct{ Loaves int }

func (*ask) Kind() sim.Kind { return 1 }

// Two loaves are asked for, and what happens goes out as lines.
func Example() {
	w := sim.New(42)
	defer w.Close()
	baker := w.Add(sim.Actor{Name: "baker", Service: sim.Constant(time.Minute), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Note("the oven is hot", 0, 0)
		return nil, nil
	}})
	w.Go("guest", func(env *sim.Env) {
		env.Begin(7)
		env.Send(baker, &ask{Loaves: 2})
	})
	lines := export.NewCSV(os.Stdout, &export.Model{
		Actors: w.Names(), Events: []string{sim.Sent: "sent", sim.Served: "served", sim.Noted: "noted"},
		Kind:   func(sim.Kind) string { return "Ask" },
		Words:  func(m sim.Message) string { return fmt.Sprint(m.(*ask).Loaves, " loaves") },
		Step:   func(sim.Message) int { return 1 },
		Detail: func(e *sim.Event) export.Detail { return export.Detail{Text: e.Text} },
	})
	w.Watch(lines.Hear)
	fmt.Println(w.Run(sim.Forever), lines.Close())
	// Output:
	// event,time_s,kind,order,intent,actor,peer,message,attempt,step,travels_s,waited_s,took_s,failed,reply,text,thing,id,from,to,amount,unit,fault,call,during
	// 1,0.000000000,sent,,7,outside,baker,Ask,1,1,0.000000000,,,,,2 loaves,,,,,,,,020351cfe35badfe,20503fa95982a9c8
	// 2,60.000000000,noted,,7,baker,,,,,,,,,,the oven is hot,,,,,,,,020351cfe35badfe,020351cfe35badfe
	// 3,60.000000000,served,,7,baker,outside,Ask,1,,,0.000000000,60.000000000,0,,,,,,,,,,020351cfe35badfe,20503fa95982a9c8
	// <nil> <nil>
}
