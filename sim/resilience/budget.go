package resilience

import "time"

// Budget limits how many retries a line makes, so that a callee in trouble gets
// little more load than one that is well.
type Budget struct {
	// By says what limits them. Source: off.
	By BudgetKind
	// Share is what part of the calls may be retries: the tokens that each call puts
	// into the bucket, the retries for each call of the window, or the retries among
	// what runs. Source: 0.1 in Brooker's and the SRE book's, 0.2 in Finagle, Linkerd
	// and Envoy.
	Share float64 `max:"10"`
	// Cap is how many tokens the bucket holds, full at first. Source: Brooker 5; AWS
	// clients 500, of which a retry costs 5.
	Cap float64 `max:"1000000"`
	// Cost is how many tokens a retry takes; 0 is 1. Source: 1 as in Brooker's; AWS
	// clients 5.
	Cost float64 `max:"1000000"`
	// Floor is how many retries are allowed whatever the share: a second, by ratio; at
	// once, by concurrency. Source: Finagle 10 a second, Envoy 3 at once.
	Floor float64 `max:"1000000"`
	// Window is how far back calls and retries count, by ratio; 0 is 10 s. Source:
	// Finagle 10 s.
	Window time.Duration `max:"1h"`
}

// BudgetKind says what limits retries.
type BudgetKind uint8

// What limits retries.
const (
	NoBudget      BudgetKind = iota
	ByTokens                 // a bucket: calls put in, retries take out
	ByRatio                  // their share of the calls of late
	ByConcurrency            // their share of what runs
)

var budgetNames = [...]string{NoBudget: "none", ByTokens: "tokens", ByRatio: "ratio", ByConcurrency: "concurrency"}

// String is the name of what limits retries.
func (b BudgetKind) String() string { return budgetNames[b] }

// MarshalText is the name of what limits retries.
func (b BudgetKind) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText finds what limits retries by its name.
func (b *BudgetKind) UnmarshalText(text []byte) error {
	return named(b, text, budgetNames[:], "no budget of retries")
}
