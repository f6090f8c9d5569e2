package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// inLanes gives each slice a lane among those of its process: that of the slice it
// is part of, if it fits there, else the first in which it does. On a lane slices
// lie in one another, or beside: the format knows nothing else.
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
		all := lanes[s.process]
		s.lane = -1
		if s.within >= 0 && d.slices[s.within].process == s.process && all[d.slices[s.within].lane].takes(s) {
			s.lane = d.slices[s.within].lane
		}
		for k := 0; s.lane < 0; k++ {
			if k == len(all) {
				all = append(all, nil)
			}
			if all[k].takes(s) {
				s.lane = k
			}
		}
		all[s.lane] = append(all[s.lane], s.to)
		lanes[s.process] = all
		drawn = append(drawn, s)
	}
	return drawn
}

// lane is when the slices end that are open on a lane, the innermost last.
type lane []time.Duration

// takes tells if a slice that begins after all others fits, and closes what is over
// by then.
func (l *lane) takes(s *slice) bool {
	for len(*l) > 0 && (*l)[len(*l)-1] <= s.from {
		*l = (*l)[:len(*l)-1]
	}
	return len(*l) == 0 || (*l)[len(*l)-1] >= s.to
}

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
		d.tracks[key] = p.track(s.process, name)
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
