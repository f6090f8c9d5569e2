package scenarios

import "testing"

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
			"stages[1].target: 2.5 is no number of virtual users, want a whole number from 0 to 1000000"},
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
			"hours: the list has 3 values, want 24: one for each hour of a day"},
		{"a week of nobody", "{ executor: constant-arrival-rate, rate: 3, duration: 1m, curve: diurnal, weekdays: [0, 0, 0, 0, 0, 0, 0] }",
			"weekdays: nobody ever comes, want a weight above 0"},
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
