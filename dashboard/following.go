package dashboard

import (
	"slices"

	"buynow/actors"
)

// following is an order that is written down.
type following struct {
	journey
	tale
	wanted  int // by so many
	visitor bool
	fresh   bool
	paths   map[uint64]int // of its hops, by what names the call
	replies map[uint64]int // of the answers
	written []hopName      // by what the hops are found in those
	told    [actors.Steps + 1]bool
	last    int // the hop to which the next remark belongs
	full    bool
}

// hopName is by what a hop is found, and where.
type hopName struct {
	path uint64
	by   map[uint64]int
}

// since is the journey from a hop on.
func (o *following) since(from int) journey {
	o.retell()
	o.tell()
	j := o.journey
	j.From = min(from, len(j.Hops))
	j.Hops = slices.Clone(j.Hops[j.From:])
	for i := range j.Hops {
		j.Hops[i].Notes = slices.Clone(j.Hops[i].Notes)
	}
	j.Sees, j.Told = slices.Clone(j.Sees), slices.Clone(j.Told)
	return j
}

// touches tells if any hop that is under way comes from, or goes to, an actor.
func (o *following) touches(actor int) bool {
	for i := range o.Hops {
		if h := &o.Hops[i]; h.Answer == 0 && (h.From == actor || h.To == actor) {
			return true
		}
	}
	return false
}

// remark adds to what is told of the last hop.
func (o *following) remark(f *follower, text string) {
	if o.last < 0 || o.last >= len(o.Hops) {
		return
	}
	h := &o.Hops[o.last]
	if len(h.Notes) < 20 {
		h.Notes = append(h.Notes, text)
	}
	f.renew(o, o.last)
}
