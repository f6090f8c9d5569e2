// Command buynow runs the order flow behind a Buy Now click, and says what became of the orders.
//
//	buynow serve                         a run in a browser: watch, buy, break things
//	buynow run quickstart                a whole day in a second: summary, finding, exit code
//	buynow run quickstart --journal F    the same, with a record of all that happens
//	buynow explain quickstart 14         the story of one of its orders
//	buynow explain 14 --journal F        the same story, from the record
//	buynow export quickstart -o F        what happened, for other tools: CSV, Perfetto, OpenTelemetry
//	buynow compare lost-auth-response    three ways to run it, side by side on the same luck
//	buynow check my-shop.yaml            what is wrong with a scenario file, line by line
//	buynow list scenarios                what there is to run
//
// Each command is one file that owns its flags; main wires them to package scenarios through the functions of a shop.
// The summary is drawn from sections, one file each, as lines of inked spans on a page of a known width.
//
// Commands, flags and completion come from github.com/spf13/cobra, which the field uses. Whether there is a terminal, and
// how wide it is, is asked through golang.org/x/term, which knows it for every system.
package main
