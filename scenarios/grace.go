package scenarios

import (
	"fmt"
	"time"

	"buynow/sim"
)

// Grace is how long somebody may go on when their time is over, or auto.
type Grace time.Duration

// graceAuto is what fits the executor: all the time they want for those who come
// at a rate, and what k6 gives virtual users.
const graceAuto Grace = -1

const usersGrace = 30 * time.Second

// lasts is how long that is for a virtual user.
func (g Grace) lasts() time.Duration {
	if g == graceAuto {
		return usersGrace
	}
	return time.Duration(g)
}

// String is the grace as files say it.
func (g Grace) String() string {
	if g == graceAuto {
		return "auto"
	}
	return sim.FormatDuration(time.Duration(g))
}

// UnmarshalText reads a duration, or auto.
func (g *Grace) UnmarshalText(text []byte) error {
	if string(text) == "auto" {
		*g = graceAuto
		return nil
	}
	d, err := sim.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%w, or auto", err)
	}
	if d < 0 {
		return fmt.Errorf("%.40s is too small, want 0s to %s, or auto", text, sim.FormatDuration(sim.Longest))
	}
	*g = Grace(d)
	return nil
}

func (g Grace) spelling() spelling {
	return spelling{"duration", "0s to 3650d, or auto", `^\s*(auto|` + timeText + `)\s*$`, []string{"auto", "0s", "30s"}}
}
