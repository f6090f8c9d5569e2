// Package codec puts values into frames and takes them out again, without
// trusting a single byte. Journal, dashboard and transport use the same frames.
//
//	 0      2         3      4         8             12           16
//	┌──────┬─────────┬──────┬─────────┬─────────────┬────────────┬──────────────┐
//	│ "bn" │ version │ kind │ length  │ CRC-32C of  │ CRC-32C of │ payload: one │
//	│      │         │      │ of the  │ the payload │ all before │ msgpack      │
//	│      │         │      │ payload │             │            │ array        │
//	└──────┴─────────┴──────┴─────────┴─────────────┴────────────┴──────────────┘
//
// Numbers in the head are big-endian. The head has a checksum of its own, so
// that a length is not believed before it was checked: whoever reads can tell a
// frame that was cut short ([ErrTorn]) from one that was changed ([ErrCorrupt]).
// A checksum finds accidents, not malice, so a payload is walked before anything
// is made of it ([Check]): no length may claim more than is there, nothing is
// nested deeply, and what a reader has no use for (maps, extensions) is refused.
//
// A struct is an array of its exported fields in their order. Its [Shape] writes
// it, and says in words what it writes, so that a reader of another version
// notices; [Decode] reads it back. Where a struct would cost too much, the Append
// functions write single values and a [Cursor] reads them one by one.
//
// What is written is, byte for byte, what github.com/vmihailenco/msgpack/v5 writes
// of a struct as an array; that library, which the field uses, also reads it back.
// It stays at v5.3.5, and go.mod excludes v5.4.0 and v5.4.1: those have lost their
// limits on allocation, and nine bytes make them ask for 4 GB.
package codec
