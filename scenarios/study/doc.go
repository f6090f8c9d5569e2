// Package study asks questions of a scenario that take many runs, and answers them with intervals:
//
//   - a comparison: which variant of the shop is better, by how much, and how sure is that;
//     which orders ended differently, and what caused the harm;
//   - a capacity: how much load the shop can take, and what gives way first;
//   - a sweep: which variant wins where, over a grid of anything a scenario can say.
//
// A study that is written to a folder can be stopped at any moment and goes on where it was; what
// comes out is the same, byte for byte, as if it had never been stopped. Its answer is a [Result],
// which is also the JSON that is written, and the page that people read.
package study
