package scenarios

import (
	"strings"
	"testing"

	"buynow/actors"
)

// What a file says of one line leaves the others as the preset has them, and of the
// line what it does not say.
func TestPoliciesAddToThoseOfThePreset(t *testing.T) {
	text := shopWith("policies:\n  default: { timeout: 3s }\n  merchant -> bank: { retry: { base: 1s } }\n")
	s, err := Parse("shop.yaml", []byte(text), []string{"policies.order-manager -> stock-db.retry.attempts=7", "policies={ web -> order-manager: { timeout: 9s } }"})
	if err != nil {
		t.Fatal(err)
	}

	got, usual := s.Config.Policies, actors.DefaultPolicies()

	for _, row := range []struct {
		why       string
		got, want any
	}{
		{"the default is new", got["default"].Timeout.String(), "3s"},
		{"a field of a line", got["merchant -> bank"].Retry.Base.String(), "1s"},
		{"the field beside it", got["merchant -> bank"].Retry.Attempts, usual["merchant -> bank"].Retry.Attempts},
		{"the part beside that", got["merchant -> bank"].Deadline, usual["merchant -> bank"].Deadline},
		{"a field by a flag", got["order-manager -> stock-db"].Retry.Attempts, 7},
		{"the field beside it", got["order-manager -> stock-db"].Retry.Base, usual["order-manager -> stock-db"].Retry.Base},
		{"a mapping by a flag", got["web -> order-manager"].Timeout.String(), "9s"},
		{"the part beside it", got["web -> order-manager"].Retry, usual["web -> order-manager"].Retry},
		{"a line of which nobody speaks", got["stock-db -> wholesaler"], usual["stock-db -> wholesaler"]},
	} {
		if row.got != row.want {
			t.Errorf("%s: %v, want %v", row.why, row.got, row.want)
		}
	}
	if len(usual) != len(actors.DefaultPolicies()) || usual["merchant -> bank"].Retry.Base != 0 {
		t.Error("the defaults themselves were changed")
	}
}

func TestAPolicyOfNoLineIsAMistake(t *testing.T) {
	for _, row := range []struct{ why, name, want string }{
		{"a slip of the pen in the default", "defualt", "is no line, want default or one such as merchant -> bank, did you mean default?"},
		{"an actor alone", "bank", `"bank" is no line`},
		{"a mistyped actor", "merchant -> banc", "there is no actor banc, did you mean bank?"},
		{"an actor who calls nobody", "bank -> merchant", "the bank calls nobody: it is called, or it tells"},
		{"somebody who is not called by that one", "merchant -> web", "the merchant system never calls the web server, only the fraud, bank or order-manager"},
		{"another way to write it", "merchant->bank", `want it written as "merchant -> bank"`},
	} {
		_, err := Parse("shop.yaml", []byte(shopWith("policies:\n  "+row.name+": { timeout: 1s }\n")), nil)

		if err == nil || !strings.HasPrefix(err.Error(), "shop.yaml:4:3: policies.") || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s at its place", row.why, err, row.want)
		}
	}
	for _, line := range append(actors.Lines(), "default") {
		if _, err := Parse("shop.yaml", []byte(shopWith("policies:\n  "+line+": { timeout: 1s }\n")), nil); err != nil {
			t.Errorf("a policy of %s is refused: %v", line, err)
		}
	}
}
