package actors

import (
	"time"

	"buynow/sim"
)

// PaymentRules are the shop's strategy about money: when it is taken, and what
// keeps it from being taken twice when an answer is lost. The order manager, the
// merchant system and the bank look at them where they decide.
type PaymentRules struct {
	// Take is when the money is taken. authorise-then-capture holds it, and takes it
	// when the truck has the goods: whatever goes wrong before costs nobody anything,
	// but a hold can run out. charge-then-ship takes it at once: one message less, and
	// every later failure needs a refund. Source: card networks want the capture at
	// dispatch; the checkout of Online Boutique and of the OpenTelemetry demo charges
	// the card, then ships.
	Take Taking
	// Unknown is what is done about a payment of which nothing was heard. inquire asks
	// what became of it, repeats it with the same key, and reverses it in the end.
	// same-key repeats it until there is an answer: as good, if whoever is asked
	// remembers keys. new-key makes a new payment of it: quick, and a customer whose
	// answer was lost pays twice. wait leaves it to the bank's settlement file: nothing
	// is done twice, and a customer waits for days. Source: ISO 8583 has a repeat (0101)
	// and a reversal (0400) for it; Stripe's clients repeat with the same key.
	Unknown Unknown
	// Asks is how often a payment without an answer is asked for again. Source:
	// assumed.
	Asks int
	// Keys is what a key of a payment stands for, to those who are asked. per-intent:
	// however often it comes, it is one payment. per-attempt: each attempt is one, so
	// that only copies made by the network are known. none: each message is one.
	// Source: per-intent is how Stripe's Idempotency-Key is meant; a key that is made
	// anew for each attempt is the usual mistake with it, and the payment services of
	// Online Boutique and of the OpenTelemetry demo take none.
	Keys Keys
	// KeyTTL is how long a key is remembered; 0s as long as the payment is on the
	// books. A repeat that comes later is a new payment. Source: assumed; Stripe may
	// forget keys after 24 hours.
	KeyTTL time.Duration
	// FormKey gives each form a key of its own, by which the copies of a click are
	// known. Without it, who clicks twice orders twice. Source: assumed; the checkout
	// of Online Boutique has none.
	FormKey Switch
}

// DefaultPaymentRules are those of a careful shop: the first of each list.
func DefaultPaymentRules() PaymentRules {
	return PaymentRules{Asks: 3}
}

// Taking is when the money is taken.
type Taking uint8

// The times.
const (
	AuthoriseThenCapture Taking = iota // held at the order, taken when the goods go
	ChargeThenShip                     // taken at the order
)

var takingNames = [...]string{"authorise-then-capture", "charge-then-ship"}

// String is its name.
func (t Taking) String() string { return takingNames[t] }

// MarshalText is its name.
func (t Taking) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText finds it by its name.
func (t *Taking) UnmarshalText(text []byte) error {
	return choose(t, "time to take the money", takingNames[:], text)
}

// Takings are the names of all times to take the money.
func Takings() []string { return takingNames[:] }

// Unknown is what is done about a payment of which nothing was heard.
type Unknown uint8

// What can be done.
const (
	InquireThenReverse Unknown = iota
	AskWithSameKey
	AskWithNewKey
	WaitForFile // of the settlement
)

var unknownNames = [...]string{"inquire", "same-key", "new-key", "wait"}

// String is its name.
func (u Unknown) String() string { return unknownNames[u] }

// MarshalText is its name.
func (u Unknown) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText finds it by its name.
func (u *Unknown) UnmarshalText(text []byte) error {
	return choose(u, "way to deal with a payment without an answer", unknownNames[:], text)
}

// Unknowns are the names of all ways to deal with a payment without an answer.
func Unknowns() []string { return unknownNames[:] }

// Keys is what a key of a payment stands for.
type Keys uint8

// What it can stand for.
const (
	PerIntent  Keys = iota // one payment, however often it is asked for
	PerAttempt             // one attempt at it
	NoKeys                 // nothing
)

var keyNames = [...]string{"per-intent", "per-attempt", "none"}

// String is its name.
func (k Keys) String() string { return keyNames[k] }

// MarshalText is its name.
func (k Keys) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText finds it by its name.
func (k *Keys) UnmarshalText(text []byte) error { return choose(k, "use of keys", keyNames[:], text) }

// KeyUses are the names of all uses of keys.
func KeyUses() []string { return keyNames[:] }

// made is what is noted of the time when a payment was filed: nothing, if keys
// are not forgotten.
func (r *PaymentRules) made(now time.Duration) time.Duration {
	if r.KeyTTL == 0 {
		return 0
	}
	return now
}

// copies is how many payments can come of one key at one receiver, if keys do not
// keep that from happening. Further ones are taken for the last.
const copies = 4

// file is under which number a request is filed that came with a key. A receiver
// that knows keys by their intent files it under the key itself, as long as it
// remembers it. Known tells if something is filed under a number, and when that
// was made; place is by how much the numbers of copies differ.
func (r *PaymentRules) file(env *sim.Env, key, place uint64, known func(number uint64) (made time.Duration, ok bool)) uint64 {
	switch {
	case r.Keys == PerIntent && r.KeyTTL == 0:
		return key
	case r.Keys == PerAttempt:
		return key + place*uint64(min(env.Attempt(), copies-1))
	}
	number := key
	for copied := 1; copied < copies; copied++ {
		made, ok := known(number)
		forgotten := r.Keys == NoKeys || r.KeyTTL > 0 && env.Now() >= made+r.KeyTTL
		if !ok || !forgotten {
			break
		}
		number += place
	}
	return number
}
