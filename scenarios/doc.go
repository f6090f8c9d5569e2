// Package scenarios reads scenario files and stages their runs.
//
// A scenario says who comes to the shop and what the shop is made of. The Go
// types are the format: a field is called as in Go, in snake_case unless its
// yaml tag says otherwise, and what a file leaves out has a realistic default.
// The smallest useful file:
//
//	name: corner-shop
//	load:
//	  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }
//
// From the text to the customers at the door it goes like this:
//
//  1. [Parse] reads the YAML into a tree and refuses what is hostile: bombs,
//     aliases, a second document, more than a mebibyte;
//  2. the tree is laid over the defaults and the presets, field by field, then
//     each --set; all mistakes are told at once, each with its place and with what
//     is allowed, and then what is valid but probably not meant;
//  3. a run sends the customers of the load into the shop, each with a number that
//     carries their luck, the intent: those who come by a schedule are numbered in
//     the order in which they come, virtual users by journey and user.
//
// Who comes by a schedule comes at the moment at which the area under the rate
// reaches a number, in closed form, so nothing drifts, however long the ramp and
// whatever the curve of the day. Evenly spaced the numbers are one apart, by chance
// one on average. Virtual users come again when they have left and thought.
//
// A run can be steered while it goes on ([Scenario.Live]): people buy in a shop window,
// break things and mend them. What they do is noted with its nanosecond, and is a block
// of the file of the run, inputs, by which another run is the same, event by event.
//
// What the comments and tags of the types say of each field is also the JSON
// Schema and the page of all fields, REFERENCE.md: go generate makes them anew,
// and a test refuses them when they are stale. The comment of a field begins with
// its name, says what it means, and ends with "Source:" and where its default is
// from; a type with a text form of its own says it in a method names or spelling;
// a quantity of load or capacity has the tag scale:"true".
//
// The names of executors and their fields are those of k6, so that fingers and
// files can be moved over.
//
// Of go.yaml.in/yaml/v3 only the tree is used, because it knows the line and
// column of every word; laying it over Go values strictly is our own.
package scenarios
