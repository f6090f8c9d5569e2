// Package chart draws the numbers of a study as pictures for a report: vector graphics for the
// page, pixels on demand. It knows nothing of shops or runs.
//
//  1. somebody says what there is to see: [Lines] over time or load, a [Forest] of intervals, [Bars]
//     of several in one row, the [Cells] of a map;
//  2. its Picture has a size, a text for those who cannot see it, and can be drawn;
//  3. [Picture.SVG] draws it for a page, in which words stay words in the reader's own letters;
//     [Picture.PNG] in pixels.
//
// The same numbers give the same bytes. Nothing is said by colour alone: each [Pen] has a dash and a
// hatch of its own, and each curve carries its name at its end.
//
// Axes, ticks and canvases are those of gonum.org/v1/plot, the plotting library of the field in Go;
// the look is ours, and so is the writing of vector graphics: in the library's own words are set by
// the widths of letters that the reader does not have.
package chart
