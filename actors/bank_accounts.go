package actors

import "buynow/sim"

// cardAccounts are the accounts behind the cards. The bank keeps its own sums of
// them, so that an auditor can compare them with the moves that were published.
type cardAccounts struct {
	places    []int32 // by card token: the place of its account in the table, from 1
	table     []cardAccount
	available Cents // on all accounts together
	held      Cents
}

// cardAccount is what can be spent with a card, of a balance or within a limit,
// and what is held for purchases.
type cardAccount struct{ available, held Cents }

// has tells if the card has been used before.
func (c *cardAccounts) has(card CardToken) bool {
	return card < CardToken(len(c.places)) && c.places[card] != 0
}

// of is the account of a card that has been used before.
func (c *cardAccounts) of(card CardToken) *cardAccount { return &c.table[c.places[card]-1] }

// open opens an account with an amount. Tokens are dense, so a slice finds them.
func (c *cardAccounts) open(env *sim.Env, card CardToken, amount Cents) {
	for CardToken(len(c.places)) <= card {
		c.places = append(c.places, make([]int32, card+1-CardToken(len(c.places)))...)
	}
	c.table = append(c.table, cardAccount{})
	c.places[card] = int32(len(c.table))
	c.credit(env, World, card, amount)
}

// hold sets an amount aside.
func (c *cardAccounts) hold(env *sim.Env, card CardToken, amount Cents) {
	a := c.of(card)
	a.available -= amount
	a.held += amount
	c.available -= amount
	c.held += amount
	env.Move(Purse.At(uint64(card)), Held.At(uint64(card)), int64(amount))
}

// release ends a hold.
func (c *cardAccounts) release(env *sim.Env, card CardToken, amount Cents) {
	if amount == 0 {
		return
	}
	a := c.of(card)
	a.available += amount
	a.held -= amount
	c.available += amount
	c.held -= amount
	env.Move(Held.At(uint64(card)), Purse.At(uint64(card)), int64(amount))
}

// take takes a held amount away.
func (c *cardAccounts) take(env *sim.Env, card CardToken, amount Cents) {
	c.of(card).held -= amount
	c.held -= amount
	env.Move(Held.At(uint64(card)), Clearing.At(0), int64(amount))
}

// credit brings money in from elsewhere.
func (c *cardAccounts) credit(env *sim.Env, from Place, card CardToken, amount Cents) {
	c.of(card).available += amount
	c.available += amount
	env.Move(from.At(0), Purse.At(uint64(card)), int64(amount))
}
