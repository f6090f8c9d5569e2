package codec_test

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vmihailenco/msgpack/v5"

	"buynow/sim"
	"buynow/sim/journal"
)

type hello struct{ Name string }

func (*hello) Kind() sim.Kind { return 1 }

// A stranger who knows frames and msgpack, but none of our types, reads a journal:
// what its numbers mean is in its header.
func TestAStrangerCanReadAJournal(t *testing.T) {
	file := greetings(t)

	got := map[string]int{}
	var events, messages map[uint64]string
	var trailer []any
	for len(file) > 0 {
		length := binary.BigEndian.Uint32(file[4:])
		kind, payload := file[3], file[16:16+length]
		file = file[16+length:]
		var parts []any
		if err := msgpack.Unmarshal(payload, &parts); err != nil {
			t.Fatal(err)
		}
		switch kind {
		case 1:
			events, messages = namesIn(parts[8].([]any)), namesIn(parts[9].([]any))
		case 2:
			for _, row := range parts[5].([]any) {
				row := row.([]any)
				got[events[number(row[0])]]++
				if body, ok := row[13].([]any); ok {
					got[messages[number(body[0])]+" "+body[1].([]any)[0].(string)]++
				}
			}
		case 3:
			trailer = parts
		}
	}

	want := map[string]int{"sent": 3, "served": 3, "noted": 3, "hello Ada": 3}
	if diff := cmp.Diff(want, got); diff != "" || number(trailer[0]) != 9 {
		t.Errorf("a stranger reads, and %v at the end (-want +got):\n%s", trailer, diff)
	}
}

// greetings is the journal of three hellos.
func greetings(t *testing.T) []byte {
	t.Helper()
	w := sim.New(1)
	defer w.Close()
	host := w.Add(sim.Actor{Name: "host", Serve: func(env *sim.Env, _ sim.Message) (sim.Message, error) {
		env.Note("waves", 0, 0)
		return nil, nil
	}})
	w.Go("guests", func(env *sim.Env) {
		for range 3 {
			env.Send(host, &hello{"Ada"})
			env.Sleep(time.Second)
		}
	})
	names := []string{sim.Sent: "sent", sim.Served: "served", sim.Noted: "noted"}
	model, err := journal.NewModel(names, func(kind sim.Kind) sim.Message {
		if kind != 1 {
			return nil
		}
		return &hello{}
	})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	j, err := journal.NewWriter(&file, journal.Header{Actors: w.Names()}, model)
	if err != nil {
		t.Fatal(err)
	}
	w.Watch(j.Hear)
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(w.Now(), false); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// namesIn reads names by number, or layouts with number and name.
func namesIn(list []any) map[uint64]string {
	names := map[uint64]string{}
	for i, item := range list {
		switch item := item.(type) {
		case string:
			names[uint64(i)] = item
		case []any:
			names[number(item[0])] = item[1].(string)
		}
	}
	return names
}

func number(v any) uint64 {
	switch v := v.(type) {
	case int8:
		return uint64(v)
	case uint8:
		return uint64(v)
	}
	return 1 << 63
}
