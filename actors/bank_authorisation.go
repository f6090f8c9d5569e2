package actors

import (
	"time"

	"buynow/sim"
)

// authState is how an authorisation stands in the bank's books.
type authState uint8

const (
	authRefused  authState = iota + 1
	authHeld               // the amount is held
	authVoided             // released: voided, or reversed, perhaps before it came
	authExpired            // released: nobody took it in time
	authCaptured           // taken, on its way to the shop
	authSettled            // paid out
	authDisputed           // paid out, and the customer complains
	authClosed             // nothing more can come: the complaint was decided, or all was refunded
)

// taken tells if the money was taken.
func (s authState) taken() bool { return s >= authCaptured }

// authorisation is one record of the bank.
type authorisation struct {
	number        uint64 // Stan and Auth of the messages: it is filed by the number of its request
	order, intent uint64
	card          CardToken
	amount        Cents
	captured      Cents
	refunded      Cents
	fee           Cents // kept when it was paid out
	lacks         Cents // of what was to be paid out; below 0, what was too much
	cases         refundCases
	until         time.Duration // the hold ends
	made          time.Duration // see PaymentRules
	next          time.Duration // when a daily job must do something about it
	paid          settlementDay // whose file lists it
	state         authState
	code          Code
	aftermath     bool
	sale          bool // it was taken as soon as it was held
	standsIn      bool // approved by the network, while the issuer was not there
	won, untold   bool // how a complaint ended; the merchant system has not confirmed the news
	claimed       bool // what it lacks is paid in the morning
	corrected     bool // what it lacked was paid later
}

// ID is the number of the authorisation.
func (a authorisation) ID() uint64 { return a.number }

// Alias is none.
func (a authorisation) Alias() uint64 { return 0 }

// stan is the number of the request: that of the first of its copies.
func (a *authorisation) stan() uint64 { return a.number &^ (bankCopies * (copies - 1)) }

// fold packs what is the record's own.
func (a *authorisation) fold(f *fold) {
	f.own(&a.number)
	fieldLike(f, &a.order, a.number/paymentTries)
	f.along(&a.intent, a.order, 0)
	field(f, &a.card)
	field(f, &a.amount)
	fieldLike(f, &a.captured, a.amount)
	field(f, &a.refunded)
	field(f, &a.fee)
	field(f, &a.lacks)
	a.cases.fold(f)
	field(f, &a.until)
	field(f, &a.made)
	if a.state != authSettled { // then all of a day have the same
		f.moment(&a.next, a.until)
		field(f, &a.paid)
	}
}

// enter changes the state, and says when a daily job must look at it again.
func (a *authorisation) enter(state authState, next time.Duration) { a.state, a.next = state, next }

// rest is what was taken and not given back.
func (a *authorisation) rest() Cents { return a.captured - a.refunded }

// answer is what the bank says whenever it is asked for this authorisation: the
// same each time, until it is void or over.
func (a authorisation) answer() *AuthResponse {
	r := &AuthResponse{Order: a.order, Stan: a.stan(), Code: a.code}
	switch {
	case a.state == authVoided || a.state == authExpired:
		r.Code = CodeDuplicate
	case a.code == CodeApproved || a.code == CodePartial:
		r.Auth, r.Until, r.Held = a.number, a.until, a.amount
	}
	return r
}

// refundCases are the keys of the refunds that were given for one payment: one
// when goods come back or are lost, and room for one more.
type refundCases [2]uint64

func (c *refundCases) fold(f *fold) {
	field(f, &c[0])
	field(f, &c[1])
}

func (c *refundCases) has(key uint64) bool { return c[0] == key+1 || c[1] == key+1 }

// add remembers a key; false if there is no room.
func (c *refundCases) add(key uint64) bool {
	for i := range c {
		if c[i] == 0 {
			c[i] = key + 1
			return true
		}
	}
	return false
}

// write commits an authorisation, and notes it in the diary of the daily job
// that is next for it.
func (b *bank) write(env *sim.Env, a authorisation) {
	b.auths.Commit(env, a)
	b.remember(env, &a)
}

func (b *bank) remember(env *sim.Env, a *authorisation) {
	if a.claimed {
		b.mem.mornings.note(b.firstDay(env.Now(), b.rules.SettleAt), a.number)
	}
	if a.state == authCaptured {
		b.mem.mornings.note(b.firstDay(a.next, b.rules.SettleAt), a.number)
	} else {
		b.mem.nights.note(b.firstDay(a.next, nightTime), a.number)
	}
	b.arm(env)
}

// firstDay is the day of the first job at that time of day which comes after t.
func (b *bank) firstDay(t, timeOfDay time.Duration) int {
	calendar := b.shop.Config.Calendar
	return calendar.Day(t + calendar.Next(t, timeOfDay))
}

// settlementDay is a day whose settlement file the merchant system has not
// confirmed, from 1. Which payments are in it, they say themselves.
type settlementDay int32

// ID is the number of the day.
func (d settlementDay) ID() uint64 { return uint64(d) }

// Alias is none.
func (d settlementDay) Alias() uint64 { return 0 }

func (d *settlementDay) fold(f *fold) { field(f, d) }
