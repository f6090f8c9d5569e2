package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"buynow/scenarios/study"
)

// compareHelp is what buynow compare says of itself.
const compareHelp = `Hold variants of a scenario against each other, on the same luck.

A variant is one that the scenario names under variants, a preset (buynow list presets), as-written, or one that
--variant makes of fields. Replication r runs each of them with the seed plus r: the same customers with the same
wishes, cards and faults, so that a difference is the variant's and nothing else's. The first variant is the
baseline that the others are held against.

The table has an estimate with its 95 % interval for each variant, and the difference to the baseline with its own,
pair by pair. p is what a test of no difference says, corrected after Holm for all comparisons in the table; ~ says
that no difference was shown, and * marks the variants that cannot be told from the best.

Ten replications, the default, tell differences apart that are about as large as the spread of the differences from
run to run. --precision goes on, on a fixed schedule (10, 20, 40, ... 200), until an interval reaches no further
than that share of the baseline, or the sign of the difference is clear.

--best goes on until it is known which variant is best by one metric, with 95 % certainty, or no further from the
best than --within (the procedure KN of Kim and Nelson): those that are beaten make no further runs. The table is
that of the first replications.

Below it stand the wishes that ended differently, one of them with both its stories, the first event at which the
runs part, and what caused the harm.

With --out, every finished run is kept in a folder, beside the report: a comparison that was stopped, in whatever
way, goes on with --resume and comes to the same bytes. A broken invariant is a number here like any other.

With --fail-on-regression, each variant is also held against what it was in an older answer: pair by pair where the
runs had the same seeds, else mean against mean by Welch's test. A metric that is worse beyond its interval, corrected
for all that are looked at, and by more than --tolerance of what it was, is a regression.

Exit codes, the first that applies:
  109  an internal fault of buynow
  104  the scenario or a flag is invalid
  105  stopped by a signal; the table is that of the runs until then
  112  a regression against the older answer
    0  good`

