package actors

import (
	"errors"
	"testing"
	"time"

	"buynow/sim"
)

// Each fallback answers what its caller asks when the callee is gone, and nothing
// else.
func TestEachFallbackAnswersForACalleeThatIsGone(t *testing.T) {
	questions := map[string]sim.Message{
		"web -> stock-db": &ViewItem{SKU: 1}, "merchant -> fraud": &RiskCheck{Order: 7},
		"stock-db -> manufacturer": &SupplyQuote{SKU: 1, Qty: 2}, "stock-db -> wholesaler": &SupplyQuote{SKU: 1, Qty: 2},
	}
	for _, f := range Fallbacks() {
		config := DefaultConfig()
		policy := config.Policies.of("", f.Line)
		policy.Fallback.Answer = f.Name
		config.Policies = Policies{f.Line: policy}
		w := sim.New(1)
		defer w.Close()
		s := Open(w, config)
		from, to := ends(t, w, f.Line)
		caller := w.Add(sim.Actor{Name: "caller", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			return s.line(from, to).Call(env, to, m, time.Second)
		}})
		w.Crash(to)

		var answer sim.Message
		var err, other error
		w.Go("asking", func(env *sim.Env) {
			answer, err = env.Call(caller, questions[f.Line], 0)
			_, other = env.Call(caller, &Done{}, 0)
		})
		if err := w.Run(time.Minute); err != nil {
			t.Fatal(err)
		}

		if answer == nil || err != nil {
			t.Errorf("%s over %s: %v, %v, want an answer: %s", f.Name, f.Line, answer, err, f.Text)
		}
		if !errors.Is(other, sim.ErrDown) {
			t.Errorf("%s over %s answered another question: %v", f.Name, f.Line, other)
		}
	}
	if _, err := FallbackOf("merchant -> fraud", "moon"); err == nil || err.Error() != `"moon" is no fallback for merchant -> fraud, want pass or review` {
		t.Errorf("an unknown fallback is told as %v", err)
	}
}

// ends are the two actors of a line.
func ends(t *testing.T, w *sim.World, line string) (from, to sim.ActorID) {
	t.Helper()
	for a, caller := range w.Names() {
		for b, callee := range w.Names() {
			if caller+" -> "+callee == line {
				return sim.ActorID(a), sim.ActorID(b)
			}
		}
	}
	t.Fatalf("%s is no line", line)
	return 0, 0
}
