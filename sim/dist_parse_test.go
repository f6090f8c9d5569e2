package sim_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"buynow/sim"
)

func TestDistsAreReadAsTheyAreWritten(t *testing.T) {
	for _, s := range samples {
		got, err := sim.ParseDist(s.text)
		if err != nil || !got.Equal(s.dist) {
			t.Errorf("ParseDist(%s) = %v, %v", s.text, got, err)
		}
		if got := s.dist.String(); got != s.text {
			t.Errorf("String() = %s, want %s", got, s.text)
		}
	}
}

func TestDistsMayBeWrittenInOtherWays(t *testing.T) {
	cases := []struct{ text, want string }{
		{"7", "7"},
		{" -2.5e3 ", "-2500"},
		{"const( 1d12h )", "1d12h"},
		{"exp(mean=6000ms)", "exp(6s)"},
		{"exp(0)", "exp(0)"},
		{"uniform(0, 5s)", "uniform(0s, 5s)"},
		{"uniform(-5, 5)", "uniform(-5, 5)"},
		{"lognormal(p99 = 2s, p50 = 350ms)", "lognormal(p50=350ms, p99=2s)"},
		{"lognormal(sigma=0.4, median=4ms)", "lognormal(4ms, 0.4)"},
		{"gamma(shape=2, scale=2ms)", "gamma(2, 2ms)"},
		{"zipf(1.1, 0)", "zipf(1.1)"},
		{"zipf(n=10, s=0)", "zipf(0, 10)"},
		{"empirical(0:1, 5s : 2)", "empirical(0s:1, 5s:2)"},
		{"empirical(-1:41, 1:59)", "empirical(-1:41, 1:59)"},
	}
	for _, c := range cases {
		got, err := sim.ParseDist(c.text)
		if err != nil || got.String() != c.want {
			t.Errorf("ParseDist(%s) = %v, %v, want %s", c.text, got, err, c.want)
		}
	}
}

func TestBareNumbersAreNoDurations(t *testing.T) {
	cases := []struct {
		text  string
		timed bool
	}{
		{"5ms", true}, {"0s", true}, {"exp(6s)", true}, {"uniform(0, 1s)", true}, {"gamma(2, 2ms)", true},
		{"lognormal(4ms, 0.4)", true}, {"pareto(1ms, 1.5)", true}, {"empirical(0:1, 1s:1)", true},
		{"5", false}, {"0", false}, {"exp(6)", false}, {"uniform(0, 1)", false}, {"gamma(2, 2)", false},
		{"lognormal(4, 0.4)", false}, {"zipf(1.1)", false}, {"empirical(0:1, 1:1)", false},
	}
	for _, c := range cases {
		d, err := sim.ParseDist(c.text)
		if err != nil || d.IsDuration() != c.timed {
			t.Errorf("%s: IsDuration() = %v, %v, want %v", c.text, d.IsDuration(), err, c.timed)
		}
	}
}

