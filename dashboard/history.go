package dashboard

// past is what the charts show of the time before: a row for about a second of
// wall time, at any speed, so that they always flow. The first column says at what
// simulated time each was made.
type past struct {
	rows   [][]int64 // the oldest first
	names  []string
	began  int64 // the wall at the last row, in milliseconds
	then   []int64
	thenAt int64
}

// How much is remembered.
const (
	pastRows  = 15 * 60
	pastEvery = 1000 // milliseconds on the wall
)

// rated are the totals whose rates are in a row, in the order of historyNames.
var rated = []string{"placed", "confirmed", "delivered", "", "declined", "sold_out", "unanswered"}

// failedTotals are those that make failed/s: every order that did not end well.
var failedTotals = []string{"declined", "fraud_blocked", "sold_out", "rejected", "cancelled", "refunded", "needs_attention"}

// kept are the gauges that are in a row as they are.
var kept = []string{
	"checkout_p50", "checkout_p99", "money_held", "money_captured", "money_settled", "on_shelf", "reserved", "attempts_per_call",
}

func newPast() past {
	names := append([]string(nil), historyNames...)
	for _, name := range castNames {
		names = append(names, "queue/"+name, "busy/"+name)
	}
	return past{names: names, then: make([]int64, len(totalNames))}
}

// note makes a row of a tick if it is time for one, and time has passed.
func (p *past) note(now int64, t *tick) {
	if t.Wall-p.began < pastEvery || now == p.thenAt {
		return
	}
	var row []int64
	if len(p.rows) == pastRows {
		row = p.rows[0][:0]
		copy(p.rows, p.rows[1:])
		p.rows = p.rows[:pastRows-1]
	} else {
		row = make([]int64, 0, len(p.names))
	}
	row = append(row, now)
	passed := now - p.thenAt
	perSecond := func(total int) int64 { return (t.Totals[total] - p.then[total]) * 1e9 / passed }
	for _, name := range rated {
		if name != "" {
			row = append(row, perSecond(totalOf(name)))
			continue
		}
		failed := int64(0)
		for _, name := range failedTotals {
			failed += perSecond(totalOf(name))
		}
		row = append(row, max(failed, 0))
	}
	for _, name := range kept {
		row = append(row, t.Gauges[gaugeOf(name)])
	}
	for i := range castNames {
		a := t.Actors[i*perActor:]
		busy := int64(0)
		if a[3] > 0 {
			busy = min(a[2]*1000/a[3], 1000)
		}
		row = append(row, a[1], busy)
	}
	p.rows = append(p.rows, row)
	copy(p.then, t.Totals)
	p.began, p.thenAt = t.Wall, now
}

// show is the history in columns.
func (p *past) show() history {
	h := history{Every: pastEvery * 1000, Names: p.names, Columns: make([][]int64, len(p.names))}
	if len(p.rows) > 0 {
		h.From = p.rows[0][0]
	}
	for i := range h.Columns {
		h.Columns[i] = make([]int64, len(p.rows))
		for n, row := range p.rows {
			h.Columns[i][n] = row[i]
		}
	}
	return h
}
