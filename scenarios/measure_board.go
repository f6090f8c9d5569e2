package scenarios

import (
	"strconv"
	"time"

	"buynow/sim/metrics"
)

// board is where everything that is recorded goes: every metric as a whole, its
// phases if they are shown without asking, and the parts that thresholds name.
type board struct {
	load     Crowds
	visitors *visitors
	families map[string]*family
	steps    [16]*family
	parts    map[string]*part // by selector
}

// family is all series of one metric, and of one step of step_duration.
type family struct {
	metric *metrics.Metric
	step   string
	whole  *metrics.Series
	parts  []*part
	sorted [][]*metrics.Series // by group: those a sample goes to, nil before the first
}

// part is a series under tags.
type part struct {
	selector metrics.Selector
	series   *metrics.Series
}

func newBoard(load Crowds, visitors *visitors) *board {
	b := &board{load: load, visitors: visitors, families: map[string]*family{}, parts: map[string]*part{}}
	for i := range measured {
		m := &measured[i]
		switch {
		case m.Kind == metrics.GaugeKind: // read, not recorded
		case m.Must == tagStep:
			for step := 1; step < len(b.steps); step++ {
				b.steps[step] = &family{metric: m, step: strconv.Itoa(step), whole: metrics.NewSeries(m.Kind)}
			}
		default:
			b.families[m.Name] = &family{metric: m, whole: metrics.NewSeries(m.Kind)}
		}
	}
	return b
}

// part returns the series of a selector, and makes it if there is none: it gets
// what is recorded from now on.
func (b *board) part(s metrics.Selector) *metrics.Series {
	if len(s.Tags) == 0 {
		return b.families[s.Name].whole
	}
	if p := b.parts[s.String()]; p != nil {
		return p.series
	}
	f := b.families[s.Name]
	if step := s.Tag(tagStep); step != "" {
		n, _ := strconv.Atoi(step)
		if f = b.steps[n]; len(s.Tags) == 1 {
			return f.whole
		}
	}
	p := &part{s, metrics.NewSeries(f.metric.Kind)}
	b.parts[s.String()] = p
	f.parts = append(f.parts, p)
	f.sorted = nil
	return p.series
}

// record adds a sample of a customer of the group.
func (f *family) record(b *board, g group, at time.Duration, value int64, order uint64) {
	f.whole.Record(at, value, order)
	if len(f.parts) == 0 {
		return
	}
	if int(g) >= len(f.sorted) || f.sorted[g] == nil {
		b.sort(f, g)
	}
	for _, s := range f.sorted[g] {
		s.Record(at, value, order)
	}
}

// show gives the order of what was recorded before it had a number.
func (f *family) show(g group, value int64, order uint64) {
	f.whole.Show(value, order)
	for _, s := range f.of(g) {
		s.Show(value, order)
	}
}

// wants tells if that order is of use to anybody.
func (f *family) wants(g group, value int64) bool {
	if f.whole.Wants(value) {
		return true
	}
	for _, s := range f.of(g) {
		if s.Wants(value) {
			return true
		}
	}
	return false
}

// of are the parts that samples of a group have gone to.
func (f *family) of(g group) []*metrics.Series {
	if int(g) < len(f.sorted) {
		return f.sorted[g]
	}
	return nil
}

// sort finds the parts that a group belongs to.
func (b *board) sort(f *family, g group) {
	for len(f.sorted) <= int(g) {
		f.sorted = append(f.sorted, nil)
	}
	f.sorted[g] = []*metrics.Series{}
	for _, p := range f.parts {
		if b.belongs(g, p.selector) {
			f.sorted[g] = append(f.sorted[g], p.series)
		}
	}
}

// belongs tells if the customers of a group count under all the tags.
func (b *board) belongs(g group, s metrics.Selector) bool {
	if g == 0 {
		return false
	}
	who := b.visitors.unders[g]
	phase, _ := b.load.phaseOf(who.crowd, who.stage)
	for _, tag := range s.Tags {
		is := ""
		switch tag.Key {
		case tagPhase:
			is = phase
		case tagCrowd:
			is = b.load[who.crowd].Name
		case tagJourney:
			is = who.journey.String()
		default:
			continue
		}
		if is != tag.Value {
			return false
		}
	}
	return true
}
