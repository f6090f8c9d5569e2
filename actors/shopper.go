package actors

import "buynow/sim"

// Population says who clicks Buy Now. The zero Population is a hundred thousand
// honest customers; [DefaultPopulation] has thieves among them.
type Population struct {
	// Customers is the number of accounts. With fewer than [CustomersFor] the load,
	// honest devices come back so often within the hour that the fraud check takes
	// them for bots. Source: assumed, enough for 8,000 orders an hour.
	Customers int

	// AttackRate is the share of orders that thieves place. Source: near the 1.1 %
	// of accepted orders that turned out fraudulent in the CyberSource online fraud
	// survey; in the MRC survey for 2023, 2.6 % of orders led to a fraud chargeback.
	AttackRate float64
}

// DefaultPopulation is the public of the default shop.
func DefaultPopulation() Population {
	return Population{Customers: 100_000, AttackRate: 0.01}
}

// CustomersFor is how many customers a shop needs that gets so many orders in an
// hour: twelve for each, so that few come twice within the hour, and at least
// 100,000.
func CustomersFor(ordersPerHour float64) int {
	return max(100_000, int(12*ordersPerHour))
}

// Shopper is everything about one wish to buy that the customer brings along.
// It is a value: two draws of the same intent are equal.
type Shopper struct {
	Customer   int             // the account, from 0 to below Population.Customers
	Device     uint64          // what a fingerprint of the browser recognises
	Cards      [cardsEach]Card // the card to pay with, and two more to try
	Budget     Cents           // what the cart should come to, about
	DeviceAge  int             // days since the shop first saw the device, as the run begins
	AccountAge int             // days since the account was opened, as the run begins
	PastOrders int             // of the account, before the run
	// PastDisputes is how many charges for those orders were disputed.
	PastDisputes int
	IPCountry    Country // where the click seems to come from
	ShipCountry  Country // where the parcel goes; the card's own is in Cards
	OS           OS
	Screen       Screen

	// Fraudster is the truth. Only the simulated world may look: the bank's later
	// chargebacks and the fit of the score. No feature is made of it.
	Fraudster bool
}

// cardsEach is how many cards a customer has.
const cardsEach = 3

// Card is a way to pay. The shop knows only its token.
type Card struct {
	Token   CardToken
	Country Country // of the bank that issued it
	Debit   bool
}

func (c *Card) fold(f *fold) {
	field(f, &c.Token)
	field(f, &c.Country)
}

// CardToken stands for a card number that nobody here has ever seen. Customer n
// holds the tokens 3n, 3n+1 and 3n+2, so the bank can keep its accounts in a slice.
type CardToken uint64

// The draws of this file; intents, wave numbers, customers and devices are the keys.
const (
	luckShopper sim.Purpose = sim.FirstPurpose + 0x100 + iota
	luckWave
	luckCustomer
	luckDevice
)

// Thieves who test cards come in waves: one stretch of intents in ten has them,
// and with them a little over half of all thieves. The others want goods.
const (
	waveIntents = 500
	waveShare   = 0.1
	waveAttack  = 5.5 // times the attack rate, within a wave
	calmAttack  = 0.5 // times the attack rate, outside: 0.1*5.5 + 0.9*0.5 = 1
)

// DrawShopper draws who is behind an intent:
//  1. a wave of card testers may be on, and who comes with a fault is one of them;
//  2. a thief clicks with the probability of the hour, else an honest customer;
//  3. either brings an account, a device, cards and a budget.
func DrawShopper(seed, intent uint64, model Population) Shopper {
	if model.Customers <= 0 {
		model.Customers = 100_000
	}
	if IsVisitor(intent) {
		return model.visitor(intent)
	}
	if row, _ := RangeOf(intent); row >= testerRange {
		luck, wave := sim.Fate(seed, luckShopper, intent), sim.Fate(seed, luckWave, row)
		return model.cardTester(seed, intent, &luck, &wave)
	}
	wave := sim.Fate(seed, luckWave, intent/waveIntents)
	testing := wave.Chance(waveShare)
	attack := float64(model.AttackRate * calmAttack)
	if testing {
		attack = float64(model.AttackRate * waveAttack)
	}

	luck := sim.Fate(seed, luckShopper, intent)
	stolen := luck.Chance(attack)
	switch {
	case stolen && testing:
		return model.cardTester(seed, intent, &luck, &wave)
	case stolen:
		return model.thief(seed, intent, &luck)
	}
	return model.honest(seed, intent, &luck)
}

// At is the population at an hour of the day, 0 to 23. Thieves work around the
// clock; when the honest sleep, the same thieves are a larger share. Over a
// whole day the share is AttackRate.
func (p Population) At(hour int) Population {
	p.AttackRate /= HourlyDemand(hour)
	return p
}

// HourlyDemand is how busy an hour of the day is, 1 on average: a quiet night, a
// plateau from noon and a peak in the evening.
func HourlyDemand(hour int) float64 {
	return [24]float64{
		0.45, 0.30, 0.22, 0.20, 0.22, 0.30, 0.45, 0.70, 0.95, 1.15, 1.30, 1.35,
		1.40, 1.45, 1.50, 1.45, 1.35, 1.30, 1.40, 1.55, 1.60, 1.45, 1.10, 0.86,
	}[hour]
}

