package study

import (
	"fmt"
	"html/template"
	"math"

	"buynow/sim/chart"
	"buynow/sim/experiment"
)

// The rows of the table, in pixels.
const (
	forestWidth = 240
	headHeight  = 32
	rowHeight   = 28
	groupHeight = 25
	footHeight  = 20
)

// forest is the table of a comparison: estimates, and paired differences on one axis.
type forest struct {
	Of       string // "mean of 20 runs of 12,000 orders"
	Baseline letter
	Others   []letter
	Against  string // "B against A"
	Interval string // "95 % interval"
	Head     template.HTML
	Gap      template.HTML // the axis beside the name of a group
	Foot     template.HTML
	Groups   []forestGroup
}

// letter is a variant by its letter and its name.
type letter struct{ Letter, Name string }

type forestGroup struct {
	Name string
	Rows []forestRow
}

// forestRow is a metric: what it is for the baseline, and a line for each other variant.
type forestRow struct {
	Text     string
	Baseline string
	Lines    []forestLine
}

// forestLine is a metric of one variant against the baseline.
type forestLine struct {
	letter
	Value      string
	Strip      template.HTML
	Difference string
	Interval   string
	Kind       string // better, worse, no, other
	Verdict    string
}

// Several is true if the lines must say whose they are.
func (f *forest) Several() bool { return len(f.Others) > 1 }

// Before is how many columns stand before the axis.
func (f *forest) Before() int {
	if f.Several() {
		return 4
	}
	return 2 + len(f.Others)
}

// newForest is the table of a comparison, and sentences about the rows that it leaves out: those
// that are the same in all variants, and those that nothing is known about.
func newForest(c *Comparison) (f *forest, folded []string) {
	scale := forestScale(c)
	f = &forest{
		Of:       fmt.Sprintf("mean of %s of %s orders", count(c.Replications, "run", "runs"), figures(math.Round(c.Orders))),
		Baseline: c.letter(c.Baseline),
		Interval: figures(100*c.Confidence) + space + "% interval",
		Gap:      inline(scale.Strip(groupHeight, nil)),
		Foot:     inline(scale.Foot(footHeight)),
	}
	who := ""
	for i := range c.Comparison.Variants {
		if i != c.Baseline {
			f.Others = append(f.Others, c.letter(i))
			who = " with " + c.letter(i).Letter
		}
	}
	f.Against = "against " + f.Baseline.Letter
	if f.Several() {
		who = ""
	} else if len(f.Others) == 1 {
		f.Against = f.Others[0].Letter + " " + f.Against
	}
	f.Head = inline(scale.Head(headHeight, "less"+who, "more"))

	var same, silent []string
	for _, row := range c.Rows {
		switch {
		case all(row.Cells, func(cell experiment.Cell) bool { return cell.Estimate.N == 0 }):
			silent = append(silent, row.Metric.Text)
		case len(f.Others) > 0 && all(row.Cells, unmoved):
			same = append(same, row.Metric.Text+" ("+estimate(row.Cells[c.Baseline].Estimate, row.Metric.Unit, false).value()+")")
		default:
			f.add(row.Metric.Group, c.forestRow(row, scale))
		}
	}
	if len(same) > 0 {
		folded = append(folded, "The same in every pair of runs: "+list(same)+".")
	}
	if len(silent) > 0 {
		folded = append(folded, "Nothing happened that would say anything about: "+list(silent)+".")
	}
	return f, folded
}

func all[T any](of []T, is func(T) bool) bool {
	for _, one := range of {
		if !is(one) {
			return false
		}
	}
	return true
}

// unmoved is true for a cell that is exactly what it is in the baseline, in every pair.
func unmoved(cell experiment.Cell) bool {
	return cell.Verdict == experiment.IsBaseline || cell.Verdict == experiment.TheSame
}

func (f *forest) add(group string, row forestRow) {
	if n := len(f.Groups); n == 0 || f.Groups[n-1].Name != group {
		f.Groups = append(f.Groups, forestGroup{Name: group})
	}
	last := &f.Groups[len(f.Groups)-1]
	last.Rows = append(last.Rows, row)
}

// forestScale is the axis on which all differences of a comparison lie: as wide as they need, but
// not wider than from all gone to twice as much.
func forestScale(c *Comparison) chart.Scale {
	least, most := -0.05, 0.05
	for _, row := range c.Rows {
		for _, cell := range row.Cells {
			if relative(cell) {
				least, most = min(least, cell.Relative.Low), max(most, cell.Relative.High)
			}
		}
	}
	least, most = min(least, -most/4), max(most, -least/4) // zero is never at an end
	end := func(v float64) float64 {
		for _, e := range []float64{0.1, 0.15, 0.25, 0.3, 0.5, 0.75} {
			if v <= e {
				return e
			}
		}
		return 1
	}
	s := chart.Scale{Low: -end(-least), High: end(most), Width: forestWidth, Inset: 14}
	for _, step := range []float64{0.05, 0.1, 0.25, 0.5} {
		if s.Ticks = nil; (s.High-s.Low)/step > 4.5 && step < 0.5 {
			continue
		}
		for k := math.Ceil(s.Low/step - 1e-9); k*step <= s.High+1e-9; k++ {
			text := percent(k*step) + space + "%"
			if k == 0 {
				text = "0"
			}
			s.Ticks = append(s.Ticks, chart.Mark{At: k * step, Text: text})
		}
		break
	}
	return s
}

