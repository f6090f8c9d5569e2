package actors

import (
	"time"

	"buynow/sim"
)

// intention is what a customer will do about an order that was delivered.
type intention struct {
	order  OrderID
	intent uint64
	due    time.Duration
	cart   *Cart // nil if it is what they want on an ordinary day
}

func (p *intention) fold(f *fold) {
	f.own(&p.order)
	f.along(&p.intent, p.order, 0)
	field(f, &p.due)
	f.cart(&p.cart)
}

// hour is the beginning of an hour in which somebody planned something.
func (c *customer) hour(env *sim.Env) {
	c.hours.strike(env, &tick{}, func(order uint64) {
		p := c.plans.find(order)
		env.About(p.intent, p.order)
		c.carryOut(env, p)
	})
}

// carryOut lets a customer do what they planned, when the time has come.
func (c *customer) carryOut(env *sim.Env, p *intention) {
	v := &Visit{Intent: p.intent, order: p.order, shopper: c.shop.shopperOf(p.intent)}
	if c.shop.afterSales(p.intent, &v.shopper).dispute {
		c.later(env, v, p.due-env.Now(), (*customer).complain)
		return
	}
	if v.cart = p.cart; v.cart == nil {
		v.cart = c.shop.ordinary().Catalog.Cart(env.Seed(), p.intent, &v.shopper)
	}
	c.later(env, v, p.due-env.Now(), (*customer).sendBack)
}
