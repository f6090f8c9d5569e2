package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

// written is a line of an event as CSV and as JSON, read back.
func written(t *testing.T, m *Model, e sim.Event) (fields map[string]string, object map[string]any) {
	t.Helper()
	var asCSV, asJSON bytes.Buffer
	for _, l := range []*Lines{NewCSV(&asCSV, m), NewJSON(&asJSON, m)} {
		if l.Hear(&e); l.Close() != nil {
			t.Fatal(l.Err())
		}
	}
	rows, err := csv.NewReader(&asCSV).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	fields = map[string]string{}
	for i, name := range rows[0] {
		fields[name] = rows[1][i]
	}
	if strings.Count(asJSON.String(), "\n") != 1 {
		t.Fatalf("%d lines of JSON", strings.Count(asJSON.String(), "\n"))
	}
	if err := json.Unmarshal(asJSON.Bytes(), &object); err != nil {
		t.Fatalf("%v in %s", err, &asJSON)
	}
	return fields, object
}

func TestTimesAreExactToTheNanosecond(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0.000000000", 1: "0.000000001", -1: "-0.000000001", 1234567890: "1.234567890", time.Hour: "3600.000000000",
		2491200389606000001: "2491200389.606000001", math.MaxInt64: "9223372036.854775807", math.MinInt64: "-9223372036.854775808",
	} {
		if got := seconds(d); got != want {
			t.Errorf("seconds(%d) = %s, want %s", int64(d), got, want)
		}
	}
}

// Names and remarks may come from a stranger's journal: they take one cell of one
// line, whatever is in them, and say the same in both formats.
func TestATextIsOneCell(t *testing.T) {
	w, _, _ := morning(t, 0)
	m := bakery(w)
	for _, row := range []struct{ text, want string }{
		{"plain", "plain"},
		{`says "two, or three" <loaves> & \more`, `says "two, or three" <loaves> & \more`},
		{"two\r\nlines\ttab", "twolinestab"},
		{"red \x1b[31m and bell \a", "red [31m and bell "},
		{"half a rune \xc3", "half a rune \ufffd"},
		{"“brot” → 🍞", "“brot” → 🍞"},
		{"separator \u2028", "separator \u2028"},
		{"", ""},
	} {
		m.Actors[1] = row.text
		fields, object := written(t, m, sim.Event{Number: 1, What: sim.Noted, Actor: 1, Path: 7, Parent: 8, Text: row.text})

		if fields["text"] != row.want || row.want != "" && object["text"] != row.want {
			t.Errorf("the text %q is %q in CSV and %q in JSON, want %q", row.text, fields["text"], object["text"], row.want)
		}
		if fields["actor"] != row.want || fields["call"] != "0000000000000007" || fields["during"] != "0000000000000008" {
			t.Errorf("the name %q is %q, the calls %s and %s", row.text, fields["actor"], fields["call"], fields["during"])
		}
	}
}

// What a kind of event does not tell is empty, not 0.
func TestEachKindFillsItsColumns(t *testing.T) {
	w, _, _ := morning(t, 0)
	m := bakery(w)
	head := "event time_s kind order intent actor call during "
	for _, row := range []struct {
		what sim.What
		want string
	}{
		{sim.Sent, head + "peer message attempt travels_s text step"},
		{sim.Served, head + "peer message attempt waited_s took_s failed text reply"},
		{sim.Answered, head + "peer message attempt took_s failed text reply"},
		{sim.Late, head + "peer message attempt took_s failed text reply"},
		{sim.TimedOut, head + "peer message attempt took_s"},
		{sim.Refused, head + "peer message attempt waited_s text"},
		{sim.Lost, head + "peer message attempt waited_s text"},
		{sim.FaultHit, head + "peer message attempt fault text"},
		{sim.Moved, head + "thing from to amount unit"},
		{baked, head + "thing id from to"},
	} {
		e := sim.Event{Number: 3, At: 5, What: row.what, Message: 2, Attempt: 1, Actor: 1, Peer: 2, Order: 9, Intent: 8, Path: 7, Parent: 6, A: 1, B: 2, Body: &bake{}}
		switch row.what {
		case sim.Served, sim.Answered, sim.Late:
			e.Body = &bread{}
		case sim.TimedOut:
			e.Body = nil
		case sim.Moved, baked:
			e.Message, e.Body = 0, nil
		}
		fields, object := written(t, m, e)

		wanted := map[string]bool{}
		for name := range strings.FieldsSeq(row.want) {
			wanted[name] = true
		}
		for name, value := range fields {
			if _, there := object[name]; (value != "") != wanted[name] || there != wanted[name] {
				t.Errorf("%s: %s is %q, want something: %v", m.event(row.what), name, value, wanted[name])
			}
		}
	}
}

func TestColumnsAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Columns() {
		if c.Name == "" || c.About == "" || seen[c.Name] || strings.ToLower(c.Name) != c.Name || strings.Contains(c.Name, " ") {
			t.Errorf("the column %+v", c)
		}
		seen[c.Name] = true
	}
}

// A spreadsheet calculates what begins like a formula, so a stranger's text must not; numbers stay as they are, and
// JSON is no spreadsheet.
func TestNoTextIsAFormula(t *testing.T) {
	w, _, _ := morning(t, 0)
	m := bakery(w)
	for _, text := range []string{`=HYPERLINK("http://evil","bread")`, "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1+1"} {
		m.Actors[1] = text
		fields, object := written(t, m, sim.Event{Number: 1, At: -5, What: sim.Noted, Actor: 1, Text: text})

		if want := strings.TrimSpace(text); fields["text"] != "'"+want || fields["actor"] != "'"+want || object["text"] != want {
			t.Errorf("the text %q is %q and %q in CSV, %q in JSON, want a ' before it in CSV", text, fields["text"], fields["actor"], object["text"])
		}
		if fields["time_s"] != "-0.000000005" {
			t.Errorf("a time before the run is %q, want a number", fields["time_s"])
		}
	}
}
