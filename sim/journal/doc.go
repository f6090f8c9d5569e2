// Package journal keeps the record of a run: every event of a world, on disk,
// in the order in which it happened. What watches a world can watch its journal
// instead, with the same eyes, later and without running anything.
//
// A journal is a file of frames (package codec):
//
//		┌────────┬───────┬───────┬─ ─ ─┬───────┬─────────┐
//		│ header │ block │ block │ ... │ block │ trailer │
//		└────────┴───────┴───────┴─ ─ ─┴───────┴─────────┘
//
//	 1. The [Header] says which run it is: format and version, scenario and its
//	    hash, seed, the names of actors and events, the shapes of all messages.
//	    It is enough to read the file without the program that wrote it.
//	 2. A block holds some thousand events, a row each, see [Writer.Hear]. It
//	    begins with what it is about, so that who looks for one order can pass
//	    over the others.
//	 3. The [Trailer] counts the events and gives the trace of the run. A journal
//	    that has none was cut off: a crash, a full disk, a run still going on.
//
// Frames are only appended, so whatever happens to the writer, what was written
// before can be read. The [Reader] stops at the last good frame and says where
// and why ([End]). It recomputes the trace from the events it reads: a journal
// that ends with the trace of its trailer is the run, bit for bit.
package journal
