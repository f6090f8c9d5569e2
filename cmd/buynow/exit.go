package main

import (
	"context"
	"errors"
	"fmt"

	"buynow/scenarios"
)

// What the shell is told, beside what a summary says (see scenarios.Summary.ExitCode).
const (
	invalid       = 104 // the scenario or a flag is invalid
	stopped       = 105 // stopped by a signal
	internalFault = 109 // a bug of buynow
	regression    = 112 // an answer is worse than an older one
)

// verdict is an exit code that needs no further words: the summary has said it all.
type verdict int

func (v verdict) Error() string { return fmt.Sprintf("exit %d", int(v)) }

// errFault marks a bug of ours that is no panic: a summary that does not add up.
var errFault = errors.New("internal fault")

// exitCode is what the shell is told of an error. What is not ours is the caller's: a bad flag, scenario or file.
func exitCode(err error) int {
	var said verdict
	switch {
	case err == nil:
		return scenarios.ExitGood
	case errors.As(err, &said):
		return int(said)
	case errors.Is(err, errFault):
		return internalFault
	case errors.Is(err, context.Canceled):
		return stopped
	}
	return invalid
}

// exitCodeOf is what the shell is told of a run: being stopped comes before what the partial numbers say.
func exitCodeOf(s *scenarios.Summary) int {
	if s.Stopped {
		return stopped
	}
	return s.ExitCode()
}

// messageOf is the line for a person, if there is anything left to say.
func messageOf(err error) string {
	var said verdict
	switch {
	case err == nil, errors.As(err, &said):
		return ""
	case errors.Is(err, context.Canceled):
		return "stopped by a signal"
	}
	return err.Error()
}
