package scenarios

import (
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// text is the fault in a few words: 5 % of the answers of the bank to the merchant
// system were lost, 10m.
func (f *inflicted) text() string {
	text := f.clause()
	if f.Fault.For > 0 {
		text += ", " + sim.FormatDuration(f.Fault.For)
	}
	return text
}

// clause says what the fault did, as a part of a sentence.
func (f *inflicted) clause() string {
	fault := &f.Fault
	share := func(part float64) string {
		if part == 1 || part == 0 {
			return "all"
		}
		return percentage(part)
	}
	target, messages, answers := inWords(fault.Target)
	switch {
	case fault.Direction == sim.Responses:
		messages = answers
	case fault.Direction == sim.BothWays && messages != answers:
		messages += " and their answers"
	}
	return strings.NewReplacer(
		"{target}", target, "{messages}", messages, "{answers}", answers, "{probability}", share(fault.Probability), "{share}", share(fault.Share),
		"{factor}", brief(fault.Factor), "{rate}", brief(fault.Rate), "{count}", thousands(int64(fault.Count)),
		"{delay}", onAverage(fault.Delay), "{field}", fault.Field, "{mode}", fault.Mode, "{error}", fault.Error,
		"{restart}", sim.FormatDuration(fault.Restart), "{offset}", sim.FormatDuration(fault.Offset), "{age}", sim.FormatDuration(fault.Age),
	).Replace(f.row.Says)
}

// onAverage is a time in a sentence: 6d, or 3d on average if it differs.
func onAverage(d sim.Dist) string {
	mean := sim.FormatDuration(time.Duration(d.Mean()).Round(time.Millisecond))
	if _, err := time.ParseDuration(d.String()); err == nil || d.String() == mean {
		return mean
	}
	return mean + " on average"
}

// percentage is a share of 1 as people say it: 5 %.
func percentage(share float64) string { return brief(100*share) + " %" }

// inWords is a target as a sentence names it, with the messages that it stands for
// and what is answered to them.
func inWords(target string) (whole, messages, answers string) {
	if from, to, isLink := linkEnds(target); isLink && from == "*" && to == "*" {
		return "every line", "messages on every line", "answers on every line"
	} else if isLink {
		return "the line from " + theActor(from) + " to " + theActor(to),
			"messages from " + theActor(from) + " to " + theActor(to), "answers of " + theActor(to) + " to " + theActor(from)
	}
	if strings.HasPrefix(target, "step") {
		return "whoever was at " + target, "messages of " + target, "answers of " + target
	}
	if actor, rest, isInstance := strings.Cut(target, "["); isInstance {
		number, of, _ := strings.Cut(strings.TrimSuffix(rest, "]"), "/")
		whole = "instance " + number + " of " + of + " of " + theActor(actor)
		return whole, "messages to " + whole, "answers of " + whole
	}
	if aim, err := actors.Target(target); err == nil && aim == sim.AimMessage {
		messages = target + " messages"
		if actors.Way(target) != sim.AnyWay { // it is an answer itself
			return messages, messages, messages
		}
		return messages, messages, "answers to " + messages
	}
	whole = theActor(target)
	return whole, "messages to " + whole, "answers of " + whole
}

// theActor is an actor in a sentence, or with * whoever there is.
func theActor(name string) string {
	if name == "*" {
		return "anybody"
	}
	return "the " + called(name)
}
