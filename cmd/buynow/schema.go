package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// schemaCommand is buynow schema: the format of scenario files, for editors.
func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a scenario file",
		Long: `Print the JSON Schema of a scenario file, with the meaning, the range and the default of every field.

Editors that know YAML complete and check a file whose first line names the schema:

  # yaml-language-server: $schema=scenario.schema.json`,
		Example: `  buynow schema > scenario.schema.json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("%s takes nothing, not %d words", cmd.Name(), len(args))
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if _, err := p.out.Write(p.shop.schema()); err != nil {
				return fmt.Errorf("print the schema: %w", err)
			}
			return nil
		},
	}
}
