package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"buynow/scenarios"
	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// blameCommand is buynow blame: what caused the harm of a run.
func (p *program) blameCommand() *cobra.Command {
	flags := blameFlags{baseline: hardened}
	cmd := &cobra.Command{
		Use:   "blame SCENARIO",
		Short: "Say what caused the harm of a run: which fault, and which policy",
		Long: `Say what caused the harm of a run: which fault, and which policy.

The run is made again without each of its faults, and with each group of policies as the baseline
has it, on the same luck. Luck belongs to the wish of a customer, so a wish that is harmed in one
run and not in the other owes it to the change: nothing here is an estimate.

  spares   wishes that are not harmed once this alone is changed
  harms    wishes that are harmed only once it is changed

A change may change the whole world after it: without a fault queues are shorter, and other wishes
meet other faults. That is part of what it caused.

The baseline is a preset, or a variant that the scenario names; what --set says of the shop it does
not have. Without --baseline it is hardened. If the run is that already, only its faults are looked at.

Exit codes: 104 the scenario or a flag is invalid, 105 stopped by a signal, 0 answered.`,
		Example: `  buynow blame lost-auth-response --set preset=naive
  buynow blame metastable-retry-storm --set preset=retry-happy
  buynow blame issuer-brownout --set preset=online-boutique --baseline stripe-like`,
		Args:              oneScenario,
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.blame(cmd, args[0], &flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	cmd.Flags().StringVar(&flags.baseline, "baseline", hardened, "the `variant` whose policies the run might have had")
	cmd.Flags().IntVar(&flags.jobs, "jobs", 0, "runs at once; 0 is one for each core")
	cmd.Flags().BoolVarP(&flags.quiet, "quiet", "q", false, "print the sentences only")
	p.completeVariants(cmd, "baseline")
	return cmd
}

// hardened is the preset that a careful shop has.
const hardened = "hardened"

type blameFlags struct {
	common
	baseline string
	jobs     int
	quiet    bool
}

// blame is the story of buynow blame: both shops are read, the runs are made, what they say is told.
func (p *program) blame(cmd *cobra.Command, scenario string, flags *blameFlags) error {
	if err := atOnce(flags.jobs); err != nil {
		return err
	}
	mine, err := scenarios.Load(scenario, flags.sets)
	if err != nil {
		return err
	}
	other, err := mine.Beside(flags.baseline)
	if err != nil {
		return fmt.Errorf("the baseline: %w", err)
	}
	seed := uint64(flags.seed)
	if seed == 0 {
		seed = mine.Seed
	}
	p.asked = asked{verb: "blame", scenario: scenario, seed: seed, sets: flags.sets}
	bar := p.newStudyBar("running", flags.quiet)
	question := study.Blame{
		Scenario: mine, Other: other.Scenario, Seed: seed, Asked: scenario, Sets: flags.sets, Jobs: flags.jobs,
		Told: func(done, of int) { bar.show(experiment.Progress{Done: done, Of: of}) },
	}
	causes, err := question.Find(cmd.Context())
	bar.clear()
	if err != nil {
		return err
	}
	return p.printBlame(causes, mine, flags)
}

func (p *program) printBlame(causes []study.Cause, mine *scenarios.Scenario, flags *blameFlags) error {
	width, paint := p.look(p.out)
	page := &page{width: min(max(width, narrowest), widest)}
	if len(causes) == 0 {
		page.add(line{{good, "✓ "}, {plain, "nobody was harmed: everybody who clicked got the goods, and was charged once"}})
	}
	if flags.quiet {
		for _, c := range causes {
			page.lines = append(page.lines, line{{plain, c.Sentence}})
		}
		page.width = 1 << 20
	} else {
		for i := range causes {
			causes[i].Against = 1
		}
		renderCauses(page, causes, false, func(variant int) string { return []string{mine.Name, flags.baseline}[variant] })
	}
	if _, err := io.WriteString(p.out, page.text(paint)); err != nil {
		return fmt.Errorf("print what caused it: %w", err)
	}
	return nil
}
