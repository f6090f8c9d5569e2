package sim

// Faults is the catalogue of what goes wrong with lines, processes and resources.
var Faults = []FaultRow{
	{Name: "drop_response", Group: "link", Text: "the work is done, and the answer is lost", Aims: AimMessages, Base: Fault{Direction: Responses}, Says: "{target} lost {probability} of its answers", Example: "{ type: drop_response, target: merchant -> bank, at: 5m, for: 10m, probability: 5% }", Make: func(*Fault) []Deed { return []Deed{Drop{}} }},
	{Name: "delay", Group: "link", Text: "slow", Aims: AimMessages, Takes: []string{"delay", "factor"}, Example: "{ type: delay, target: bank, delay: 3s }", Make: func(f *Fault) []Deed { return []Deed{Delay{By: f.Delay}} }},
	{Name: "drop", Group: "link", Text: "gone", Aims: AimMessages, Example: "{ type: drop, target: bank }", Make: func(f *Fault) []Deed { return []Deed{Drop{}} }},
}
