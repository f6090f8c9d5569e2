package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"buynow/scenarios"
)

// runCommand is buynow run: one run from load to summary and exit code.
func (p *program) runCommand() *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Run a scenario and print what became of the orders",
		Long: `Run a scenario and print what became of the orders.

SCENARIO is a file, or the name of one that is built in (buynow list scenarios).

Exit codes, the first that applies:
  109  an internal fault of buynow
  104  the scenario or a flag is invalid
  105  stopped by a signal; the summary is partial
  111  the shop broke an invariant
   99  a threshold was crossed
    0  good`,
		Example: `  buynow run quickstart
  buynow run quickstart --seed 7 --set actors.bank.workers=48
  buynow run quickstart --speed 10
  buynow run my-shop.yaml --quiet --summary-export summary.json
  buynow run my-shop.yaml --summary-export - | jq .outcomes
  buynow run my-shop.yaml --junit report.xml
  buynow run my-shop.yaml --journal monday.journal`,
		Args:              oneScenario,
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.runScenario(cmd, args[0], flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	cmd.Flags().Var(&flags.speed, "speed", "pace by the wall clock, N times real time; 0 is the virtual clock")
	cmd.Flags().BoolVarP(&flags.quiet, "quiet", "q", false, "print one line: the outcome and the finding")
	cmd.Flags().StringVar(&flags.export, "summary-export", "", "write the summary as JSON to `FILE`; - is standard output")
	cmd.Flags().StringVar(&flags.journal, "journal", "", "keep a record of all that happens in `FILE`, for buynow explain")
	cmd.Flags().StringVar(&flags.junit, "junit", "", "write thresholds and invariants as JUnit XML to `FILE`; - is standard output")
	return cmd
}

type runFlags struct {
	common
	speed   speedFlag
	quiet   bool
	export  string
	junit   string
	journal string
}

// runScenario is the story of one run:
//  1. what would fail at the end is refused at the beginning: scenario, flags, the files for the summary and the journal;
//  2. the run reports its progress to a terminal, until it is done or stopped;
//  3. the summary is completed with the commands that repeat it, printed and exported;
//  4. the shell is told the worst of it.
func (p *program) runScenario(cmd *cobra.Command, scenario string, flags runFlags) error {
	err := canWriteAll(scenario, outlet{"--summary-export", flags.export}, outlet{"--junit", flags.junit}, outlet{"--journal", flags.journal})
	if err != nil {
		return err
	}
	stage, err := p.shop.load(scenario, flags.sets)
	if err != nil {
		return err
	}
	p.asked = asked{verb: "run", scenario: scenario, seed: uint64(flags.seed), sets: flags.sets}
	if p.asked.seed == 0 {
		p.asked.seed = stage.seed
	}

	record, err := openJournal(flags.journal, scenario)
	if err != nil {
		return err
	}
	bar := p.newProgressBar(flags.quiet)
	summary, err := stage.run(cmd.Context(), options{
		seed: uint64(flags.seed), speed: float64(flags.speed), progress: bar.show, journal: record.recording(),
	})
	bar.clear()
	if err := record.close(err); err != nil {
		return err
	}

	p.complete(summary)
	if err := p.printSummary(summary, flags); err != nil {
		return err
	}
	if err := summary.Check(); err != nil {
		return fmt.Errorf("%w: %w; replay with %s", errFault, err, summary.Replay)
	}
	if code := exitCodeOf(summary); code != scenarios.ExitGood {
		return verdict(code)
	}
	return nil
}

// complete fills in what only the command knows: its version, and how it was called.
func (p *program) complete(s *scenarios.Summary) {
	if s.Version == "" {
		s.Version = version()
	}
	call := p.asked
	call.seed = s.Seed
	s.Replay = call.command()
	if s.FindingOrder > 0 {
		s.Explain = call.explain(s.FindingOrder)
	}
	for i, v := range s.Invariants {
		if v.Example > 0 {
			s.Invariants[i].Explain = call.explain(v.Example)
		}
	}
	for i, t := range s.Thresholds {
		if t.Example > 0 {
			s.Thresholds[i].Explain = call.explain(t.Example)
		}
	}
	if s.Liveness != nil {
		for i, stuck := range s.Liveness.First {
			s.Liveness.First[i].Explain = call.explain(stuck.Order)
		}
	}
	if strings.HasPrefix(s.Next, "--") {
		s.Next = call.changed(s.Next)
	}
	if s.Slowest != nil {
		s.Slowest.Explain = call.explain(s.Slowest.Order)
	}
	if s.Bottleneck != nil && strings.HasPrefix(s.Bottleneck.Try, "--") {
		s.Bottleneck.Try = call.changed(s.Bottleneck.Try)
	}
}

// printSummary writes the text for people and, if asked, the JSON or XML for machines. They never share a stream.
func (p *program) printSummary(s *scenarios.Summary, flags runFlags) error {
	text := p.out
	if flags.export == "-" || flags.junit == "-" {
		text = p.err
	}
	width, paint := p.look(text)
	drawn := renderSummary(s, width, paint)
	if flags.quiet {
		drawn = renderQuiet(s, paint)
	}
	if _, err := io.WriteString(text, drawn); err != nil {
		return fmt.Errorf("print the summary: %w", err)
	}
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{{flags.export, s.WriteJSON}, {flags.junit, s.WriteJUnit}} {
		if file.name == "" {
			continue
		}
		if err := export(file.write, file.name, p.out); err != nil {
			return err
		}
	}
	return nil
}

func oneScenario(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return fmt.Errorf("%s needs a scenario: a file, or a name from buynow list scenarios", cmd.Name())
	case 1:
		return nil
	}
	return fmt.Errorf("%s takes one scenario, not %d: %s", cmd.Name(), len(args), strings.Join(args, " "))
}

// completeScenario offers the built-in names, and files.
func (p *program) completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	entries, err := p.shop.list("scenarios")
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for _, e := range entries {
		names = append(names, cobra.CompletionWithDesc(e.name, e.text))
	}
	return names, cobra.ShellCompDirectiveDefault
}
