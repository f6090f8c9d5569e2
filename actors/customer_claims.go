package actors

import (
	"time"

	"buynow/sim"
)

// The patience of people whose parcel went wrong.
const (
	opensWithin  = 12 * time.Hour // of a parcel that is in the house
	asksAfter    = Day            // nothing was at the door
	mostComplain = 20             // in vain
)

// complainAbout is what a customer does about a parcel with the wrong goods in it,
// or one that was gone from the doorstep.
func (c *customer) complainAbout(env *sim.Env, m *Delivery) {
	v := &Visit{Intent: env.Intent(), order: m.Order, cart: m.Cart, wrong: m.Wrong}
	if m.Stolen {
		c.later(env, v, asksAfter, (*customer).askWhereItIs)
		return
	}
	c.later(env, v, opensWithin, (*customer).sendBack)
}

// askWhereItIs tells the shop that nothing came. If it does not listen, it is told
// again.
func (c *customer) askWhereItIs(env *sim.Env, v *Visit) {
	_, err := c.shop.try(env, c.shop.Web, &ReturnGoods{Order: v.order, NeverCame: true}, c.shop.Config.Timeouts.Browser, v.looked)
	if v.looked++; err != nil && v.looked < mostComplain {
		c.later(env, v, opensWithin, (*customer).askWhereItIs)
	}
}

// alike tells if two carts have the same goods in them.
func (c *Cart) alike(other *Cart) bool {
	if len(c.Lines) != len(other.Lines) {
		return false
	}
	for i, line := range c.Lines {
		if line.SKU != other.Lines[i].SKU || line.Qty != other.Lines[i].Qty {
			return false
		}
	}
	return true
}