// relative tells if a difference can be told as a share of the baseline.
func relative(cell experiment.Cell) bool {
	return cell.Relative.N > 0 && cell.Relative.Method != "none"
}

// forestRow is a metric as a row of the table.
func (c *Comparison) forestRow(row experiment.Row, scale chart.Scale) forestRow {
	base := row.Cells[c.Baseline]
	r := forestRow{Text: row.Metric.Text, Baseline: estimate(base.Estimate, row.Metric.Unit, false).value()}
	for i, cell := range row.Cells {
		if i == c.Baseline {
			continue
		}
		line := forestLine{letter: c.letter(i), Value: estimate(cell.Estimate, row.Metric.Unit, false).value()}
		line.Kind, line.Verdict = verdict(cell)
		mark := line.differ(row.Metric, base, cell, c.letter(c.Baseline).Letter)
		line.Strip = inline(scale.Strip(rowHeight, mark))
		r.Lines = append(r.Lines, line)
	}
	return r
}

// differ fills in how a variant differs from the baseline, and returns what to draw.
func (l *forestLine) differ(m experiment.Metric, base, cell experiment.Cell, a string) *chart.Interval {
	d := cell.Difference
	switch {
	case cell.Verdict == experiment.NotKnown || d.N == 0 || d.Method == "none":
		l.Difference, l.Interval = unknown, "too few runs"
		return nil
	case cell.Verdict == experiment.TheSame:
		l.Difference, l.Interval = "0", "in every pair"
		return &chart.Interval{Sign: chart.Ring}
	case cell.Harm != nil && cell.Harm.Events == 0 && base.Estimate.Mean > 0:
		l.Difference = "0 in " + decimals(cell.Harm.Exposed, 0)
		l.Interval = "at most " + oneIn(cell.Harm.High)
		return &chart.Interval{Mid: -1, Words: "none left"}
	case nothing(cell.Estimate) && base.Estimate.Mean > 0:
		l.Difference, l.Interval = minus+"100"+space+"%", "in every run"
		return &chart.Interval{Mid: -1, Words: "none left"}
	case relative(cell):
		words := estimate(cell.Relative, experiment.Share, true)
		l.Difference, l.Interval = words.value(), words.interval()
		return &chart.Interval{Low: cell.Relative.Low, Mid: cell.Relative.Mean, High: cell.Relative.High, Sign: sign(cell.Verdict)}
	}
	words := estimate(d, m.Unit, true)
	l.Difference, l.Interval = words.value(), words.interval()
	if base.Estimate.Mean == 0 {
		return &chart.Interval{Mid: d.Mean, Words: "none with " + a}
	}
	return &chart.Interval{Mid: d.Mean, Words: a + " too uncertain"}
}

// nothing is true for what never was in any run.
func nothing(e experiment.Estimate) bool { return e.N > 1 && e.Mean == 0 && e.Low == 0 && e.High == 0 }

func sign(v experiment.Verdict) chart.Sign {
	switch v {
	case experiment.IsBetter:
		return chart.Square
	case experiment.IsWorse:
		return chart.Diamond
	case experiment.IsDifferent:
		return chart.Disc
	}
	return chart.Ring
}

// verdict is how a verdict looks, and its word. A difference that its own interval shows, but that may
// be chance among so many, is not called none.
func verdict(c experiment.Cell) (kind, word string) {
	switch c.Verdict {
	case experiment.IsBetter:
		return "better", string(c.Verdict)
	case experiment.IsWorse:
		return "worse", string(c.Verdict)
	case experiment.NoDifference:
		if d := c.Difference; d.N > 0 && d.Low*d.High > 0 {
			return "no", notCertain
		}
	}
	return "no", string(c.Verdict)
}

// notCertain is the word for a difference that does not survive Holm's correction.
const notCertain = "not certain"

// name is a variant's name, and letter also its letter, whether the lines of the result say so or not.
func (c *Comparison) name(i int) string {
	if i < len(c.Comparison.Variants) {
		return c.Comparison.Variants[i]
	}
	return fmt.Sprint(i)
}

func (c *Comparison) letter(i int) letter {
	l := letter{Letter: string(rune('A' + i%26)), Name: c.name(i)}
	if i < len(c.Variants) && c.Variants[i].Letter != "" {
		l.Letter = c.Variants[i].Letter
	}
	return l
}
