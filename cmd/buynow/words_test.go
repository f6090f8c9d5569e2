package main

import "testing"

func TestNumbersAreWrittenForPeople(t *testing.T) {
	for _, row := range []struct{ got, want, why string }{
		{count(0), "0", "nothing"},
		{count(999), "999", "below a thousand"},
		{count(1_204_331), "1,204,331", "thousands are separated"},
		{count(-24_466), "-24,466", "a sign stays in front"},
		{plural(1, "order"), "1 order", "one is singular"},
		{latency(0), "0 ms", "nothing has a unit"},
		{latency(0.412), "412 µs", "below a millisecond"},
		{latency(0.9996), "1 ms", "rounding goes up a unit"},
		{latency(999.6), "1.0 s", "rounding goes up a unit"},
		{latency(3_900), "3.9 s", "seconds have a tenth"},
		{latency(58_000), "58 s", "but not from ten on"},
		{latency(59_600), "1m00s", "rounding goes up a unit"},
		{latency(130_000), "2m10s", "minutes"},
		{latency(11_100_000), "3h05m", "hours"},
		{latency(7_199_900), "2h00m", "sixty minutes are an hour"},
		{latency(2.4 * 86_400_000), "2.4 d", "days"},
		{exactLatency(61_200), "61.2 s", "a number that stands alone keeps its tenth"},
		{clock(0), "0s", "the beginning"},
		{clock(271), "4m31s", "minutes and seconds"},
		{clock(420), "7m", "no parts that are zero"},
		{clock(1_656_000), "19d4h", "days and hours"},
		{stopwatch(0.31), "0.31 s", "our own time is short"},
		{stopwatch(0.0021), "2 ms", "or shorter"},
		{times(1_522.4), "1,522x", "a large factor is whole"},
		{times(0.5), "0.5x", "a small one is not"},
		{percent(0.974), "97.4 %", "a share"},
		{measured(61_200, "ms"), "61.2 s", "durations by their size"},
		{measured(0.0752, ""), "0.0752", "a rate with three digits"},
		{measured(1_840, ""), "1,840", "a count"},
		{measured(0.00001, ""), "0.00001", "a tiny rate is not rounded to nothing"},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %s, want %s", row.why, row.got, row.want)
		}
	}
}

func TestShellReadsBackWhatWasQuoted(t *testing.T) {
	for text, want := range map[string]string{
		"black-friday":                "black-friday",
		"load.stages[0].target=5":     "'load.stages[0].target=5'",
		"my shop.yaml":                "'my shop.yaml'",
		"it's":                        `'it'\''s'`,
		"":                            "''",
		"$(rm -rf)":                   "'$(rm -rf)'",
		"actors.bank.workers=48":      "actors.bank.workers=48",
		"a -> b={timeout: 2s}":        "'a -> b={timeout: 2s}'",
		"checkout/black-friday.yaml~": "'checkout/black-friday.yaml~'",
	} {
		if got := quoted(text); got != want {
			t.Errorf("quoted(%q) = %s, want %s", text, got, want)
		}
	}
}
