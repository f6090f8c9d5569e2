package resilience

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Budget limits how many retries a line makes, so that a callee in trouble gets
// little more load than one that is well.
type Budget struct {
	// By says what limits them. Source: off.
	By BudgetKind
	// Share is what part of the calls may be retries: the tokens that each call puts
	// into the bucket, the retries for each call of the window, the retries for each
	// first attempt that runs; or, by failures, which part of the attempts of the
	// window may have failed. Source: 0.1 in Brooker's and the SRE book's, 0.2 in
	// Finagle, Linkerd and Envoy.
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
	// Window is how far back is counted by ratio and by failures; 0 is 10 s. Source:
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
	ByFailures               // the failures of late: none while there are many
)

var budgetNames = [...]string{NoBudget: "none", ByTokens: "tokens", ByRatio: "ratio", ByConcurrency: "concurrency", ByFailures: "failures"}

// BudgetKinds are the names of what can limit retries.
func BudgetKinds() []string { return slices.Clone(budgetNames[:]) }

// String is the name of what limits retries.
func (b BudgetKind) String() string { return budgetNames[b] }

// MarshalText is the name of what limits retries.
func (b BudgetKind) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText finds what limits retries by its name.
func (b *BudgetKind) UnmarshalText(text []byte) error {
	return named(b, text, budgetNames[:], "no budget of retries")
}

// Validate tells what of the budget does not fit together.
func (b Budget) Validate() error {
	switch {
	case b.By == NoBudget && b != Budget{}:
		return errors.New("the budget of retries has numbers, but by is none: want tokens, ratio, concurrency or failures")
	case b.By == ByTokens && b.Cap == 0:
		return errors.New("the budget's bucket holds no tokens, so that nothing is asked again: want a cap, such as 5")
	case b.By == ByTokens && b.Cap < b.cost():
		return fmt.Errorf("the budget's bucket holds %v tokens and a retry takes %v, so that nothing is asked again: want a cap of that at least", b.Cap, b.cost())
	case b.By != ByTokens && (b.Cap != 0 || b.Cost != 0):
		return fmt.Errorf("cap and cost are for a budget by tokens, not by %v", b.By)
	case b.By != ByRatio && b.By != ByConcurrency && b.Floor != 0:
		return fmt.Errorf("a floor is for a budget by ratio or by concurrency, not by %v", b.By)
	case b.By != ByRatio && b.By != ByFailures && b.Window != 0:
		return fmt.Errorf("a window is for a budget by ratio or by failures, not by %v", b.By)
	}
	return nil
}

func (b *Budget) cost() float64 {
	if b.Cost == 0 {
		return 1
	}
	return b.Cost
}

func (b *Budget) window() time.Duration {
	if b.Window == 0 {
		return 10 * time.Second
	}
	return b.Window
}

// budget is a Budget in use.
type budget struct {
	rule    *Budget
	tokens  float64 // ByTokens
	window  window  // ByRatio: calls, and retries for them; ByFailures: attempts, and failures of them
	firsts  int     // ByConcurrency: first attempts that run
	retries int     // and the others
}

func newBudget(rule *Budget) budget {
	return budget{rule: rule, tokens: rule.Cap, window: newWindow(rule.window())}
}

// call counts a call that begins.
func (b *budget) call(now time.Duration) {
	switch b.rule.By {
	case ByTokens:
		b.tokens = min(b.rule.Cap, b.tokens+b.rule.Share)
	case ByRatio:
		b.window.count(now, 1, 0)
	}
}

// spend pays for a retry; false if there is nothing left.
func (b *budget) spend(now time.Duration) bool {
	switch rule := b.rule; rule.By {
	case ByTokens:
		const dust = 1e-9 // ten times 0.1 is a little less than 1
		if b.tokens+dust < rule.cost() {
			return false
		}
		b.tokens = max(0, b.tokens-rule.cost())
	case ByRatio:
		b.window.advance(now)
		floor := float64(rule.Floor * rule.window().Seconds())
		if float64(b.window.ofNote+1) > float64(rule.Share*float64(b.window.all))+floor {
			return false
		}
		b.window.count(now, 0, 1)
	case ByConcurrency:
		if float64(b.retries+1) > max(rule.Floor, float64(rule.Share*float64(b.firsts))) {
			return false
		}
	case ByFailures:
		b.window.advance(now)
		return float64(b.window.ofNote) < float64(rule.Share*float64(b.window.all))
	}
	return true
}

// begin counts an attempt that begins, and end one that ends. The share is of
// first attempts: were retries part of what they are a share of, more of them
// would allow for more.
func (b *budget) begin(n int) { *b.running(n)++ }

func (b *budget) end(now time.Duration, n int, failed bool) {
	*b.running(n)--
	if b.rule.By == ByFailures {
		b.window.count(now, 1, one(failed))
	}
}

// running counts the first attempts of calls that run, or all others.
func (b *budget) running(n int) *int {
	if n == 0 {
		return &b.firsts
	}
	return &b.retries
}
