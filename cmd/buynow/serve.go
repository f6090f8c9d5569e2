package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"buynow/dashboard"
	"buynow/scenarios"
)

// serveCommand is buynow serve: the dashboard and the shop, in a browser.
func (p *program) serveCommand() *cobra.Command {
	flags := serveFlags{speed: 1}
	cmd := &cobra.Command{
		Use:   "serve [SCENARIO]",
		Short: "Show a run in a browser: watch the orders, press Buy Now, break things",
		Long: `Show a run in a browser: watch the orders, press Buy Now, break things.

It prints an address. What is done to the run there can be downloaded as a scenario
file, which buynow run repeats. Without a SCENARIO it opens with ` + opening + `.

On this machine everybody may steer. For a class, --listen on an address that others
can reach: then only the printed address, with its token, steers, and whoever comes
without it watches and buys.`,
		Example: `  buynow serve
  buynow serve issuer-brownout --seed 7
  buynow serve my-shop.yaml --speed 10 --start
  buynow serve --listen 0.0.0.0:8080 --host shop.school.example`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return oneScenario(cmd, args)
		},
		ValidArgsFunction: p.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.serve(cmd, append(args, opening)[0], flags)
		},
	}
	p.addCommon(cmd, &flags.common)
	cmd.Flags().Var(&flags.speed, "speed", "N times real time; 0 is as fast as the machine goes")
	cmd.Flags().BoolVar(&flags.start, "start", false, "let the customers come at once, not when a page says so")
	cmd.Flags().StringVar(&flags.listen, "listen", "127.0.0.1:8080", "the `ADDRESS` to listen on; port 0 chooses a free one")
	cmd.Flags().StringArrayVar(&flags.hosts, "host", nil, "another `NAME` by which browsers may come")
	cmd.Flags().StringVar(&flags.token, "token", "", "what a page must show to steer, instead of one that is made up")
	cmd.Flags().StringVar(&flags.web, "web-dir", "", "serve the page from the `FOLDER`, for who works on it")
	return cmd
}

type serveFlags struct {
	common
	speed  speedFlag
	start  bool
	listen string
	hosts  []string
	token  string
	web    string
}

// opening is the scenario that is shown if none is named.
const opening = "classroom"

// serve is the story of a server:
//  1. scenario and flags are refused before anything is promised;
//  2. it listens, and prints where;
//  3. it serves until it is stopped.
func (p *program) serve(cmd *cobra.Command, name string, flags serveFlags) error {
	scenario, err := scenarios.Load(name, flags.sets)
	if err != nil {
		return err
	}
	p.asked = asked{verb: "serve", scenario: name, seed: uint64(flags.seed), sets: flags.sets}
	if p.asked.seed == 0 {
		p.asked.seed = scenario.Seed
	}
	if err := checkSpeed(float64(flags.speed)); err != nil {
		return err
	}

	server, err := dashboard.Open(dashboard.Options{
		Listen: flags.listen, Hosts: flags.hosts, Token: flags.token, WebDir: flags.web, Version: version(), Load: p.reload(name, flags.sets),
		Report: func(reason string) { fmt.Fprintln(p.err, "buynow: the run is broken:", reason) },
	})
	if err != nil {
		return err
	}
	live := scenario.Live(uint64(flags.seed))
	live.SetSpeed(float64(flags.speed))
	if flags.start {
		live.Start()
	}
	if _, err := fmt.Fprintln(p.out, server.URL()); err != nil {
		return fmt.Errorf("print the address: %w", err)
	}
	return server.Run(cmd.Context(), live)
}

// checkSpeed refuses what no run can be asked for.
func checkSpeed(speed float64) error {
	if speed != 0 && (speed < scenarios.SlowestSpeed || speed > scenarios.FastestSpeed) {
		return fmt.Errorf("--speed is %v, want %v to %v, or 0 for as fast as the machine goes", speed, scenarios.SlowestSpeed, scenarios.FastestSpeed)
	}
	return nil
}

// reload loads what a page has chosen: the scenario of the command line as it was
// given there, the built-in ones as they are.
func (p *program) reload(given string, sets []string) func(string) (*scenarios.Scenario, error) {
	return func(name string) (*scenarios.Scenario, error) {
		if name == given {
			return scenarios.Load(name, sets)
		}
		return scenarios.Load(name, nil)
	}
}
