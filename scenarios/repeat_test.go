package scenarios

import (
	"fmt"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// A fault that comes again for ever does not keep a run from its end: all is at rest
// between two times, even if each report comes as the fault is there.
func TestAFaultThatComesAgainForEverLetsTheRunEnd(t *testing.T) {
	long(t)
	for _, fault := range []string{
		"{ type: cache_flush, at: 1m, for: 1s, every: 1m }", "{ type: cache_flush, at: 1m, for: 10s, every: 20s }",
		"{ type: pause, target: mail, at: 1m, for: 1s, every: 6h }",
	} {
		s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, fault), nil)
		if err != nil {
			t.Fatal(err)
		}
		w := sim.New(s.Seed)
		defer w.Close()
		p := s.Stage(w)

		finish(t, p)

		if end := w.Now(); end < 10*time.Minute || end > 400*actors.Day {
			t.Errorf("%s: the run ends after %v", fault, end)
		}
	}
}
