package scenarios

import (
	"strings"
	"testing"
)

// What is an entry of a file is a fault of a page, and the other way round: the
// example of every row but for the time at which it begins.
func TestEveryExampleOfAFaultCanBeInflictedNow(t *testing.T) {
	for _, row := range listed() {
		s, err := Parse("x.yaml", []byte(faultHost+"faults: ["+row.Example+"]\n"), nil)
		if err != nil {
			t.Fatalf("%s: %v", row.Name, err)
		}
		want := s.Faults[0]
		want.At = 0

		got, err := ParseFault(withoutAt(row.Example))

		if err != nil || got.Type != want.Type || got.Target != want.Target || got.For != want.For || got.Probability != want.Probability || got.Factor != want.Factor {
			t.Errorf("ParseFault(%s) = %+v, %v, want %+v", withoutAt(row.Example), got, err, want)
		}
	}
}

// withoutAt drops the time from an entry on one line.
func withoutAt(entry string) string {
	head, tail, found := strings.Cut(entry, " at: ")
	if !found {
		return entry
	}
	if _, rest, more := strings.Cut(tail, ","); more {
		return head + rest
	}
	return strings.TrimSuffix(strings.TrimSpace(head), ",") + " }"
}

func TestAFaultThatIsNoneIsToldSoInTheWordsOfAFile(t *testing.T) {
	for _, row := range []struct{ claim, text, want string }{
		{"nothing is no fault", "", "this is no fault"},
		{"a word is no fault", "slow", "this is no fault"},
		{"a list is no fault", "[]", "this is no fault"},
		{"it has no time of its own", "{type: slow, target: bank, at: 3s}", "at: has no meaning here"},
		{"JSON will do", `{"type": "slow", "target": "bnak"}`, "target: "},
		{"a type must be there", "{target: bank}", "type"},
		{"a type must be known", "{type: sloow, target: bank}", "did you mean slow?"},
		{"a field must be known", "{type: slow, target: bank, fro: 3s}", "fro: unknown field"},
		{"a value must be right", "{type: slow, target: bank, factor: 0.5}", "factor"},
		{"no alias gets in", "{type: &a slow, target: *a}", "alias"},
		{"no second document gets in", "{type: slow, target: bank}\n---\nseed: 1", "second document"},
		{"nothing after it gets in", "{type: slow, target: bank}]\nseed: 1", ""},
		{"no long text gets in", "{type: slow, target: " + strings.Repeat("a", 1<<17) + "}", ""},
	} {
		fault, err := ParseFault(row.text)
		if err == nil || !strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), "faults[0]") || strings.HasPrefix(err.Error(), "fault:") {
			t.Errorf("%s: ParseFault(%.80s) = %+v, %v, want a mistake with %q", row.claim, row.text, fault, err, row.want)
		}
	}
}

// FuzzFaultText throws texts at the reader of a fault: it panics at none, and what it
// takes is a fault that has a type of the catalogue.
func FuzzFaultText(f *testing.F) {
	f.Add("{type: slow, target: bank, for: 30s}")
	f.Add(`{"type": "drop", "target": "merchant -> bank", "probability": "5%"}`)
	f.Add("type: crash\ntarget: warehouse\n")
	f.Add("{type: slow, target: [bank]}")
	f.Fuzz(func(t *testing.T, text string) {
		if fault, err := ParseFault(text); err == nil && rowOf(listed(), fault.Type) == nil {
			t.Errorf("ParseFault(%q) = %+v, of no known type", text, fault)
		}
	})
}
