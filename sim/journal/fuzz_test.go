package journal_test

import (
	"bytes"
	"runtime"
	"testing"

	"buynow/sim"
	"buynow/sim/codec"
	"buynow/sim/journal"
)

// FuzzJournal reads what the fuzzer makes up as a whole journal, and as one block
// of a journal, in a frame whose checksums are right: nothing panics, what is heard
// are events of this world, and their trace is the one that is told.
func FuzzJournal(f *testing.F) {
	file, _, _ := record(f, 3, 512)
	header, rest := frameOf(file)
	f.Add(file)
	for len(rest) > 0 {
		frame, after := frameOf(rest)
		f.Add(frame[codec.HeadSize:])
		rest = after
	}
	f.Add([]byte{0x96, 1, 0, 0, 0, 0xc4, 0, 0x90})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		listen(t, data)
		listen(t, codec.Append(bytes.Clone(header), 2, data))
		listen(t, codec.Append(bytes.Clone(header), 3, data))
	})
}

// frameOf splits the first frame off.
func frameOf(file []byte) (frame, rest []byte) {
	r := codec.NewReader(bytes.NewReader(file))
	if _, _, err := r.Next(); err != nil {
		panic(err)
	}
	return file[:r.Offset()], file[r.Offset():]
}

// listen hears all of a journal, and is surprised by what cannot be.
func listen(t *testing.T, file []byte) {
	t.Helper()
	r, err := journal.NewReader(bytes.NewReader(file), bakery)
	if err != nil {
		return
	}
	var trace sim.Trace
	last := sim.Event{}
	end, err := r.Read(journal.Want{}, func(e *sim.Event) bool {
		if e.Number != last.Number+1 || e.At < last.At || e.What >= sim.MaxWhat || int(e.Actor) >= len(r.Header.Actors) {
			t.Errorf("after %+v came %+v", last, *e)
		}
		trace.Add(e)
		last = *e
		return true
	})
	if err != nil || (end.Trailer == nil) == (end.Damage == nil) {
		t.Errorf("Read = %v, %+v, want a trailer or a reason why there is none", err, end)
	}
	if end.Trailer != nil && trace != end.Trace {
		t.Errorf("the trace of what was heard is %s, the journal says %s", trace, end.Trace)
	}
}

// Right checksums around bytes that claim to be huge: nobody believes them.
func TestHostileBlocksCostLittleMemory(t *testing.T) {
	file, _, _ := record(t, 3, 512)
	header, _ := frameOf(file)
	block := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	summary := block([]byte{0x96, 1, 0, 0, 1, 0xc5, 2, 0}, bytes.Repeat([]byte{0xff}, 512))
	row := []byte{0x9e, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0}
	for claim, payload := range map[string][]byte{
		"four billion events":         block(summary, []byte{0xdd, 0xff, 0xff, 0xff, 0xff}),
		"a filter of 4 GB":            {0x96, 1, 0, 0, 0, 0xc6, 0xff, 0xff, 0xff, 0xff},
		"a note of 4 GB":              block(summary, []byte{0x91, 0x9e, 10, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0xdb, 0xff, 0xff, 0xff, 0xff}),
		"a message of 4 billion":      block(summary, []byte{0x91}, row, []byte{0x92, 2, 0x91, 0xdd, 0xff, 0xff, 0xff, 0xff}),
		"a message nested for ever":   block(summary, []byte{0x91}, row, []byte{0x92, 2}, bytes.Repeat([]byte{0x91}, 1<<20), []byte{1}),
		"a body from before the rows": block(summary, []byte{0x91}, row, []byte{1}),
		"a body of no known kind":     block(summary, []byte{0x91}, row, []byte{0x92, 9, 0x90}),
		"a message of another shape":  block(summary, []byte{0x91}, row, []byte{0x92, 2, 0x91, 0xa1, 'x'}),
		"a block of no events":        block(summary, []byte{0x90}),
		"a block that ends before":    block([]byte{0x96, 1, 2, 1}, summary[4:], []byte{0x91}, row, []byte{0xc0}),
		"an actor nobody knows":       block(summary, []byte{0x91, 0x9e, 1, 0, 1, 0, 99, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0xc0}),
		"an event nobody knows":       block(summary, []byte{0x91, 0x9e, 48, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0xc0}),
		"an event before the last":    block(summary, []byte{0x91, 0x9e, 1, 0xff, 1, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0xc0}),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)

		end, err := readDamaged(codec.Append(bytes.Clone(header), 2, payload), journal.Want{})

		runtime.ReadMemStats(&after)
		if err != nil || end.Damage == nil || end.Frames != 1 {
			t.Errorf("%s: %+v, %v, want it refused", claim, end, err)
		}
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got >= 64 {
			t.Errorf("%s: cost %d MiB, want less than 64", claim, got)
		}
	}
}
