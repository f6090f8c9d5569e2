package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// checkCommand is buynow check: what is wrong with scenario files, before they are run.
func (p *program) checkCommand() *cobra.Command {
	var sets setFlag
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Say what is wrong with scenario files",
		Long: `Say what is wrong with scenario files: each mistake with its line, its column and what is allowed.

A file that is right gets one line on what it asks for, and a warning for what is probably
not meant, such as a load that the bank cannot carry. - is the standard input. The exit code
is 104 if a file has a mistake, and 0 if all are right, with warnings or without.`,
		Example: `  buynow check my-shop.yaml
  buynow check shops/*.yaml
  generate-shop | buynow check -`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("%s needs a file, or - for the standard input", cmd.Name())
			}
			return nil
		},
		ValidArgsFunction: p.completeScenarios,
		RunE:              func(_ *cobra.Command, args []string) error { return p.checkFiles(args, sets) },
	}
	p.addSets(cmd, &sets)
	return cmd
}

// checkFiles reports on one file after the other; the shell is told if any has a mistake.
func (p *program) checkFiles(names []string, sets []string) error {
	_, paint := p.look(p.out)
	wrong := false
	for _, name := range names {
		found := p.shop.check(name, p.in, sets)
		page := &page{width: 1 << 20} // a mistake stays on its line
		for _, mistake := range found.mistakes {
			page.add(line{{bad, mistake}})
		}
		for _, warning := range found.warnings {
			page.add(line{{warn, warning}})
		}
		if found.brief != "" {
			page.add(line{{good, name + ": good"}, {plain, ", " + found.brief}})
		}
		if _, err := io.WriteString(p.out, page.text(paint)); err != nil {
			return fmt.Errorf("print what was found: %w", err)
		}
		wrong = wrong || len(found.mistakes) > 0
	}
	if wrong {
		return verdict(invalid)
	}
	return nil
}

// completeScenarios offers the built-in names, and files, any number of them.
func (p *program) completeScenarios(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	return p.completeScenario(cmd, nil, typed)
}
