package experiment_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"buynow/sim/experiment"
)

// trial is which one was made.
type trial struct{ variant, replication int }

// takeAll collects what a pool hands over.
func takeAll(ctx context.Context, p *experiment.Pool[trial], variants, from, to int) (got []trial, err error) {
	err = p.Take(ctx, variants, from, to, func(variant, replication int, made trial) error {
		if made != (trial{variant, replication}) {
			return fmt.Errorf("trial %v was handed over as %d, %d", made, variant, replication)
		}
		got = append(got, made)
		return nil
	})
	return got, err
}

// upTo lists trials in order.
func upTo(variants, from, to int) (want []trial) {
	for r := from; r < to; r++ {
		for v := range variants {
			want = append(want, trial{v, r})
		}
	}
	return want
}

// uneven takes longer for some trials than for others, in no order.
func uneven(variant, replication int) time.Duration {
	return time.Duration((variant*7+replication*13)%11+1) * time.Second
}

func sleepy(_ context.Context, variant, replication int) (trial, error) {
	time.Sleep(uneven(variant, replication))
	return trial{variant, replication}, nil
}

func TestTrialsAreHandedOverInOrderHoweverLongEachTakes(t *testing.T) {
	for _, jobs := range []int{1, 2, 3, 8, 100} {
		synctest.Test(t, func(t *testing.T) {
			got, err := takeAll(t.Context(), &experiment.Pool[trial]{Jobs: jobs, Run: sleepy}, 3, 4, 24)

			if err != nil || !slices.Equal(got, upTo(3, 4, 24)) {
				t.Errorf("%d jobs: %v, %v", jobs, got, err)
			}
		})
	}
}

func TestNothingToDoIsDone(t *testing.T) {
	p := &experiment.Pool[trial]{Run: sleepy}
	for _, n := range [][3]int{{0, 0, 5}, {2, 3, 3}, {2, 5, 3}} {
		if got, err := takeAll(t.Context(), p, n[0], n[1], n[2]); err != nil || got != nil {
			t.Errorf("%v: %v, %v, want nothing", n, got, err)
		}
	}
}

// While the first trial takes an hour, the others go on only so far.
func TestASlowTrialHoldsTheOthersUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var made atomic.Int64
		p := &experiment.Pool[trial]{Jobs: 4, Run: func(_ context.Context, variant, replication int) (trial, error) {
			if replication == 0 {
				time.Sleep(time.Hour)
			}
			made.Add(1)
			return trial{variant, replication}, nil
		}}
		go func() {
			time.Sleep(time.Minute)
			if n := made.Load(); n != 11 {
				t.Errorf("%d trials were made ahead by four workers, want 11", n)
			}
		}()

		got, err := takeAll(t.Context(), p, 1, 0, 100)

		if err != nil || !slices.Equal(got, upTo(1, 0, 100)) {
			t.Errorf("%v, %v", got, err)
		}
	})
}

// Trial 5 fails after an hour, trial 7 at once: the error is that of trial 5, and 0 to 4 are there.
func TestTheFirstErrorInOrderIsReturned(t *testing.T) {
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			p := &experiment.Pool[trial]{Jobs: 4, Run: func(_ context.Context, variant, replication int) (trial, error) {
				switch replication {
				case 5:
					time.Sleep(time.Hour)
					return trial{}, errors.New("five")
				case 7:
					return trial{}, errors.New("seven")
				}
				return trial{variant, replication}, nil
			}}

			got, err := takeAll(t.Context(), p, 1, 0, 100)

			if err == nil || err.Error() != "five" || !slices.Equal(got, upTo(1, 0, 5)) {
				t.Errorf("%v, %v, want 0 to 4 and the error of 5", got, err)
			}
		})
	}
}

func TestTakeCanEndIt(t *testing.T) {
	full := errors.New("full")
	p := &experiment.Pool[trial]{Jobs: 3, Run: func(_ context.Context, v, r int) (trial, error) { return trial{v, r}, nil }}

	taken := 0
	err := p.Take(t.Context(), 2, 0, 50, func(int, int, trial) error {
		if taken++; taken == 9 {
			return full
		}
		return nil
	})

	if err != full || taken != 9 {
		t.Errorf("took %d, %v, want 9 and its own error", taken, err)
	}
}

