package experiment

// choose lists in each row the variants that cannot be told apart from the best: a variant is left
// out if any other is better than it (multiple comparisons with the best: Hsu, Annals of
// Statistics 12, 1984; by pairs, which holds on common luck: Nelson and Matejcik, Management
// Science 41, 1995).
//
// Whether one is better or worse than the baseline was judged already, and is not judged anew: nobody
// is then called no different from the best and yet not among them. The pairs without the baseline are
// a second family of tests, of all metrics together, corrected by Holm as the first is; of each
// family, any mistake at all comes up in at most one of twenty comparisons.
//
// A variant of which nothing is known is left out if something is known of another.
func (c *Comparison) choose(numbers [][][]float64, kinds []kind, o Options) {
	type duel struct{ row, winner, loser int }
	var duels []duel
	var p []float64
	beaten := make([][]bool, len(c.Rows))
	for r, row := range c.Rows {
		beaten[r] = make([]bool, len(c.Variants))
		if row.Metric.Better == Neither {
			continue
		}
		for v, cell := range row.Cells {
			beaten[r][v] = cell.Verdict == IsWorse
			beaten[r][c.Baseline] = beaten[r][c.Baseline] || cell.Verdict == IsBetter
			for w := range v {
				if v == c.Baseline || w == c.Baseline {
					continue
				}
				d, likely := both(numbers[r][w], numbers[r][v], kinds[r].yesNo).difference(o.alpha())
				switch {
				case d.N < 2 || d.Method == Exact && d.Mean == 0:
					continue
				case verdict(d.Mean, row.Metric.Better) == IsBetter:
					duels = append(duels, duel{r, v, w})
				default:
					duels = append(duels, duel{r, w, v})
				}
				p = append(p, min(1, likely*float64(o.Looks)))
			}
		}
	}
	for i, adjusted := range holm(p) {
		if d := duels[i]; adjusted <= 1-c.Confidence {
			beaten[d.row][d.loser] = true
		}
	}
	for r := range c.Rows {
		c.Rows[r].Best = bestOf(c.Rows[r], beaten[r])
	}
}

// bestOf lists the variants that are not beaten, among those that are known.
func bestOf(row Row, beaten []bool) []int {
	var all, known, set []int
	for v, cell := range row.Cells {
		all = append(all, v)
		if cell.Estimate.N > 0 {
			known = append(known, v)
		}
	}
	if row.Metric.Better == Neither || len(known) == 0 {
		return all
	}
	for _, v := range known {
		if !beaten[v] {
			set = append(set, v)
		}
	}
	if set == nil { // each is beaten by another, on other pairs: nothing can be told
		return known
	}
	return set
}

// both pairs two variants, and leaves out the replications in which either is unknown.
func both(a, b []float64, yesNo bool) pairs {
	p := pairs{yesNo: yesNo}
	for r := range min(len(a), len(b)) {
		if measured(a[r]) && measured(b[r]) {
			p.a, p.b = append(p.a, a[r]), append(p.b, b[r])
		}
	}
	return p
}
