package journal_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
	"buynow/sim/journal"
)

func TestAllThatHappenedComesBack(t *testing.T) {
	file, happened, trace := record(t, 400, 4096)

	end, got := read(t, file, journal.Want{})

	if diff := cmp.Diff(happened, got); diff != "" {
		t.Errorf("the journal tells something else (-happened +read):\n%s", diff)
	}
	if end.Trailer == nil || end.Damage != nil || end.Events != uint64(len(happened)) || int(end.Offset) != len(file) {
		t.Errorf("read up to %+v, want all %d events and %d bytes", end, len(happened), len(file))
	}
	if end.Trace.String() != trace || end.Trailer.Trace != trace {
		t.Errorf("the trace is %s, in the trailer %s, of the run %s", end.Trace, end.Trailer.Trace, trace)
	}
	seen := map[sim.What]bool{}
	for _, e := range happened {
		seen[e.What] = true
	}
	for what := sim.Sent; what <= baked; what++ {
		if !seen[what] {
			t.Errorf("nothing was %s in this test: let it happen", names[what])
		}
	}
}

func TestTheSameRunWritesTheSameBytes(t *testing.T) {
	once, _, _ := record(t, 100, 0)
	again, _, _ := record(t, 100, 0)

	if !bytes.Equal(once, again) {
		t.Error("two journals of one run differ")
	}
}

func TestWatchingChangesNothing(t *testing.T) {
	w := day(100)
	defer w.Close()
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if _, _, trace := record(t, 100, 0); trace != w.Trace().String() {
		t.Errorf("with a journal the trace is %s, without %s", trace, w.Trace())
	}
}

func TestTheHeaderComesBack(t *testing.T) {
	file, _, _ := record(t, 1, 0)
	r, err := journal.NewReader(bytes.NewReader(file), bakery)
	if err != nil {
		t.Fatal(err)
	}

	want := journal.Header{Format: journal.Format, Program: "1.2.3", Scenario: "bakery", Sets: []string{"a=1"}, Hash: [32]byte{1, 2}, Seed: 7,
		Actors: []string{"outside", "baker"}, Events: names, Messages: r.Header.Messages}
	if diff := cmp.Diff(want, r.Header); diff != "" {
		t.Errorf("the header differs (-want +got):\n%s", diff)
	}
	if got := r.Header.Messages[0]; got != (journal.Layout{Kind: 1, Name: "ask", Shape: "{Loaves int64, Wish *{Name string}}"}) {
		t.Errorf("message 1 is %+v", got)
	}
}

// Whoever wants a part gets what they would have picked from the whole.
func TestAPartIsThatOfTheWhole(t *testing.T) {
	file, happened, _ := record(t, 400, 1024)
	crashes := []sim.What{sim.Crashed, sim.Restarted}
	for _, row := range []struct {
		claim string
		want  journal.Want
		pick  func(e sim.Event) bool
	}{
		{"an intent", journal.Want{Intent: 97}, func(e sim.Event) bool { return e.Intent == 97 }},
		{"an order", journal.Want{Order: 1097}, func(e sim.Event) bool { return e.Order == 1097 }},
		{"an intent, and all crashes", journal.Want{Intent: 97, Always: crashes},
			func(e sim.Event) bool { return e.Intent == 97 || slices.Contains(crashes, e.What) }},
		{"nobody", journal.Want{Intent: 1 << 40}, func(sim.Event) bool { return false }},
	} {
		var want []sim.Event
		for _, e := range happened {
			if row.pick(e) {
				want = append(want, e)
			}
		}

		if (len(want) < 4) != (row.claim == "nobody") {
			t.Errorf("%s: there are only %d events to find", row.claim, len(want))
		}

		end, got := read(t, file, row.want)

		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.claim, diff)
		}
		if end.Trailer == nil || end.Events != uint64(len(happened)) {
			t.Errorf("%s: read up to %+v, want the end of the run", row.claim, end)
		}
	}
}

func TestWhoHasHeardEnoughHearsNoMore(t *testing.T) {
	file, _, _ := record(t, 50, 512)
	r, err := journal.NewReader(bytes.NewReader(file), bakery)
	if err != nil {
		t.Fatal(err)
	}
	heard := 0
	end, err := r.Read(journal.Want{}, func(*sim.Event) bool { heard++; return heard < 10 })

	if heard != 10 || end.Events != 10 || end.Damage != nil || err != nil {
		t.Errorf("%d heard, %+v, %v, want ten and no damage", heard, end, err)
	}
}

func TestWithoutMessagesTheRestIsTheSame(t *testing.T) {
	file, happened, trace := record(t, 50, 512)
	for i := range happened {
		happened[i].Body = nil
	}

	end, got := read(t, file, journal.Want{Bare: true})

	if diff := cmp.Diff(happened, got); diff != "" || end.Trace.String() != trace {
		t.Errorf("trace %s, want %s; (-want +got):\n%s", end.Trace, trace, diff)
	}
}