// compareCommand is buynow compare: variants of a scenario side by side on the same luck.
func (p *program) compareCommand() *cobra.Command {
	flags := compareFlags{reps: study.DefaultReplications, tolerance: study.DefaultTolerance, within: study.DefaultWithin}
	cmd := &cobra.Command{
		Use:   "compare SCENARIO",
		Short: "Hold variants of a scenario against each other, on the same luck",
		Long:  compareHelp,
		Example: `  buynow compare lost-auth-response
  buynow compare lost-auth-response --variants naive,stripe-like,hardened
  buynow compare black-friday --scale 20 --variant 'more-bank: actors.bank.workers=40'
  buynow compare metastable-retry-storm --variants hardened,retry-happy --reps 5 --out storm
  buynow compare --resume storm
  buynow compare metastable-retry-storm --fail-on-regression storm`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && (cmd.Flags().Changed("resume") || cmd.Flags().Changed("fail-on-regression")) {
				return nil
			}
			return oneScenario(cmd, args)
		},
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			flags.given = func(name string) bool { return cmd.Flags().Changed(name) }
			return p.compare(cmd.Context(), args, &flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	p.addCompareFlags(cmd, &flags)
	cmd.MarkFlagsMutuallyExclusive("out", "resume")
	cmd.MarkFlagsMutuallyExclusive("reps", "precision")
	cmd.MarkFlagsMutuallyExclusive("best", "precision")
	p.completeVariants(cmd, "variants", "baseline")
	return cmd
}

// addCompareFlags adds what only a comparison is asked.
func (p *program) addCompareFlags(cmd *cobra.Command, flags *compareFlags) {
	f := cmd.Flags()
	f.StringSliceVar(&flags.variants, "variants", nil, "what to compare, such as `naive,hardened`; those of the scenario if there is nothing said")
	f.Var(&flags.made, "variant", "one more, of fields: 'more-bank: actors.bank.workers=40'; as often as needed")
	f.StringVar(&flags.baseline, "baseline", "", "the `variant` that the others are held against; the first if there is nothing said")
	f.Var(&flags.reps, "reps", "replications of each variant")
	f.Var(&flags.precision, "precision", "go on until intervals reach no further than this share of the baseline, such as 5%")
	f.IntVar(&flags.jobs, "jobs", 0, "runs at once; 0 is one for each core")
	p.addPixels(cmd)
	f.StringVar(&flags.out, "out", "", "keep runs, numbers and a report in the folder `DIR`")
	f.StringVar(&flags.resume, "resume", "", "go on with the comparison in the folder `DIR`")
	f.StringVar(&flags.best, "best", "", "go on until it is known which variant is best by this `metric` (buynow list scores)")
	f.Var(&flags.within, "within", "with --best: the smallest difference that matters, as a share of the baseline")
	f.StringVar(&flags.against, "fail-on-regression", "", "hold the answer against an older one, a result.json or its folder: `PATH`; exit 112 if it is worse")
	f.Var(&flags.tolerance, "tolerance", "how much worse a metric may be before that is a regression")
	f.BoolVar(&flags.causes, "causes", false, "look for what caused the harm, by runs without each fault and with other policies; done anyway if it is quick")
	f.BoolVarP(&flags.quiet, "quiet", "q", false, "print one line: what came out")
}

type compareFlags struct {
	common
	variants    []string
	made        variantFlag
	baseline    string
	reps        repsFlag
	precision   shareFlag
	jobs        int
	out, resume string
	against     string
	tolerance   shareFlag
	causes      bool
	best        string
	within      shareFlag
	quiet       bool
	given       func(flag string) bool
}

// compare is the story of a comparison:
//  1. what would fail at the end is refused at the beginning: scenario, variants, flags, the folder;
//  2. runs are made over the cores, and reported to a terminal;
//  3. the answer is written to the folder, if there is one, and printed as a table;
//  4. whoever stopped it is told how to go on.
func (p *program) compare(ctx context.Context, args []string, flags *compareFlags) error {
	if err := atOnce(flags.jobs); err != nil {
		return err
	}
	asked, err := flags.asked(args)
	if err != nil {
		return err
	}
	before, err := flags.older(&asked)
	if err != nil {
		return err
	}
	plan, err := study.NewPlan(asked)
	if err != nil {
		return err
	}
	if before != nil {
		if err := before.FitsPlan(plan); err != nil {
			return err
		}
	}
	p.asked = asked4(plan)
	store, err := flags.store(plan)
	if err != nil {
		return err
	}
	if store != nil {
		defer store.Close()
	}
	bar := p.newStudyBar("running", flags.quiet)
	bar.begin(plan.Trials())
	result, err := study.Compare(ctx, plan, study.Making{Jobs: flags.jobs, Store: store, Told: bar.show})
	bar.clear()
	if errors.Is(err, study.ErrUndecided) {
		return errors.Join(p.printComparison(result, flags), err)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	if store != nil {
		for _, text := range store.Damaged() {
			fmt.Fprintln(p.err, "buynow: a run that was kept is damaged, and was made again:", text)
		}
	}
	wasStopped := err != nil
	if err := p.printComparison(result, flags); err != nil {
		return err
	}
	if wasStopped {
		return p.toldToStop(plan, flags)
	}
	if store != nil {
		if err := p.writeReport(store.Dir, result); err != nil {
			return err
		}
	}
	if before == nil {
		return nil
	}
	return p.holdAgainst(result, before, float64(flags.tolerance))
}

// asked4 is what replays the first run, for the report of a bug.
func asked4(plan *study.Plan) asked {
	return asked{verb: "compare", scenario: plan.Asked.Scenario, seed: plan.Seed, sets: plan.Asked.Sets}
}

// printComparison writes the table.
func (p *program) printComparison(r *study.Result, flags *compareFlags) error {
	if r == nil {
		return nil
	}
	width, paint := p.look(p.out)
	text := renderComparison(r, width, paint)
	if flags.quiet {
		text = r.Headline + "\n"
	}
	if _, err := io.WriteString(p.out, text); err != nil {
		return fmt.Errorf("print the comparison: %w", err)
	}
	return nil
}

// toldToStop ends a comparison that was stopped.
func (p *program) toldToStop(plan *study.Plan, flags *compareFlags) error {
	again := plan.Command()
	if dir := flags.out + flags.resume; dir != "" {
		again = "buynow compare --resume " + quoted(dir)
	}
	fmt.Fprintln(p.err, "buynow: stopped by a signal; go on with", again)
	return verdict(stopped)
}

// addPixels adds the flag of a command that writes a report.
func (p *program) addPixels(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.png, "png", false, "write the plots of the report as PNG, too")
}

// writeReport writes the answer beside the runs it is made of.
func (p *program) writeReport(dir string, r *study.Result) error {
	if err := study.Write(dir, r, study.WriteOptions{PNG: p.png}); err != nil {
		return err
	}
	fmt.Fprintf(p.err, "buynow: report in %s\n", quoted(dir))
	return nil
}
