package scenarios

import (
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

func TestATriggerIsReadAsItIsWritten(t *testing.T) {
	for _, row := range []struct {
		why, text      string
		step           actors.Step
		passing, order int
		selector       string
		waitsWhile     metrics.Operator
		limit          float64
		over           time.Duration
	}{
		{why: "nothing"},
		{why: "a passing of a step", text: "step 7 #100", step: 7, passing: 100},
		{why: "the first passing", text: "step 15", step: 15, passing: 1},
		{why: "an order", text: "order 500", order: 500},
		{why: "a level", text: "queue_depth{actor:bank}>50", selector: "queue_depth{actor:bank}", waitsWhile: metrics.AtMost, limit: 50},
		{why: "a level at its highest", text: "queue_depth{actor:bank} max >= 50", selector: "queue_depth{actor:bank}", waitsWhile: metrics.Below, limit: 50},
		{why: "a share", text: "checkout_failed > 5%", selector: "checkout_failed", waitsWhile: metrics.AtMost, limit: 0.05},
		{why: "a share, as thresholds have it", text: "checkout_failed: rate<5%", selector: "checkout_failed", waitsWhile: metrics.AtLeast, limit: 0.05},
		{why: "a count", text: "orders_placed == 100", selector: "orders_placed", waitsWhile: metrics.NotEqual, limit: 100},
		{why: "a window of a percentile", text: "checkout_duration{journey:buy} p(95) > 2s over 30s", selector: "checkout_duration{journey:buy}",
			waitsWhile: metrics.AtMost, limit: 2e9, over: 30 * time.Second},
		{why: "a link with blanks in it", text: "attempts_per_call{link:merchant -> bank} > 1.5", selector: "attempts_per_call{link:merchant -> bank}", waitsWhile: metrics.AtMost, limit: 1.5},
	} {
		got, err := parseTrigger(row.text)

		if err != nil {
			t.Errorf("%s: %q: %v", row.why, row.text, err)
			continue
		}
		selector := ""
		if got.selector.Name != "" {
			selector = got.selector.String()
		}
		c := got.opposite
		if got.step != row.step || got.passing != row.passing || got.order != row.order || selector != row.selector ||
			c.Operator != row.waitsWhile || c.Limit != row.limit || c.Over != row.over {
			t.Errorf("%s: %q is read as %+v, on %s", row.why, row.text, got, selector)
		}
	}
}

// Whatever a trigger says, it is read or refused in a line, and one that counts is
// written as it was meant.
func FuzzTrigger(f *testing.F) {
	for _, text := range []string{"step 7 #100", "order 500", "queue_depth{actor:bank} > 50", "checkout_failed: rate<5%", "x{y:z", "step #", "order -1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		trigger, err := parseTrigger(text)

		if err != nil {
			if len(err.Error()) > 1000 || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("%q is refused by %q", text, err)
			}
			return
		}
		if trigger.passing+trigger.order == 0 {
			return
		}
		if again, err := parseTrigger(trigger.String()); err != nil || again.passing != trigger.passing || again.order != trigger.order || again.step != trigger.step {
			t.Errorf("%q is written as %q, and read back as %+v, %v", text, trigger, again, err)
		}
	})
}

// A fault that waits begins with what it waits for: the moment is found anew from
// the events.
func TestAFaultWaitsForItsTrigger(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why, when string
		exact     bool // else within the second after
		reached   func(e *sim.Event, seen *int) bool
	}{
		{"the thirtieth question to the bank", "step 7 #30", true, func(e *sim.Event, seen *int) bool {
			if e.What == sim.Sent && e.Message == actors.KindAuthRequest {
				*seen++
			}
			return *seen == 30
		}},
		{"the tenth yes of the bank", "step 8 #10", true, func(e *sim.Event, seen *int) bool {
			if page, is := e.Body.(*actors.AuthResponse); is && e.What == sim.Served && page.Code == actors.CodeApproved {
				*seen++
			}
			return *seen == 10
		}},
		{"the fortieth order", "order 40", true, func(e *sim.Event, _ *int) bool { return e.What == actors.Placed && e.Order == 40 }},
		{"the fiftieth customer at the checkout", "orders_placed >= 50", false, func(e *sim.Event, seen *int) bool {
			if e.What == sim.Sent && e.Message == actors.KindPlaceOrder && e.Attempt == 0 {
				*seen++
			}
			return *seen == 50
		}},
	} {
		s, err := Parse("steady.yaml", []byte(steady+"faults: [{ type: delay, target: mail, delay: 1s, when: '"+row.when+"' }]\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		want, seen := time.Duration(-1), 0

		_, sum := playedAs(t, s, func(p *Play) {
			p.World.Watch(func(e *sim.Event) {
				if want < 0 && row.reached(e, &seen) {
					want = e.At
				}
			})
		})

		began := time.Duration(sum.Faults[0].At * float64(time.Second))
		late := began - want
		if sum.Faults[0].Times != 1 || want < 0 || late < -time.Microsecond || row.exact && late > time.Microsecond || late > time.Second {
			t.Errorf("%s: %s began %d times, first at %v, want %v", row.why, row.when, sum.Faults[0].Times, began, want)
		}
	}
}
