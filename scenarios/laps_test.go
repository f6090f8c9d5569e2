package scenarios

import (
	"testing"
	"time"

	"buynow/actors"
)

// TestALapRemembersWhenAndWhere: to the microsecond when it began, to the
// nanosecond when the order came to its step, and which steps it has reached,
// even after eight years.
func TestALapRemembersWhenAndWhere(t *testing.T) {
	for _, at := range []time.Duration{0, time.Nanosecond, 3*time.Hour + 1234567, 8*365*actors.Day + 999_999_999} {
		l := newLap(at)
		if began := l.began(); began != at.Truncate(time.Microsecond) {
			t.Errorf("a lap begun at %v says %v", at, began)
		}
		for step := actors.Step(1); step <= actors.Steps; step++ {
			if l.reached(step) {
				t.Errorf("step %d is reached before its time", step)
			}
			come := at + time.Duration(step)
			l.reach(step, come)
			if on, since := l.on(); on != step || since != come || !l.reached(step) {
				t.Errorf("on step %d since %v the lap says %d since %v", step, come, on, since)
			}
		}
		if l.rest(); l.began() != at.Truncate(time.Microsecond) {
			t.Errorf("at rest, a lap begun at %v says %v", at, l.began())
		}
		if on, _ := l.on(); on != 0 || !l.reached(actors.Steps) {
			t.Errorf("at rest, the lap is on step %d", on)
		}
	}
}
