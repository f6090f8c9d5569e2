package actors

import "buynow/sim"

// closePayments puts payments away for which nothing can come any more. One
// whose settlement, or other news, is not confirmed yet stays until the nightly
// job finds its time has come.
func (b *bank) closePayments(m *PaymentsClosed) (sim.Message, error) {
	for _, number := range m.Keys {
		a, known := b.auths.Read(number)
		if known && (a.state == authSettled || a.state == authClosed) && !b.unconfirmed(&a) {
			b.gone.add(number / paymentTries)
			b.auths.Archive(number)
		}
	}
	return &Done{}, nil
}

// over tells if money was taken for an authorisation that is not known any more.
func (b *bank) over(number uint64) bool { return b.gone.has(number / paymentTries) }
