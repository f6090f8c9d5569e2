package sim

// pointed tells if it strikes in the middle of an actor's work.
func (d Stop) pointed() bool { return d.Point != "" || d.At != nil }
