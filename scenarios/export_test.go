package scenarios

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/sim/export"
)

// careless is a quarter of an hour in which customers are charged twice.
func careless(t *testing.T, sets ...string) *Scenario {
	t.Helper()
	s, err := Load("lost-auth-response", append([]string{"preset=naive", "load.lunch.duration=4m"}, sets...))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// exported is what an export of a scenario writes.
func exported(t *testing.T, s *Scenario, x Export) []byte {
	t.Helper()
	var to bytes.Buffer
	if _, err := s.Export(t.Context(), Options{}, x, &to); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

// cells is a line by the names of its columns; what is empty is not there.
type cells map[string]string

func (c cells) number(t *testing.T, name string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(c[name], 10, 64)
	if err != nil {
		t.Fatalf("event %s: %s is %q, want a number", c["event"], name, c[name])
	}
	return n
}

// readCSV reads lines with the CSV reader of the standard library.
func readCSV(t *testing.T, file []byte) (lines []cells) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(file))
	names, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		line := cells{}
		for i, field := range fields {
			if field != "" {
				line[names[i]] = field
			}
		}
		lines = append(lines, line)
	}
}

// readJSON reads the same lines with its JSON decoder: numbers as they are written.
func readJSON(t *testing.T, file []byte) (lines []cells) {
	t.Helper()
	numbers := map[string]bool{}
	for _, c := range export.Columns() {
		numbers[c.Name] = c.Number
	}
	for text := range bytes.Lines(file) {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		object := map[string]any{}
		if err := d.Decode(&object); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		line := cells{}
		for name, value := range object {
			if _, isNumber := value.(json.Number); isNumber != numbers[name] {
				t.Fatalf("%s is %v in %s, want a number: %v", name, value, text, numbers[name])
			}
			line[name] = fmt.Sprint(value)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestLinesOfCSVAndJSONSayTheSame(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	fromCSV := readCSV(t, exported(t, s, Export{Format: CSVFormat}))
	fromJSON := readJSON(t, exported(t, s, Export{Format: JSONFormat}))

	if len(fromCSV) != len(fromJSON) {
		t.Fatalf("%d lines of CSV, %d of JSON", len(fromCSV), len(fromJSON))
	}
	for i := range fromCSV {
		if !maps.Equal(fromCSV[i], fromJSON[i]) {
			t.Fatalf("line %d (-CSV +JSON):\n%s", i, cmp.Diff(fromCSV[i], fromJSON[i]))
		}
	}
}

// Who counts the lines gets what the summary of the run says.
func TestLinesAddUpToTheSummary(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}

	lines := readCSV(t, exported(t, s, Export{Format: CSVFormat}))

	if len(lines) != int(sum.Events) {
		t.Errorf("%d lines, the run has %d events", len(lines), sum.Events)
	}
	for i, line := range lines {
		if line.number(t, "event") != int64(i+1) {
			t.Fatalf("line %d is about event %s", i+1, line["event"])
		}
	}
	checkSteps(t, sum, lines)
	checkOutcomes(t, sum, lines)
	checkLinks(t, sum, lines)
	checkMoney(t, sum, lines)
}

// checkSteps counts the orders that reached each step: to ask is a step when it was
// asked, an answer if it was yes, a deed when it was done.
func checkSteps(t *testing.T, sum *Summary, lines []cells) {
	t.Helper()
	deeds := map[string]int{"Handover": 13, "DispatchMail": 14, "Delivery": 15}
	reached := [actors.Steps + 1]map[string]bool{}
	for step := range reached {
		reached[step] = map[string]bool{}
	}
	for _, line := range lines {
		step, who := 0, line["order"]
		if line["step"] != "" {
			step = int(line.number(t, "step"))
		}
		switch deed := deeds[line["message"]]; {
		case step == 1:
			who = line["intent"]
		case step == 2: // it has no number yet
			continue
		case line["kind"] == "placed":
			step = 2
		case step > 12:
			continue
		case deed > 0 && line["kind"] == "served" && line["failed"] == "0":
			step = deed
		}
		if who != "" {
			reached[step][who] = true
		}
	}
	for _, want := range sum.Steps {
		if got := len(reached[want.Step]); got != want.Count {
			t.Errorf("step %d, %s: the lines have %d orders, the summary %d", want.Step, want.Name, got, want.Count)
		}
	}
}

func checkOutcomes(t *testing.T, sum *Summary, lines []cells) {
	t.Helper()
	ended, clicked := map[string]int{}, map[string]bool{}
	for _, line := range lines {
		if line["kind"] == "archived" {
			ended[line["to"]]++
		}
		if line["message"] == "PlaceOrder" && line["kind"] == "sent" {
			clicked[line["intent"]] = true
		}
	}
	o := sum.Outcomes
	if o.Sum() != len(clicked) {
		t.Errorf("%d intents clicked, the summary has %d orders", len(clicked), o.Sum())
	}
	for state, want := range map[string]int{"completed": o.Completed, "declined": o.Declined, "cancelled": o.Cancelled, "fraud blocked": o.FraudBlocked, "refunded": o.Refunded} {
		if ended[state] != want {
			t.Errorf("%d orders were put away as %s, the summary has %d", ended[state], state, want)
		}
	}
}

// checkLinks counts calls that were given up, and answers that came too late.
func checkLinks(t *testing.T, sum *Summary, lines []cells) {
	t.Helper()
	counts := map[string]map[string]uint64{}
	for _, line := range lines {
		link := line["actor"] + " -> " + line["peer"]
		if counts[link] == nil {
			counts[link] = map[string]uint64{}
		}
		counts[link][line["kind"]]++
	}
	for _, want := range sum.Links {
		got := counts[want.Link]
		if got["timed_out"] != want.TimedOut || got["late"] != want.Late {
			t.Errorf("%s: the lines have %d calls given up, %d late answers, the summary %d and %d",
				want.Link, got["timed_out"], got["late"], want.TimedOut, want.Late)
		}
	}
	if counts["merchant -> bank"]["timed_out"] == 0 {
		t.Error("nobody gave up waiting for the bank: this run shows nothing")
	}
}

// checkMoney keeps the books from the moves.
func checkMoney(t *testing.T, sum *Summary, lines []cells) {
	t.Helper()
	captured, goods := actors.Cents(0), map[string]int64{}
	balance := map[string]int64{}
	for _, line := range lines {
		if line["kind"] != "moved" {
			continue
		}
		amount := line.number(t, "amount")
		if line["thing"] == "goods" {
			goods[line["from"]] -= amount
			goods[line["to"]] += amount
			continue
		}
		balance[line["from"]] -= amount
		balance[line["to"]] += amount
		if line["from"] == "held" && line["to"] == "clearing" {
			captured += actors.Cents(amount)
		}
	}
	want := fmt.Sprintf("%v captured = %v kept + %v fees", captured, actors.Cents(balance["till"]), actors.Cents(balance["fees"]))
	if got := strings.ReplaceAll(sum.Books[0].Text, ",", ""); !strings.HasPrefix(got, want) {
		t.Errorf("the lines say %s, the summary %s", want, got)
	}
	if want := fmt.Sprintf(" + %s delivered", thousands(goods["customer"])); !strings.Contains(sum.Books[1].Text, want) {
		t.Errorf("the lines say%s, the summary %s", want, sum.Books[1].Text)
	}
}
