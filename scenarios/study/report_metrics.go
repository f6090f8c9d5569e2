package study

import (
	"fmt"
	"slices"

	"buynow/sim/experiment"
)

// metrics is each metric of each variant with its interval.
type metrics struct {
	Variants []letter
	Groups   []metricGroup
}

type metricGroup struct {
	Name string
	Rows []metricLine
}

type metricLine struct {
	Text  string
	Cells []metricCell
}

type metricCell struct {
	Mean, Interval, P string
	Best              bool // cannot be told apart from the best, and somebody can
}

// metrics fills in the table of all.
func (s *sheet) metrics(c *Comparison) {
	if len(c.Rows) == 0 {
		return
	}
	m := &metrics{}
	for i := range c.Comparison.Variants {
		m.Variants = append(m.Variants, c.letter(i))
	}
	for _, row := range c.Rows {
		if n := len(m.Groups); n == 0 || m.Groups[n-1].Name != row.Metric.Group {
			m.Groups = append(m.Groups, metricGroup{Name: row.Metric.Group})
		}
		line := metricLine{Text: row.Metric.Text}
		for i, cell := range row.Cells {
			line.Cells = append(line.Cells, metricCell{
				Mean:     estimate(cell.Estimate, row.Metric.Unit, false).value(),
				Interval: bounds(row.Metric, cell),
				P:        chance(cell),
				Best:     len(row.Best) < len(row.Cells) && slices.Contains(row.Best, i),
			})
		}
		last := &m.Groups[len(m.Groups)-1]
		last.Rows = append(last.Rows, line)
	}
	text := fmt.Sprintf("Means over %s with their %s intervals.", count(c.Replications, "run", "runs"), figures(100*c.Confidence)+space+"%")
	if len(m.Variants) > 1 {
		text += " p is the chance of a difference to " + c.letter(c.Baseline).Letter + " as large as this if there were none, after Holm's correction. A dot marks those that cannot be told apart from the best."
	}
	s.Sections = append(s.Sections, section{Title: "All metrics", Text: []string{text}, Metrics: m})
}

// bounds is the interval of a metric: of a rare harm that of its rate.
func bounds(m experiment.Metric, cell experiment.Cell) string {
	if h := cell.Harm; h != nil && h.Exposed > 0 {
		if h.Events == 0 {
			return "at most " + oneIn(h.High)
		}
		return rates(h.Low, h.High)
	}
	if e := cell.Estimate; e.N > 1 && e.Low == e.High {
		return "in every run"
	}
	return estimate(cell.Estimate, m.Unit, false).interval()
}

// chance is a p value in words.
func chance(cell experiment.Cell) string {
	switch {
	case cell.Verdict == experiment.IsBaseline || cell.Verdict == experiment.NotKnown:
		return ""
	case cell.Verdict == experiment.TheSame:
		return "the same"
	case cell.Holm < 0.0001:
		return "p < 0.0001"
	}
	return "p = " + trimmed(decimals(cell.Holm, 4))
}
