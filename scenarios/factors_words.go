package scenarios

import (
	"reflect"
	"slices"
	"strings"

	"buynow/actors"
	"buynow/sim"
)

// failureOf is a fault that is no world's, to be told in words.
func failureOf(f *sim.Fault) *sim.Failure { return &sim.Failure{Fault: *f} }

// kin is policies that are swapped as one: those of a part of a policy, a section or a field.
type kin struct {
	name string
	says string // what is to blame, if it is not just they
	of   func(section, field, part string) bool
}

// families are the policies that have a name of their own, in the order in which they are told. The
// first that has a field gets it.
var families = []kin{
	{"retries", "the retries", func(_, _, part string) bool { return part == "retry" }},
	{"timeouts", "the timeouts", func(section, field, part string) bool {
		return part == "timeout" || section == "timeouts" || field == "risk_timeout"
	}},
	{"deadlines", "the deadlines", func(_, _, part string) bool { return part == "deadline" }},
	{"circuit breakers", "the circuit breakers", func(_, _, part string) bool { return part == "circuit_breaker" }},
	{"bulkheads", "the bulkheads", func(_, _, part string) bool { return part == "bulkhead" }},
	{"hedges", "the hedges", func(_, _, part string) bool { return part == "hedge" }},
	{"rate limits", "the rate limits", func(_, _, part string) bool { return part == "rate_limit" }},
	{"throttles", "the throttles", func(_, _, part string) bool { return part == "throttle" }},
	{"concurrency limits", "the concurrency limits", func(_, _, part string) bool { return part == "limit" }},
	{"fallbacks", "the fallbacks", func(_, _, part string) bool { return part == "fallback" }},
	{"queues", "the queues", func(section, field, _ string) bool {
		return section == "actors" && (strings.HasSuffix(field, ".mailbox") || strings.HasSuffix(field, ".queue"))
	}},
	{"capacity", "the capacity", func(section, _, _ string) bool { return section == "actors" }},
	{"payments", "the way payments are made", func(section, _, _ string) bool { return section == "payments" }},
	{"sagas", "the way orders that fail halfway are dealt with", func(section, _, _ string) bool { return section == "saga" }},
	{"stock", "the way stock is kept", func(section, _, _ string) bool { return section == "stock" }},
}

// together are fields that mean nothing without one another, by the one that they are named after.
var together = map[string]string{
	"payments.asks": "payments.unknown", "payments.key_ttl": "payments.keys",
	"stock.apply_delay": "stock.write", "stock.lock_time": "stock.write", "stock.write_tries": "stock.write", "stock.ttl": "stock.reserve",
}

// kinOf is the family of a field, and the member of it: a line, an actor, or the field itself.
func kinOf(path string) (family, member string) {
	section, field, _ := strings.Cut(path, ".")
	line, part := "", ""
	if section == "policies" {
		dot := strings.LastIndexByte(field, '.')
		line, part = field[:dot], field[dot+1:]
	}
	family, member = section, path
	if i := slices.IndexFunc(families, func(f kin) bool { return f.of(section, field, part) }); i >= 0 {
		family = families[i].name
	}
	if with, ok := together[path]; ok {
		member = with
	}
	if line != "" {
		member = line
	}
	return family, member
}

// familyRank is the place of a family among the others; those without a name of their own come last.
func familyRank(name string) int {
	for i := range families {
		if families[i].name == name {
			return i
		}
	}
	return len(families)
}

// becauseOf says what is to blame: the retries, or the lack of circuit breakers.
func becauseOf(name string, lacking bool) string {
	if lacking {
		return "the lack of " + name
	}
	if i := familyRank(name); i < len(families) {
		return families[i].says
	}
	return "the settings of " + name
}

// mostChanges is how many fields a change tells of.
const mostChanges = 3

// changeOf says what becomes of fields: "3 attempts → 1, base 0s → 100ms".
func changeOf(swaps []swap, mine, theirs *actors.Config) string {
	var parts []string
	for _, s := range swaps {
		if s.line != "" {
			x, y := s.part(mine), s.part(theirs)
			parts = append(parts, partChanges(x, y, s.name(), bounds{})...)
			continue
		}
		parts = append(parts, partChanges(s.of(mine), s.of(theirs), s.name(), boundsAt(s.index))...)
	}
	if more := len(parts) - mostChanges; more > 1 {
		parts = append(parts[:mostChanges], "and "+thousands(int64(more))+" more")
	}
	return strings.Join(parts, ", ")
}

// boundsAt are those of a field of the shop, which say how its value is written.
func boundsAt(index []int) bounds {
	t, b := reflect.TypeFor[actors.Config](), bounds{}
	for len(index) > 0 {
		for _, f := range fieldsOf(t) {
			if n := len(f.index); n <= len(index) && slices.Equal(f.index, index[:n]) {
				t, b, index = t.FieldByIndex(f.index).Type, f.bounds, index[n:]
				break
			}
		}
	}
	return b
}

// partChanges tells of each single value within a field that differs.
func partChanges(x, y reflect.Value, name string, b bounds) []string {
	if reflect.DeepEqual(x.Interface(), y.Interface()) {
		return nil
	}
	if x.Kind() != reflect.Struct || isLeaf(x.Type()) {
		return []string{inTurn(name, write(x, reflect.Zero(x.Type()), b), write(y, reflect.Zero(y.Type()), b))}
	}
	name = strings.ReplaceAll(name, "_", " ")
	if y.IsZero() {
		return []string{name + " of " + strings.Trim(write(x, y, b), "{} ") + " → none"}
	}
	if x.IsZero() {
		return []string{name + " none → " + strings.Trim(write(y, x, b), "{} ")}
	}
	var parts []string
	for _, f := range fieldsOf(x.Type()) {
		parts = append(parts, partChanges(x.FieldByIndex(f.index), y.FieldByIndex(f.index), f.name, f.bounds)...)
	}
	return parts
}

// inTurn is a value that becomes another: 3 attempts → 1, keys: none → per-intent.
func inTurn(name, before, after string) string {
	switch {
	case name == "attempts" && before == "1":
		return "1 attempt → " + after
	case name == "attempts":
		return before + " attempts → " + after
	}
	return strings.ReplaceAll(name, "_", " ") + " " + strings.Trim(before, "'") + " → " + strings.Trim(after, "'")
}
