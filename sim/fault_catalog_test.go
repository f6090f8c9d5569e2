package sim_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

func rowNamed(t *testing.T, name string) sim.FaultRow {
	t.Helper()
	at := slices.IndexFunc(sim.Faults, func(row sim.FaultRow) bool { return row.Name == name })
	if at < 0 {
		t.Fatalf("there is no fault %s", name)
	}
	return sim.Faults[at]
}

// What does not fit together is told, with what to do about it.
func TestCatalogRefusesWhatMeansNothing(t *testing.T) {
	for _, row := range []struct {
		kind   string
		change func(*sim.Fault)
		want   string
	}{
		{"delay", func(*sim.Fault) {}, "changes nothing: want a delay of more than 0s, or a factor of more than 1"},
		{"reorder", func(f *sim.Fault) { f.Delay = sim.Dist{} }, "want a time, more than 0s"},
		{"duplicate", func(f *sim.Fault) { f.Count = 0 }, "count is 0, want 1 to 100 copies"},
		{"corrupt", func(f *sim.Fault) {}, "field is missing"},
		{"corrupt", func(f *sim.Fault) { f.Field, f.Mode = "amount", "smudge" }, "mode is \"smudge\", want one of flip"},
		{"replay_old", func(f *sim.Fault) { f.Age = 0 }, "age is 0s, want more"},
		{"error_reply", func(f *sim.Fault) { f.Error = "teapot" }, "error is \"teapot\", want one of down, full, throttled, internal"},
		{"bandwidth", func(f *sim.Fault) { f.Rate = 0 }, "rate is 0, want so many a second"},
		{"partition", func(f *sim.Fault) { f.RampIn = time.Second }, "partition comes in no degrees: leave out ramp_in and ramp_out"},
		{"ack_lost", func(f *sim.Fault) { f.Direction = sim.Requests }, "direction can only be responses"},
		{"queue_full", func(f *sim.Fault) { f.Count = 0 }, "count is 0, want 1 or more"},
		{"queue_full", func(f *sim.Fault) { f.Probability = 0.5 }, "is done to an actor, not to messages: leave out where, probability"},
		{"crash", func(f *sim.Fault) { f.Point = "midway" }, "point is \"midway\", want one of before_commit, after_commit, between_steps"},
		{"crash", func(f *sim.Fault) { f.Restart, f.For = time.Second, time.Minute }, "restart has no meaning beside for"},
		{"crash", func(f *sim.Fault) { f.Target = "step 7" }, "does so at a point"},
		{"crash", func(f *sim.Fault) { f.Nth = 7 }, "is done to an actor, not to messages"},
		{"zombie", func(f *sim.Fault) { f.Target = "bank[1/8]" }, "cannot be replaced as a whole"},
		{"slow", func(f *sim.Fault) { f.Factor = 0.5 }, "factor is 0.5, which makes nothing slower: want more than 1"},
		{"brown_out", func(f *sim.Fault) { f.Nth = 3 }, "picks by probability alone"},
		{"pool_shrink", func(f *sim.Fault) { f.Count, f.RampIn = 3, time.Second }, "count comes in no degrees"},
		{"latency_under_load", func(f *sim.Fault) { f.Factor = 0 }, "factor is 0, want more than 0"},
		{"clock_skew", func(f *sim.Fault) { f.Offset = 0 }, "the clock is right"},
	} {
		t.Run(row.kind+": "+row.want, func(t *testing.T) {
			made := rowNamed(t, row.kind)
			f := made.Base
			f.Type, f.Probability = row.kind, max(f.Probability, 1)
			row.change(&f)
			if err := made.Check(&f); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("Check = %v, want it to say %q", err, row.want)
			}
		})
	}
}

// Each row says of itself what a reader of the list needs.
func TestCatalogIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range sim.Faults {
		if seen[row.Name] || row.Group == "" || row.Text == "" || row.Says == "" || row.Make == nil || row.Aims == 0 || !strings.HasPrefix(row.Example, "{ type: "+row.Name+", ") {
			t.Errorf("%q is there twice, or something of it is missing: %+v", row.Name, row)
		}
		seen[row.Name] = true
		for _, field := range row.Takes {
			if !strings.Contains(row.Example, field+":") && row.Name != "delay" && row.Name != "maintenance" && row.Name != "rate_limit" && row.Name != "pool_shrink" {
				t.Errorf("the example of %s does not say %s: %s", row.Name, field, row.Example)
			}
		}
	}
}

// order is a message with everything in it that can be corrupted.
type order struct {
	Total    int64
	Pieces   uint32
	Weight   float64
	Gift     bool
	Name     string
	Lines    []orderLine
	PaidWith *orderCard
}

type orderLine struct{ Qty int }
type orderCard struct{ Number string }

func (*order) Kind() sim.Kind { return 1 }

// A checksum finds out what was changed on its way, and nothing else: it is dropped.
func TestChecksumDropsWhatWasChanged(t *testing.T) {
	for _, summed := range []bool{false, true} {
		w := sim.New(1)
		defer w.Close()
		if summed {
			w.Checksum()
		}
		arrived := 0
		desk := w.Add(sim.Actor{Name: "desk", Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) {
			arrived++
			return m, nil
		}})
		var errs []error
		w.Go("customer", func(env *sim.Env) {
			for _, o := range []*order{{Total: 1234}, {}, {Total: 99}} {
				_, err := env.Call(desk, o, time.Second)
				errs = append(errs, err)
			}
		})
		w.Inflict(sim.Fault{Name: "corrupt", Probability: 1}, []sim.Deed{sim.Corrupt{Field: "total", Mode: "zero"}}, sim.Aim{Actor: desk})

		mustRun(t, w)

		heard, wanted := []error{nil, nil, nil}, 3
		if summed {
			heard, wanted = []error{sim.ErrTimeout, nil, sim.ErrTimeout}, 1
		}
		if !slices.Equal(errs, heard) || arrived != wanted {
			t.Errorf("with a checksum %t: %d arrived, and the callers heard %v, want %d and %v", summed, arrived, errs, wanted, heard)
		}
	}
}

// A clone is corrupted, one field of it, and what was sent is as it was.
func TestCorruptChangesOneFieldOfAClone(t *testing.T) {
	for _, row := range []struct {
		field, mode string
		is          func(got *order) bool
	}{
		{"total", "times-100", func(o *order) bool { return o.Total == 123400 }},
		{"total", "divide-100", func(o *order) bool { return o.Total == 12 }},
		{"total", "negate", func(o *order) bool { return o.Total == -1234 }},
		{"total", "zero", func(o *order) bool { return o.Total == 0 }},
		{"total", "flip", func(o *order) bool { return o.Total != 1234 && (o.Total^1234)&(o.Total^1234-1) == 0 }},
		{"pieces", "times-100", func(o *order) bool { return o.Pieces == 300 }},
		{"weight", "times-100", func(o *order) bool { return o.Weight == 250 }},
		{"weight", "truncate", func(o *order) bool { return o.Weight == 2 }},
		{"gift", "flip", func(o *order) bool { return o.Gift }},
		{"name", "truncate", func(o *order) bool { return o.Name == "Al" }},
		{"name", "flip", func(o *order) bool { return o.Name != "Alma" && len(o.Name) == 4 }},
		{"lines.qty", "zero", func(o *order) bool { return o.Lines[0].Qty*o.Lines[1].Qty == 0 && o.Lines[0].Qty+o.Lines[1].Qty > 0 }},
		{"lines", "truncate", func(o *order) bool { return len(o.Lines) == 1 }},
		{"paid_with.number", "truncate", func(o *order) bool { return o.PaidWith.Number == "42" }},
		{"total", "stale", func(o *order) bool { return o.Total == 99 && o.Name == "Alma" }},
		{"", "stale", func(o *order) bool { return o.Total == 99 && o.Name == "Bo" }},
		{"colour", "zero", func(o *order) bool { return o.Total == 1234 }},
	} {
		t.Run(row.field+" "+row.mode, func(t *testing.T) {
			w := sim.New(1)
			defer w.Close()
			var got *order
			desk := w.Add(sim.Actor{Name: "desk", Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) {
				got = m.(*order)
				return nil, nil
			}})
			sent := func() *order {
				return &order{1234, 3, 2.5, false, "Alma", []orderLine{{1}, {2}}, &orderCard{"4242"}}
			}
			one := sent()
			w.Go("customer", func(env *sim.Env) {
				env.Send(desk, &order{Total: 99, Name: "Bo"})
				env.Sleep(time.Second)
				env.SendAgain(desk, one, 1)
			})
			f := w.Inflict(sim.Fault{Name: "corrupt", Probability: 1}, []sim.Deed{sim.Corrupt{Field: row.field, Mode: row.mode}}, sim.Aim{Actor: desk})

			mustRun(t, w)

			if !row.is(got) {
				t.Errorf("it arrived as %+v", got)
			}
			if row.field == "colour" && f.Hits != 0 || row.field != "colour" && f.Hits == 0 {
				t.Errorf("%d hits of %d", f.Hits, f.Seen)
			}
			if want := sent(); one.Total != want.Total || one.Name != want.Name || !slices.Equal(one.Lines, want.Lines) || *one.PaidWith != *want.PaidWith {
				t.Errorf("what was sent has become %+v", one)
			}
		})
	}
}
