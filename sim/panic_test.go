package sim_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

func TestPanicNamesWhoWhatWhenAndWhere(t *testing.T) {
	for _, row := range []struct {
		about string
		waits bool
		slow  bool
	}{{"inline", false, false}, {"waiting", true, false}, {"slow", false, true}} {
		t.Run(row.about, func(t *testing.T) {
			w := sim.New(42)
			if row.slow {
				w = sim.NewSlow(42)
			}
			bank := w.Add(sim.Actor{Name: "bank", Waits: row.waits, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
				burnTheLedger()
				return m, nil
			}})
			cleared := false
			w.Go("customer", func(env *sim.Env) {
				defer func() { cleared = true }()
				env.About(7, 8)
				env.Sleep(3 * time.Second)
				_, _ = env.Call(bank, errand{}, 0)
			})

			err := w.Run(sim.Forever)

			var p *sim.Panic
			if !errors.As(err, &p) {
				t.Fatalf("Run() = %v, want a *sim.Panic", err)
			}
			if p.Actor != "bank" || p.Order != 8 || p.At != 3*time.Second || p.Seed != 42 || p.Value != "on fire" {
				t.Errorf("%+v, want the bank on fire", p)
			}
			if !strings.Contains(p.Stack, "burnTheLedger") {
				t.Errorf("the stack does not say where:\n%s", p.Stack)
			}
			if again := w.Run(sim.Forever); again != err {
				t.Errorf("the second Run() = %v, want the same", again)
			}
			w.Close()
			if !cleared {
				t.Error("the customer was not unwound by Close")
			}
		})
	}
}

func burnTheLedger() { panic("on fire") }

// A watcher or an alarm runs on the stack of whoever happens to wait; it is not
// that one's fault.
func TestPanicOfTheAssemblyBlamesNobodyElse(t *testing.T) {
	for _, row := range []struct {
		about string
		spoil func(w *sim.World)
	}{
		{"an alarm", func(w *sim.World) { w.At(time.Second, burnTheLedger) }},
		{"a watcher", func(w *sim.World) { w.Watch(func(*sim.Event) { burnTheLedger() }, sim.TimedOut) }},
	} {
		w := sim.New(1)
		silent := w.Add(sim.Actor{Name: "silent", Service: sim.Constant(time.Hour), Serve: echo})
		row.spoil(w)
		w.Go("customer", func(env *sim.Env) { _, _ = env.Call(silent, errand{}, 2*time.Second) })

		err := w.Run(sim.Forever)

		var p *sim.Panic
		if !errors.As(err, &p) || p.Actor != "outside" || !strings.Contains(p.Stack, "burnTheLedger") {
			t.Errorf("%s: Run() = %v, want a panic of the outside", row.about, err)
		}
		w.Close()
	}
}

func TestAnActorThatWaitsMustSaySo(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	bank := w.Add(sim.Actor{Name: "bank", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Sleep(time.Second)
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) { env.Send(bank, errand{}) })

	err := w.Run(sim.Forever)

	if err == nil || !strings.Contains(err.Error(), "bank waits, but was not assembled to: set Waits") {
		t.Errorf("Run() = %v, want that bank must set Waits", err)
	}
}
