package study

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"buynow/sim/experiment"
)

// table is numbers in rows, for a file or for the page.
type table struct {
	name string
	Head []string
	Rows [][]string
}

// csv is a table as a file. A cell that a spreadsheet would take for a formula gets a ' before it,
// as OWASP advises; numbers are left alone.
func (t *table) csv() []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = harmless(cell)
		}
		w.Write(safe) // into memory, which takes all
	}
	w.Flush()
	return out.Bytes()
}

// harmless is a cell that no spreadsheet evaluates.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) || isNumber(cell) {
		return cell
	}
	return "'" + cell
}

func isNumber(cell string) bool {
	_, err := strconv.ParseFloat(cell, 64)
	return err == nil
}

// metricTable is each metric of each variant in a row.
func metricTable(c *Comparison) *table {
	t := &table{name: "metrics", Head: []string{
		"group", "metric", "text", "unit", "better", "variant", "mean", "low", "high", "n", "method",
		"difference", "difference_low", "difference_high", "relative", "relative_low", "relative_high",
		"p", "p_holm", "verdict", "best", "pairing", "events", "exposed", "rate_low", "rate_high",
	}}
	for _, row := range c.Rows {
		for i, cell := range row.Cells {
			m, e := row.Metric, cell.Estimate
			line := append([]string{m.Group, m.Name, m.Text, string(m.Unit), string(m.Better), c.name(i)}, three(e)...)
			line = append(line, strconv.Itoa(e.N), string(e.Method))
			for _, e := range []experiment.Estimate{cell.Difference, cell.Relative} {
				line = append(line, three(e)...)
			}
			line = append(line, plain(cell.P), plain(cell.Holm), string(cell.Verdict),
				strconv.FormatBool(slices.Contains(row.Best, i)), plain(cell.Pairing))
			if h := cell.Harm; h != nil {
				line = append(line, plain(h.Events), plain(h.Exposed), plain(h.Low), plain(h.High))
			} else {
				line = append(line, "", "", "", "")
			}
			t.Rows = append(t.Rows, line)
		}
	}
	return t
}

// plain is a number for a program.
func plain(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
