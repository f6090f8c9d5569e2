package sim

// Link says how long messages travel between two actors.
type Link struct {
	Request Dist // from the sender to the receiver
	Reply   Dist // the answer's way back
}

// link is a Link made ready for the loop.
type link struct{ request, reply delay }

// Connect sets how long messages travel from one actor to another, and the
// answers back. Connect(Outside, Outside, link) sets it for all other pairs.
func (w *World) Connect(from, to ActorID, made Link) {
	ready := link{newDelay(made.Request), newDelay(made.Reply)}
	if from == Outside && to == Outside {
		w.link = ready
		return
	}
	for len(w.links) <= int(from) {
		w.links = append(w.links, nil)
	}
	row := w.links[from]
	for len(row) <= int(to) {
		row = append(row, nil)
	}
	row[to] = &ready
	w.links[from] = row
}

func (w *World) linkOf(from, to ActorID) *link {
	if int(from) < len(w.links) {
		if row := w.links[from]; int(to) < len(row) && row[to] != nil {
			return row[to]
		}
	}
	return &w.link
}

// delay is a Dist made ready for the loop: most are constant and need no luck.
type delay struct {
	fixed int64 // if there is no dist
	dist  *Dist
}

func newDelay(d Dist) delay {
	if d.shape != constant {
		return delay{dist: &d}
	}
	var none Luck
	return delay{fixed: int64(d.Duration(&none))}
}

// of draws how long it takes for the thing that the path names.
func (d *delay) of(w *World, purpose Purpose, path uint64) int64 {
	if d.dist != nil {
		return d.draw(w, purpose, path)
	}
	return d.fixed
}

func (d *delay) draw(w *World, purpose Purpose, path uint64) int64 {
	luck := Fate(w.seed, purpose, path)
	return int64(d.dist.durationAt(luck.Uint64()))
}

// later is the time d after now; what would lie beyond the end of time never
// comes.
func later(now, d int64) int64 {
	if d > int64(Forever)-now {
		return int64(Forever)
	}
	return now + max(d, 0)
}
