package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// inLanes gives each slice a lane among those of its process: that of the slice it
// is part of, if nothing else is going on there, else the first on which nothing is.
// On a lane slices lie in one another, or beside: the format knows nothing else.
func (d *drawing) inLanes() []*slice {
	order := make([]int, len(d.slices))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := d.slices[a], d.slices[b]
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(y.to, x.to), cmp.Compare(a, b))
	})
	drawn := make([]*slice, 0, len(order))
	lanes := map[int][]lane{} // by process
	for _, i := range order {
		s := d.slices[i]
		lanes[s.process] = d.place(lanes[s.process], i)
		drawn = append(drawn, s)
	}
	return drawn
}

// place finds a lane for a slice that begins after all others that were placed.
func (d *drawing) place(lanes []lane, i int) []lane {
	s := d.slices[i]
	for k := range lanes {
		for n := len(lanes[k]); n > 0 && d.slices[lanes[k][n-1]].to <= s.from; n-- {
			lanes[k] = lanes[k][:n-1]
		}
	}
	s.lane = slices.IndexFunc(lanes, func(l lane) bool { return len(l) > 0 && l[len(l)-1] == s.within && d.slices[s.within].to >= s.to })
	if s.lane < 0 && s.instant {
		s.lane = max(0, slices.IndexFunc(lanes, func(l lane) bool { return slices.Contains(l, s.within) }))
	}
	if s.lane < 0 {
		s.lane = slices.IndexFunc(lanes, func(l lane) bool { return len(l) == 0 })
	}
	if s.lane < 0 {
		s.lane = len(lanes)
	}
	if s.lane == len(lanes) {
		lanes = append(lanes, nil)
	}
	if s.to > s.from {
		lanes[s.lane] = append(lanes[s.lane], i)
	}
	return lanes
}

// lane is the slices that are open on a lane, as places in the list, the innermost
// last.
type lane []int

// track is that of a lane, made when it is first used.
func (d *drawing) track(p *Perfetto, s *slice, title string) int {
	if d.tracks == nil {
		d.tracks = map[[2]int]int{}
	}
	key := [2]int{s.process, s.lane}
	if d.tracks[key] == 0 {
		name := title
		if s.lane > 0 {
			name += ", beside (" + strconv.Itoa(s.lane) + ")"
		}
		d.tracks[key] = p.track(s.process, name, d.order.place(s.lane))
	}
	return d.tracks[key]
}

// slice writes one slice.
func (p *Perfetto) slice(s *slice) {
	var b strings.Builder
	phase := `"ph":"X"`
	if s.instant {
		phase = `"ph":"i","s":"t"`
	}
	fmt.Fprintf(&b, `{%s,"name":%s,"cat":%s,"pid":%d,"tid":%d,"ts":%s`, phase, quoted(s.name), quoted(s.cat), s.process, s.track, micros(s.from))
	if !s.instant {
		fmt.Fprintf(&b, `,"dur":%s`, micros(s.to-s.from))
	}
	if s.flow != 0 {
		way := "flow_out"
		if s.arrives {
			way = "flow_in"
		}
		fmt.Fprintf(&b, `,"bind_id":"0x%x","%s":true`, s.flow, way)
	}
	if s.bad {
		b.WriteString(`,"cname":"terrible"`)
	}
	if len(s.args) > 0 {
		b.WriteString(`,"args":{` + strings.Join(s.args, ",") + "}")
	}
	p.event(b.String() + "}")
}
