package sim

import (
	"fmt"
	"slices"
	"strings"
)

// Faults is the catalogue of what goes wrong with lines, processes and resources in
// any world.
var Faults = slices.Concat(linkFaults, processFaults, resourceFaults, clockFaults)

// How something is refused by a fault. A caller that knows only the kernel's own
// refusals takes each for one of them.
var (
	// ErrBroken: it broke over the work. Whether the work was done is unknown.
	ErrBroken = fmt.Errorf("internal error: %w", ErrTimeout)
	// ErrThrottled: it was asked too often. The work was not done.
	ErrThrottled = fmt.Errorf("too many requests: %w", ErrFull)
)

// refusal is an error that a fault can name.
type refusal struct {
	name string
	err  error
}

var refusals = []refusal{{"down", ErrDown}, {"full", ErrFull}, {"throttled", ErrThrottled}, {"internal", ErrBroken}}

// refusalOf finds the error of a name.
func refusalOf(name string) error {
	for _, r := range refusals {
		if r.name == name {
			return r.err
		}
	}
	panic("sim: there is no error " + name)
}

// checkError looks whether there is such an error.
func checkError(f *Fault) error {
	var names []string
	for _, r := range refusals {
		if r.name == f.Error {
			return nil
		}
		names = append(names, r.name)
	}
	return fmt.Errorf("error is %.40q, want one of %s", f.Error, strings.Join(names, ", "))
}

// all looks at one thing after the other.
func all(checks ...func(*Fault) error) func(*Fault) error {
	return func(f *Fault) error {
		for _, check := range checks {
			if err := check(f); err != nil {
				return err
			}
		}
		return nil
	}
}

func checkSlower(f *Fault) error {
	if f.Factor <= 1 {
		return fmt.Errorf("factor is %v, which makes nothing slower: want more than 1", f.Factor)
	}
	return nil
}

func checkRate(f *Fault) error {
	if f.Rate <= 0 {
		return fmt.Errorf("rate is %v, want so many a second, more than 0", f.Rate)
	}
	return nil
}

func checkDelay(f *Fault) error {
	if f.Delay.Mean() <= 0 {
		return fmt.Errorf("delay is %v, want a time, more than 0s", f.Delay)
	}
	return nil
}

// checkNoRamp is of what is done or not, without degrees.
func checkNoRamp(f *Fault) error {
	if f.RampIn > 0 || f.RampOut > 0 {
		return fmt.Errorf("%s comes in no degrees: leave out ramp_in and ramp_out", f.Type)
	}
	return nil
}
