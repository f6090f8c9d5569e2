package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// explainCommand is buynow explain: the story of one order.
func (p *program) explainCommand() *cobra.Command {
	var flags common
	cmd := &cobra.Command{
		Use:   "explain SCENARIO ORDER",
		Short: "Tell the story of one order",
		Long: `Tell the story of one order: every step with its times, attempts and outcomes.

The scenario is run again up to the end of the order, with the same luck, so the story
is the one the summary counted. ORDER is the number that a summary or a breach names.`,
		Example: `  buynow explain quickstart 14
  buynow explain quickstart 14 --seed 7 --set actors.bank.workers=48`,
		Args:              scenarioAndOrder,
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.explainOrder(cmd, args[0], args[1], flags)
		},
	}
	flags.add(cmd)
	return cmd
}

func (p *program) explainOrder(cmd *cobra.Command, scenario, number string, flags common) error {
	order, err := strconv.Atoi(strings.TrimPrefix(number, "#"))
	if err != nil || order < 1 {
		return fmt.Errorf("the order is %q, want its number such as 8141", number)
	}
	stage, err := p.shop.load(scenario, flags.sets)
	if err != nil {
		return err
	}
	p.asked = asked{verb: "explain", scenario: scenario, order: order, seed: uint64(flags.seed), sets: flags.sets}
	if p.asked.seed == 0 {
		p.asked.seed = stage.seed
	}
	bar := p.newProgressBar(false)
	story, err := stage.explain(cmd.Context(), options{seed: uint64(flags.seed), progress: bar.show}, order)
	bar.clear()
	if err != nil {
		return err
	}
	_, paint := p.look(p.out)
	end := page{lines: []line{nil, append(label("replay", plain, "  "), span{dim, p.asked.command()})}}
	_, err = fmt.Fprintf(p.out, "%s\n%s", strings.TrimRight(story, "\n"), end.text(paint))
	return err
}

func scenarioAndOrder(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return oneScenario(cmd, args)
	case 1:
		return fmt.Errorf("%s needs an order of %s: its number, such as 8141", cmd.Name(), args[0])
	case 2:
		return nil
	}
	return fmt.Errorf("%s takes a scenario and an order, not %d words: %s", cmd.Name(), len(args), strings.Join(args, " "))
}

func orderText(order int) string { return strconv.Itoa(order) }