// Nothing runs any more when Take returns: synctest would say so.
func TestACancelledPoolStopsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("Ctrl-C")
		ctx, cancel := context.WithCancelCause(t.Context())
		p := &experiment.Pool[trial]{Jobs: 4, Run: func(ctx context.Context, variant, replication int) (trial, error) {
			select {
			case <-time.After(uneven(variant, replication)):
				return trial{variant, replication}, nil
			case <-ctx.Done():
				return trial{}, ctx.Err()
			}
		}}
		began := time.Now()
		go func() {
			time.Sleep(20*time.Second + time.Millisecond)
			cancel(why)
		}()

		got, err := takeAll(ctx, p, 2, 0, 1000)

		if took := time.Since(began); err != why || took > 21*time.Second || len(got) == 0 || !slices.Equal(got, upTo(2, 0, 1000)[:len(got)]) {
			t.Errorf("after %v: %d trials, %v, want some in order and the cause", took, len(got), err)
		}
	})
}

func explode(_ context.Context, variant, replication int) (trial, error) {
	if replication == 3 {
		panic(fmt.Sprintf("the bank of variant %d exploded", variant))
	}
	return trial{variant, replication}, nil
}

func TestAPanicIsPassedOnWithTheStackOfTheRun(t *testing.T) {
	var got []trial
	defer func() {
		bug, ok := recover().(*experiment.Panic)
		if !ok || bug.Variant != 0 || bug.Replication != 3 || bug.Value != "the bank of variant 0 exploded" {
			t.Fatalf("panicked with %v, want that of the first trial in order", bug)
		}
		if text := bug.Error(); !strings.Contains(text, "experiment_test.explode") || !strings.Contains(text, "exploded") {
			t.Errorf("%s\nwant what happened, and the function that panicked", text)
		}
		if !slices.Equal(got, upTo(2, 0, 3)) {
			t.Errorf("%v, want all trials before", got)
		}
	}()

	p := &experiment.Pool[trial]{Jobs: 4, Run: explode}
	err := p.Take(t.Context(), 2, 0, 10, func(_, _ int, made trial) error {
		got = append(got, made)
		return nil
	})

	t.Errorf("Take returned %v", err)
}

func TestARunThatEndsItsGoroutineEndsThePool(t *testing.T) {
	for _, jobs := range []int{1, 4} {
		p := &experiment.Pool[trial]{Jobs: jobs, Run: func(_ context.Context, v, r int) (trial, error) {
			if r == 2 {
				runtime.Goexit()
			}
			return trial{v, r}, nil
		}}

		got, err := takeAll(t.Context(), p, 1, 0, 50)

		if err == nil || !slices.Equal(got, upTo(1, 0, 2)) {
			t.Errorf("%d jobs: %v, %v, want two trials and an error", jobs, got, err)
		}
	}
}

func TestTrialsThatWereMadeBeforeAreNotMadeAgain(t *testing.T) {
	var ran atomic.Int64
	var last experiment.Progress
	p := &experiment.Pool[trial]{
		Jobs: 2,
		Run: func(_ context.Context, v, r int) (trial, error) {
			ran.Add(1)
			return trial{v, r}, nil
		},
		Have: func(v, r int) (trial, bool) { return trial{v, r}, r < 6 },
		Told: func(p experiment.Progress) { last = p },
	}

	got, err := takeAll(t.Context(), p, 3, 0, 10)

	if err != nil || !slices.Equal(got, upTo(3, 0, 10)) || ran.Load() != 12 {
		t.Errorf("%v, %v, %d were run, want all, 12 of them run", got, err, ran.Load())
	}
	if last.Done != 30 || last.Of != 30 || last.Had != 18 || last.Left != 0 {
		t.Errorf("ended with %+v, want 30 of 30, 18 of them had", last)
	}
}

// Two workers make a trial a second each: of a hundred, half are left after 25 seconds.
func TestTimeLeftIsWhatTheRestTakesAtThisPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &experiment.Pool[trial]{
			Jobs: 2,
			Run: func(_ context.Context, v, r int) (trial, error) {
				time.Sleep(time.Second)
				return trial{v, r}, nil
			},
			Told: func(p experiment.Progress) {
				if want := time.Duration(p.Of-p.Done) * time.Second / 2; p.Done >= 4 && (p.Left < want || p.Left > want*5/4) {
					t.Errorf("%+v, want about %v left", p, want)
				}
			},
		}

		if _, err := takeAll(t.Context(), p, 1, 0, 100); err != nil {
			t.Error(err)
		}
	})
}
