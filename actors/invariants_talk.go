package actors

// checkDispatchMail checks the mail of step 14 when it is handed to the provider.
func (a *Auditor) checkDispatchMail(p *page, m *DispatchMail) {
	if p == nil {
		return
	}
	parcel := p.place(m.Shipment)
	known := parcel.number == uint8(m.Shipment)
	collected := known && parcel.stages&(1<<ShipmentCollected) != 0
	if !a.holds(mailAfterCollection, collected) {
		a.breach(mailAfterCollection, p, "mail about parcel %d, which is %s", m.Shipment, ShipmentState(parcel.now))
	}
	if !a.holds(trackingBeforeMail, known && m.Tracking != 0 && parcel.tracking == m.Tracking) {
		a.breach(trackingBeforeMail, p, "the mail names %d, the carrier %d", m.Tracking, parcel.tracking)
	}
}

// checkLetter checks a mail that reaches a customer's mailbox.
func (a *Auditor) checkLetter(p *page, m *Letter) {
	if p == nil {
		return
	}
	if m.Tracking == 0 {
		return // of the order manager: see checkConfirmationMail
	}
	for i := range p.parcels {
		parcel := &p.parcels[i]
		if parcel.tracking != m.Tracking {
			continue
		}
		parcel.letters++
		if !a.holds(oneMailPerParcel, parcel.letters <= 1) {
			a.breach(oneMailPerParcel, p, "%d mails about parcel %d", parcel.letters, parcel.number)
		}
	}
}

// checkConfirmation checks a thank-you page.
func (a *Auditor) checkConfirmation(p *page, m *ConfirmationPage) {
	if !a.holds(pageTellsTruth, p.facts&wasConfirmed != 0) {
		a.breach(pageTellsTruth, p, "the page says thank you, the order is %s", OrderState(p.state.now))
	}
	if !a.holds(priceIsRight, m.Total == p.total) {
		a.breach(priceIsRight, p, "the page says %v, the cart costs %v", m.Total, p.total)
	}
	a.checkPromise(p)
}

// checkConfirmationMail checks a mail of the order manager.
func (a *Auditor) checkConfirmationMail(p *page) {
	if p.mailing == Confirmed && !a.holds(pageTellsTruth, p.facts&wasConfirmed != 0) {
		a.breach(pageTellsTruth, p, "the mail says thank you, the order is %s", OrderState(p.state.now))
	}
}

// checkPromise checks a date that a customer reads.
func (a *Auditor) checkPromise(p *page) {
	if !a.holds(promiseCoversQuote, p.promise >= p.quote) {
		a.breach(promiseCoversQuote, p, "promised for %v, the goods are expected at %v", p.promise, p.quote)
	}
}

// checkHeard checks that a customer knows how the order ended: who holds the
// parcel does.
func (a *Auditor) checkHeard(p *page) {
	if !a.holds(everybodyHearsTheEnd, p.heard()) {
		a.breach(everybodyHearsTheEnd, p, "ended %s, and nobody told the customer", OrderState(p.state.now))
	}
}
