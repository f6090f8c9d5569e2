package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"buynow/actors"
	"buynow/sim/metrics"
)

// The tags of metrics.
const (
	tagPhase   = "phase"   // the stage of the load in which the customer came
	tagJourney = "journey" // what they came for
	tagCrowd   = "crowd"   // which part of the load they belong to: k6's scenario
	tagStep    = "step"    // 1 to 15
	tagActor   = "actor"
	tagLink    = "link" // merchant -> bank
)

// ofCustomers are the tags of what happens to customers.
var ofCustomers = []string{tagPhase, tagJourney, tagCrowd}

// measured is every metric there is.
var measured = []metrics.Metric{
	{Name: "checkout_duration", Kind: metrics.TrendKind, Unit: metrics.Duration, Tags: ofCustomers,
		Text: "From the click on Buy Now to the page that answers it."},
	{Name: "checkout_failed", Kind: metrics.RateKind, Unit: metrics.Part, Tags: ofCustomers,
		Text: "The share of clicks on Buy Now that got no page."},
	{Name: "goodput", Kind: metrics.CounterKind, Tags: ofCustomers,
		Text: "Checkouts that ended with a thank-you while customers came; its rate is per second."},
	{Name: "wasted_clicks", Kind: metrics.CounterKind, Tags: ofCustomers,
		Text: "Clicks on Buy Now beyond the first: impatient fingers and second tries."},
	{Name: "dropped_iterations", Kind: metrics.CounterKind, Tags: []string{tagPhase, tagCrowd},
		Text: "Customers who should have come, but no virtual user was free to be them."},
	{Name: "orders_placed", Kind: metrics.CounterKind, Tags: ofCustomers, Text: "Customers who clicked on Buy Now."},
	{Name: "orders_confirmed", Kind: metrics.CounterKind, Tags: ofCustomers, Text: "Orders that were paid for and promised."},
	{Name: "orders_delivered", Kind: metrics.CounterKind, Tags: ofCustomers, Text: "Orders that came to the door."},
	{Name: "orders_cancelled", Kind: metrics.CounterKind, Tags: ofCustomers,
		Text: "Orders that ended as cancelled, by the customer or because nobody could tell what became of the payment."},
	{Name: "time_to_delivery", Kind: metrics.TrendKind, Unit: metrics.Duration, Tags: ofCustomers,
		Text: "From the click on Buy Now to the parcel at the door."},
	{Name: "step_duration", Kind: metrics.TrendKind, Unit: metrics.Duration, Tags: append([]string{tagStep}, ofCustomers...), Must: tagStep,
		Text: "How long one of the fifteen steps takes."},
	{Name: "queue_depth", Kind: metrics.GaugeKind, Tags: []string{tagActor}, Must: tagActor,
		Text: "How many messages wait for an actor while customers come, on average and at most."},
	{Name: "utilization", Kind: metrics.GaugeKind, Unit: metrics.Part, Tags: []string{tagActor}, Must: tagActor,
		Text: "The share of the workers' time that is work while customers come."},
	{Name: "attempts_per_call", Kind: metrics.GaugeKind, Tags: []string{tagLink}, Must: tagLink,
		Text: "How many messages it takes from one actor to another until one is answered."},
	{Name: "recovery_time", Kind: metrics.TrendKind, Unit: metrics.Duration,
		Text: "From the end of a fault until the shop is well again."},
	{Name: "oversold_units", Kind: metrics.CounterKind, Text: "Units that were promised and were not there."},
	{Name: "double_charges", Kind: metrics.CounterKind, Text: "Orders that were charged or held twice."},
	{Name: "orphan_authorisations", Kind: metrics.CounterKind, Text: "Orders that ended and left money held."},
	{Name: orphanMoney, Kind: metrics.GaugeKind,
		Text: "Euros that are held for orders that are over, or twice for the same."},
	{Name: orphanTime, Kind: metrics.TrendKind, Unit: metrics.Duration,
		Text: "How long the money of an order was held for nothing."},
}

