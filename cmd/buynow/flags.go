package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"buynow/scenarios"
)

// seedFlag takes a seed. 0 stands for the scenario's own.
type seedFlag uint64

func (f *seedFlag) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return errors.New("want a whole number from 0 to 18446744073709551615")
	}
	*f = seedFlag(n)
	return nil
}
func (f *seedFlag) String() string { return seedText(uint64(*f)) }
func (f *seedFlag) Type() string   { return "N" }

// speedFlag takes a factor of real time. 0 stands for the virtual clock.
type speedFlag float64

func (f *speedFlag) Set(text string) error {
	n, err := strconv.ParseFloat(strings.TrimSuffix(text, "x"), 64)
	if err != nil || n < 0 || math.IsInf(n, 0) || math.IsNaN(n) {
		return errors.New("want 0 for the virtual clock, or times real time such as 0.1, 1 or 100")
	}
	*f = speedFlag(n)
	return nil
}
func (f *speedFlag) String() string { return strconv.FormatFloat(float64(*f), 'g', -1, 64) }
func (f *speedFlag) Type() string   { return "N" }

// atOnce refuses a number of runs at once that is none.
func atOnce(jobs int) error {
	if jobs < 0 {
		return fmt.Errorf("--jobs is %d, want 0 for all cores, or so many runs at once", jobs)
	}
	return nil
}

// setFlag takes path=value, any number of times.
type setFlag []string

func (f *setFlag) Set(text string) error {
	if path, _, ok := strings.Cut(text, "="); !ok || path == "" {
		return errors.New("want path=value, such as actors.bank.workers=48")
	}
	*f = append(*f, text)
	return nil
}
func (f *setFlag) String() string { return strings.Join(*f, " ") }
func (f *setFlag) Type() string   { return "path=value" }

// scaleFlag is short for --set scale=N.
type scaleFlag struct{ sets *setFlag }

func (f scaleFlag) Set(text string) error {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n >= 1 && n <= scenarios.MaxScale) {
		return fmt.Errorf("want a number from 1 to %d", scenarios.MaxScale)
	}
	return f.sets.Set("scale=" + text)
}
func (f scaleFlag) String() string { return "" }
func (f scaleFlag) Type() string   { return "N" }

// common are the flags of every command that runs a scenario.
type common struct {
	seed seedFlag
	sets setFlag
}

func (p *program) addCommon(cmd *cobra.Command, c *common) {
	cmd.Flags().Var(&c.seed, "seed", "the luck of the run; 0 takes the scenario's own")
	cmd.Flags().Var(scaleFlag{&c.sets}, "scale", "divide load and capacity alike, for a quick look")
	p.addSets(cmd, &c.sets)
}

// addSets adds --set, which a shell completes by the fields of the scenario.
func (p *program) addSets(cmd *cobra.Command, sets *setFlag) {
	cmd.Flags().Var(sets, "set", "change one field of the scenario, as often as needed")
	err := cmd.RegisterFlagCompletionFunc("set", func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		scenario := ""
		if len(args) > 0 {
			scenario = args[0]
		}
		var offers []string
		for _, e := range p.shop.complete(scenario, typed) {
			offers = append(offers, cobra.CompletionWithDesc(e.name, e.text))
		}
		return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	})
	if err != nil {
		panic("buynow: " + err.Error()) // the flag was added above
	}
}

// flagError says what is wrong with a flag, and what was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown interface {
		GetSpecifiedName() string
		GetSpecifiedShortnames() string
	}
	var wrong interface {
		GetValue() string
		Unwrap() error
	}
	help := cmd.CommandPath() + " --help lists them"
	switch {
	case errors.As(err, &wrong):
		return fmt.Errorf("%s is %q, %w", flagNamed(err), wrong.GetValue(), wrong.Unwrap())
	case strings.HasPrefix(err.Error(), "unknown") && errors.As(err, &unknown):
		if unknown.GetSpecifiedShortnames() != "" {
			return fmt.Errorf("%s has no flag -%s; %s", cmd.CommandPath(), unknown.GetSpecifiedName(), help)
		}
		name := "--" + unknown.GetSpecifiedName()
		return fmt.Errorf("%s has no flag %s%s", cmd.CommandPath(), name, didYouMean(name, flagsOf(cmd), help))
	}
	return fmt.Errorf("%w; %s", err, help)
}

// flagNamed finds the flag in the message of the flag parser, which has no other word for it that we may import.
func flagNamed(err error) string {
	_, rest, _ := strings.Cut(err.Error(), " for \"")
	name, _, _ := strings.Cut(rest, "\"")
	return name
}

// flagsOf lists the names of a command's flags.
func flagsOf(cmd *cobra.Command) []string {
	var names []string
	for word := range strings.FieldsSeq(cmd.Flags().FlagUsages()) {
		if strings.HasPrefix(word, "--") {
			names = append(names, word)
		}
	}
	return names
}

// didYouMean ends a sentence: with the name that is nearest to a mistyped one, or begins with it, else with where to look.
func didYouMean(typed string, names []string, otherwise string) string {
	best, least := "", 1+max(1, len(typed)/3)
	for _, name := range names {
		begun := best == "" && len(typed) > 2 && strings.HasPrefix(name, typed)
		if d := typos(typed, name); d < least || begun {
			best, least = name, min(d, least)
		}
	}
	if best == "" {
		return "; " + otherwise
	}
	return "; did you mean " + best + "?"
}

// typos counts the letters to insert, drop, change or swap to make b of a.
func typos(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