func TestMistakesInDistsAreExplained(t *testing.T) {
	const known = "want const, uniform, exp, lognormal, gamma, erlang, pareto, zipf, empirical"
	cases := []struct{ text, want string }{
		{"", `there is no distribution, want one such as 5ms, exp(6s) or lognormal(4ms, 0.4)`},
		{"gama(2, 2ms)", `there is no distribution "gama", ` + known + `, did you mean gamma?`},
		{"Exponential(2ms)", `there is no distribution "Exponential", ` + known + `, did you mean exp?`},
		{"normal(2, 2ms)", `there is no distribution "normal", ` + known + `, did you mean lognormal?`},
		{"weibull(2, 2ms)", `there is no distribution "weibull", ` + known},
		{"(5s)", `there is no distribution "", ` + known},
		{"exp", `exp needs its parameters, such as exp(6s)`},
		{"exp(6s", `"exp(6s" does not end with a closing bracket`},
		{"exp()", `exp has the wrong parameters, want them as in exp(6s)`},
		{"gamma(2, shape=2)", `gamma has the wrong parameters, want them as in gamma(2, 2ms)`},
		{"gamma(shape=2, shape=2)", `gamma has the wrong parameters, want them as in gamma(2, 2ms)`},
		{"gamma(2, 2ms, 3)", `gamma has the wrong parameters, want them as in gamma(2, 2ms)`},
		{"lognormal(p50=2s)", `lognormal has the wrong parameters, want them as in lognormal(4ms, 0.4) or lognormal(p50=350ms, p99=2s)`},
		{"lognormal(p50=2s, sigma=1)", `lognormal has the wrong parameters, want them as in lognormal(4ms, 0.4) or lognormal(p50=350ms, p99=2s)`},
		{"lognormal(4ms, 0.4s)", `lognormal sigma: "0.4s" is not a bare number from 0 to 10`},
		{"lognormal(4ms, 12)", `lognormal sigma is 12, want a bare number from 0 to 10`},
		{"lognormal(p50=2s, p99=1s)", `lognormal p99 is 1s, want 1 to 10000000000 times p50, 2s`},
		{"lognormal(p50=0s, p99=1s)", `lognormal p50 is 0, want above 0`},
		{"uniform(1s, 10)", `uniform mixes 1s and 10, want a unit of time on both or on neither`},
		{"uniform(10, 1)", `uniform low is 10, want at most high, 1`},
		{"exp(-6s)", `exp mean is -6s, want 0s to 3650d`},
		{"exp(-6)", `exp mean is -6, want 0 to 1000000000000000`},
		{"5y", `"5y" is no duration, want numbers with ns, us, ms, s, m, h or d, the days first, such as 350ms or 1d12h`},
		{"exp(11000d)", `exp mean: "11000d" is too long, want at most 3650d`},
		{"exp(NaN)", `exp mean: "NaN" is no duration, want numbers with ns, us, ms, s, m, h or d, the days first, such as 350ms or 1d12h`},
		{"gamma(Inf, 1s)", `gamma shape: "Inf" is not a bare number from 0.001 to 1000000`},
		{"erlang(2.5, 1s)", `erlang stages is 2.5, want a whole number from 1 to 1000000`},
		{"pareto(1ms, 1)", `pareto alpha is 1, want a bare number from 1.001 to 1000`},
		{"zipf(1.1, 2e6)", `zipf n is 2000000, want a whole number from 0 to 1000000`},
		{"empirical(1s)", `empirical: "1s" is no value with its weight, want pairs as in empirical(1s:70, 5s:30)`},
		{"empirical(1s:1, 2:1)", `empirical mixes times and bare numbers, want a unit of time on all values or on none`},
		{"empirical(1s:-1)", `empirical weight is -1, want 0 or 1e-09 to 1000000000`},
		{"empirical(1s:0)", `empirical weights are all 0, want one above`},
	}
	for _, c := range cases {
		got, err := sim.ParseDist(c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("ParseDist(%s) = %v\n got: %v\nwant: %v", c.text, got, err, c.want)
		}
	}
}

func TestConstructorsPanicOnABug(t *testing.T) {
	cases := []struct {
		make func()
		want string
	}{
		{func() { sim.Exponential(-time.Second) }, "sim: exp mean is -1s, want 0s to 3650d"},
		{func() { sim.Constant(math.NaN()) }, "sim: const value is NaN, want -1000000000000000 to 1000000000000000"},
		{func() { sim.Empirical([]int{1}, nil) }, "sim: empirical has 1 values and 0 weights, want as many of both, 1 to 1000000"},
	}
	for _, c := range cases {
		func() {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("panic %v, want %s", got, c.want)
				}
			}()
			c.make()
		}()
	}
}

func TestDistIsTextToEncoders(t *testing.T) {
	given := `{"Service":"gamma(2, 2ms)"}`
	var config struct{ Service sim.Dist }

	if err := json.Unmarshal([]byte(given), &config); err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(config)

	if err != nil || string(got) != given {
		t.Errorf("Marshal = %s, %v, want %s", got, err, given)
	}
	if err := json.Unmarshal([]byte(`{"Service":"gamma(2)"}`), &config); err == nil {
		t.Error("gamma(2) was accepted")
	}
}

