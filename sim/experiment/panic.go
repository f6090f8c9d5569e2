package experiment

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
)

// Panic is what a run panicked with, and where. [Pool.Take] panics with it on the goroutine that
// called it, whose own stack would say nothing.
type Panic struct {
	Variant, Replication int
	Value                any
	Stack                []byte // of the run
}

// Error tells the value and the stack of the run.
func (p *Panic) Error() string {
	return fmt.Sprintf("variant %d, replication %d: %v\n\n%s", p.Variant, p.Replication, p.Value, p.Stack)
}

// Unwrap returns what the run panicked with, if that is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// errGone is the error of a run that ended its goroutine, as a failing test does.
var errGone = errors.New("the run ended its goroutine and returned nothing")

// make makes one trial, or looks it up. Whatever the run does, an outcome is told.
func (q *queue[T]) make(ctx context.Context, place int) {
	variant, replication := q.of(place)
	o := outcome[T]{place: place, err: errGone}
	defer func() {
		if value := recover(); value != nil {
			o.panic = &Panic{Variant: variant, Replication: replication, Value: value, Stack: debug.Stack()}
		}
		q.done <- o
	}()
	if q.pool.Have != nil {
		if o.trial, o.had = q.pool.Have(variant, replication); o.had {
			o.err = nil
			return
		}
	}
	o.trial, o.err = q.pool.Run(ctx, variant, replication)
}
