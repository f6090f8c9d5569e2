package dashboard

import (
	"context"
	"errors"
	"strings"
	"testing"

	"buynow/scenarios"
)

// served is a rig with a real run, of the quiet hour.
func served(t *testing.T) *rig {
	t.Helper()
	return servedOf(t, "quickstart")
}

// servedOf is a rig with a real run of a scenario, with values set in it.
func servedOf(t *testing.T, name string, sets ...string) *rig {
	t.Helper()
	scenario, err := scenarios.Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Listen: "127.0.0.1:0", Load: func(name string) (*scenarios.Scenario, error) { return scenarios.Load(name, nil) }}
	server, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &rig{Server: server, t: t, address: server.listener.Addr().String(), stop: stop, ended: make(chan error, 1)}
	go func() { r.ended <- server.Run(ctx, scenario.Live(0)) }()
	t.Cleanup(func() {
		stop()
		if err := <-r.ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the server ended with %v", err)
		}
	})
	return r
}

func TestAPageStartsARunAndBuysInIt(t *testing.T) {
	r := served(t)
	v := r.greeted("", 0, "", "tab-1")
	_, s := into[snapshot](v, frameSnapshot)
	if s.Control.State != "ready" || s.Tick.Totals[0] != 0 {
		t.Errorf("before anything happens: %+v, %d came", s.Control, s.Tick.Totals[0])
	}

	if a := v.answered(v.say("speed", "0")); !a.OK {
		t.Errorf("speed: %+v", a)
	}
	if a := v.answered(v.say("start")); !a.OK {
		t.Errorf("start: %+v", a)
	}
	bought := v.answered(v.say("buy", "plenty", "good", "Ada"))
	if !bought.OK {
		t.Fatalf("buy: %+v", bought)
	}
	for {
		_, j := into[journey](v, frameJourney)
		if intentText(j.Intent) != bought.Data {
			t.Fatalf("a journey of %d, want only those of %s", j.Intent, bought.Data)
		}
		if j.Over {
			if j.Ending != "delivered" {
				t.Errorf("it ended as %q: %v", j.Ending, j.Story)
			}
			break
		}
	}
}
func TestAFaultOfAPageIsThere(t *testing.T) {
	r := served(t)
	v := r.greeted("", 0, "", "tab-1")
	v.until(frameSnapshot)

	if a := v.answered(v.say("fault", "{type: sloow, target: bank}")); a.OK || !strings.Contains(a.Error, "did you mean slow?") {
		t.Errorf("a fault that is none was answered by %+v", a)
	}
	a := v.answered(v.say("fault", "{type: slow, target: bank, for: 30s, factor: 6}"))
	if !a.OK || a.Data != "slow" {
		t.Fatalf("a fault was answered by %+v", a)
	}
	v.say("start")
	for {
		if _, m := into[mark](v, frameMark); m.Kind == "fault" {
			break
		}
	}
}

// playOut lets a run go on, with a look after each slice of it, until the look has
// seen enough.
func playOut(t *testing.T, run helm, enough func() bool) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	err := run.run(ctx, func() {
		if enough() {
			stop()
		}
	})
	if err != nil {
		t.Error(err)
	}
}
