package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"buynow/sim"
	"buynow/sim/codec"
	"buynow/sim/journal"
)

// stretch says how many times fewer cases a sweep takes under the race detector.
func stretch(t *testing.T, step int) int {
	t.Helper()
	if racing {
		return step
	}
	return 1
}

// journalOf64K is a journal of 64 KB, with the end of each of its frames and the
// number of events up to there.
func journalOf64K(t *testing.T) (file []byte, ends []int64, events []uint64) {
	t.Helper()
	var happened []sim.Event
	for customers := 200; len(file) < 64<<10; customers += 8 {
		file, happened, _ = record(t, customers, 2048)
	}
	r := codec.NewReader(bytes.NewReader(file))
	for {
		_, payload, err := r.Next()
		if err != nil {
			break
		}
		upTo := uint64(0)
		if len(ends) > 0 { // a block: its second number is that of its first event
			c := codec.NewCursor(payload)
			c.Array()
			if first := c.Uint(1 << 40); c.Err() == nil {
				upTo = first - 1
			}
			events[len(events)-1] = upTo
		}
		ends, events = append(ends, r.Offset()), append(events, 0)
	}
	n := len(events)
	events[n-2], events[n-1] = uint64(len(happened)), uint64(len(happened)) // the last block, and the trailer
	return file, ends, events
}

// intact is how many frames end at or before an offset.
func intact(ends []int64, offset int) (frames int) {
	for frames < len(ends) && ends[frames] <= int64(offset) {
		frames++
	}
	return frames
}

// readDamaged reads a journal up to its damage. The header's error is End.Damage.
func readDamaged(file []byte, want journal.Want) (journal.End, error) {
	r, err := journal.NewReader(bytes.NewReader(file), bakery)
	if err != nil {
		return journal.End{Damage: err}, nil
	}
	return r.Read(want, func(*sim.Event) bool { return true })
}

// framesAlone asks for nobody, so that only frames are read: the sweeps ask for all
// events only now and then.
func framesAlone(alone bool) journal.Want {
	if alone {
		return journal.Want{Intent: 1 << 40}
	}
	return journal.Want{}
}

func TestAJournalCutAnywhereIsReadToItsLastWholeFrame(t *testing.T) {
	t.Parallel()
	file, ends, events := journalOf64K(t)
	for cut := len(file); cut >= 0; cut -= stretch(t, 17) {
		frames := intact(ends, cut)
		offset, upTo := int64(0), uint64(0)
		if frames > 0 {
			offset, upTo = ends[frames-1], events[frames-1]
		}
		end, err := readDamaged(file[:cut], framesAlone(cut%97 > 0))

		if end.Frames != frames || end.Offset != offset || end.Events != upTo || err != nil {
			t.Fatalf("cut at %d: read %d frames, %d bytes, %d events, %v, want %d, %d, %d",
				cut, end.Frames, end.Offset, end.Events, err, frames, offset, upTo)
		}
		if whole := cut == len(file); whole != (end.Trailer != nil) || whole == errors.Is(end.Damage, codec.ErrTorn) && cut > 0 {
			t.Fatalf("cut at %d: %v, trailer %v, want ErrTorn unless nothing is missing", cut, end.Damage, end.Trailer)
		}
	}
}

func TestTenThousandFlippedBitsAreAllFound(t *testing.T) {
	t.Parallel()
	file, ends, events := journalOf64K(t)
	luck := sim.Fate(7, sim.FirstPurpose, 1)
	for i := range 10_000 / stretch(t, 10) {
		bit := luck.IntN(8 * len(file))
		frames := intact(ends, bit/8)
		offset, upTo := int64(0), uint64(0)
		if frames > 0 {
			offset, upTo = ends[frames-1], events[frames-1]
		}
		file[bit/8] ^= 1 << (bit % 8)

		end, err := readDamaged(file, framesAlone(i%23 > 0))

		file[bit/8] ^= 1 << (bit % 8)
		if end.Frames != frames || end.Offset != offset || end.Events != upTo || err != nil || !errors.Is(end.Damage, codec.ErrCorrupt) {
			t.Fatalf("bit %d flipped: read %d frames, %d bytes, %d events, %v, %v, want %d, %d, %d and ErrCorrupt",
				bit, end.Frames, end.Offset, end.Events, end.Damage, err, frames, offset, upTo)
		}
	}
}

// Each of these files has right checksums throughout: it was not changed by
// accident.
func TestAForgedJournalIsFound(t *testing.T) {
	file, ends, _ := journalOf64K(t)
	frame := func(i int) []byte {
		from := int64(0)
		if i > 0 {
			from = ends[i-1]
		}
		return file[from:ends[i]]
	}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	last := len(ends) - 1
	_, happened, _ := record(t, 3, 0)
	one, another := retold(t, happened, 0), retold(t, happened, 1)
	trailer := another[len(another)-len(frame(last)):]
	if end, err := readDamaged(join(file[:ends[last-2]], frame(last)), framesAlone(true)); !errors.Is(end.Damage, codec.ErrCorrupt) || err != nil {
		t.Errorf("the last block is missing: %v, %v, want ErrCorrupt though no event was read", end.Damage, err)
	}
	for _, row := range []struct {
		claim string
		file  []byte
	}{
		{"a block is missing", join(frame(0), frame(1), frame(3))},
		{"a block is there twice", join(frame(0), frame(1), frame(1))},
		{"a journal goes on after its end", join(file, frame(last))},
		{"the end comes too soon", join(frame(0), frame(1), frame(last))},
		{"an event was changed, but not the trace", join(one[:len(one)-len(trailer)], trailer)},
		{"a frame of no known kind", join(frame(0), codec.Append(nil, 9, []byte{0x90}))},
		{"two headers", join(frame(0), frame(0))},
	} {
		end, err := readDamaged(row.file, journal.Want{})

		if !errors.Is(end.Damage, codec.ErrCorrupt) || err != nil {
			t.Errorf("%s: %v, %v, want ErrCorrupt", row.claim, end.Damage, err)
		}
	}
}

