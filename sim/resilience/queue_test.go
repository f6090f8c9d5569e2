package resilience_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// byNumber makes the kind of a request its class.
func byNumber(k sim.Kind) uint8 { return uint8(k) }

// Customers come to a bank with one worker, which takes ten seconds for each.
func TestQueueDecides(t *testing.T) {
	everySecond := func(many int) []time.Duration {
		at := make([]time.Duration, many)
		for i := range at {
			at[i] = time.Duration(i) * time.Second
		}
		return at
	}
	for _, row := range []struct {
		about    string
		queue    resilience.Queue
		mailbox  int
		patience time.Duration // 0: a letter, nobody waits
		comes    []time.Duration
		kinds    string
		want     string // who is answered when, and who is refused
	}{
		{"lifo: the newest is next", resilience.Queue{Discipline: resilience.LIFO}, 9, time.Minute, everySecond(4), "1111",
			"0 10s, 3 20s, 2 30s, 1 40s"},
		{"adaptive-lifo: the newest is next once somebody has waited all the time for an interval",
			resilience.Queue{Discipline: resilience.AdaptiveLIFO, Interval: 15 * time.Second}, 9, time.Minute, everySecond(4), "1111",
			"0 10s, 1 20s, 3 30s, 2 40s"},
		{"adaptive-lifo: a queue that was empty begins anew",
			resilience.Queue{Discipline: resilience.AdaptiveLIFO, Interval: 15 * time.Second}, 9, time.Minute, append(everySecond(2), 11*time.Second, 12*time.Second), "1111",
			"0 10s, 1 20s, 2 30s, 3 40s"},
		{"deadline drop: whose patience is half over is refused", resilience.Queue{DeadlineDrop: 0.5}, 9, 40 * time.Second, everySecond(4), "1111",
			"0 10s, 1 20s, 2 30s, 3 refused 30s"},
		{"deadline drop: a letter has no deadline", resilience.Queue{DeadlineDrop: 0.1}, 9, 0, everySecond(4), "1111",
			"0 10s, 1 20s, 2 30s, 3 40s"},
		{"codel: once the shortest wait of an interval was too long, twice that is refused",
			resilience.Queue{Discipline: resilience.CoDel, Target: time.Second, Interval: 25 * time.Second}, 9, 2 * time.Minute, everySecond(7), "1111111",
			"0 10s, 1 20s, 2 30s, 3 40s, 4 50s, 5 refused 50s, 6 refused 50s"},
		{"codel: who came when nobody waited ends it",
			resilience.Queue{Discipline: resilience.CoDel, Target: time.Second, Interval: 25 * time.Second}, 9, 2 * time.Minute, append(everySecond(6), 61*time.Second, 62*time.Second), "11111111",
			"0 10s, 1 20s, 2 30s, 3 40s, 4 50s, 5 refused 50s, 6 1m11s, 7 1m21s"},
		{"codel: letters are served however late", resilience.Queue{Discipline: resilience.CoDel, Target: time.Second, Interval: 25 * time.Second}, 9, 0, everySecond(7), "1111111",
			"0 10s, 1 20s, 2 30s, 3 40s, 4 50s, 5 1m0s, 6 1m10s"},
		{"priority: the important are next, the oldest of them first", resilience.Queue{Discipline: resilience.Priority}, 9, time.Minute, everySecond(5), "12010",
			"0 10s, 2 20s, 4 30s, 3 40s, 1 50s"},
		{"priority: nothing is too unimportant", resilience.Queue{Discipline: resilience.Priority}, 9, time.Minute, everySecond(3), "\x00\xff\x09",
			"0 10s, 1 20s, 2 30s"},
		{"shed above a half: a quarter of the mailbox is for all, a half for the more important, the rest for those a customer waits for",
			resilience.Queue{ShedAbove: 0.5}, 4, time.Minute, everySecond(8), "22211100",
			"2 refused 2s, 4 refused 4s, 5 refused 5s, 0 10s, 1 20s, 3 30s, 6 40s, 7 50s"},
		{"shed by the wait: two ahead are twenty seconds", resilience.Queue{ShedWait: 15 * time.Second}, 9, time.Minute, append(everySecond(1), 11*time.Second, 12*time.Second, 13*time.Second, 14*time.Second), "11111",
			"0 10s, 4 refused 14s, 1 21s, 2 31s, 3 41s"},
		{"a limit counts who is served, too", resilience.Queue{Limit: resilience.Limit{Algorithm: resilience.AIMD, Initial: 2}}, 9, time.Minute, everySecond(4), "1111",
			"2 refused 2s, 3 refused 3s, 0 10s, 1 20s"},
		{"the newest first, but nobody in vain", resilience.Queue{Discipline: resilience.LIFO, DeadlineDrop: 0.5}, 9, 40 * time.Second, everySecond(4), "1111",
			"0 10s, 3 20s, 2 30s, 1 refused 30s"},
	} {
		t.Run(row.about, func(t *testing.T) {
			if err := row.queue.Validate(); err != nil {
				t.Fatal(err)
			}
			var got []string
			w := sim.New(1)
			defer w.Close()
			bank := w.Add(sim.Actor{
				Name: "bank", Mailbox: row.mailbox, Service: sim.Constant(10 * time.Second), Discipline: row.queue.Make(byNumber),
				Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
					got = append(got, fmt.Sprint(env.Attempt(), " ", env.Now()))
					return m, nil
				},
			})
			for i, at := range row.comes {
				w.Go("customer", func(env *sim.Env) {
					env.Sleep(at)
					ask := request{sim.Kind(row.kinds[i] - '0')}
					if row.patience == 0 {
						env.SendAgain(bank, ask, i)
						return
					}
					if _, err := env.Try(bank, ask, row.patience, i); err == sim.ErrFull {
						got = append(got, fmt.Sprint(i, " refused ", env.Now()))
					}
				})
			}
			if err := w.Run(sim.Forever); err != nil {
				t.Fatal(err)
			}

			if got := strings.Join(got, ", "); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestPlainQueueIsNoDiscipline(t *testing.T) {
	if (resilience.Queue{}).Make(byNumber) != nil {
		t.Error("a plain queue has a discipline, want none, which is faster")
	}
}

func TestQueueSaysWhatDoesNotFit(t *testing.T) {
	for _, row := range []struct {
		queue resilience.Queue
		want  string // part of the error; empty if it fits
	}{
		{resilience.Queue{}, ""},
		{resilience.Queue{Discipline: resilience.CoDel, Target: time.Second, DeadlineDrop: 0.8, ShedAbove: 0.5}, ""},
		{resilience.Queue{Discipline: resilience.DAGOR, Alpha: 0.1, Requests: 5}, ""},
		{resilience.Queue{Target: time.Second}, "target means nothing to fifo, only to codel and dagor"},
		{resilience.Queue{Discipline: resilience.LIFO, Interval: time.Second}, "interval means nothing to lifo"},
		{resilience.Queue{Discipline: resilience.CoDel, Target: time.Second, Interval: milli}, "an interval of 1ms is shorter than the target of 1s"},
		{resilience.Queue{Discipline: resilience.CoDel, Beta: 0.1}, "requests, alpha and beta mean nothing to codel"},
		{resilience.Queue{Limit: resilience.Limit{Max: 1}}, "limit: it has no algorithm"},
	} {
		switch err := row.queue.Validate(); {
		case row.want == "" && err != nil:
			t.Errorf("%+v: %v, want that it fits", row.queue, err)
		case row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)):
			t.Errorf("%+v: %v, want %q", row.queue, err, row.want)
		}
	}
}

func TestDisciplinesHaveNames(t *testing.T) {
	for i, name := range resilience.Disciplines() {
		var d resilience.Discipline
		text, err := resilience.Discipline(i).MarshalText()
		if err != nil || string(text) != name || d.UnmarshalText(text) != nil || int(d) != i {
			t.Errorf("%s is written %s and read as %d (%v), want %d", name, text, d, err, i)
		}
	}
	var d resilience.Discipline
	if err := d.UnmarshalText([]byte("filo")); err == nil || err.Error() != `"filo" is no discipline, want fifo, lifo, adaptive-lifo, codel, priority or dagor` {
		t.Errorf("filo: %v", err)
	}
}
