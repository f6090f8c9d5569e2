// Package sim is a discrete-event simulation kernel for worlds of actors.
//
// One loop owns an agenda of events, ordered by time, priority and sequence. On
// the virtual clock it jumps from event to event; paced by the wall clock it
// waits for each. The model cannot tell the difference, and on the virtual
// clock a run is a pure function of its code and its seed: the same trace, bit
// for bit, on every machine.
//
// A model is written in one of two ways, which mix freely:
//
//   - A process is a function that takes time ([World.Go]): it sleeps, calls,
//     and shares each [Queue] and [Resource] with others.
//   - An actor serves messages ([Actor]): a mailbox with a limit, workers, a
//     service time and a handler that reads as a story. It runs inline, or on a
//     pooled coroutine if it waits for others; the trace is the same.
//
// Between two waits a model's code runs alone, so it never sees a lock, a
// channel or a go statement. Chance is keyed ([Luck]): a draw depends on what it
// is for, not on what was drawn before. All that happens is told in one stream
// of events ([World.Watch]), among them double-entry moves of goods and money.
//
// What goes wrong is a [Fault] on a timeline, made of nine primitives and let
// loose on a world by [World.Inflict]; [Faults] is the catalogue. A [Discipline]
// keeps an actor's mailbox otherwise than first come, first served.
//
// The package needs nothing but the standard library.
package sim
