package actors

import (
	"time"

	"buynow/sim"
)

// claims are the goods in carts, if the shop reserves at the cart: no piece has
// moved, but nobody else may have it until the cart is too old. They are memory:
// nobody was promised anything, and a crash forgets them.
type claims struct {
	carts map[uint64]*Cart // by intent
	queue []claim          // the oldest first
}

// claim is a cart and when it is too old.
type claim struct {
	intent uint64
	at     time.Duration
}

// claim keeps a cart for who is behind the intent, if all of it is free.
func (d *stockDatabase) claim(env *sim.Env, cart *Cart) {
	c, intent := &d.mem.claims, env.Intent()
	if c.carts[intent] != nil {
		return
	}
	if _, ok := d.items.stocks(cart); !ok {
		return
	}
	if _, missing := d.items.short(cart); missing > 0 {
		return
	}
	if c.carts == nil {
		c.carts = map[uint64]*Cart{}
	}
	c.carts[intent] = cart
	c.queue = append(c.queue, claim{intent, env.Now() + d.rules.TTL})
	d.items.claim(cart, 1)
}

// unclaim gives back what is in a cart, for its order or because it is too old.
func (d *stockDatabase) unclaim(intent uint64) {
	if cart := d.mem.claims.carts[intent]; cart != nil {
		delete(d.mem.claims.carts, intent)
		d.items.claim(cart, -1)
	}
}

// ownClaim gives back what is in the cart of who orders it now, and what is in
// carts that are too old.
func (d *stockDatabase) ownClaim(env *sim.Env) {
	if len(d.mem.claims.queue) > 0 {
		d.expireClaims(env.Now())
		d.unclaim(env.Intent())
	}
}

// expireClaims empties carts that are too old. Nobody needs to do that before
// somebody else wants to know what is free.
func (d *stockDatabase) expireClaims(now time.Duration) {
	c := &d.mem.claims
	for len(c.queue) > 0 && c.queue[0].at <= now {
		d.unclaim(c.queue[0].intent)
		c.queue = c.queue[1:]
	}
}

// dropClaims empties all carts.
func (d *stockDatabase) dropClaims() {
	for _, c := range d.mem.claims.queue {
		d.unclaim(c.intent)
	}
}

// claim books what is in a cart, or with -1 that it is no more.
func (t stockTable) claim(cart *Cart, sign int) {
	for _, line := range cart.Lines {
		t.row(line.SKU).claimed += sign * line.Qty
	}
}
