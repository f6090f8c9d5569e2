package actors

import "buynow/sim"

// Faults are the rows of the catalogue that only this shop has: what goes wrong
// with money, cards, mails, people and goods. The rows of messages, processes and
// resources are the kernel's. The faults that they make act on the shop; without
// one they are good to be listed and checked.
func Faults(s *Shop) []sim.FaultRow {
	return append(moneyFaults(s), goodsFaults(s)...)
}
