package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"buynow/scenarios"
	"buynow/sim"
)

// exportFlags are the flags of buynow export.
type exportFlags struct {
	common
	out         string
	format      formatFlag
	journal     string
	orders      ordersFlag
	wishes      wishesFlag
	sample      sampleFlag
	harmed      bool
	from, until timeFlag
	kinds       []string
}

func (f *exportFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "-", "write to `FILE`; - is standard output")
	flags.Var(&f.format, "format", "csv, jsonl, perfetto or otlp; the ending of FILE says so, too")
	flags.StringVar(&f.journal, "journal", "", "read the run from the `FILE` that buynow run --journal wrote")
	flags.Var(&f.orders, "orders", "only these orders, by their numbers: 7,12")
	flags.Var(&f.wishes, "wishes", "only these wishes, whether they became orders or not: 17,23")
	flags.Var(&f.sample, "sample", "only a share of all wishes, such as 1%, or a number of orders, such as 100")
	flags.BoolVar(&f.harmed, "harmed", false, "only orders that show what went wrong")
	flags.Var(&f.from, "from", "only what happens from this time of the run on, such as 4m30s or 2d")
	flags.Var(&f.until, "until", "only what happens before this time of the run")
	flags.StringSliceVar(&f.kinds, "kinds", nil, "only these kinds of event, in lines: sent,moved")
	offer := func(flag string, entries []string) {
		if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(entries, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic("buynow: " + err.Error()) // the flag was added above
		}
	}
	var formats []string
	for _, e := range scenarios.ExportFormats() {
		formats = append(formats, cobra.CompletionWithDesc(e.Name, e.Text))
	}
	offer("format", formats)
	offer("kinds", scenarios.ExportKinds())
	offer("sample", []string{"1%", "10%", "100"})
}

// export is what the flags ask for; what they cannot mean together is refused.
func (f *exportFlags) export() (scenarios.Export, error) {
	x := scenarios.Export{
		Format: scenarios.ExportFormat(f.format), Orders: f.orders, Wishes: f.wishes, Share: f.sample.share, Count: f.sample.count, Harmed: f.harmed,
		From: time.Duration(f.from), Until: time.Duration(f.until), Kinds: f.kinds,
	}
	if x.Format == scenarios.NoFormat {
		guess, ok := scenarios.ExportFormatOf(f.out)
		if !ok {
			return x, errors.New("--format is missing, want csv, jsonl, perfetto or otlp, or an --out that ends with .csv, .jsonl, .perfetto.json or .otlp.jsonl")
		}
		x.Format = guess
	}
	var whom []string
	for _, flag := range []struct {
		name  string
		given bool
	}{{"--orders", len(f.orders) > 0}, {"--wishes", len(f.wishes) > 0}, {"--sample", f.sample != sampleFlag{}}, {"--harmed", f.harmed}} {
		if flag.given {
			whom = append(whom, flag.name)
		}
	}
	switch {
	case len(whom) > 1:
		return x, fmt.Errorf("%s and %s each say which orders: want one of them", whom[0], whom[1])
	case x.Until > 0 && x.Until <= x.From:
		return x, fmt.Errorf("--until %s is not after --from %s", f.until.String(), f.from.String())
	case (x.From > 0 || x.Until > 0) && len(f.orders)+len(f.wishes) > 0, (x.From > 0 || x.Until > 0) && f.harmed:
		return x, fmt.Errorf("--from and --until choose by time, %s has chosen already", whom[0])
	case len(f.kinds) > 0 && x.Format.Traces():
		return x, fmt.Errorf("--kinds is for lines, and %s has orders", x.Format)
	}
	known := scenarios.ExportKinds()
	for _, kind := range f.kinds {
		if !slices.Contains(known, kind) {
			return x, fmt.Errorf("--kinds has %q%s", kind, didYouMean(kind, known, "want some of "+strings.Join(known, ", ")))
		}
	}
	return x, nil
}

// formatFlag takes the name of a format.
type formatFlag scenarios.ExportFormat

func (f *formatFlag) Set(text string) error {
	format, err := scenarios.ParseExportFormat(text)
	*f = formatFlag(format)
	return err
}
func (f *formatFlag) String() string { return scenarios.ExportFormat(*f).String() }
func (f *formatFlag) Type() string   { return "FORMAT" }

// ordersFlag takes numbers of orders, as often as needed.
type ordersFlag []int

func (f *ordersFlag) Set(text string) error {
	for word := range strings.SplitSeq(text, ",") {
		order, err := orderNumber(strings.TrimSpace(word))
		if err != nil {
			return errors.New("want numbers of orders, such as 7,12")
		}
		if len(*f) == mostOrders {
			return fmt.Errorf("want at most %d orders", mostOrders)
		}
		*f = append(*f, order)
	}
	return nil
}
func (f *ordersFlag) String() string { return strings.Trim(fmt.Sprint([]int(*f)), "[]") }
func (f *ordersFlag) Type() string   { return "N,..." }

// mostOrders is how many orders can be asked for one by one.
const mostOrders = 10_000

// wishesFlag takes numbers of wishes, as often as needed.
type wishesFlag []uint64

func (f *wishesFlag) Set(text string) error {
	for word := range strings.SplitSeq(text, ",") {
		wish, err := strconv.ParseUint(strings.TrimSpace(word), 10, 64)
		if err != nil || wish == 0 {
			return errors.New("want numbers of wishes, such as 17,23")
		}
		if len(*f) == mostOrders {
			return fmt.Errorf("want at most %d wishes", mostOrders)
		}
		*f = append(*f, wish)
	}
	return nil
}
func (f *wishesFlag) String() string { return strings.Trim(fmt.Sprint([]uint64(*f)), "[]") }
func (f *wishesFlag) Type() string   { return "N,..." }

// sampleFlag takes a share with a per cent sign, or a number of orders.
type sampleFlag struct {
	share float64
	count int
}

func (f *sampleFlag) Set(text string) error {
	if percents, ok := strings.CutSuffix(text, "%"); ok {
		n, err := strconv.ParseFloat(strings.TrimSpace(percents), 64)
		if err != nil || !(n > 0 && n <= 100) {
			return errors.New("want more than 0% and at most 100%")
		}
		*f = sampleFlag{share: n / 100}
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostOrders {
		return fmt.Errorf("want a share such as 1%%, or a number of orders from 1 to %d", mostOrders)
	}
	*f = sampleFlag{count: n}
	return nil
}

func (f *sampleFlag) String() string {
	switch {
	case f.share > 0:
		return strconv.FormatFloat(100*f.share, 'g', -1, 64) + "%"
	case f.count > 0:
		return strconv.Itoa(f.count)
	}
	return ""
}
func (f *sampleFlag) Type() string { return "N|P%" }

// timeFlag takes a time since the run began.
type timeFlag time.Duration

func (f *timeFlag) Set(text string) error {
	d, err := sim.ParseDuration(text)
	if err != nil || d < 0 {
		return errors.New("want a time since the run began, such as 90s, 4m30s or 2d")
	}
	*f = timeFlag(d)
	return nil
}
func (f *timeFlag) String() string {
	if *f == 0 {
		return ""
	}
	return sim.FormatDuration(time.Duration(*f))
}
func (f *timeFlag) Type() string { return "TIME" }
