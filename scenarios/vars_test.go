package scenarios

import (
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

const withVariables = `
name: shop
vars: { peak: 40, patience: 8s, service: "exp(5ms)", where: AT }
load:
  shoppers: { executor: ramping-arrival-rate, stages: [{ duration: 1m, target: "${peak}" }, { duration: "${patience}", target: '${peak}' }] }
timeouts: { bank: "${patience}" }
carrier: { home: "${where}" }
actors: { bank: { service: "${service}", workers: "${peak}" } }
`

func TestAVariableStandsForAValue(t *testing.T) {
	for _, row := range []struct {
		why  string
		sets []string
		peak float64
	}{
		{"as the file has it", nil, 40},
		{"as --set has it", []string{"vars.peak=500"}, 500},
		{"as the last --set has it", []string{"vars.peak=3", "vars.peak = 7"}, 7},
		{"under the name that --set mentions", []string{"load.shoppers.stages[0].target=${peak}"}, 40},
	} {
		s, err := Parse("shop.yaml", []byte(withVariables), row.sets)
		if err != nil {
			t.Errorf("%s: %v", row.why, err)
			continue
		}

		stages, bank := s.Load[0].Stages, s.Config.Actors.Bank
		if stages[0].Target != row.peak || stages[1].Target != row.peak || stages[1].Duration != 8*time.Second || bank.Workers != int(row.peak) {
			t.Errorf("%s: stages %+v and %d workers, want %g", row.why, stages, bank.Workers, row.peak)
		}
		if s.Config.Timeouts.Bank != 8*time.Second || !bank.Service.Equal(sim.Exponential(5*time.Millisecond)) || s.Config.Carrier.Home != actors.Country(1) {
			t.Errorf("%s: timeout %v, service %v, home %v", row.why, s.Config.Timeouts.Bank, bank.Service, s.Config.Carrier.Home)
		}
	}
}

func TestAWrongVariableIsToldWhereItIsMentioned(t *testing.T) {
	for _, row := range []struct{ why, line, set, want string }{
		{"a slip of the pen", `timeouts: { bank: "${patiense}" }`, "", "shop.yaml:4:19: timeouts.bank: there is no variable patiense, did you mean patience?"},
		{"a value of the wrong kind", `timeouts: { bank: "${peak}" }`, "", `shop.yaml:4:19: timeouts.bank: "40" has no unit, want ns, us, ms, s, m, h or d, such as 40s`},
		{"a part of a value", `timeouts: { bank: "${peak}s" }`, "", `shop.yaml:4:19: timeouts.bank: "${peak}s" is no variable, want one that is the whole value, such as "${peak}"`},
		{"a mention in a text", `description: "it is ${peak}"`, "", `shop.yaml:4:14: description: "it is ${peak}" is no variable, want one that is the whole value, such as "${peak}"`},
		{"a section", `timeouts: "${peak}"`, "", `shop.yaml:4:11: timeouts: "${peak}" is no section, want fields such as browser`},
		{"a number in quotes", `seed: "${quoted}"`, "", `shop.yaml:4:7: seed: "3" in quotes is a text, want a whole number from 1 to 18446744073709551615`},
		{"a variable in a variable", `seed: "${nested}"`, "", `shop.yaml:1:54: vars.nested: "${peak}" mentions a variable, want a plain value`},
		{"a --set of none", "", "vars.peek=3", "--set: vars.peek: the file has no such variable, did you mean peak?"},
		{"a --set of all", "", "vars={ peak: 3 }", "--set: vars: want one of the variables, such as vars.peak=400"},
		{"a --set of a list", "", "vars.peak=[1]", `--set: vars.peak: "[1]" is no plain value, want one such as 400 or 8s`},
	} {
		text := `vars: { peak: 40, patience: 8s, quoted: "3", nested: "5", x: 0 }` + "\n"
		if strings.Contains(row.why, "in a variable") {
			text = strings.Replace(text, `"5"`, `"${peak}"`, 1)
		}
		var sets []string
		if row.set != "" {
			sets = []string{row.set}
		}

		_, err := Parse("shop.yaml", []byte(text+shopWith(row.line+"\n")), sets)

		if err == nil || err.Error() != row.want {
			t.Errorf("%s:\n got %v\nwant %v", row.why, err, row.want)
		}
	}
}

func TestAFileWithoutVariablesSaysHowToGiveOne(t *testing.T) {
	_, err := Parse("shop.yaml", []byte(shopWith(`seed: "${luck}"`)), nil)

	want := "shop.yaml:3:7: seed: there is no variable luck: give it under vars, such as vars: { peak: 400 }"
	if err == nil || err.Error() != want {
		t.Errorf("Parse() = %v, want %s", err, want)
	}
}
