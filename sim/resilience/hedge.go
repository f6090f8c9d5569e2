package resilience

import "time"

// Hedge asks the same again while the first attempt is still on its way, and
// takes the answer that comes first. It is for what may be done twice.
type Hedge struct {
	// Delay is how long an attempt may take before the next is started; 0 starts none.
	// Source: off; the 95th percentile of the latency (Dean and Barroso), Polly 2 s.
	Delay time.Duration `max:"1h"`
	// AtMost is how many more are started; 0 is 1. Source: 1 in Polly and failsafe-go;
	// gRPC at most 4.
	AtMost int `max:"10"`
}
