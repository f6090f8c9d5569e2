package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// webServer manages the shop's website: it shows what the others say and
// promises nothing by itself.
type webServer struct {
	shop *Shop
	mem  webMemory
}

// webMemory is lost in a crash; it holds nothing that cannot be asked again.
type webMemory struct {
	pages map[SKU]cachedPage
	// unsure has the clicks that were passed on and not answered yet: whoever
	// clicks again must not be told that there is no order.
	unsure map[uint64]bool
}

type cachedPage struct {
	page  *ItemPage
	until time.Duration
}

// pageAge is how long a catalog page is served from the cache: a stock figure
// may be that old (assumed).
const pageAge = 30 * time.Second

// maxUnsure bounds the memory for clicks that were not answered.
const maxUnsure = 100_000

func newWebServer(s *Shop) *webServer {
	w := &webServer{shop: s}
	w.Crashed()
	return w
}

// Crashed loses the caches.
func (w *webServer) Crashed() {
	w.mem = webMemory{pages: map[SKU]cachedPage{}, unsure: map[uint64]bool{}}
}

// Restarted has nothing to repair.
func (w *webServer) Restarted(*sim.Env) {}

// Serve answers browsers, and takes note of what the order manager reports.
func (w *webServer) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *ViewItem:
		return w.item(env, m)
	case *PlaceOrder:
		return w.create(env, m)
	case *PayAgain, *AnswerOffer, *ChallengeDone, *CancelOrder, *CheckOrder:
		return w.order(env, message)
	case *ReturnGoods:
		return w.shop.ask(env, w.shop.Orders, m, w.shop.Config.Timeouts.Web)
	case *OrderStatus:
		// Step 10 by itself: the page is long shown, and a mail tells the customer.
	}
	return nil, nil
}

// item shows a product, from the cache if it is fresh.
func (w *webServer) item(env *sim.Env, m *ViewItem) (sim.Message, error) {
	claims := m.Cart != nil && w.shop.Config.Stock.Reserve == ReserveAtCart
	if cached, ok := w.mem.pages[m.SKU]; ok && env.Now() < cached.until && !claims {
		return cached.page, nil
	}
	reply, err := w.shop.ask(env, w.shop.Stock, m, w.shop.Config.Timeouts.Stock)
	page, ok := reply.(*ItemPage)
	if err != nil || !ok {
		return anyStock(w.shop, env, m), nil
	}
	w.mem.pages[m.SKU] = cachedPage{page, env.Now() + pageAge}
	return page, nil
}

// create passes a click on. If it fails while an earlier copy of the same click
// may have come through, the page does not say so: there may be an order.
func (w *webServer) create(env *sim.Env, m *PlaceOrder) (sim.Message, error) {
	before := w.mem.unsure[m.ClientKey]
	if len(w.mem.unsure) < maxUnsure {
		w.mem.unsure[m.ClientKey] = true
	}
	page, err := w.order(env, &CreateOrder{ClientKey: m.ClientKey, Shopper: m.Shopper, Cart: m.Cart})
	switch p := page.(type) {
	case *PendingPage:
		if p.Order != 0 {
			delete(w.mem.unsure, m.ClientKey)
		}
	case *SorryPage:
		if before && p.Why == WhyBusy {
			return &PendingPage{Why: WhyUnsure}, err
		}
		delete(w.mem.unsure, m.ClientKey)
	default:
		delete(w.mem.unsure, m.ClientKey)
	}
	return page, err
}

// order is the story of a click on its way to the order manager:
//  1. the order manager is asked, again only if it surely did nothing;
//  2. silence is not failure: the page then promises news by mail;
//  3. the page says what the order manager said, no more.
func (w *webServer) order(env *sim.Env, message sim.Message) (sim.Message, error) {
	reply, err := w.shop.ask(env, w.shop.Orders, message, w.shop.Config.Timeouts.Web)
	switch {
	case errors.Is(err, sim.ErrTimeout):
		return &PendingPage{Order: env.Order(), Why: WhyUnsure}, nil
	case errors.Is(err, ErrUnknown):
		return &SorryPage{Order: env.Order(), Why: WhyInvalid}, nil
	case err != nil:
		return &SorryPage{Order: env.Order(), Why: WhyBusy}, nil
	}
	status := reply.(*OrderStatus)
	env.Numbered(status.Order)
	return pageOf(status), nil
}

// pageOf turns an order's state into what the customer reads.
func pageOf(s *OrderStatus) sim.Message {
	switch s.State {
	case Confirmed, DispatchAsked, Shipped, OrderDelivered, Completed, Reshipping:
		return &ConfirmationPage{Order: s.Order, Promise: s.Promise, Total: s.Total}
	case BackorderOffered:
		return &OfferPage{Order: s.Order, Expected: s.Promise}
	case PaymentRefused:
		return &RetryPage{Order: s.Order, Why: s.Why, Cards: s.Cards}
	case SoldOut, FraudBlocked, OrderDeclined, Cancelled, Rejected, Refunded:
		return &SorryPage{Order: s.Order, Why: s.Why}
	}
	if s.Why == WhyChallenge {
		return &ChallengePage{Order: s.Order}
	}
	return &PendingPage{Order: s.Order, Why: s.Why}
}
