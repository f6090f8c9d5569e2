// Package export writes what happened in a world in the formats of the tools
// that people have: events as lines, orders as traces.
//
// Events go out as they come, a line each (type [Lines]): as CSV (RFC 4180) or as
// JSON lines, with the same [Columns]. Orders go out whole, when they are over:
//
//  1. a [Gatherer] hears the events and puts the messages of each order together
//     as calls: sent, waited for, served, answered, and what happened on the way;
//  2. an order that is over is handed on, at once and never half, so that memory
//     grows with the orders that are open, not with the run;
//  3. [Perfetto] draws its calls on tracks, a process for each actor;
//     [OTLP] makes spans of them, a service for each actor.
//
// What events mean is the model's to say: it gives its words as a [Model]. The same
// events make the same bytes, whether they come from a world or from its journal.
//
// OTLP is written through go.opentelemetry.io/collector/pdata, the types on which
// the collector itself works: its JSON has identifiers in hexadecimal, as OTLP asks
// for, where the generated types of proto/otlp with protojson write base64. It needs
// six small modules; the SDK would need more, and takes its times from the clock.
package export