func TestDurationsAreReadAndWritten(t *testing.T) {
	cases := []struct {
		text string
		want time.Duration
		back string
	}{
		{"3d", 72 * time.Hour, "3d"},
		{"1d12h", 36 * time.Hour, "1d12h"},
		{"0.5d", 12 * time.Hour, "12h"},
		{"1d0.5s", 24*time.Hour + time.Second/2, "1d500ms"},
		{"90m", 90 * time.Minute, "1h30m"},
		{"1h0m5s", time.Hour + 5*time.Second, "1h0m5s"},
		{"350ms", 350 * time.Millisecond, "350ms"},
		{"1.5us", 1500, "1.5us"},
		{"2µs", 2000, "2us"},
		{"10m", 10 * time.Minute, "10m"},
		{"20h", 20 * time.Hour, "20h"},
		{"0", 0, "0s"},
		{"-1d12h", -36 * time.Hour, "-1d12h"},
		{"+5s", 5 * time.Second, "5s"},
		{"3650d", sim.Longest, "3650d"},
	}
	for _, c := range cases {
		got, err := sim.ParseDuration(c.text)
		if err != nil || got != c.want {
			t.Errorf("ParseDuration(%s) = %v, %v, want %v", c.text, got, err, c.want)
		}
		if back := sim.FormatDuration(c.want); back != c.back {
			t.Errorf("FormatDuration(%v) = %s, want %s", c.want, back, c.back)
		}
	}
}

func TestMistakesInDurationsAreExplained(t *testing.T) {
	const units = ", want numbers with ns, us, ms, s, m, h or d, the days first, such as 350ms or 1d12h"
	cases := []struct{ text, want string }{
		{"", `"" is no duration` + units},
		{"5", `"5" has no unit, want ns, us, ms, s, m, h or d, such as 5s`},
		{"12h1d", `"12h1d" is no duration` + units},
		{"1d1d", `"1d1d" is no duration` + units},
		{"1d-1h", `"1d-1h" is no duration` + units},
		{"--1h", `"--1h" is no duration` + units},
		{"d", `"d" is no duration` + units},
		{"5 s", `"5 s" is no duration` + units},
		{"3651d", `"3651d" is too long, want at most 3650d`},
		{"3650d1ns", `"3650d1ns" is too long, want at most 3650d`},
		{"99999999999d", `"99999999999d" is no duration` + units},
	}
	for _, c := range cases {
		got, err := sim.ParseDuration(c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("ParseDuration(%s) = %v\n got: %v\nwant: %v", c.text, got, err, c.want)
		}
	}
}

func FuzzParseDist(f *testing.F) {
	for _, s := range samples {
		f.Add(s.text)
	}
	for _, text := range []string{"exp(", "lognormal(p99=2s,p50=1s)", "empirical(:,:)", "uniform(=,)", "zipf(1,1e4)", "-0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := sim.ParseDist(text)
		if err != nil {
			return
		}

		again, err := sim.ParseDist(d.String())

		if err != nil || !again.Equal(d) || again.String() != d.String() {
			t.Errorf("%q is %s, which is read as %s, %v", text, d, again, err)
		}
		l := sim.Fate(42, forBank, 7)
		if x := d.Draw(&l); math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("%s draws %v", d, x)
		}
		if mean := d.Mean(); math.IsNaN(mean) || math.IsInf(mean, 0) {
			t.Errorf("the mean of %s is %v", d, mean)
		}
	})
}

func FuzzParseDuration(f *testing.F) {
	for _, text := range []string{"3d", "1d12h", "350ms", "-5s", "0.5d", "12h1d", "1d-1h", "9999999999d", ".d", "µs"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := sim.ParseDuration(text)
		if err != nil {
			return
		}

		again, err := sim.ParseDuration(sim.FormatDuration(d))

		if err != nil || again != d {
			t.Errorf("%q is %s, which is read as %s, %v", text, sim.FormatDuration(d), again, err)
		}
		if d < -sim.Longest || d > sim.Longest {
			t.Errorf("%q is %v, beyond ten years", text, d)
		}
	})
}
