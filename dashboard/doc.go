// Package dashboard is what a browser sees of a run: the stage on which orders
// travel through their fifteen steps, the shop in which a visitor presses Buy
// Now, and the controls that break things.
//
//	run (one goroutine)        server                      page
//	──────────────────         ───────────────────         ─────────────────────
//	events → eye  ── tick ──→  hub: one slot a page  ──→   store → stage, charts
//	              ── mark ──→  ring of what must     ──→   marks, own orders
//	                 journey   not be lost
//	live  ←── command ───────  guard: host, origin,  ←──   buttons
//	                           token, limits
//
// The eye watches the same stream of events as journal and auditor do, counts,
// and hands over ten times a second what it has counted. A page that is slow gets
// fewer ticks, and loses nothing by it, since ticks hold sums; marks and the
// orders that it follows are told in full, or it is told to begin anew. The run
// never waits for a page.
//
// Frames are msgpack arrays: see frame. The page needs no list of their fields,
// for the first frame says in words what is in all others.
//
// github.com/gorilla/websocket carries the frames: it is what the field uses,
// checks origins, limits messages and prepares one frame for many pages.
package dashboard
