package experiment

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// Pool runs trials over the cores: a trial is one replication of one variant.
type Pool[T any] struct {
	// Run makes one trial. Many are made at once. It should come back soon once the context
	// is done; what it then returns is not looked at.
	Run func(ctx context.Context, variant, replication int) (T, error)
	// Have returns a trial that was made before, so that it is not run again; nil if none was.
	// It is asked from many goroutines at once.
	Have func(variant, replication int) (T, bool)
	// Jobs is how many trials are made at once; if 0, one for each core.
	Jobs int
	// Told hears how far it is, after each trial, on the goroutine that called [Pool.Take].
	Told func(Progress)
}

// Progress is how far a pool has come.
type Progress struct {
	Done, Of int           // trials
	Had      int           // of Done, that were made before
	Left     time.Duration // that it will still take if it goes on like this; 0 until a trial was run
}

// Take makes all trials of replications from ≤ r < to and hands them over in order, replication
// by replication and within one by variant, on the goroutine that called it. It returns when
// nothing runs any more:
//
//  1. workers make trials, as many at once as there are jobs, and at most a few more than
//     the one that is to be handed over next, so that memory stays bounded;
//  2. the first error in order ends it, whichever failed first by the clock; all trials before
//     it have been handed over then. An error of take ends it as well;
//  3. a context that is done ends it with the context's cause;
//  4. a run that panics makes Take panic in its turn in the order, with a [*Panic].
func (p *Pool[T]) Take(ctx context.Context, variants, from, to int, take func(variant, replication int, trial T) error) error {
	return p.take(ctx, variants, from, to, take, &pace{began: time.Now()})
}

func (p *Pool[T]) take(ctx context.Context, variants, from, to int, take func(variant, replication int, trial T) error, pace *pace) error {
	ctx, stop := context.WithCancel(ctx)
	jobs := p.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ahead := 3 * jobs
	q := &queue[T]{
		pool: p, variants: variants, from: from, trials: max(0, variants*(to-from)), pace: pace,
		work: make(chan int), done: make(chan outcome[T], ahead), waiting: make([]*outcome[T], ahead),
	}
	pace.of += q.trials
	var workers sync.WaitGroup
	for range min(jobs, q.trials) {
		workers.Go(func() { q.worker(ctx) })
	}
	defer workers.Wait()
	defer close(q.work)
	defer stop()
	return q.deliver(ctx, take)
}

// pace is how fast it goes.
type pace struct {
	began         time.Time
	done, of, had int
}

// progress counts one more trial that was made, now or before.
func (p *pace) progress(had bool) Progress {
	p.done++
	if had {
		p.had++
	}
	told := Progress{Done: p.done, Of: p.of, Had: p.had}
	if ran := p.done - p.had; ran > 0 {
		told.Left = time.Since(p.began) / time.Duration(ran) * time.Duration(p.of-p.done)
	}
	return told
}

// queue is the trials of one call of Take, by place: replication by replication.
type queue[T any] struct {
	pool                   *Pool[T]
	variants, from, trials int

	work    chan int        // places of trials to be made
	done    chan outcome[T] // holds all that may be made ahead, so that no worker ever waits for it
	waiting []*outcome[T]   // made and not yet handed over, by place modulo its length
	pace    *pace
}

// outcome is what became of one trial.
type outcome[T any] struct {
	place int
	trial T
	had   bool
	err   error
	panic *Panic
}

// deliver hands out work and hands over trials, in order.
func (q *queue[T]) deliver(ctx context.Context, take func(variant, replication int, trial T) error) error {
	started, failed := 0, false
	for next := 0; next < q.trials; {
		work := q.work
		if failed || started == q.trials || started == next+len(q.waiting) {
			work = nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case work <- started:
			started++
			continue
		case o := <-q.done:
			q.waiting[o.place%len(q.waiting)] = &o
			failed = failed || o.err != nil || o.panic != nil
			if q.pool.Told != nil && !failed {
				q.pool.Told(q.pace.progress(o.had))
			}
		}
		for ; next < q.trials && q.waiting[next%len(q.waiting)] != nil; next++ {
			o := q.waiting[next%len(q.waiting)]
			q.waiting[next%len(q.waiting)] = nil
			if err := q.hand(ctx, o, take); err != nil {
				return err
			}
		}
	}
	return nil
}

// hand hands over one trial.
func (q *queue[T]) hand(ctx context.Context, o *outcome[T], take func(variant, replication int, trial T) error) error {
	switch {
	case o.panic != nil:
		panic(o.panic)
	case o.err != nil && ctx.Err() != nil:
		return context.Cause(ctx)
	case o.err != nil:
		return o.err
	}
	variant, replication := q.of(o.place)
	return take(variant, replication, o.trial)
}

func (q *queue[T]) of(place int) (variant, replication int) {
	return place % q.variants, q.from + place/q.variants
}

// worker makes trials as long as there are any.
func (q *queue[T]) worker(ctx context.Context) {
	for place := range q.work {
		q.make(ctx, place)
	}
}
