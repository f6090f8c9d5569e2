package scenarios

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
)

func TestACrowdTakesWhatItsExecutorKnows(t *testing.T) {
	for _, row := range []struct{ why, crowd, want string }{
		{"a rate of users", "{ executor: constant-vus, vus: 3, duration: 1m, rate: 3 }",
			"rate: has no meaning for constant-vus, which takes vus and duration"},
		{"users of a rate", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, vus: 3 }",
			"vus: has no meaning for constant-arrival-rate, which takes rate and duration"},
		{"spaced users", "{ executor: ramping-vus, stages: [{ duration: 1m, target: 3 }], arrivals: uniform }",
			"arrivals: has no meaning for ramping-vus, which takes startVUs and stages"},
		{"a ramp down of users who stay", "{ executor: constant-vus, vus: 3, duration: 1m, gracefulRampDown: 1s }",
			"gracefulRampDown: has no meaning for constant-vus, which takes vus and duration"},
		{"a duration of iterations", "{ executor: shared-iterations, vus: 3, iterations: 9, duration: 1m }",
			"duration: has no meaning for shared-iterations, which takes vus, iterations and maxDuration"},
		{"stages of iterations", "{ executor: per-vu-iterations, stages: [{ duration: 1m, target: 3 }] }",
			"stages: has no meaning for per-vu-iterations, which takes vus, iterations and maxDuration"},
		{"users for no time", "{ executor: constant-vus, vus: 3 }", "duration: nobody comes, want a duration above 0s, such as 10m"},
		{"a ramp of nobody", "{ executor: ramping-vus, startVUs: 0, stages: [{ duration: 1m, target: 0 }] }",
			"stages: nobody comes, want stages such as [{ duration: 1m, target: 100 }]"},
		{"half a user", "{ executor: ramping-vus, stages: [{ duration: 1m, target: 3 }, { duration: 1m, target: 2.5 }] }",
			"stages[1].target: 2.5 is no number of virtual users, want a whole number from 0 to 100000"},
		{"fewer journeys than users", "{ executor: shared-iterations, vus: 10, iterations: 9 }",
			"iterations: 9 are too few for 10 virtual users, want at least one for each"},
		{"no time for the journeys", "{ executor: shared-iterations, vus: 1, maxDuration: 0s }",
			"maxDuration: nobody comes, want a duration above 0s, such as 10m"},
		{"more made ready than allowed", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, maxVUs: 5, preAllocatedVUs: 6 }",
			"preAllocatedVUs: 6 are more than maxVUs, want at most 5"},
		{"room for nobody", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, maxVUs: 0 }",
			"maxVUs: 0 is too small, want 1 to 1000000000, or auto"},
		{"hours without a curve", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, weekdays: [1, 1, 1, 1, 1, 1, 1] }",
			"weekdays: has no meaning for a flat curve, want curve: diurnal beside it"},
		{"a day of three hours", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, curve: diurnal, hours: [1, 2, 3] }",
			"hours: the list has 3 values, want 24"},
		{"a week of nobody", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, curve: diurnal, weekdays: [0, 0, 0, 0, 0, 0, 0] }",
			"weekdays: nobody ever comes, want a weight above 0"},
		{"two years of hours", "{ executor: constant-arrival-rate, rate: 3, timeUnit: 1h, duration: 730d, curve: diurnal }",
			"curve: the crowd comes for longer than a curve is followed, want at most 400d"},
		{"an unknown curve", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, curve: daily }", `curve: "daily" is no curve, want flat or diurnal`},
		{"bunches without a number", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, arrivals: bursty }",
			`arrivals: "" does not say how much the gaps vary, want cv=2 or another from 0.1 to 10: 1 is by chance, more comes in bunches`},
		{"bunches beyond measure", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, arrivals: bursty(cv=1e9) }",
			`arrivals: "cv=1e9" does not say how much the gaps vary, want cv=2 or another from 0.1 to 10: 1 is by chance, more comes in bunches`},
		{"a bracket too few", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, arrivals: bursty(cv=2 }",
			`arrivals: "bursty(cv=2" does not end with a closing bracket, want one such as bursty(cv=2)`},
		{"chance with a number", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, arrivals: poisson(3) }",
			`arrivals: "poisson(3)": poisson has nothing in brackets`},
		{"eleven years of users", "{ executor: constant-vus, vus: 3, duration: 3650d, startTime: 1d }",
			": the last customer comes after more than 3650d, want fewer"},
		{"a trace with a rate", "{ executor: constant-arrival-rate, rate: 3, arrivals: trace(monday.csv) }",
			"rate: has no meaning for arrivals from a file, which takes executor: constant-arrival-rate, and duration to leave out who comes later"},
		{"a trace of a ramp", "{ executor: ramping-arrival-rate, arrivals: trace(monday.csv) }",
			"arrivals: trace(monday.csv) needs executor: constant-arrival-rate, not ramping-arrival-rate: the file has the times, and no stages"},
		{"a trace without a file", "{ executor: constant-arrival-rate, arrivals: trace() }", `arrivals: "" is no file, want one such as trace(black-friday.csv)`},
		{"a trace of a text", "{ executor: constant-arrival-rate, arrivals: trace(monday.csv) }",
			"arrivals: this scenario comes without files, so there is no monday.csv; name one with --set load.shoppers.arrivals='trace(file.csv)'"},
	} {
		_, err := Parse("shop.yaml", []byte(crowdWith(row.crowd)), nil)

		if err == nil {
			t.Errorf("%s is accepted, want %s", row.why, row.want)
			continue
		}
		want := "load.shoppers." + row.want
		if row.want[0] == ':' {
			want = "load.shoppers" + row.want
		}
		if got := bareOf(err.Error()); got != want {
			t.Errorf("%s:\n got %s\nwant %s", row.why, got, want)
		}
	}
}

