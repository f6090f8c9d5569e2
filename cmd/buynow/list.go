package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// listCommand is buynow list: what there is, one name a line, then what it is.
func (p *program) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list [KIND]",
		Short: "List scenarios, steps, metrics, invariants and what else there is",
		Long: `List what there is: one name a line, then what it is. Without a KIND, everything.

In a pipe every entry stays on its line, for grep and cut.`,
		Example: `  buynow list
  buynow list scenarios
  buynow list metrics | grep bank`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("%s takes one kind, not %d", cmd.Name(), len(args))
			}
			return nil
		},
		ValidArgsFunction: p.completeKind,
		RunE: func(_ *cobra.Command, args []string) error {
			kind := ""
			if len(args) > 0 {
				kind = args[0]
			}
			return p.listEntries(kind)
		},
	}
}

func (p *program) listEntries(kind string) error {
	entries, err := p.shop.list(kind)
	if err != nil {
		return err
	}
	width, paint := p.look(p.out)
	if _, isTerminal := p.terminal(p.out); !isTerminal {
		width = 1 << 20 // a line stays a line
	}
	page := &page{width: width}
	name := 0
	for _, e := range entries {
		name = max(name, columns(e.name))
	}
	for i, e := range entries {
		if kind == "" && (i == 0 || entries[i-1].kind != e.kind) {
			if i > 0 {
				page.gap()
			}
			page.add(line{{strong, e.kind}})
		}
		indent := 0
		if kind == "" {
			indent = 2
		}
		page.flow(indent+name+3, line{{plain, pad(indent)}, {order, e.name}, {plain, pad(name-columns(e.name)) + "   "}, {plain, e.text}})
	}
	_, err = io.WriteString(p.out, page.text(paint))
	return err
}

func (p *program) completeKind(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	entries, err := p.shop.list("")
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var kinds []string
	for i, e := range entries {
		if i == 0 || entries[i-1].kind != e.kind {
			kinds = append(kinds, e.kind)
		}
	}
	return kinds, cobra.ShellCompDirectiveNoFileComp
}