// retold is the journal of what happened, had one number in it been another.
func retold(t *testing.T, happened []sim.Event, change int64) []byte {
	t.Helper()
	w := day(0)
	defer w.Close()
	var to bytes.Buffer
	j := begin(t, &to, w)
	for i, e := range happened {
		if i == len(happened)/2 {
			e.A += change
		}
		j.Hear(&e)
	}
	if err := j.Close(happened[len(happened)-1].At, false); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

func TestWhatIsNoJournalIsRefused(t *testing.T) {
	file, ends, _ := journalOf64K(t)
	for claim, file := range map[string][]byte{
		"nothing":           {},
		"a text":            []byte("name: quickstart\nload: {}\n"),
		"a block":           file[ends[0]:],
		"half a header":     file[:ends[0]/2],
		"another message":   codec.Append(nil, 1, []byte{0x92, 1, 2}),
		"no message at all": codec.Append(nil, 1, []byte{0xc1}),
	} {
		if _, err := journal.NewReader(bytes.NewReader(file), bakery); !errors.Is(err, journal.ErrNoJournal) {
			t.Errorf("%s: %v, want ErrNoJournal", claim, err)
		}
	}
	later := codec.AppendUint(codec.AppendArray(nil, 1), journal.Format+1)
	if _, err := journal.NewReader(bytes.NewReader(codec.Append(nil, 1, later)), bakery); !errors.Is(err, journal.ErrOther) {
		t.Errorf("a later format: %v, want ErrOther", err)
	}
}

func TestAFileThatCannotBeReadIsNoDamage(t *testing.T) {
	file, _, _ := journalOf64K(t)
	broken := errors.New("the cable was pulled")
	r, err := journal.NewReader(io.MultiReader(bytes.NewReader(file[:9000]), brokenReader{broken}), bakery)
	if err != nil {
		t.Fatal(err)
	}

	end, err := r.Read(journal.Want{}, func(*sim.Event) bool { return true })

	if !errors.Is(err, broken) || end.Damage != nil {
		t.Errorf("Read = %v, damage %v, want the reader's own error", err, end.Damage)
	}
	if _, err := journal.NewReader(brokenReader{broken}, bakery); !errors.Is(err, broken) || errors.Is(err, journal.ErrNoJournal) {
		t.Errorf("NewReader = %v, want the reader's own error", err)
	}
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }

// small is a disk with so much room. It takes what fits, as a disk does.
type small struct {
	bytes.Buffer
	room int
}

var errFull = errors.New("no space left")

func (d *small) Write(b []byte) (int, error) {
	if d.Len()+len(b) > d.room {
		n, _ := d.Buffer.Write(b[:d.room-d.Len()])
		return n, errFull
	}
	return d.Buffer.Write(b)
}

func TestAFullDiskLeavesWhatWasWrittenAndNoEnd(t *testing.T) {
	t.Parallel()
	file, happened, _ := record(t, 3, 256)
	w := day(0)
	defer w.Close()
	for room := len(file); room >= 0; room -= stretch(t, 13) {
		disk := &small{room: room}
		j, err := journal.NewWriter(disk, header(w), bakery)
		if err == nil {
			j.BlockSize = 256
			for i := range happened {
				j.Hear(&happened[i])
			}
			err = j.Close(happened[len(happened)-1].At, false)
		}
		if room == len(file) {
			if err != nil || !bytes.Equal(disk.Bytes(), file) {
				t.Errorf("with room enough: %v, %d bytes, want %d", err, disk.Len(), len(file))
			}
			continue
		}

		end, readErr := readDamaged(disk.Bytes(), framesAlone(room%23 > 0))

		if told := fmt.Sprintf("it can be read up to event %d", end.Events); end.Frames > 0 && !strings.Contains(fmt.Sprint(err), told) {
			t.Fatalf("a disk of %d bytes: writing %v, want %q", room, err, told)
		}
		if !errors.Is(err, errFull) || readErr != nil || end.Trailer != nil || end.Damage == nil || !bytes.HasPrefix(file, disk.Bytes()) {
			t.Fatalf("a disk of %d bytes: writing %v, reading %v, %+v, want an error and no end", room, err, readErr, end)
		}
	}
}

// A disk that takes less than it was given, and says nothing, is found out.
func TestAShortWriteIsAnError(t *testing.T) {
	w := day(0)
	defer w.Close()
	if _, err := journal.NewWriter(forgetful{}, header(w), bakery); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("NewWriter = %v, want ErrShortWrite", err)
	}
}

type forgetful struct{}

func (forgetful) Write(b []byte) (int, error) { return len(b) - 1, nil }

func TestAJournalThatMissedAnEventSaysSo(t *testing.T) {
	_, happened, _ := record(t, 3, 0)
	w := day(0)
	defer w.Close()
	j, err := journal.NewWriter(io.Discard, header(w), bakery)
	if err != nil {
		t.Fatal(err)
	}
	j.Hear(&happened[0])
	j.Hear(&happened[2])

	if j.Err() == nil || j.Close(0, false) == nil {
		t.Error("an event was left out, and nobody noticed")
	}
}
