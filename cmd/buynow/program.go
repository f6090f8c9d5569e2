package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"buynow/sim"
)

// defaultWidth is how wide a text is that goes to a file or a pipe.
const defaultWidth = 100

// program is one call of buynow: what it reads and writes, the shop it runs, and what it was asked to run last.
type program struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	terminal func(io.Writer) (width int, ok bool)
	now      func() time.Time
	shop     shop

	noColor bool
	png     bool  // plots of reports in pixels, too
	asked   asked // for the report of a panic
}

// run is one call from flags to exit code. A panic is a bug of ours: it is reported with all that repeats it.
func (p *program) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if bug := recover(); bug != nil {
			p.reportPanic(bug, debug.Stack())
			code = internalFault
		}
	}()
	root := p.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if bug := (*sim.Panic)(nil); errors.As(err, &bug) {
		p.reportPanic(bug, []byte(bug.Stack))
		return internalFault
	}
	if text := messageOf(err); text != "" {
		fmt.Fprintln(p.err, "buynow:", text)
	}
	return exitCode(err)
}

// command is the tree of commands; each is a file of its own.
func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "buynow",
		Short: "The order flow behind a Buy Now click: run it, break it, watch it, measure it",
		Long: `The order flow behind a Buy Now click: run it, break it, watch it, measure it.

A scenario says who comes to the shop, what the shop is made of and what goes wrong.
buynow runs it on a virtual clock, a day in a second, and the same seed gives the same
day on every machine. Every number leads to an order, and every order has a story.`,
		Example: `  buynow serve
  buynow run quickstart
  buynow run my-shop.yaml --set actors.bank.workers=48
  buynow explain quickstart 14
  buynow compare lost-auth-response
  buynow list scenarios`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          p.noSuchCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.AddCommand(p.runCommand(), p.explainCommand(), p.serveCommand(), p.compareCommand(), p.blameCommand(), p.capacityCommand(),
		p.sweepCommand(), p.exportCommand(), p.checkCommand(), p.listCommand(), p.schemaCommand())
	root.PersistentFlags().BoolVar(&p.noColor, "no-color", false, "no colours (NO_COLOR does the same)")
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("buynow {{.Version}}\n")
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	return root
}

func (p *program) noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("there is no command %q%s", args[0], didYouMean(args[0], names, "buynow --help lists them"))
}

// look is how to write to w: the width of a line, and the paint.
func (p *program) look(w io.Writer) (width int, paint paint) {
	width, isTerminal := p.terminal(w)
	if columns, err := strconv.Atoi(p.env("COLUMNS")); !isTerminal && err == nil && columns > 0 {
		width = columns
	} else if !isTerminal {
		width = defaultWidth
	}
	return width, choosePaint(isTerminal, !p.noColor, p.env)
}

func (p *program) reportPanic(bug any, stack []byte) {
	fmt.Fprintf(p.err, "buynow: internal fault: %v\n", bug)
	if p.asked.scenario != "" {
		fmt.Fprintf(p.err, "seed    %d\nreplay  %s\n", p.asked.seed, p.asked.command())
	}
	fmt.Fprintf(p.err, "This is a bug of buynow, not of the scenario. What was running:\n\n%s", stack)
}

// build tells programs of one version apart while they are developed, when they all call themselves devel: by
// their own bytes.
func build() string {
	if version() != "devel" {
		return ""
	}
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// version is what the build knows of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
