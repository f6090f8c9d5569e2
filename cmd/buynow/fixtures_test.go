package main

import (
	"math"

	"buynow/scenarios"
)

// blackFriday is a run as the pictures show it: much happened, one threshold was crossed, the books balance.
func blackFriday() *scenarios.Summary {
	s := &scenarios.Summary{
		Scenario: "black-friday", Seed: 42, Version: "1.0.0", Clock: "virtual", TraceHash: "7f3ac210aa55aa55", Events: 1_482_113,
		WallSeconds: 0.31, SimSeconds: 472, Placed: 24_466, Customers: 81_560,
		Description: "Spike to 4x while the bank browns out and a best-seller sells out.",
		Load:        "20 → 100 → 400 → 0 customers/s over 7m", PlannedSeconds: 420,
		Outcomes: scenarios.Outcomes{Completed: 18_702, Declined: 702, FraudBlocked: 14, SoldOut: 584, Rejected: 539,
			Cancelled: 3_911, Refunded: 14},
		Milestones: scenarios.Milestones{Confirmed: 22_627, Collected: 18_716, Delivered: 18_702, Settled: 18_702},
		Metrics: map[string]scenarios.Spread{
			"checkout_duration":  {Count: 24_466, Avg: 241, Min: 41, Med: 118, P90: 402, P95: 911, P99: 3_900, P999: 11_200, Max: 21_400, Example: 8141},
			"dropped_iterations": {},
		},
		Faults: []scenarios.FaultLine{
			{At: 270, Until: 330, Name: "bank slow", Text: "bank 6x slower, 60s"},
			{At: 280, Until: 300, Name: "bank errors", Text: "bank errors 30 %, 20s"},
			{At: 300, Until: 310, Name: "web cut", Text: "web to orders cut, 10s"},
		},
		Thresholds: []scenarios.ThresholdVerdict{
			{Metric: "checkout_duration{phase:steady}", Threshold: "p(95)<800ms", OK: true, Value: 312, Unit: "ms", Example: 811},
			{Metric: "checkout_duration{phase:steady}", Threshold: "p(99)<2s", OK: true, Value: 884, Unit: "ms", Example: 2_377},
			{Metric: "checkout_duration{phase:peak}", Threshold: "p(99)<5s over 30s", OK: true, Value: 3_900, Unit: "ms", Example: 9_032,
				Note: "the worst of 13 windows, from 4m37s"},
			{Metric: "checkout_failed", Threshold: "rate<0.08", OK: true, Value: 0.0752, Example: 8_141},
			{Metric: "dropped_iterations", Threshold: "count==0", OK: true},
			{Metric: "recovery_time", Threshold: "max<45s", Value: 61_200, Unit: "ms", Note: "bank well 5m30s, shop well 6m31s"},
		},
		Phases: []scenarios.PhaseLine{
			{Phase: "warmup", Until: 60, Warmup: true, Customers: 3_600, Orders: 1_080, Confirmed: 1_002, P50: 112, P95: 300, P99: 850},
			{Phase: "steady", From: 60, Until: 240, Customers: 18_000, Orders: 5_402, Confirmed: 5_011, P50: 115, P95: 312, P99: 884, Example: 2_377},
			{Phase: "peak", From: 240, Until: 360, Customers: 48_010, Orders: 14_400, Confirmed: 13_204, NoPage: 1_840, P50: 180, P95: 1_400,
				P99: 3_900, Example: 9_032},
			{Phase: "cooling-down-after-it", From: 360, Until: 420, Customers: 11_950, Orders: 3_584, Confirmed: 3_410, P50: 117, P95: 402, P99: 911, Example: 22_004},
		},
		Next:  "--set actors.bank.workers=48",
		Steps: blackFridaySteps(), Sparkline: blackFridaySparkline(), SparklineSeconds: 420.0 / 51,
		Bottleneck: &scenarios.Bottleneck{Actor: "bank", Busy: 0.998, From: 271, To: 344, Waiting: 441,
			Text: "212/s × 2.1 s = 445", Try: "--set actors.bank.workers=48"},
		Checks: 1_204_331,
		Books: []scenarios.Book{
			{Name: "money", OK: true, Text: "€ 496,201.44 captured = 495,830.18 delivered + 371.26 refunded + 0.00 on the way"},
			{Name: "stock", OK: true, Text: "100,000 at first + 1,840 restocked = 83,124 on the shelf + 18,716 shipped"},
			{Name: "nobody charged twice", OK: true}, {Name: "nothing oversold", OK: true},
			{Name: "no mail before collection", OK: true}, {Name: "no order in limbo", OK: true},
		},
		Slowest:      &scenarios.Slowest{Order: 8141, Text: "21.4 s, three tries, delivered"},
		Finding:      "The bank's slowness at 4m30s filled its queue within seconds, and 475 orders were not paid in time, such as order 9032.",
		FindingOrder: 9032,
	}
	for range 32 {
		s.Invariants = append(s.Invariants, scenarios.InvariantVerdict{Name: "one of many", OK: true})
	}
	return s
}

