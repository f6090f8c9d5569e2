package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"buynow/scenarios/study"
)

// asked is what the flags ask for. What is not said of a comparison that goes on is as it was.
func (f *compareFlags) asked(args []string) (study.Asked, error) {
	asked := study.Asked{Baseline: f.baseline, Seed: uint64(f.seed), Sets: f.sets, Replications: int(f.reps), Precision: float64(f.precision), Best: f.best}
	if f.best != "" {
		asked.Within = float64(f.within)
	}
	if len(args) > 0 {
		asked.Scenario = args[0]
	}
	asked.Variants = slices.Clone(f.variants)
	if len(f.made) > 0 && len(f.variants) == 0 {
		asked.Variants = []string{"as-written"}
	}
	asked.Variants = append(asked.Variants, f.made...)
	if f.given("causes") {
		asked.Causes = study.Never
		if f.causes {
			asked.Causes = study.Always
		}
	}
	if f.resume != "" {
		before, err := study.Kept(f.resume)
		if err != nil {
			return asked, err
		}
		f.fill(&asked, before)
	}
	asked.Version, asked.Build = version(), build()
	return asked, nil
}

// older is the answer that this one is held against, read before anything is run; nil if there is none. What is not said
// is asked as it was then.
func (f *compareFlags) older(asked *study.Asked) (*study.Result, error) {
	if f.against == "" {
		return nil, nil
	}
	before, err := study.Stored(f.against)
	switch {
	case err != nil:
		return nil, err
	case asked.Scenario != "" && asked.Scenario != before.Scenario:
		return nil, fmt.Errorf("the older answer is about %s, and this one is about %s", before.Scenario, asked.Scenario)
	case f.resume == "":
		f.fill(asked, *before.Asked)
	}
	return before, nil
}

// fill takes what is not said from the comparison that goes on.
func (f *compareFlags) fill(asked *study.Asked, before study.Asked) {
	if asked.Scenario == "" {
		asked.Scenario = before.Scenario
	}
	if !f.given("variants") && !f.given("variant") {
		asked.Variants = before.Variants
		if !f.given("baseline") { // which may be none of others
			asked.Baseline = before.Baseline
		}
	}
	if !f.given("seed") {
		asked.Seed = before.Seed
	}
	if !f.given("set") && !f.given("scale") {
		asked.Sets = before.Sets
	}
	if !f.given("reps") && !f.given("precision") {
		asked.Replications, asked.Precision = before.Replications, before.Precision
	}
	if !f.given("causes") {
		asked.Causes = before.Causes
	}
	if !f.given("best") && !f.given("within") {
		asked.Best, asked.Within = before.Best, before.Within
	}
}

// store is the folder that the flags name, made ready; nil if there is none.
func (f *compareFlags) store(plan *study.Plan) (*study.Store, error) {
	switch {
	case f.resume != "":
		return study.Resume(f.resume, plan)
	case f.out != "":
		return study.Create(f.out, plan)
	}
	return nil, nil
}

// completeVariants offers what the scenario can be compared as.
func (p *program) completeVariants(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		err := cmd.RegisterFlagCompletionFunc(name, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			before, last := "", typed
			if at := strings.LastIndexByte(typed, ','); at >= 0 {
				before, last = typed[:at+1], typed[at+1:]
			}
			var offers []string
			for _, scenario := range args[:min(1, len(args))] {
				for _, e := range p.shop.variants(scenario) {
					if strings.HasPrefix(e.name, last) {
						offers = append(offers, cobra.CompletionWithDesc(before+e.name, e.text))
					}
				}
			}
			return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		})
		if err != nil {
			panic("buynow: " + err.Error()) // the flag was added above
		}
	}
}

// variantFlag takes variants that are made of fields.
type variantFlag []string

func (f *variantFlag) Set(text string) error {
	if name, fields, ok := strings.Cut(text, ":"); !ok || strings.TrimSpace(name) == "" || !strings.Contains(fields, "=") {
		return errors.New("want NAME: PATH=VALUE, such as 'more-bank: actors.bank.workers=40, timeouts.bank=4s'")
	}
	*f = append(*f, text)
	return nil
}
func (f *variantFlag) String() string { return strings.Join(*f, " ") }
func (f *variantFlag) Type() string   { return "NAME: PATH=VALUE" }

// repsFlag takes a number of replications.
type repsFlag int

func (f *repsFlag) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 2 || n > study.MostReplications {
		return fmt.Errorf("want a whole number from 2 to %d: with one nobody knows how sure a number is", study.MostReplications)
	}
	*f = repsFlag(n)
	return nil
}
func (f *repsFlag) String() string { return strconv.Itoa(int(*f)) }
func (f *repsFlag) Type() string   { return "N" }

// shareFlag takes a share: 5% or 0.05.
type shareFlag float64

func (f *shareFlag) Set(text string) error {
	number, isPercent := strings.CutSuffix(strings.TrimSpace(text), "%")
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if isPercent {
		n /= 100
	}
	if err != nil || !(n >= 0 && n < 1) {
		return errors.New("want a share such as 5% or 0.05")
	}
	*f = shareFlag(n)
	return nil
}
func (f *shareFlag) String() string {
	if *f == 0 {
		return ""
	}
	return strconv.FormatFloat(100*float64(*f), 'g', -1, 64) + "%"
}
func (f *shareFlag) Type() string { return "SHARE" }