// honest is a customer who pays with their own card. Some travel, some send
// gifts abroad, some come with a new phone: what thieves do, too.
func (p Population) honest(seed, intent uint64, luck *sim.Luck) Shopper {
	number := p.drawCustomer(luck)
	who := p.profile(seed, number)
	s := Shopper{Customer: number, Cards: who.cards}
	s.AccountAge, s.PastOrders, s.PastDisputes = who.age, who.orders, who.disputes

	p.useDevice(seed, &s, p.ownDevice(number, luck.IntN(who.devices)))
	s.DeviceAge = min(s.DeviceAge, s.AccountAge+s.DeviceAge%30) // people look around before they sign up
	if luck.Chance(0.08) {                                      // a new phone, a friend's laptop, cookies deleted
		p.useDevice(seed, &s, p.unseenDevice(intent))
	}

	s.IPCountry, s.ShipCountry = who.home, who.home
	if luck.Chance(0.05) { // on holiday, or behind a VPN
		s.IPCountry = drawAbroad(luck, who.home)
	}
	if luck.Chance(0.04) { // a gift
		s.ShipCountry = drawAbroad(luck, who.home)
	}
	s.Budget = drawBudget(luck, 45_00, 0.85)
	return s
}

// cardTester tries out stolen cards on something cheap, from one machine per
// wave, to learn which of them still work.
func (p Population) cardTester(seed, intent uint64, luck, wave *sim.Luck) Shopper {
	s := p.withStolenCards(seed, luck)
	p.throwAway(seed, luck, &s)

	p.useDevice(seed, &s, p.thiefDevice(wave))
	if luck.Chance(0.15) { // a new fingerprint for every order
		p.useDevice(seed, &s, p.unseenDevice(intent))
	}

	if luck.Chance(0.55) { // the rest come through a proxy in the card's country
		s.IPCountry = drawAbroad(luck, s.Cards[0].Country)
	}
	s.Budget = 3_00 + Cents(luck.IntN(15_00))
	return s
}

// thief wants goods that sell again, and takes trouble to look like the owner.
func (p Population) thief(seed, intent uint64, luck *sim.Luck) Shopper {
	s := p.withStolenCards(seed, luck)
	takenOver := luck.Chance(0.4) // else the owner's account stays untouched
	if !takenOver {
		p.throwAway(seed, luck, &s)
	}

	p.useDevice(seed, &s, p.thiefDevice(luck))
	if luck.Chance(0.3) {
		p.useDevice(seed, &s, p.unseenDevice(intent))
	}
	if takenOver && luck.Chance(0.4) { // from the owner's own machine, by malware
		p.useDevice(seed, &s, p.ownDevice(s.Customer, 0))
	}

	if luck.Chance(0.5) {
		s.IPCountry = drawAbroad(luck, s.Cards[0].Country)
	}
	if luck.Chance(0.4) { // to somebody who forwards it
		s.ShipCountry = drawAbroad(luck, s.Cards[0].Country)
	}
	s.Budget = drawBudget(luck, 190_00, 0.8)
	return s
}

// withStolenCards is a thief with the cards of three customers, who still looks
// like the owner of the first.
func (p Population) withStolenCards(seed uint64, luck *sim.Luck) Shopper {
	s := Shopper{Fraudster: true}
	for i := range s.Cards {
		number := p.drawCustomer(luck)
		victim := p.profile(seed, number)
		s.Cards[i] = victim.cards[0]
		if i > 0 {
			continue
		}
		s.Customer = number
		s.AccountAge, s.PastOrders, s.PastDisputes = victim.age, victim.orders, victim.disputes
		s.IPCountry, s.ShipCountry = victim.home, victim.home
	}
	return s
}

// throwAway moves a thief to an account that was opened for the purpose.
func (p Population) throwAway(seed uint64, luck *sim.Luck, s *Shopper) {
	if p.Customers == p.honestCustomers() {
		return // a shop too small for any
	}
	s.Customer = p.honestCustomers() + luck.IntN(p.Customers-p.honestCustomers())
	fresh := p.profile(seed, s.Customer)
	s.AccountAge, s.PastOrders, s.PastDisputes = fresh.age, fresh.orders, fresh.disputes
}

// drawBudget draws an amount around a median, with a long tail to the right: a
// lognormal whose bell is a sum of four uniforms, so it has an end.
func drawBudget(luck *sim.Luck, median Cents, sigma float64) Cents {
	draw := luck.Uint64()
	sum := (draw & 0xffff) + (draw >> 16 & 0xffff) + (draw >> 32 & 0xffff) + draw>>48
	bell := float64((float64(float64(sum)*0x1p-16) - 2) * 1.7320508075688772) // variance 1
	return Cents(float64(median) * sim.Exp(float64(sigma*bell)))
}
