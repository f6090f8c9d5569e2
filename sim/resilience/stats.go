package resilience

// Stats counts what came of a line's calls. Attempts for each call, and what was
// wasted of them, tell what a policy costs.
type Stats struct {
	Calls     uint64 // calls, each of one attempt or several
	Attempts  uint64 // messages that were sent
	Retries   uint64 // attempts after a call's first, sent or refused
	Hedges    uint64 // messages sent while another was on its way
	TimedOut  uint64 // messages given up on
	Beaten    uint64 // messages of hedges that another was answered before
	Failures  uint64 // calls that failed in the end
	Fallbacks uint64 // and that the fallback answered

	Unbudgeted uint64 // calls that ended since there was no budget for a retry
	TooLate    uint64 // attempts that were refused since the deadline was over
	Throttled  uint64 // and by the throttle
	Limited    uint64 // and by the rate limit
	Opened     uint64 // and by the open circuit breaker
	Busy       uint64 // and by the bulkhead or the limit
}

// Wasted is how many messages were sent whose answers nobody waited for in the
// end. Which of them were answered all the same, the kernel tells as sim.Late.
func (s *Stats) Wasted() uint64 { return s.TimedOut + s.Beaten }

// Refused is how many attempts were never sent.
func (s *Stats) Refused() uint64 { return s.TooLate + s.Throttled + s.Limited + s.Opened + s.Busy }
