package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// till is a shop of which only the payments are real: a bank, a merchant system
// and a fraud check, with a test in the place of everybody else. It keeps the
// books from the moves, and sees to it that no account of a card is overdrawn.
type till struct {
	t        *testing.T
	world    *sim.World
	shop     *Shop
	bank     *bank
	merchant *merchant
	fraud    *fraudCheck
	books    map[sim.Account]int64
	places   map[Place]int64
	effects  map[[2]int64]int
	heard    []sim.Message // by the order manager
	deaf     bool          // the order manager hears nothing
	kept     Cents         // by the shop, if it loses no dispute
}

// newTill opens one. Its bank says yes and nobody is suspected, unless rules
// says otherwise.
func newTill(t *testing.T, seed uint64, rules func(*Config)) *till {
	t.Helper()
	config := Config{Saga: DefaultSagaRules(), Merchant: DefaultMerchantRules(), Fraud: DefaultFraudRules(), Bank: DefaultBankRules(), Timeouts: DefaultTimeouts(), Policies: DefaultPolicies()}
	config.Bank.Decline, config.Bank.Short, config.Merchant.Challenge = 0, 0, 0
	config.Fraud.Thresholds = Thresholds{Review: 2, Block: 2}
	if rules != nil {
		rules(&config)
	}
	w := sim.New(seed)
	t.Cleanup(w.Close)
	s := &Shop{World: w, Config: config}
	k := &till{t: t, world: w, shop: s, books: map[sim.Account]int64{}, places: map[Place]int64{}, effects: map[[2]int64]int{}}
	k.bank, k.merchant, k.fraud = newBank(s), newMerchant(s), newFraudCheck(s)
	service := func(ms time.Duration) Station {
		return Station{Workers: 64, Service: sim.Constant(ms * time.Millisecond)}
	}
	s.Orders = w.Add(service(5).actor("order-manager", k.listen).Actor)
	s.Merchant = w.Add(service(10).actor("merchant", k.merchant.Serve).waits().crashes(k.merchant.Crashed, k.merchant.Restarted))
	s.Fraud = w.Add(service(60).actor("fraud", k.fraud.Serve).crashes(k.fraud.Crashed, k.fraud.Restarted))
	s.Bank = w.Add(service(350).actor("bank", k.bank.Serve).crashes(k.bank.Crashed, k.bank.Restarted))
	w.Watch(k.book, sim.Moved)
	w.Watch(func(e *sim.Event) { k.effects[[2]int64{e.A, e.B}]++ }, Effect)
	w.Watch(func(e *sim.Event) {
		m, from, next := ChangeOf(e)
		t.Errorf("payment %d went from %q to %q, which is illegal", e.B, StateName(m, from), StateName(m, next))
	}, Illegal)
	return k
}

func (k *till) listen(_ *sim.Env, m sim.Message) (sim.Message, error) {
	if k.deaf {
		return nil, sim.ErrDown
	}
	k.heard = append(k.heard, m)
	return &Done{}, nil
}

func (k *till) book(e *sim.Event) {
	k.books[e.Move.From] -= e.Move.Amount
	k.books[e.Move.To] += e.Move.Amount
	from, _ := PlaceOf(e.Move.From)
	to, _ := PlaceOf(e.Move.To)
	k.places[from] -= e.Move.Amount
	k.places[to] += e.Move.Amount
	if k.books[e.Move.From] < 0 && from != World && from != Till {
		k.t.Errorf("%v is overdrawn: %d", from, k.books[e.Move.From])
	}
}

// story runs a process for one intent and order, and the world after it up to a
// time.
func (k *till) story(intent, order uint64, until time.Duration, run func(*sim.Env)) {
	k.t.Helper()
	k.world.Go("story", func(env *sim.Env) {
		env.About(intent, order)
		run(env)
	})
	if err := k.world.Run(until); err != nil {
		k.t.Fatal(err)
	}
}

// call asks and returns what was heard; it fails the test on silence.
func call[R sim.Message](k *till, env *sim.Env, to sim.ActorID, m sim.Message) R {
	reply, err := env.Call(to, m, time.Minute)
	got, ok := reply.(R)
	if err != nil || !ok {
		k.t.Errorf("call(%T) = %v, %v, want a %T", m, reply, err, got)
	}
	return got
}

// stateOf is how a payment stands at the merchant system.
func (k *till) stateOf(key uint64) PaymentState {
	p, _ := k.merchant.payments.Read(key)
	return p.state
}

func (k *till) wantPlaces(want map[Place]Cents) {
	k.t.Helper()
	for _, place := range []Place{Held, Clearing, Till, Fees} {
		if got := Cents(k.places[place]); got != want[place] {
			k.t.Errorf("%v = %v, want %v", place, got, want[place])
		}
	}
}

func request(order uint64, amount Cents) *PaymentRequest {
	return &PaymentRequest{
		Order: order, Key: PaymentKey(order, 0), Amount: amount, Card: Card{Token: CardToken(3 * order)},
		Risk: Risk{Device: order, Amount: amount, Hour: 12, AccountAge: 900, DeviceAge: 400, PastOrders: 9},
	}
}

func auth(order uint64, amount Cents) *AuthRequest {
	return &AuthRequest{Order: order, Stan: PaymentKey(order, 0), Card: Card{Token: CardToken(3 * order)}, Amount: amount}
}
