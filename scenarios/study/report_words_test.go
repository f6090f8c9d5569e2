package study

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/sim/experiment"
)

func TestNumbersHaveTheDigitsThatTheirIntervalsLeave(t *testing.T) {
	for _, row := range []struct {
		what       string
		e          experiment.Estimate
		unit       experiment.Unit
		difference bool
		want       string
	}{
		{"a count", experiment.Estimate{Mean: 9405.4, Low: 9390, High: 9421, N: 20, Method: "t"}, experiment.Count, false, "9,405 (9,390 to 9,421)"},
		{"milliseconds", experiment.Estimate{Mean: 0.1184, Low: 0.1164, High: 0.1204, N: 20, Method: "t"}, experiment.Seconds, false, "118.4 ms (116.4 to 120.4)"},
		{"minutes", experiment.Estimate{Mean: 1210, Low: 400, High: 2020, N: 20, Method: "t"}, experiment.Seconds, false, "20 min (7 to 34)"},
		{"days", experiment.Estimate{Mean: 340_000, Low: 339_000, High: 341_000, N: 20, Method: "t"}, experiment.Seconds, false, "3.935 d (3.924 to 3.947)"},
		{"a share that falls", experiment.Estimate{Mean: -0.464, Low: -0.501, High: -0.426, N: 20, Method: "t"}, experiment.Share, true, "−46.4 % (−50.1 to −42.6)"},
		{"a share that grows", experiment.Estimate{Mean: 0.41, Low: 0.35, High: 0.47, N: 20, Method: "t"}, experiment.Share, true, "+41 % (+35 to +47)"},
		{"a share across zero", experiment.Estimate{Mean: 0.02, Low: -0.01, High: 0.05, N: 20, Method: "t"}, experiment.Share, true, "+2.0 % (−1.0 to +5.0)"},
		{"money", experiment.Estimate{Mean: 1_236_015, Low: 1_018_671, High: 1_453_359, N: 20, Method: "t"}, experiment.EuroHours, false, "1.24 M€h (1.02 to 1.45)"},
		{"always the same", experiment.Estimate{Mean: 42, Low: 42, High: 42, N: 20, Method: "exact"}, experiment.Count, false, "42"},
		{"one run", experiment.Estimate{Mean: 3.14159, Low: 3.14159, High: 3.14159, N: 1, Method: "none"}, experiment.Ratio, false, "3.14"},
		{"never", experiment.Estimate{N: 20, Method: "exact"}, experiment.Euro, false, "0 €"},
		{"nothing known", experiment.Estimate{Method: "none"}, experiment.Count, false, "–"},
	} {
		words := estimate(row.e, row.unit, row.difference)
		got := words.value()
		if words.spread {
			got += " (" + words.interval() + ")"
		}
		if got = strings.ReplaceAll(got, space, " "); got != row.want {
			t.Errorf("%s is told as %s, want %s", row.what, got, row.want)
		}
	}
}

func TestRatesAreToldByWholeNumbers(t *testing.T) {
	for _, row := range []struct {
		rate float64
		want string
	}{{3.0 / 240_000, "1.3 in 100,000"}, {0.036, "3.6 in 100"}, {0.5, "50 in 100"}, {1e-7, "1 in 10,000,000"}, {0, "0 in 100"}} {
		if got := oneIn(row.rate); got != row.want {
			t.Errorf("a rate of %g is told as %s, want %s", row.rate, got, row.want)
		}
	}
}

func TestTimesAreToldInTheirUnit(t *testing.T) {
	for seconds, want := range map[float64]string{0: "0 s", 0.0005: "500 µs", 0.118: "118 ms", 14.2: "14.2 s", 96: "96 s", 384: "6.4 min", 7200: "2 h", 181_440: "2.1 d", math.Inf(1): "–"} {
		if got := strings.ReplaceAll(span(seconds), space, " "); got != want {
			t.Errorf("%g s is told as %s, want %s", seconds, got, want)
		}
	}
}

// Whatever is not a number is unknown, and nothing of it reaches a file.
func TestOddNumbersAreUnknown(t *testing.T) {
	for _, odd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		r := made(3, 20)
		c := r.Comparison
		c.Rows[2].Cells[1].Relative.Mean, c.Rows[3].Cells[0].Estimate.High, c.Orders, c.Width = odd, odd, odd, odd
		c.Curves[1].Confirmed[7].Low, c.Curves[0].First[3], c.Curves[2].Answer[9].Mean = odd, odd, odd

		files := written(t, r, WriteOptions{})
		for name, text := range files {
			if bytes.Contains(text, []byte("NaN")) || bytes.Contains(text, []byte("Inf")) || bytes.Contains(text, []byte("∞")) {
				t.Errorf("%g reached %s", odd, name)
			}
		}
		var back Result
		if err := json.Unmarshal(files["result.json"], &back); err != nil {
			t.Errorf("with %g: %v", odd, err)
		}
		if e := back.Comparison.Rows[2].Cells[1].Relative; e.N != 0 || e.Method != experiment.None {
			t.Errorf("an estimate of %g is written as %+v, want an unknown one", odd, e)
		}
	}
}

