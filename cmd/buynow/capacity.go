package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"buynow/scenarios/study"
)

// capacityCommand is buynow capacity: the highest load that keeps the thresholds.
func (p *program) capacityCommand() *cobra.Command {
	var flags capacityFlags
	cmd := &cobra.Command{
		Use:   "capacity SCENARIO",
		Short: "Find the highest load that a shop can take",
		Long: `Find the highest load that a shop can take before a threshold fails.

The load is doubled until the thresholds fail, or halved until they hold, and then the gap in
between is halved again and again; several times, each time with other luck. Runs beyond that load
tell whether the shop bends or collapses.

What is turned up, between which bounds, and what must hold is said in the scenario under search,
or by flags. Any number, share or duration that --set can change may be turned up.

Exit codes: 104 the scenario or a flag is invalid, 105 stopped by a signal, 0 answered.`,
		Example: `  buynow capacity black-friday --scale 10
  buynow capacity quickstart --vary load.shoppers.rate --threshold 'checkout_duration: p(95)<2s'
  buynow capacity lost-auth-response --vary 'faults[0].probability' --threshold 'checkout_failed: rate<10%'
  buynow capacity black-friday --set actors.bank.workers=40`,
		Args:              oneScenario,
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.findCapacity(cmd, args[0], flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	cmd.Flags().Var(searchFlag{&flags.sets, "vary"}, "vary", "the `path` of what is turned up, such as load.shoppers.rate")
	cmd.Flags().Var(searchFlag{&flags.sets, "from"}, "from", "the least `value` that is tried")
	cmd.Flags().Var(searchFlag{&flags.sets, "to"}, "to", "the largest `value` that is tried")
	cmd.Flags().Var(searchFlag{&flags.sets, "tolerance"}, "tolerance", "how closely the knee is found, such as `2%`")
	cmd.Flags().Var(searchFlag{&flags.sets, "repeats"}, "reps", "how often it is looked for, each time with other luck: `N`")
	cmd.Flags().Var(&flags.thresholds, "threshold", "what must hold, as often as needed, beside what the scenario says")
	cmd.Flags().IntVar(&flags.jobs, "jobs", 0, "`N` runs at the same time; 0 is one for each core")
	p.addPixels(cmd)
	cmd.Flags().StringVar(&flags.out, "out", "", "write numbers and a report to the folder `DIR`")
	cmd.Flags().BoolVarP(&flags.quiet, "quiet", "q", false, "print one line: what came out")
	return cmd
}

type capacityFlags struct {
	common
	thresholds thresholdFlag
	jobs       int
	out        string
	quiet      bool
}

// searchFlag is short for --set search.NAME=value.
type searchFlag struct {
	sets *setFlag
	name string
}

func (f searchFlag) Set(text string) error { return f.sets.Set("search." + f.name + "=" + text) }
func (f searchFlag) String() string        { return "" }
func (f searchFlag) Type() string          { return "value" }

// findCapacity is the story of buynow capacity: the search, its answer, and what to type next.
func (p *program) findCapacity(cmd *cobra.Command, scenario string, flags capacityFlags) error {
	if err := atOnce(flags.jobs); err != nil {
		return err
	}
	if flags.out != "" {
		if err := study.Ready(flags.out); err != nil {
			return fmt.Errorf("--out: %w", err)
		}
	}
	sets := append(flags.sets, flags.thresholds.sets()...)
	p.asked = asked{verb: "capacity", scenario: scenario, seed: uint64(flags.seed), sets: sets}
	meter := p.newStudyBar("searching", flags.quiet)
	plan := study.CapacityPlan{
		Scenario: scenario, Sets: sets, Seed: uint64(flags.seed), Jobs: flags.jobs, Version: version(), Told: meter.show,
	}
	result, err := plan.Ask(cmd.Context())
	meter.clear()
	if err != nil {
		return err
	}
	width, paint := p.look(p.out)
	text := renderCapacity(result, width, paint)
	if flags.quiet {
		text = result.Headline + "\n"
	}
	if _, err := io.WriteString(p.out, text); err != nil {
		return fmt.Errorf("print the capacity: %w", err)
	}
	if flags.out != "" {
		return p.writeReport(flags.out, result)
	}
	return nil
}

// thresholdFlag takes what must hold, as "metric: condition".
type thresholdFlag struct{ metrics, conditions []string }

func (f *thresholdFlag) Set(text string) error {
	behind := strings.LastIndex(text, "}") + 1
	metric, condition, ok := strings.Cut(text[behind:], ":")
	metric, condition = strings.TrimSpace(text[:behind]+metric), strings.TrimSpace(condition)
	if !ok || metric == "" || condition == "" {
		return fmt.Errorf("want a metric and a condition, such as 'checkout_failed{phase:rush}: rate<1%%'")
	}
	f.metrics, f.conditions = append(f.metrics, strings.ReplaceAll(metric, "=", ":")), append(f.conditions, condition)
	return nil
}
func (f *thresholdFlag) String() string { return "" }
func (f *thresholdFlag) Type() string   { return "'metric: condition'" }

// sets are the thresholds as --set has them, one for each metric.
func (f *thresholdFlag) sets() []string {
	var sets []string
	for i, metric := range f.metrics {
		var all []string
		first := i
		for k, other := range f.metrics {
			if other == metric {
				all, first = append(all, f.conditions[k]), min(first, k)
			}
		}
		if first == i {
			sets = append(sets, "search.thresholds."+metric+"=["+strings.Join(all, ", ")+"]")
		}
	}
	return sets
}
