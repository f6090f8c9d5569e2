package sim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// linkFaults are what goes wrong with messages on their way.
var linkFaults = []FaultRow{{
	Name: "delay", Group: "link", Aims: AimMessages,
	Text:    "messages travel longer: by a time, by a factor, or both",
	Says:    "the {messages} took longer",
	Base:    Fault{Direction: BothWays},
	Takes:   []string{"delay", "factor"},
	Example: "{ type: delay, target: merchant -> bank, at: 5m, for: 1m, delay: 'lognormal(300ms, 0.8)' }",
	Make:    func(f *Fault) []Deed { return []Deed{Delay{By: f.Delay, Factor: f.Factor}} },
	Check: func(f *Fault) error {
		if f.Delay.Mean() <= 0 && f.Factor <= 1 {
			return fmt.Errorf("%s changes nothing: want a delay of more than 0s, or a factor of more than 1", f.Type)
		}
		return nil
	},
}, {
	Name: "drop", Group: "link", Aims: AimMessages,
	Text:    "messages vanish, and whoever waits for an answer runs into the timeout",
	Says:    "{probability} of the {messages} were lost",
	Base:    Fault{Direction: Requests},
	Example: "{ type: drop, target: order-manager -> stock-db, at: 5m, for: 10m, probability: 2% }",
	Make:    func(*Fault) []Deed { return []Deed{Drop{}} },
}, {
	Name: "drop_response", Group: "link", Aims: AimMessages,
	Text:    "the work is done, and its answer is lost: who asks again pays twice",
	Says:    "{probability} of the {answers} were lost",
	Base:    Fault{Direction: Responses},
	Example: "{ type: drop_response, target: merchant -> bank, at: 5m, for: 10m, probability: 5% }",
	Make:    func(*Fault) []Deed { return []Deed{Drop{}} },
}, {
	Name: "duplicate", Group: "link", Aims: AimMessages,
	Text:    "messages are delivered again, each copy some time after the one before",
	Says:    "{probability} of the {messages} came more than once",
	Base:    Fault{Direction: Requests, Count: 1, Delay: Exponential(100 * time.Millisecond)},
	Takes:   []string{"count", "delay"},
	Example: "{ type: duplicate, target: merchant -> bank, at: 5m, for: 10m, probability: 10%, count: 1, delay: 200ms }",
	Make:    func(f *Fault) []Deed { return []Deed{Copy{Times: f.Count, After: f.Delay}} },
	Check:   checkCopies,
}, {
	Name: "reorder", Group: "link", Aims: AimMessages,
	Text:    "messages are held back for a random time, so that later ones overtake them",
	Says:    "{probability} of the {messages} were overtaken",
	Base:    Fault{Direction: Requests, Delay: Uniform(0, 2*time.Second)},
	Takes:   []string{"delay"},
	Example: "{ type: reorder, target: order-manager -> warehouse, at: 5m, for: 10m, probability: 20%, delay: 'uniform(0s, 2s)' }",
	Make:    func(f *Fault) []Deed { return []Deed{Delay{By: f.Delay}} },
	Check:   checkDelay,
}, {
	Name: "corrupt", Group: "link", Aims: AimMessages,
	Text:   "a field of a message arrives changed; modes: " + strings.Join(Modes(), ", "),
	Says:   "{probability} of the {messages} came with a wrong {field} ({mode})",
	Base:   Fault{Direction: Requests, Mode: "flip"},
	Takes:  []string{"field", "mode"},
	Breaks: []string{"price-is-right"}, Within: 24 * time.Hour, // an amount that arrives wrong is held wrong, until that is seen
	Example: "{ type: corrupt, target: AuthRequest, at: 5m, for: 10m, probability: 1%, field: amount, mode: times-100 }",
	Make:    func(f *Fault) []Deed { return []Deed{Corrupt{Field: f.Field, Mode: f.Mode}} },
	Check: func(f *Fault) error {
		switch {
		case !slices.Contains(Modes(), f.Mode):
			return fmt.Errorf("mode is %.40q, want one of %s", f.Mode, strings.Join(Modes(), ", "))
		case f.Field == "" && f.Mode != "stale":
			return fmt.Errorf("field is missing, want the field of a message such as amount, or mode: stale for all of it")
		}
		return nil
	},
}, {
	Name: "replay_old", Group: "link", Aims: AimMessages,
	Text:    "messages come again long after they were sent",
	Says:    "{probability} of the {messages} came again {age} later",
	Base:    Fault{Direction: Requests, Age: 10 * time.Minute},
	Takes:   []string{"age"},
	Example: "{ type: replay_old, target: merchant -> bank, at: 5m, for: 10m, probability: 1%, age: 30m }",
	Make:    func(f *Fault) []Deed { return []Deed{Copy{After: Constant(f.Age)}} },
	Check: func(f *Fault) error {
		if f.Age <= 0 {
			return fmt.Errorf("age is %s, want more than 0s", FormatDuration(f.Age))
		}
		return nil
	},
}, {
	Name: "error_reply", Group: "link", Aims: AimMessages,
	Text:    "an error comes back at once instead of work; with direction: responses, after the work",
	Says:    "{probability} of the {messages} were answered with an error ({error})",
	Base:    Fault{Direction: Requests, Error: "internal"},
	Takes:   []string{"error"},
	Example: "{ type: error_reply, target: merchant -> bank, at: 5m, for: 10m, probability: 20%, error: internal }",
	Make:    func(f *Fault) []Deed { return []Deed{Answer{Err: refusalOf(f.Error)}} },
	Check:   checkError,
}, {
	Name: "blackhole", Group: "link", Aims: AimMessages,
	Text:    "everything vanishes, requests and answers, and nobody is told",
	Says:    "{probability} of the {messages} vanished",
	Base:    Fault{Direction: BothWays},
	Example: "{ type: blackhole, target: merchant -> bank, at: 5m, for: 1m }",
	Make:    func(*Fault) []Deed { return []Deed{Drop{}} },
}, {
	Name: "bandwidth", Group: "link", Aims: AimMessages,
	Text:    "the line carries so many messages a second each way, and so many wait for it; those beyond vanish",
	Says:    "the {messages} passed at {rate} a second at most",
	Base:    Fault{Direction: BothWays, Rate: 100, Count: 1000},
	Takes:   []string{"rate", "count"},
	Example: "{ type: bandwidth, target: web -> order-manager, at: 5m, for: 10m, rate: 50, count: 200 }",
	Make:    func(f *Fault) []Deed { return []Deed{Delay{Rate: f.Rate, Queue: f.Count}} },
	Check:   checkRate,
}, {
	Name: "partition", Group: "link", Aims: AimLink | AimActor,
	Text: "nothing passes between two actors, or to and from one, whoever asks; with direction: requests only what travels the other way does, " +
		"with on and off it flaps",
	Says:    "{target} was cut off",
	Base:    Fault{Direction: BothWays},
	Example: "{ type: partition, target: order-manager -> warehouse, at: 5m, for: 2m }",
	Make:    func(*Fault) []Deed { return []Deed{Drop{Mutual: true}} },
	Check:   checkNoRamp,
}, {
	Name: "ack_lost", Group: "link", Aims: AimMessages,
	Text:    "the work is done, nobody hears of it, and so the message is delivered again",
	Says:    "{probability} of the {answers} were lost, and what had been asked was asked again",
	Base:    Fault{Direction: Responses, Delay: Constant(30 * time.Second)},
	Takes:   []string{"delay"},
	Example: "{ type: ack_lost, target: order-manager -> mail, at: 5m, for: 10m, probability: 5%, delay: 30s }",
	Make:    func(f *Fault) []Deed { return []Deed{Copy{After: f.Delay, Unacknowledged: true}} },
	Check:   all(checkDelay, checkWayBack),
}, {
	Name: "queue_full", Group: "link", Aims: AimActor,
	Text:    "the mailbox holds only so many messages, and refuses the rest",
	Says:    "the mailbox of {target} held no more than {count}",
	Base:    Fault{Count: 1},
	Takes:   []string{"count"},
	Example: "{ type: queue_full, target: stock-db, at: 5m, for: 1m, count: 5 }",
	Make:    func(f *Fault) []Deed { return []Deed{Scale{Mailbox: f.Count}} },
	Check:   all(checkCount, checkNoRamp, checkWhole),
}}

func checkCopies(f *Fault) error {
	if f.Count < 1 || f.Count > 100 {
		return fmt.Errorf("count is %d, want 1 to 100 copies", f.Count)
	}
	return nil
}

func checkCount(f *Fault) error {
	if f.Count < 1 {
		return fmt.Errorf("count is %d, want 1 or more", f.Count)
	}
	return nil
}

// checkWayBack is of what is about answers.
func checkWayBack(f *Fault) error {
	if f.Direction != Responses {
		return fmt.Errorf("direction can only be responses: %s is about what comes back", f.Type)
	}
	return nil
}

// checkWhole is of what is done to an actor, not to its messages.
func checkWhole(f *Fault) error {
	if f.Probability < 1 || f.After > 0 || f.First > 0 || f.Nth > 0 || f.MaxActive > 0 || len(f.Where) > 0 {
		return fmt.Errorf("%s is done to an actor, not to messages: leave out where, probability, after, first, nth and max_active", f.Type)
	}
	return nil
}
