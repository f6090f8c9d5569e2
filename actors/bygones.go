package actors

// bygones are payments that are over and forgotten, but for a bit each that
// answers those who ask late. The bank and the merchant system each keep their
// own; both number a payment by its key.
type bygones struct {
	taken   numbers // orders whose money was taken
	dropped deeds   // payments of which nothing was taken, by try
}

// add forgets a payment, of which so much was taken.
func (b *bygones) add(key uint64, taken Cents) {
	if taken > 0 {
		b.taken.add(key / paymentTries)
	} else {
		b.dropped.add(key/paymentTries, key%paymentTries)
	}
}

// isTaken tells if money was taken for the order of a payment that is not known
// any more.
func (b *bygones) isTaken(key uint64) bool { return b.taken.has(key / paymentTries) }

// isDropped tells if nothing was taken for a payment that is not known any more.
func (b *bygones) isDropped(key uint64) bool {
	return b.dropped.has(key/paymentTries, key%paymentTries)
}
