package resilience

// Stats counts what came of a line's calls. Attempts for each call and what was
// wasted tell how much a policy costs.
type Stats struct {
	Calls    uint64 // calls, each of one attempt or several
	Attempts uint64 // attempts that were sent, hedges included
	Retries  uint64 // attempts after the first that were made, sent or refused
	TimedOut uint64 // attempts that were given up: what was done for them is wasted
	Failures uint64 // calls that failed in the end

	TooLate uint64 // attempts refused since the deadline was over
}
