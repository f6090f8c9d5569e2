package resilience

import "time"

// Throttle refuses a share of the attempts here that the callee would not accept
// anyway: with requests r and accepts a of late, (r-K·a)/(r+1) of them. What it
// refuses counts as a request, too (the SRE book, chapter 21).
type Throttle struct {
	// K is how many requests are sent for each that is accepted; 0 is off. Source:
	// off; the SRE book 2, 1.1 wastes less and learns later.
	K float64 `max:"1000"`
	// Window is how far back requests count; 0 is two minutes. Source: two minutes in
	// the SRE book.
	Window time.Duration `max:"1d"`
}
