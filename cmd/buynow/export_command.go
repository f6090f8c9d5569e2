package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"buynow/scenarios"
)

// exportCommand is buynow export: what happened in a run, for other tools.
func (p *program) exportCommand() *cobra.Command {
	var flags exportFlags
	cmd := &cobra.Command{
		Use:   "export [SCENARIO]",
		Short: "Write what happened for other tools: CSV, JSON lines, Perfetto, OpenTelemetry",
		Long: `Write what happened in a run for other tools:

  csv       a line for each event, for spreadsheets and data frames
  jsonl     the same lines as JSON objects, for jq
  perfetto  orders on tracks, for ui.perfetto.dev and chrome://tracing
  otlp      orders as traces of OpenTelemetry, for its collector, Jaeger and Tempo

The scenario is run again, or with --journal its record is read; both give the same
bytes. Without --format, the ending of FILE says which it is: .csv, .jsonl,
.perfetto.json or .otlp.jsonl. What stands in the columns: buynow list columns.

Lines tell of everybody, traces of 100 orders, unless one of these says of whom:
  --orders 7,12   these orders
  --wishes 17,23  these wishes of customers, whether they became orders or not
  --sample 1%     one wish in a hundred
  --sample 100    one hundred orders
  --harmed        those that show what went wrong: the first that broke each invariant,
                  the one of the finding, those of crossed thresholds, the slowest

A sample goes by the wish: it has the same customers under every strategy and every
seed, and has them whole. --from and --until bound the time of the events; if
orders are sampled or traced, the time of the click.

In traces an order ends an hour after it was put away, as in buynow explain. Their
clock begins on Monday, 1 January 2024, UTC, or so much later in that week as the
scenario starts.`,
		Example: `  buynow export quickstart -o events.csv
  buynow export quickstart --format jsonl --kinds moved | jq .amount
  buynow export quickstart --orders 14 -o order14.perfetto.json
  buynow export black-friday --harmed -o harmed.perfetto.json
  buynow export --journal monday.journal --sample 1% -o monday.otlp.jsonl`,
		Args:              scenarioOrJournal,
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.exportRun(cmd.Context(), args, flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	flags.add(cmd)
	return cmd
}

// scenarioOrJournal takes a scenario, or with a journal perhaps none.
func scenarioOrJournal(cmd *cobra.Command, args []string) error {
	if len(args) == 0 && cmd.Flags().Changed("journal") {
		return nil
	}
	return oneScenario(cmd, args)
}

// exportRun is the story of an export:
//  1. what would fail at the end is refused at the beginning: flags, scenario, journal, file;
//  2. the run is made again, or read, and what is asked for goes out as it happens;
//  3. a file is there when all of it is written, and not before.
//
// Whoever reads from a pipe may have had enough at any time: that is no error.
func (p *program) exportRun(ctx context.Context, args []string, flags exportFlags) error {
	x, err := flags.export()
	if err != nil {
		return err
	}
	scenario := ""
	if len(args) > 0 {
		scenario = args[0]
	}
	if err := canWriteAll(scenario, outlet{"--out", flags.out}); err != nil {
		return err
	}
	if flags.journal != "" && samePlace(flags.out, flags.journal) {
		return fmt.Errorf("--out %s is the journal itself: it is not replaced", flags.out)
	}
	signal.Ignore(syscall.SIGPIPE) // it comes as an error, too
	write, finish, err := p.exporter(ctx, args, flags, x)
	if err != nil {
		return err
	}
	defer finish()
	var done scenarios.Exported
	err = export(func(to io.Writer) error {
		done, err = write(to)
		return err
	}, flags.out, p.out)
	switch {
	case errors.Is(err, syscall.EPIPE):
		return nil
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case err != nil:
		return err
	}
	return p.sayExported(flags.out, x.Format, done)
}

// exporter finds the run that is to be written, and what to do at the end.
func (p *program) exporter(ctx context.Context, args []string, flags exportFlags, x scenarios.Export) (write func(io.Writer) (scenarios.Exported, error), finish func(), err error) {
	bar := p.newProgressBar(false)
	o := options{seed: uint64(flags.seed), progress: bar.show}
	if flags.journal == "" {
		stage, err := p.shop.load(args[0], flags.sets)
		if err != nil {
			return nil, nil, err
		}
		p.asked = asked{verb: "export", scenario: args[0], seed: uint64(flags.seed), sets: flags.sets}
		if p.asked.seed == 0 {
			p.asked.seed = stage.seed
		}
		x.Scenario = args[0]
		return func(to io.Writer) (scenarios.Exported, error) { return stage.export(ctx, o, x, to) }, bar.clear, nil
	}

	file, err := os.Open(flags.journal)
	if err != nil {
		return nil, nil, fmt.Errorf("--journal: %w", err)
	}
	recorded, err := scenarios.OpenJournal(file)
	if err == nil {
		err = p.isMeant(recorded, args, explainFlags{common: flags.common, journal: flags.journal})
	}
	if err == nil && x.Harmed {
		x.Orders, err = p.harmedOf(ctx, recorded, args, o)
		bar.clear()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("--journal %s: %w", flags.journal, errors.Join(err, file.Close()))
	}
	return func(to io.Writer) (scenarios.Exported, error) { return recorded.Export(ctx, x, to) }, func() {
		for _, warning := range warnings(recorded) {
			fmt.Fprintf(p.err, "buynow: %s: %s\n", flags.journal, warning)
		}
		_ = file.Close() // it was only read
	}, nil
}

// harmedOf finds the orders that show what went wrong in a run of which there is a journal. Who judged the orders is not
// in the journal, so the run is made again.
func (p *program) harmedOf(ctx context.Context, recorded *scenarios.Journal, args []string, o options) ([]int, error) {
	h := &recorded.Header
	name := h.Scenario
	if len(args) > 0 {
		name = args[0]
	}
	stage, err := p.shop.load(name, h.Sets)
	switch {
	case err != nil:
		return nil, fmt.Errorf("--harmed runs the scenario again: %w", err)
	case stage.hash() != h.Hash:
		return nil, fmt.Errorf("--harmed runs the scenario again, but %s is not any more what was recorded", inFull(name, h.Sets))
	}
	o.seed = h.Seed
	return stage.harmed(ctx, o)
}

// sayExported says what is in a file now, and what opens it.
func (p *program) sayExported(file string, format scenarios.ExportFormat, done scenarios.Exported) error {
	if file == "-" {
		return nil
	}
	what := plural(int(done.Events), "event")
	if format.Traces() {
		what = plural(done.Orders, "order")
	}
	opens := map[scenarios.ExportFormat]string{
		scenarios.PerfettoFormat: "; open it at ui.perfetto.dev or chrome://tracing",
		scenarios.OTLPFormat:     "; the collector's otlpjsonfile receiver reads it",
	}
	_, err := fmt.Fprintf(p.out, "%s in %s%s\n", what, strings.TrimSpace(file), opens[format])
	return err
}