func TestAMessageThatIsTooLargeIsLeftOut(t *testing.T) {
	var to bytes.Buffer
	w := day(0)
	defer w.Close()
	j := begin(t, &to, w)
	j.Hear(&sim.Event{Number: 1, What: sim.Sent, Message: 3, Body: &basket{}})
	j.Hear(&sim.Event{Number: 2, What: sim.Sent, Message: 1, Body: &ask{Loaves: 4}})
	if err := j.Close(0, false); err != nil {
		t.Fatal(err)
	}

	end, got := read(t, to.Bytes(), journal.Want{})

	if len(got) != 2 || got[0].Body != nil || got[1].Body.(*ask).Loaves != 4 || end.Trailer.Large != 1 {
		t.Errorf("read %+v, %+v, want the second message alone", got, end.Trailer)
	}
}

func TestAStoppedRunSaysSo(t *testing.T) {
	var to bytes.Buffer
	w := day(3)
	defer w.Close()
	j := begin(t, &to, w)
	w.Watch(j.Hear)
	if err := w.Run(3); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(w.Now(), true); err != nil {
		t.Fatal(err)
	}

	if end, _ := read(t, to.Bytes(), journal.Want{}); !end.Trailer.Stopped || end.At != 3 {
		t.Errorf("read %+v, want a run that was stopped at 3 ns", end.Trailer)
	}
}

// A reader of another version is told so, and what differs.
func TestAnotherVersionIsRefused(t *testing.T) {
	file, _, _ := record(t, 1, 0)
	for _, row := range []struct {
		claim, want string
		model       *journal.Model
	}{
		{"events with other names", `"baked"`, model(names[:12], message)},
		{"a message we do not know", "we know no message basket", model(names, func(kind sim.Kind) sim.Message {
			if kind == 3 {
				return nil
			}
			return message(kind)
		})},
		{"a message it does not know", "it knows no message ask", model(names, func(kind sim.Kind) sim.Message {
			if kind == 4 {
				return &ask{}
			}
			return message(kind)
		})},
		{"a message of another shape", "message 2 was bread {Loaves []int64} and is ask", model(names, func(kind sim.Kind) sim.Message {
			if kind == 2 {
				return &ask{}
			}
			return message(kind)
		})},
	} {
		_, err := journal.NewReader(bytes.NewReader(file), row.model)

		if err == nil || !strings.Contains(err.Error(), row.want) || !strings.Contains(err.Error(), "1.2.3") {
			t.Errorf("%s: %v, want %q and the version that wrote it", row.claim, err, row.want)
		}
	}
}

func TestAModelHasOnlyMessagesThatCanBeWritten(t *testing.T) {
	if _, err := journal.NewModel(names, func(sim.Kind) sim.Message { return &endless{} }); err == nil || !strings.Contains(err.Error(), "endless.Self") {
		t.Errorf("NewModel = %v, want the field that cannot be written", err)
	}
}

type endless struct{ Self *endless }

func (*endless) Kind() sim.Kind { return 1 }

func TestAJournalIsKnownByItsBeginning(t *testing.T) {
	file, _, _ := record(t, 3, 0)
	for claim, row := range map[string]struct {
		file []byte
		want bool
	}{
		"a journal": {file, true}, "a torn one": {file[:20], true}, "a text": {[]byte("name: quickstart"), false}, "nothing": {nil, false},
		"a block": {file[len(file)-40:], false},
	} {
		if got := journal.Begins(bytes.NewReader(row.file)); got != row.want {
			t.Errorf("%s: Begins = %v, want %v", claim, got, row.want)
		}
	}
}

func TestAMessageNobodyKnowsEndsTheJournal(t *testing.T) {
	w := day(0)
	defer w.Close()
	j, err := journal.NewWriter(nowhere{}, header(w), model(names, func(sim.Kind) sim.Message { return nil }))
	if err != nil {
		t.Fatal(err)
	}
	j.Hear(&sim.Event{Number: 1, What: sim.Sent, Message: 1, Body: &ask{}})

	if err := j.Err(); err == nil || !strings.Contains(err.Error(), "ask") {
		t.Errorf("Err = %v, want the message that nobody knows", err)
	}
}

func TestAnEventCostsNoMemory(t *testing.T) {
	_, happened, _ := record(t, 400, 0)
	w := day(0)
	defer w.Close()
	j, err := journal.NewWriter(nowhere{}, header(w), bakery)
	if err != nil {
		t.Fatal(err)
	}
	number := uint64(0)
	hear := func() {
		for i := range happened {
			number++
			happened[i].Number = number
			j.Hear(&happened[i])
		}
	}
	hear() // rooms have grown

	if got := testing.AllocsPerRun(3, hear); got > 0 || j.Err() != nil {
		t.Errorf("%d events cost %v allocations, %v, want none", len(happened), got, j.Err())
	}
}

// nowhere takes everything.
type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

func BenchmarkHear(b *testing.B) {
	_, happened, _ := record(b, 400, 0)
	w := day(0)
	defer w.Close()
	j, err := journal.NewWriter(nowhere{}, header(w), bakery)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	number, i := uint64(0), 0
	for b.Loop() {
		number++
		if i++; i == len(happened) {
			i = 0
		}
		e := &happened[i]
		e.Number = number
		j.Hear(e)
	}
	if j.Err() != nil {
		b.Fatal(j.Err())
	}
}
