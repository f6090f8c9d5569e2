package study

import (
	"iter"
	"maps"
	"sync"
	"time"

	"buynow/sim/experiment"
)

// searchProgress counts the runs of a search. How many there will be is a guess until each replication
// has found its knee.
type searchProgress struct {
	mutex sync.Mutex
	told  func(experiment.Progress)
	began time.Time
	done  int
	runs  []int // by replication
	most  []int // that it will take, as far as is known
	rest  int   // of the curve
	all   int   // once it is known
}

// What a search takes, about: of the first two replications, which know nothing, and of the others.
const (
	scouts      = 2
	runsOfScout = 10
	runsOfOther = 6
)

func newSearchProgress(told func(experiment.Progress), repeats int) *searchProgress {
	p := &searchProgress{told: told, began: time.Now(), runs: make([]int, repeats), rest: len(curveAt) * min(repeats, curveRepeats)}
	for r := range repeats {
		most := runsOfOther
		if r < scouts {
			most = runsOfScout
		}
		p.most = append(p.most, most)
	}
	return p
}

// ran notes a run.
func (p *searchProgress) ran(replication int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.done++
	p.runs[replication]++
	of := p.rest
	for r := range p.runs {
		of += max(p.most[r], p.runs[r])
	}
	if p.all > 0 {
		of = p.all
	}
	if p.told != nil {
		p.told(experiment.Progress{Done: p.done, Of: of, Left: time.Since(p.began) / time.Duration(p.done) * time.Duration(of-p.done)})
	}
}

// curve says how many runs the curve takes, which are the last.
func (p *searchProgress) curve(runs int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.all = p.done + runs
}

func keysOf[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }
