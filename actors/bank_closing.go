package actors

import "buynow/sim"

// closePayments puts payments away for which nothing can come any more. One
// whose settlement, or other news, is not confirmed yet stays until the nightly
// job finds its time has come.
func (b *bank) closePayments(m *PaymentsClosed) (sim.Message, error) {
	for _, number := range m.Keys {
		a, known := b.auths.Read(number)
		if known && (a.state == authSettled || a.state == authClosed) && !b.unconfirmed(&a) {
			b.putAway(&a)
		}
	}
	return &Done{}, nil
}

// putAway forgets an authorisation that is over, but for a bit that answers those
// who ask late.
func (b *bank) putAway(a *authorisation) {
	b.bygones.add(a.number, a.captured)
	b.auths.Archive(a.number)
}
