package resilience

// Fallback answers in the callee's place when all else came to nothing.
type Fallback struct {
	// Answer is the name of what the model answers then; empty is the error. Source:
	// off.
	Answer string
}