func blackFridaySteps() []scenarios.StepLine {
	lost := func(n int, text string) scenarios.StepNote {
		return scenarios.StepNote{Count: n, Text: text, Bad: true}
	}
	back := func(n int, text string) scenarios.StepNote {
		return scenarios.StepNote{Count: n, Text: text, Back: true}
	}
	steps := []scenarios.StepLine{
		{Name: "Place order", Count: 24_466, P50: 3, P99: 19},
		{Name: "Pass to order manager", Count: 24_402, P50: 5, P99: 61, Notes: []scenarios.StepNote{lost(64, "refused, full")}},
		{Name: "In stock?", Count: 24_402, P50: 4, P99: 22},
		{Name: "Order more", Count: 611, P50: 58_000, P99: 130_000},
		{Name: "Yes, reserved", Count: 23_818, P50: 1, P99: 4, Notes: []scenarios.StepNote{lost(584, "sold out")}},
		{Name: "Take payment", Count: 23_818, P50: 21, P99: 90},
		{Name: "Check funds", Count: 23_818, P50: 61, P99: 800, Notes: []scenarios.StepNote{{Text: "×1.31 tries"}}},
		{Name: "Funds OK", Count: 22_641, P50: 61, P99: 2_400, Notes: []scenarios.StepNote{lost(702, "declined"), lost(475, "late")}},
		{Name: "Authorised", Count: 22_627, P50: 2, P99: 9, Notes: []scenarios.StepNote{lost(14, "fraud, blocked")}},
		{Name: "Tell the shop", Count: 22_627, P50: 4, P99: 40},
		{Name: "Show “thank you”", Count: 22_627, P50: 6, P99: 48, Notes: []scenarios.StepNote{back(3_911, "cancelled")}},
		{Name: "Ship it", Count: 18_716, P50: 8, P99: 33},
		{Name: "Truck collects", Count: 18_716, P50: 11_000, P99: 41_000},
		{Name: "E-mail the customer", Count: 18_716, P50: 40, P99: 1_200},
		{Name: "Delivered", Count: 18_702, P50: 24_000, P99: 58_000, Notes: []scenarios.StepNote{back(14, "lost, refunded")}},
	}
	for i := range steps {
		steps[i].Step = i + 1
		steps[i].Share = float64(steps[i].Count) / 24_466
		for _, note := range steps[i].Notes {
			if note.Bad {
				steps[i].Lost += note.Count
			}
		}
	}
	return steps
}

func blackFridaySparkline() []float64 {
	spark := make([]float64, 51)
	for i := range spark {
		distance := float64(i-36) / 4
		spark[i] = 400 + 3_500*math.Exp(-distance*distance/2)
	}
	return spark
}

// brokenWeek is a run of days that was stopped: the shop broke invariants, the numbers are wide, the scenario is a path.
func brokenWeek() *scenarios.Summary {
	s := blackFriday()
	s.Scenario, s.Clock, s.Start = "my shops/autumn-week.yaml", "wall", "Mon 24 Nov 00:00"
	s.Description = "A week in which the order manager forgets what it was doing three times, and the truck driver is on strike on Thursday."
	s.Phases, s.Aborted = manyPhases(), &scenarios.Abort{At: 380_160, Metric: "checkout_failed", Threshold: "rate<0.08"}
	s.Thresholds[4].Aborted, s.Thresholds[4].OK = true, false
	s.Stopped, s.SimSeconds, s.PlannedSeconds, s.WallSeconds = true, 4.4*86_400, 7*86_400, 380
	s.SpeedAsked, s.SpeedReached = 1_000, 968.4
	s.Placed, s.Customers = 12_345_678, 61_234_567
	s.Outcomes = scenarios.Outcomes{Completed: 9_000_000, Declined: 1_200_345, FraudBlocked: 120_333, SoldOut: 500_000, Rejected: 525_000,
		Cancelled: 700_000, Refunded: 200_000, InFlight: 99_998, NeedsAttention: 2}
	s.Milestones = scenarios.Milestones{Confirmed: 9_800_000, Collected: 9_500_000, Delivered: 9_200_000, Settled: 9_000_000, Returned: 1_600_000, Disputed: 54_000}
	for i := range s.Steps {
		s.Steps[i].Count *= 500
		s.Steps[i].P99 *= 40
	}
	s.Steps[7].Notes = append(s.Steps[7].Notes, scenarios.StepNote{Count: 120_333, Text: "waiting for a review", Back: true})
	s.Steps[14] = scenarios.StepLine{Step: 15, Name: "Delivered", Count: 0}
	s.Invariants[0] = scenarios.InvariantVerdict{Name: "one-charge", Text: "nobody is charged twice", Shop: 3, WorldRepaired: 11, Example: 8141}
	s.Invariants[1] = scenarios.InvariantVerdict{Name: "one-parcel", Text: "every order is shipped once", WorldUnrepaired: 1, Example: 77}
	s.Invariants[2] = scenarios.InvariantVerdict{Name: "stock-adds-up", Text: "the shelf holds what the computer says", OK: true, WorldRepaired: 204}
	s.Books[0].OK = false
	s.Finding = "The order manager forgot three payments when it crashed at 2d4h and charged them again; order 8141 was one of them."
	s.FindingOrder = 8141
	return s
}

// manyPhases are more than a table shows.
func manyPhases() []scenarios.PhaseLine {
	phases := make([]scenarios.PhaseLine, 30)
	for i := range phases {
		phases[i] = scenarios.PhaseLine{Phase: "night-" + seedText(uint64(i+1)), From: float64(i) * 14_400, Customers: 2_000_000, Orders: 400_000,
			Confirmed: 12_345 * i, NoPage: i % 3 * 1_000, P50: 400, P95: float64(1000 + i), P99: float64(4000 - i), Example: 1_000_000 + i}
	}
	return phases
}

// quietHour is a run in which nothing happened, from a scenario that promises nothing.
func quietHour() *scenarios.Summary {
	return &scenarios.Summary{Scenario: "quiet-hour", Seed: 1, Version: "1.0.0", Clock: "virtual", SimSeconds: 3600, WallSeconds: 0.002,
		Load: "0 customers/s over 1h", Steps: []scenarios.StepLine{{Step: 1, Name: "Place order"}, {Step: 2, Name: "Pass to order manager"}}}
}
