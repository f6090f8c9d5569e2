package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// explainCommand is buynow explain: the story of one order.
func (p *program) explainCommand() *cobra.Command {
	var flags explainFlags
	cmd := &cobra.Command{
		Use:   "explain [SCENARIO] ORDER",
		Short: "Tell the story of one order",
		Long: `Tell the story of one order: every step with its times, attempts and outcomes.

The scenario is run again up to the end of the order, with the same luck, so the story
is the one the summary counted. ORDER is the number that a summary or a breach names.

With --wish it is the wish of a customer, by its number, whether it became an order or not:
a wish is the same under every variant, which the number of its order is not.

With --journal nothing is run: the story is read from the record that buynow run kept.
SCENARIO may be left out then; if it is given, it must be the one that was recorded.`,
		Example: `  buynow explain quickstart 14
  buynow explain quickstart 14 --seed 7 --set actors.bank.workers=48
  buynow explain 14 --journal monday.journal
  buynow explain quickstart --wish 17 --set preset=naive`,
		Args:              scenarioAndOrder,
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("wish") {
				return p.explainWish(cmd, args[0], flags)
			}
			order, err := orderNumber(args[len(args)-1])
			switch {
			case err != nil:
				return err
			case flags.journal != "":
				return p.explainRecorded(args[:len(args)-1], order, flags)
			}
			return p.explainOrder(cmd, args[0], order, flags.common)
		},
	}
	p.addCommon(cmd, &flags.common)
	cmd.Flags().StringVar(&flags.journal, "journal", "", "read the story from the `FILE` that buynow run --journal wrote")
	cmd.Flags().Uint64Var(&flags.wish, "wish", 0, "the wish `N` instead of an order")
	cmd.MarkFlagsMutuallyExclusive("wish", "journal")
	return cmd
}

type explainFlags struct {
	common
	journal string
	wish    uint64
}

func orderNumber(text string) (int, error) {
	order, err := strconv.Atoi(strings.TrimPrefix(text, "#"))
	if err != nil || order < 1 {
		return 0, fmt.Errorf("the order is %q, want its number such as 8141", text)
	}
	return order, nil
}

func (p *program) explainOrder(cmd *cobra.Command, scenario string, order int, flags common) error {
	p.asked = asked{verb: "explain", scenario: scenario, order: order, seed: uint64(flags.seed), sets: flags.sets}
	return p.explainBy(cmd, flags, func(stage *stage, o options) (string, error) { return stage.explain(cmd.Context(), o, order) })
}

func (p *program) explainWish(cmd *cobra.Command, scenario string, flags explainFlags) error {
	p.asked = asked{verb: "explain", scenario: scenario, wish: flags.wish, seed: uint64(flags.seed), sets: flags.sets}
	return p.explainBy(cmd, flags.common, func(stage *stage, o options) (string, error) { return stage.tell(cmd.Context(), o, flags.wish) })
}

// explainBy tells a story of what was asked.
func (p *program) explainBy(cmd *cobra.Command, flags common, tell func(*stage, options) (string, error)) error {
	stage, err := p.shop.load(p.asked.scenario, flags.sets)
	if err != nil {
		return err
	}
	if p.asked.seed == 0 {
		p.asked.seed = stage.seed
	}
	bar := p.newProgressBar(false)
	story, err := tell(stage, options{seed: uint64(flags.seed), progress: bar.show})
	bar.clear()
	if err != nil {
		return err
	}
	return p.printStory(story)
}

// printStory ends a story with the command that tells it again.
func (p *program) printStory(story string) error {
	_, paint := p.look(p.out)
	end := page{lines: []line{nil, append(label("replay", plain, "  "), span{dim, p.asked.command()})}}
	_, err := fmt.Fprintf(p.out, "%s\n%s", strings.TrimRight(story, "\n"), end.text(paint))
	return err
}

func scenarioAndOrder(cmd *cobra.Command, args []string) error {
	recorded := cmd.Flags().Changed("journal")
	if cmd.Flags().Changed("wish") {
		return oneScenario(cmd, args)
	}
	switch len(args) {
	case 0:
		if recorded {
			return fmt.Errorf("%s needs an order of the journal: its number, such as 8141", cmd.Name())
		}
		return oneScenario(cmd, args)
	case 1:
		if recorded {
			return nil
		}
		return fmt.Errorf("%s needs an order of %s: its number, such as 8141", cmd.Name(), args[0])
	case 2:
		return nil
	}
	return fmt.Errorf("%s takes a scenario and an order, not %d words: %s", cmd.Name(), len(args), strings.Join(args, " "))
}

func orderText(order int) string { return strconv.Itoa(order) }
