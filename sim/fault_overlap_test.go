package sim_test

import (
	"testing"
	"time"

	"buynow/sim"
)

// Two faults that overlap add up; who is stopped by both is back after the last.
func TestOverlappingFaultsCompose(t *testing.T) {
	crash := func(at, until time.Duration) (sim.Fault, []sim.Deed) {
		return sim.Fault{Name: at.String(), At: at, For: until - at}, []sim.Deed{sim.Stop{Lose: true}}
	}
	pause := func(at, until time.Duration) (sim.Fault, []sim.Deed) {
		return sim.Fault{Name: at.String(), At: at, For: until - at}, []sim.Deed{sim.Stop{}}
	}
	slow := func(at, until time.Duration) (sim.Fault, []sim.Deed) {
		return sim.Fault{Name: at.String(), At: at, For: until - at, Probability: 1}, []sim.Deed{sim.Scale{Service: 3}}
	}
	type maker func(at, until time.Duration) (sim.Fault, []sim.Deed)
	for _, row := range []struct {
		says                 string
		one, other           maker
		crashes, gone, still int // crashes, seconds that the bank is down, or serves nobody
	}{
		{"down from 20 to 40 and from 30 to 60", crash, crash, 1, 40, 40},
		{"it stands still, and crashes meanwhile: what comes when it is back waits on", pause, crash, 1, 30, 40},
		{"it is down, and stands still from 30 to 60", crash, pause, 1, 20, 40},
		{"it stands still from 20 to 40 and from 30 to 60", pause, pause, 0, 0, 40},
		{"twice slower is nine times as long", slow, slow, 0, 0, 0},
	} {
		t.Run(row.says, func(t *testing.T) {
			r := newRig(1)
			defer r.Close()
			r.build()
			for i, made := range []maker{row.one, row.other} {
				at, until := 20*time.Second, 40*time.Second
				if i == 1 {
					at, until = 30*time.Second, 60*time.Second
				}
				f, deeds := made(at, until)
				r.Inflict(f, deeds, sim.Aim{Actor: r.bank})
			}

			r.run(t)

			servedIn := map[time.Duration]bool{}
			for _, c := range r.calls {
				if served(c) {
					servedIn[c.served.Truncate(time.Second)] = true
				}
			}
			still := 0
			for at := time.Duration(0); at < 100*time.Second; at += time.Second {
				still += oneIf(!servedIn[at])
			}
			if got := int(r.gone() / time.Second); got != row.gone || len(r.crashes) != row.crashes || still != row.still {
				t.Errorf("%d crashes, %d s down, %d s still; want %d, %d, %d", len(r.crashes), got, still, row.crashes, row.gone, row.still)
			}
			nine := r.all(func(c *sighting) bool { return took(c) == 90*time.Millisecond })
			if want := 1000; row.still == 0 && (nine < want-1 || nine > want+1) {
				t.Errorf("%d took nine times as long, want %d", nine, want)
			}
		})
	}
}

// Who asks whether another has taken over can keep from writing; the new instance
// is not told so, nor is anybody before the end.
func TestZombieCanBeFenced(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var told diary
	bank := w.Add(sim.Actor{Name: "bank", Waits: true, Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		before := env.Superseded()
		env.Sleep(10 * time.Second)
		told.write("%v: %v, then %v", env.Now(), before, env.Superseded())
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) {
		for i := range 3 {
			env.SendAgain(bank, errand{}, i)
			env.Sleep(8 * time.Second)
		}
	})
	w.Inflict(sim.Fault{Name: "zombie", At: 5 * time.Second, For: 45 * time.Second}, []sim.Deed{sim.Stop{Zombie: true}}, sim.Aim{Actor: bank})

	mustRun(t, w)

	told.want(t, "18s: false, then false", "26s: false, then false", "50s: false, then true")
}

// What keeps what is written refuses a zombie: its work ends before the write, and
// before what would come after it; who waits for it hears nothing.
func TestFenceEndsTheWorkOfAZombie(t *testing.T) {
	for _, row := range []struct {
		says             string
		waits, fenced    bool
		writes, refusals int
	}{
		{"who waits is refused as it writes", true, true, 2, 1},
		{"so is who is served at once", false, true, 2, 1},
		{"without a fence it writes", true, false, 3, 0},
		{"whoever it is", false, false, 3, 0},
	} {
		t.Run(row.says, func(t *testing.T) {
			w := sim.New(1)
			defer w.Close()
			if row.fenced {
				w.Fence(sim.FirstWhat)
			}
			bank := sim.Actor{Name: "bank", Waits: row.waits, Workers: sim.Unlimited, Service: sim.Constant(10 * time.Second)}
			began, ended := 0, 0
			bank.Serve = func(env *sim.Env, m sim.Message) (sim.Message, error) {
				began++
				env.Emit(sim.Event{What: sim.FirstWhat})
				ended++
				return m, nil
			}
			to := w.Add(bank)
			answers, refusals, lost := 0, 0, 0
			w.Go("customer", func(env *sim.Env) {
				for range 3 {
					if _, err := env.Call(to, errand{}, 9*time.Minute); err == nil {
						answers++
					}
					env.Sleep(time.Second)
				}
			})
			w.Watch(func(*sim.Event) { refusals++ }, sim.Noted)
			w.Watch(func(*sim.Event) { lost++ }, sim.Lost)
			w.Inflict(sim.Fault{Name: "zombie", At: 15 * time.Second, For: 45 * time.Second}, []sim.Deed{sim.Stop{Zombie: true}}, sim.Aim{Actor: to})

			mustRun(t, w)

			if began != 3 || ended != row.writes || refusals != row.refusals || answers != row.writes || lost != row.refusals {
				t.Errorf("%d began, %d wrote, %d were refused, %d lost, %d answered; want 3, %d, %d, %d, %d",
					began, ended, refusals, lost, answers, row.writes, row.refusals, row.refusals, row.writes)
			}
		})
	}
}

// A world can be closed while somebody stands still in it, and while a zombie waits.
func TestWorldClosesOverTheFrozen(t *testing.T) {
	for _, deed := range []sim.Stop{{}, {Zombie: true}} {
		r := newRig(1)
		r.thinks = time.Second
		r.build()
		r.Inflict(sim.Fault{Name: "stop", At: rigBegins}, []sim.Deed{deed}, sim.Aim{Actor: r.bank})
		if err := r.Run(30 * time.Second); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
}