func TestResultReadsBackAsItWas(t *testing.T) {
	for name, r := range shapes {
		var back Result
		if err := json.Unmarshal(written(t, r, WriteOptions{})["result.json"], &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, &back); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// The files hold each number to the last digit.
func TestTablesHoldTheNumbersAsTheyAre(t *testing.T) {
	r := made(3, 20)
	rows := readTable(t, written(t, r, WriteOptions{})["csv/metrics.csv"])

	c, at := r.Comparison, 0
	if len(rows) != 3*len(c.Rows) {
		t.Fatalf("%d rows, want one of each metric of each variant: %d", len(rows), 3*len(c.Rows))
	}
	for _, metric := range c.Rows {
		for i, cell := range metric.Cells {
			got := rows[at]
			at++
			for column, want := range map[string]float64{"mean": cell.Estimate.Mean, "low": cell.Estimate.Low, "difference_high": cell.Difference.High, "relative": cell.Relative.Mean, "p_holm": cell.Holm} {
				if against := strings.HasPrefix(column, "difference") || column == "relative"; against && i == c.Baseline && got[column] == "" {
					continue // made by hand, the baseline is held against nobody
				}
				if v, err := strconv.ParseFloat(got[column], 64); err != nil || v != want {
					t.Errorf("%s of %s: %s is %s, want %v", metric.Metric.Name, c.name(i), column, got[column], want)
				}
			}
			if got["variant"] != c.name(i) || got["verdict"] != string(cell.Verdict) {
				t.Errorf("row %d is of %s and says %s", at, got["variant"], got["verdict"])
			}
		}
	}
	for name, want := range map[string]int{"curves": 3 * 120, "steps": 3 * 15, "pairs": 2 * 3, "causes": 4, "times": 3 * len(c.Curves[0].Answer)} {
		if got := len(readTable(t, written(t, r, WriteOptions{})["csv/"+name+".csv"])); got != want {
			t.Errorf("%s has %d rows, want %d", name, got, want)
		}
	}
}

func readTable(t *testing.T, text []byte) (rows []map[string]string) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("no table: %v", err)
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// Of runs that were cut short nobody knows what came of them: that is not nothing, neither in a picture nor in a
// table.
func TestWhatNobodyKnowsIsNotNought(t *testing.T) {
	r := madeCapacity()
	r.Capacity.Probes = append(r.Capacity.Probes, Probe{Load: 240, Of: 3, Goodput: experiment.Estimate{Method: experiment.None}, P99: experiment.Estimate{Method: experiment.None}})

	files := written(t, r, WriteOptions{})

	page, err := read(files["report.html"])
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"goodput: from 0 to", "| 0/s", "| 0 s"} {
		if strings.Contains(strings.ReplaceAll(page, space, " "), wrong) {
			t.Errorf("the page says %q of a load of which nobody knows", wrong)
		}
	}
	rows := readTable(t, files["csv/probes.csv"])
	if last := rows[len(rows)-1]; last["load"] != "240" || last["goodput_per_s"] != "" || last["p99_high"] != "" || rows[0]["goodput_per_s"] == "" {
		t.Errorf("the file says %v, want nothing about goodput and p99", last)
	}

	c := made(2, 20)
	c.Comparison.Rows[0].Cells[1].Estimate = experiment.Estimate{Method: experiment.None}
	if row := readTable(t, written(t, c, WriteOptions{})["csv/metrics.csv"])[1]; row["mean"] != "" || row["n"] != "0" {
		t.Errorf("a metric of which nothing is known is %q of %s runs, want nothing", row["mean"], row["n"])
	}
}

// A shop may lose money, so an axis of money goes below nought where the curves do.
func TestALossIsDrawnBelowNought(t *testing.T) {
	w := madeSweep(Grid, 1).Sweep
	w.Metric = experiment.Metric{Name: "profit", Text: "profit", Unit: experiment.Euro, Better: experiment.More}
	w.Points[0].Estimates[0] = experiment.Estimate{Mean: -400, Low: -450, High: -350, N: 10, Method: experiment.StudentT}

	lines := w.curves()

	if lines.Y.Low > -450 || lines.Curves[0].Y[0] != -400 || lines.Curves[0].Low[0] != -450 {
		t.Errorf("the axis begins at %v, and a loss of 400 (350 to 450) is drawn at %v from %v", lines.Y.Low, lines.Curves[0].Y[0], lines.Curves[0].Low[0])
	}
}
