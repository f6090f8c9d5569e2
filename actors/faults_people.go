package actors

import (
	"buynow/sim"
)

// peopleFaults are what customers do, and those who only look like customers.
func peopleFaults(s *Shop) []sim.FaultRow {
	return []sim.FaultRow{
		{
			Name: "card_testing", Group: "business",
			Text: "Thieves come beside the load, so many a second, and try stolen cards on something cheap, all from one machine.",
			Says: "thieves tested {rate} cards a second",
			Base: sim.Fault{Probability: 1, Rate: 1}, Takes: []string{"rate"},
			Example: `{ type: card_testing, at: 10m, for: 5m, rate: 2 }`,
			Make:    s.tests,
		},
		{
			Name: "double_click", Group: "business",
			Text:    "Customers click twice on Buy Now.",
			Says:    "{probability} of the customers clicked twice",
			Base:    sim.Fault{Probability: 0.3},
			Example: `{ type: double_click, at: 10m, for: 10m, probability: 50% }`,
			Make:    s.strikes(whenClicking),
		},
		{
			Name: "two_tabs", Group: "business",
			Text: "Customers buy the same in two tabs of their browser, and cancel the second when they see that both went through.",
			Says: "{probability} of the customers bought in two tabs",
			Base: sim.Fault{Probability: 0.1}, Breaks: []string{"one-click-one-order"}, Within: 3 * Day,
			Example: `{ type: two_tabs, at: 10m, for: 10m, probability: 20% }`,
			Make:    s.strikes(whenOpeningTab),
		},
		{
			Name: "abandon", Group: "business",
			Text:    "Customers close the window when they see the page after a click.",
			Says:    "{probability} of the customers left",
			Base:    sim.Fault{Probability: 0.3},
			Example: `{ type: abandon, at: 10m, for: 10m, probability: 50% }`,
			Make:    s.strikes(whenShown),
		},
		{
			Name: "cancel_at_step", Group: "business",
			Text: "Customers cancel at the moment at which their order comes to a step.",
			Says: "{probability} of the customers cancelled at {target}",
			Aims: sim.AimStep, Base: sim.Fault{Probability: 0.2},
			Example: `{ type: cancel_at_step, target: step 8, at: 10m, for: 10m, probability: 50% }`,
			Check:   checkStep, Make: s.regrets,
		},
	}
}

// mailFaults are what becomes of mails.
func mailFaults(s *Shop) []sim.FaultRow {
	return []sim.FaultRow{
		{
			Name: "mail_bounced", Group: "business",
			Text:    "Mails are sent back, though their address exists.",
			Says:    "{probability} of the mails bounced",
			Base:    sim.Fault{Probability: 0.2},
			Example: `{ type: mail_bounced, at: 10m, for: 1h, probability: 50% }`,
			Make:    s.strikes(whenPosted),
		},
		{
			Name: "mail_duplicated", Group: "business",
			Text: "Mails arrive again, so often as count says.",
			Says: "{probability} of the mails came twice",
			Base: sim.Fault{Probability: 0.2, Count: 1}, Takes: []string{"count"},
			Breaks: []string{"one-mail-per-parcel"}, Within: 60 * Day,
			Example: `{ type: mail_duplicated, at: 10m, for: 1d, probability: 50% }`,
			Make:    s.strikes(whenDelivered),
		},
		{
			Name: "mail_early", Group: "business",
			Text: "The warehouse computer writes that the goods are on their way when the label is printed.",
			Says: "{probability} of the mails came before the truck",
			Base: sim.Fault{Probability: 0.2}, Breaks: []string{"mail-after-collection"}, Within: 4 * Day,
			Example: `{ type: mail_early, at: 10m, for: 1d, probability: 50% }`,
			Make:    s.strikes(whenLabelled),
		},
	}
}
