package scenarios

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

// judge reads the schema as an editor does.
func judge(t testing.TB) *jsonschema.Schema {
	t.Helper()
	read, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("scenario.schema.json", read); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("scenario.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// jsonOf is a YAML text as a JSON value; false if it is none.
func jsonOf(text string) (any, bool) {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) != nil || len(document.Content) == 0 {
		return nil, false
	}
	return valueOf(document.Content[0])
}

func valueOf(n *yaml.Node) (any, bool) {
	switch n.Kind {
	case yaml.MappingNode:
		all := map[string]any{}
		for key, value := range pairs(n) {
			one, ok := valueOf(value)
			if !ok || key.Kind != yaml.ScalarNode {
				return nil, false
			}
			all[key.Value] = one
		}
		return all, true
	case yaml.SequenceNode:
		all := make([]any, 0, len(n.Content))
		for _, child := range n.Content {
			one, ok := valueOf(child)
			if !ok {
				return nil, false
			}
			all = append(all, one)
		}
		return all, true
	case yaml.ScalarNode:
		return scalarOf(n), true
	}
	return nil, false
}

// scalarOf is a word as JSON has it: a number that JSON cannot say is a text.
func scalarOf(n *yaml.Node) any {
	var value any
	if n.Decode(&value) != nil {
		return n.Value
	}
	switch v := value.(type) {
	case nil, bool, int, int64, uint64, string:
		return v
	case float64:
		if !strings.ContainsAny(strconv.FormatFloat(v, 'g', -1, 64), "IN") {
			return v
		}
	}
	return n.Value
}

func TestTheSchemaAcceptsWhatTheLoaderAccepts(t *testing.T) {
	schema := judge(t)
	texts := map[string]string{"everything": everything, "the smallest": shopWith("")}
	for _, name := range Names() {
		text, _ := builtIn(name)
		texts[name] = string(text)
	}
	for name, text := range texts {
		value, _ := jsonOf(text)

		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: the schema refuses it: %v", name, err)
		}
	}
}

// What the schema cannot see, because it looks at values and not at words, or
// at one value at a time.
var onlyTheLoaderSees = map[string]string{
	"an octal number":                      "JSON has the number 8",
	"a timeout that leaves no time":        "a duration is a text to JSON",
	"a service without a unit":             "a distribution is a text to JSON",
	"eleven years":                         "a duration is a text to JSON",
	"an hour that no day has":              "a time is a text to JSON",
	"a day that no week has":               "a day is a text to JSON",
	"a truck on the second day":            "a duration is a text to JSON",
	"a bank's answer of three digits":      "JSON has the number 5",
	"money with three decimals":            "multiples of 0.01 are none to binary computers",
	"a field of the other executor":        "the fields are each right",
	"a rate of nobody":                     "the fields are each right",
	"no time to come":                      "the fields are each right",
	"a ramp without stages":                "the fields are each right",
	"journeys that nobody makes":           "the fields are each right",
	"more customers than there are people": "the fields are each right",
	"more than everybody, in percent":      "a percentage is a text to JSON",
}

func TestTheSchemaRefusesWhatTheLoaderRefuses(t *testing.T) {
	schema := judge(t)
	for _, row := range mistakes {
		value, ok := jsonOf(row.text)

		accepted := ok && schema.Validate(value) == nil

		if reason := onlyTheLoaderSees[row.why]; accepted && reason == "" {
			t.Errorf("%s: the schema accepts what the loader refuses: %s", row.why, row.want)
		} else if !accepted && reason != "" {
			t.Errorf("%s: the schema sees it after all, though %s", row.why, reason)
		}
	}
}

// Whatever the value of a field, if the loader takes it the schema does.
func TestTheSchemaIsNeverStricterThanTheLoader(t *testing.T) {
	schema, fields := judge(t), Fields()
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(fields).Draw(t, "field")
		text := fileWith(f.Path, rapid.OneOf(
			rapid.SampledFrom(oddWords),
			rapid.StringMatching(`[-+]?[0-9_]{1,5}(\.[0-9]{0,3})?(e[0-9])?( ?%|ms|s|m|h|d| EUR|:30)?`),
			rapid.StringMatching(`(exp|const|uniform|zipf|moon)\([0-9a-z.]{1,4}(, ?[0-9a-z.]{1,4})?\)`),
			rapid.Just(f.Default),
		).Draw(t, "value"))
		if _, err := Parse("x.yaml", []byte(text), nil); err != nil {
			return
		}
		taken++

		value, ok := jsonOf(text)

		if err := schema.Validate(value); !ok || err != nil {
			t.Errorf("the loader accepts what the schema refuses:\n%s\n%v", text, err)
		}
	})
	if taken < 10 {
		t.Errorf("the loader accepted %d of the files, want enough to learn from", taken)
	}
}

// oddWords are what people and machines write in odd moments.
var oddWords = []string{
	"0", "-0", "+0", "00", "1", "1.0", "1e3", ".5", "5.", "1_0", "'1'", `"30%"`, "30%", "30 %", "true", "True", "no", "null", "~", "",
	"0x1F", "0o17", "017", "08", ".inf", ".nan", "2001-01-01", "12:30", "'12:30'", "9:05", "0s", "5ms", "1d12h", "-5ms", "+5ms", "5µs",
	"{}", "[]", "[1, 2]", "{ a: 1 }", "unlimited", "auto", "DE", "NO", "(s,S)", "buy", "mon 10:00", "10:00", "€5", "5 EUR", "5.9", "05",
	`"\t5"`, `" exp(3s) "`, "zipf(0.9)", "exp(6)", "exp(6s)", "lognormal(p50=5ms, p99=7ms)", "'empirical(1s:70, 5s:30)'",
}

// fileWith is a file that says one field, perhaps wrongly, and what must be
// said beside it.
func fileWith(path, value string) string {
	without := func(field string, others ...string) string {
		kept := slices.DeleteFunc(others, func(other string) bool { return strings.HasPrefix(other, field+":") })
		return strings.Join(append(kept, field+": "+value), ", ")
	}
	if field, ok := strings.CutPrefix(path, "load.<name>.stages[]."); ok {
		return crowdWith("{ executor: ramping-arrival-rate, stages: [{ " + without(field, "duration: 1m", "target: 3") + " }] }")
	}
	if field, ok := strings.CutPrefix(path, "load.<name>."); ok {
		return crowdWith("{ " + without(field, "executor: constant-arrival-rate", "rate: 2", "duration: 1m") + " }")
	}
	if path == "name" || path == "load" {
		return "{ " + without(path, "name: shop", "load: { a: { executor: constant-arrival-rate, rate: 2, duration: 1m } }") + " }"
	}
	return shopWith(fileAt(path, value) + "\n")
}

// fileAt nests a value as its path says.
func fileAt(path, value string) string {
	path = strings.NewReplacer("<name>", "a", "<journey>", "buy", "<sku>", "7").Replace(path)
	text := value
	steps := strings.Split(path, ".")
	for i := len(steps) - 1; i >= 0; i-- {
		name, list := strings.CutSuffix(steps[i], "[]")
		if list {
			text = "[" + text + "]"
		}
		text = name + ": " + text
		if i > 0 {
			text = "{ " + text + " }"
		}
	}
	return text
}
