package dashboard

import "sync/atomic"

// counts is what the server knows of itself.
type counts struct {
	pages   atomic.Int64 // that are connected
	served  atomic.Int64 // that ever were
	sent    [frameKinds]atomic.Int64
	bytes   atomic.Int64
	dropped [frameKinds]atomic.Int64 // newer ones took their place
	refused [refusals]atomic.Int64
	resumed atomic.Int64
	late    atomic.Int64 // nanoseconds, of the last tick
	resyncs atomic.Int64 // pages that were too slow for what must not be lost
}

// Why something was refused.
const (
	refusedHost = iota
	refusedOrigin
	refusedToken
	refusedMalformed
	refusedOversized
	refusedRate
	refusedFull
	refusedRole
	refusals
)

var refusalNames = [refusals]string{"host", "origin", "token", "malformed", "oversized", "rate", "full", "role"}
