package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"buynow/scenarios/study"
)

// sweepCommand is buynow sweep: a map over any parameters of which variant wins where.
func (p *program) sweepCommand() *cobra.Command {
	var flags sweepFlags
	cmd := &cobra.Command{
		Use:   "sweep SCENARIO",
		Short: "Draw a map of which variant wins where, over any parameters",
		Long: `Draw a map of which variant wins where, over any parameters.

An axis is a path of --set with its values:

  --over 'vars.peak=20,40,60'            these values: anything that --set takes
  --over 'vars.peak=10..100'             from 10 to 100, evenly
  --over 'vars.peak=1..100 log in 7'     by equal factors, 7 values of a grid

A grid takes all combinations, so many values on each range as --points says (5). For more than two
axes --design sobol spreads --points points (32, a power of two) evenly over all of them.

At each point every variant runs on the same luck, so many times as --reps says. One wins where all
others can be told to be worse. The regret of a variant is what it loses to the best of them.

With --out, every finished run is kept in a folder, beside the report: a sweep that was stopped goes
on with --resume, and comes to the same answer.

Exit codes: 104 the scenario or a flag is invalid, 105 stopped by a signal, 0 answered.`,
		Example: `  buynow sweep lost-auth-response --over 'faults[0].probability=1%,2%,5%,10%' --variants naive,hardened --metric double_charges
  buynow sweep metastable-retry-storm --over 'load.buyers.rate=10..25' --over 'faults[0].for=1s..30s log' --variants hardened,retry-happy
  buynow sweep issuer-brownout --design sobol --points 64 --over 'faults[0].factor=2..30 log' --over 'faults[0].probability=5%..60%' --over 'actors.bank.workers=8..32' --out map`,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("resume") && len(args) == 0 {
				return nil
			}
			return oneScenario(cmd, args)
		},
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			flags.given = cmd.Flags().Changed
			return p.sweep(cmd.Context(), args, &flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	f := cmd.Flags()
	f.StringArrayVar(&flags.over, "over", nil, "an axis: `'path=values'`, as often as needed")
	f.StringSliceVar(&flags.variants, "variants", nil, "who competes, such as `naive,hardened`; those of the scenario if there is nothing said")
	f.Var(&flags.made, "variant", "one more, of fields: 'more-bank: actors.bank.workers=40'; as often as needed")
	f.StringVar(&flags.metric, "metric", "", "by which `metric` they are judged; goodput if there is nothing said")
	f.StringVar(&flags.design, "design", "", "how the points lie: `grid` or sobol")
	f.IntVar(&flags.points, "points", 0, "`N` values on each range of a grid, or points of a Sobol design in all")
	f.IntVar(&flags.reps, "reps", 0, "`N` replications at each point; 5 if there is nothing said")
	f.IntVar(&flags.jobs, "jobs", 0, "`N` runs at once; 0 is one for each core")
	p.addPixels(cmd)
	f.StringVar(&flags.out, "out", "", "keep runs, numbers and a report in the folder `DIR`")
	f.StringVar(&flags.resume, "resume", "", "go on with the sweep in the folder `DIR`")
	f.BoolVarP(&flags.quiet, "quiet", "q", false, "print one line: what came out")
	cmd.MarkFlagsMutuallyExclusive("out", "resume")
	p.completeVariants(cmd, "variants")
	return cmd
}

type sweepFlags struct {
	common
	over, variants     []string
	made               variantFlag
	metric, design     string
	points, reps, jobs int
	out, resume        string
	quiet              bool
	given              func(flag string) bool
}

// sweep is the story of a sweep:
//  1. what would fail at the end is refused at the beginning: scenario, axes, variants, the folder;
//  2. runs are made over the cores, and reported to a terminal;
//  3. the map is printed, and written to the folder if there is one;
//  4. whoever stopped it is told how to go on.
func (p *program) sweep(ctx context.Context, args []string, flags *sweepFlags) error {
	if err := atOnce(flags.jobs); err != nil {
		return err
	}
	asked, err := flags.asked(args)
	if err != nil {
		return err
	}
	plan, err := study.PlanSweep(asked)
	if err != nil {
		return err
	}
	p.asked = p.askedSweep(plan)
	store, err := flags.store(plan)
	if err != nil {
		return err
	}
	bar := p.newStudyBar("running", flags.quiet)
	result, err := plan.Sweep(ctx, study.SweepMaking{Jobs: flags.jobs, Store: store, Told: bar.show})
	bar.clear()
	if store != nil {
		err = errors.Join(err, store.Close())
	}
	dir := flags.out + flags.resume
	if errors.Is(err, context.Canceled) && dir != "" {
		fmt.Fprintln(p.err, "buynow: stopped by a signal; go on with buynow sweep --resume", quoted(dir))
		return verdict(stopped)
	}
	if err != nil {
		return err
	}
	if err := p.printSweep(plan, result, flags.quiet); err != nil || dir == "" {
		return err
	}
	return p.writeReport(dir, result)
}

func (p *program) askedSweep(plan *study.SweepPlan) asked {
	return asked{verb: "sweep", scenario: plan.Scenario, seed: plan.Seed, sets: plan.Sets}
}

func (p *program) printSweep(plan *study.SweepPlan, r *study.Result, quiet bool) error {
	width, paint := p.look(p.out)
	text := renderSweep(r, width, paint)
	if quiet {
		text = r.Headline + "\n"
	}
	if _, err := io.WriteString(p.out, text); err != nil {
		return fmt.Errorf("print the map: %w", err)
	}
	return nil
}

// asked is what the flags ask for. What is not said of a sweep that goes on is as it was.
func (f *sweepFlags) asked(args []string) (study.SweepAsked, error) {
	asked := study.SweepAsked{
		Over: f.over, Variants: slices.Clone(f.variants), Metric: f.metric, Design: f.design, Points: f.points, Replications: f.reps,
		Seed: uint64(f.seed), Sets: f.sets, Version: version(), Build: build(),
	}
	if len(args) > 0 {
		asked.Scenario = args[0]
	}
	if len(f.made) > 0 && len(f.variants) == 0 {
		asked.Variants = []string{"as-written"}
	}
	asked.Variants = append(asked.Variants, f.made...)
	if f.resume == "" {
		return asked, nil
	}
	before, err := study.KeptSweep(f.resume)
	if err != nil {
		return asked, err
	}
	keep := func(take func(), flags ...string) {
		if !slices.ContainsFunc(flags, f.given) {
			take()
		}
	}
	keep(func() { asked.Over = before.Over }, "over")
	keep(func() { asked.Variants = before.Variants }, "variants", "variant")
	keep(func() { asked.Metric = before.Metric }, "metric")
	keep(func() { asked.Design = before.Design }, "design")
	keep(func() { asked.Points = before.Points }, "points")
	keep(func() { asked.Replications = before.Replications }, "reps")
	keep(func() { asked.Seed = before.Seed }, "seed")
	keep(func() { asked.Sets = before.Sets }, "set", "scale")
	if asked.Scenario == "" {
		asked.Scenario = before.Scenario
	}
	return asked, nil
}

// store is the folder that the flags name, made ready; nil if there is none.
func (f *sweepFlags) store(plan *study.SweepPlan) (*study.SweepStore, error) {
	switch {
	case f.resume != "":
		return study.ResumeSweep(f.resume, plan)
	case f.out != "":
		return study.CreateSweep(f.out, plan)
	}
	return nil, nil
}