// bareOf is a mistake without the place.
func bareOf(text string) string {
	for colons := 0; len(text) > 0; text = text[1:] {
		if text[0] == ' ' && colons == 3 {
			return text[1:]
		}
		if text[0] == ':' {
			colons++
		}
	}
	return text
}

func TestASpacingIsWrittenAsItIsRead(t *testing.T) {
	for text, want := range map[string]string{
		"poisson": "poisson", "uniform": "uniform", "bursty(cv=2)": "bursty(cv=2)", "bursty( cv = 0.5 )": "bursty(cv=0.5)",
		"trace(a/b.csv)": "trace(a/b.csv)", "trace( my file.csv )": "trace(my file.csv)",
	} {
		var s Spacing
		if err := s.UnmarshalText([]byte(text)); err != nil || s.String() != want {
			t.Errorf("%q is read as %q, %v, want %q", text, s, err, want)
		}
	}
}

func TestAGraceIsADurationOrAuto(t *testing.T) {
	for text, want := range map[string]string{
		"auto": "auto", "0s": "0s", "90s": "1m30s",
		"-1s": "-1s is too small, want 0s to 3650d, or auto", "30": `"30" has no unit, want ns, us, ms, s, m, h or d, such as 30s, or auto`,
	} {
		var g Grace
		got := ""
		if err := g.UnmarshalText([]byte(text)); err != nil {
			got = err.Error()
		} else {
			got = g.String()
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestACrowdIsWrittenAsItIsRead(t *testing.T) {
	text := "name: shop\nload:\n" +
		"  a: { executor: constant-arrival-rate, rate: 3, duration: 1m, arrivals: bursty(cv=0.5), gracefulStop: 30s, maxVUs: 5, preAllocatedVUs: 3 }\n" +
		"  b: { executor: ramping-vus, startVUs: 0, gracefulStop: 0s, gracefulRampDown: 0s, stages: [{ duration: 1m, target: 3, warmup: true }] }\n" +
		"  c: { executor: shared-iterations, vus: 3, iterations: 9, maxDuration: 1h, journeys: { browse: 1 } }\n" +
		"  d: { executor: constant-arrival-rate, rate: 3, duration: 1m, maxVUs: auto, curve: diurnal, weekdays: [1, 1, 1, 1, 1, 2, 2] }\n"
	s, err := Parse("shop.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}

	written := write(reflect.ValueOf(s).Elem(), reflect.ValueOf(blankScenario()).Elem(), bounds{})
	again, err := Parse("shop.yaml", []byte(written), nil)
	if err != nil {
		t.Fatalf("%v in\n%s", err, written)
	}

	if diff := cmp.Diff(s.Load, again.Load); diff != "" {
		t.Errorf("written as\n%s\nand read back (-before +after):\n%s", written, diff)
	}
}

func TestAScaledLoadHasWholeUsersAndFewerJourneys(t *testing.T) {
	s, err := Parse("shop.yaml", []byte("name: shop\nload:\n"+
		"  ramp: { executor: ramping-vus, startVUs: 0, stages: [{ duration: 1m, target: 25 }, { duration: 1m, target: 3 }, { duration: 1m, target: 0 }] }\n"+
		"  shared: { executor: shared-iterations, vus: 40, iterations: 900 }\n"+
		"  each: { executor: per-vu-iterations, vus: 40, iterations: 9 }\n"+
		"  rate: { executor: constant-arrival-rate, rate: 30, duration: 1m, maxVUs: 50, preAllocatedVUs: 20 }\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Load[3].Trace = Trace{Times: make([]time.Duration, 95), Journeys: make([]actors.Journey, 95)}

	s.Scale = 10
	s.shrink()

	ramp, shared, each, rate := &s.Load[0], &s.Load[1], &s.Load[2], &s.Load[3]
	if ramp.Stages[0].Target != 3 || ramp.Stages[1].Target != 1 || ramp.Stages[2].Target != 0 || ramp.users() != 3 {
		t.Errorf("the ramp goes to %v, want 3, 1 and 0 users", ramp.Stages)
	}
	if shared.VUs != 4 || shared.Iterations != 90 || each.VUs != 4 || each.Iterations != 9 {
		t.Errorf("%d journeys of %d users, %d of each of %d, want 90 of 4 and 9 of each of 4", shared.Iterations, shared.VUs, each.Iterations, each.VUs)
	}
	if rate.Rate != 3 || rate.MaxVUs != 5 || rate.PreAllocatedVUs != 2 || len(rate.Trace.Times) != 9 || len(rate.Trace.Journeys) != 9 {
		t.Errorf("a rate of %g, at most %d at once, a trace of %d, want 3, 5 and 9", rate.Rate, rate.MaxVUs, len(rate.Trace.Times))
	}
}

func FuzzSpacing(f *testing.F) {
	for _, text := range []string{"poisson", "uniform", "bursty(cv=2)", "trace(a/b.csv)", "bursty(cv=NaN)"} {
		f.Add(text)
	}
	fits := regexp.MustCompile(Spacing{}.spelling().pattern)
	f.Fuzz(func(t *testing.T, text string) {
		var s, again Spacing
		if err := s.UnmarshalText([]byte(text)); err != nil {
			if err.Error() == "" || s != (Spacing{}) {
				t.Errorf("%q is refused as %q and leaves %v", text, err, s)
			}
			return
		}
		switch {
		case s.Way == Bursty && !(s.CV >= leastCV && s.CV <= mostCV), s.Way != Bursty && s.CV != 0, (s.Way == Replayed) != (s.File != ""):
			t.Errorf("%q is read as %+v", text, s)
		case !fits.MatchString(text) && !strings.Contains(text, "\n"):
			t.Errorf("%q is accepted, and the schema does not accept it", text)
		}
		if err := again.UnmarshalText([]byte(s.String())); err != nil || again != s {
			t.Errorf("%q is written as %q and read back as %v, %v", text, s, again, err)
		}
	})
}