// metricNamed finds a metric, nil if there is none of that name.
func metricNamed(name string) *metrics.Metric {
	for i := range measured {
		if measured[i].Name == name {
			return &measured[i]
		}
	}
	return nil
}

// checkSelector tells what is wrong with a selector, whatever the load.
func checkSelector(s metrics.Selector) error {
	metric := metricNamed(s.Name)
	if metric == nil {
		var names []string
		for _, m := range measured {
			names = append(names, m.Name)
		}
		return fmt.Errorf("there is no metric %.40s%s", s.Name, orElse(s.Name, names))
	}
	for _, tag := range s.Tags {
		switch {
		case tag.Key == "scenario" && slices.Contains(metric.Tags, tagCrowd):
			return fmt.Errorf("%s has no tag scenario, did you mean crowd?", s.Name)
		case len(metric.Tags) == 0:
			return fmt.Errorf("%s has no tags", s.Name)
		case !slices.Contains(metric.Tags, tag.Key):
			return fmt.Errorf("%s has no tag %.40s%s", s.Name, tag.Key, orElse(tag.Key, metric.Tags))
		}
		if err := checkTag(tag); err != nil {
			return err
		}
	}
	if must := metric.Must; must != "" && s.Tag(must) == "" {
		return fmt.Errorf("%s says nothing without its tag %s, want one such as %s{%s:%s}", s.Name, must, s.Name, must, someTag[must])
	}
	return nil
}

// someTag is a value that each tag can have.
var someTag = map[string]string{tagStep: "7", tagActor: "bank", tagLink: "merchant -> bank"}

// checkTag tells if a tag can never have the value, whatever the load.
func checkTag(tag metrics.Tag) error {
	switch tag.Key {
	case tagStep:
		if n, err := strconv.Atoi(tag.Value); err != nil || n < 1 || n > actors.Steps {
			return fmt.Errorf("there is no step %.40s, want 1 to %d", tag.Value, actors.Steps)
		}
	case tagActor:
		if !slices.Contains(actorNames(), tag.Value) {
			return fmt.Errorf("there is no actor %.40s%s", tag.Value, orElse(tag.Value, actorNames()))
		}
	case tagLink:
		from, to, ok := linkEnds(tag.Value)
		if !ok {
			return fmt.Errorf("%.60q is no link, want one such as %s", tag.Value, someTag[tagLink])
		}
		for _, end := range [2]string{from, to} {
			if !slices.Contains(actorNames(), end) {
				return fmt.Errorf("there is no actor %.40s%s", end, orElse(end, actorNames()))
			}
		}
	}
	return nil
}

// linkEnds are the two actors of a link: merchant -> bank.
func linkEnds(link string) (from, to string, ok bool) {
	from, to, ok = strings.Cut(link, "->")
	return strings.TrimSpace(from), strings.TrimSpace(to), ok
}

// actorNames are those of the cast, as in files.
func actorNames() []string {
	var names []string
	for _, entry := range listActors() {
		names = append(names, entry.Name)
	}
	return names
}

// listMetrics says of each metric what it is, and how it can be asked.
func listMetrics() []Entry {
	var entries []Entry
	for _, m := range measured {
		name := m.Name
		if m.Must != "" {
			name += "{" + m.Must + "=…}"
		}
		text := fmt.Sprintf("%s (%s", m.Text, m.Kind)
		switch {
		case m.Kind == metrics.CounterKind:
			text += ": " + oneOf(m.Kind.Aggregates())
		case m.Unit == metrics.Number:
			text += ": " + oneOf(m.Kind.Aggregates())
		default:
			text += " in " + unitWords[m.Unit] + ": " + oneOf(m.Kind.Aggregates())
		}
		if tags := slices.DeleteFunc(slices.Clone(m.Tags), func(tag string) bool { return tag == m.Must }); len(tags) > 0 {
			text += "; also by " + strings.Join(tags, ", ")
		}
		entries = append(entries, Entry{Name: name, Text: text + ")"})
	}
	return entries
}

var unitWords = map[metrics.Unit]string{metrics.Duration: "ms", metrics.Part: "parts of 1"}
