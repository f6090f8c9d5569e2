package sim

import (
	"testing"
	"time"
)

// Whoever comes late has the luck they would have had early.
func TestWhatBeginsHasTheLuckOfItsIntentWheneverItComes(t *testing.T) {
	draw := func(at time.Duration, begin func(*Env)) (luck uint64) {
		w := New(1)
		defer w.Close()
		w.Go("door", func(env *Env) {
			env.Sleep(at)
			begin(env)
			own := env.Luck(FirstPurpose)
			luck = own.Uint64()
		})
		if err := w.Run(Forever); err != nil {
			t.Fatal(err)
		}
		return luck
	}
	seven := func(env *Env) { env.Begin(7) }
	about := func(env *Env) { env.About(7, 0) }

	if early, late := draw(time.Second, seven), draw(time.Minute, seven); early != late {
		t.Errorf("begun at 1s the draw is %x, at 1m %x, want the same", early, late)
	}
	if early, late := draw(time.Second, about), draw(time.Minute, about); early == late {
		t.Error("About gives the luck of here and now, want another draw at another time")
	}
	if early, other := draw(time.Second, seven), draw(time.Second, func(env *Env) { env.Begin(8) }); early == other {
		t.Error("two intents have the same luck")
	}
}
