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
	// open has the last version of each order whose customer saw a page that
	// promised news, so that an old notice cannot overwrite a newer one.
	open map[OrderID]int
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

// maxOpenPages bounds the memory for promised news.
const maxOpenPages = 100_000

func newWebServer(s *Shop) *webServer {
	w := &webServer{shop: s}
	w.Crashed()
	return w
}

// Crashed loses the caches.
func (w *webServer) Crashed() {
	w.mem = webMemory{pages: map[SKU]cachedPage{}, open: map[OrderID]int{}, unsure: map[uint64]bool{}}
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
		return env.Call(w.shop.Orders, m, w.shop.Config.Timeouts.Web)
	case *OrderStatus:
		w.notice(m)
	}
	return nil, nil
}

// item shows a product, from the cache if it is fresh.
func (w *webServer) item(env *sim.Env, m *ViewItem) (sim.Message, error) {
	if cached, ok := w.mem.pages[m.SKU]; ok && env.Now() < cached.until {
		return cached.page, nil
	}
	reply, err := env.Call(w.shop.Stock, m, w.shop.Config.Timeouts.Stock)
	page, ok := reply.(*ItemPage)
	if err != nil || !ok {
		// The catalog is worth more than the figure: show the page without.
		price := w.shop.Config.Catalog.Price(env.Seed(), m.SKU)
		return &ItemPage{SKU: m.SKU, Price: price, Stock: 1}, nil
	}
	w.mem.pages[m.SKU] = cachedPage{page, env.Now() + pageAge}
	return page, nil
}

// create passes a click on. If it fails while an earlier copy of the same click
// may have come through, the page does not say so: there may be an order.
func (w *webServer) create(env *sim.Env, m *PlaceOrder) (sim.Message, error) {
	before := w.mem.unsure[m.ClientKey]
	if len(w.mem.unsure) < maxOpenPages {
		w.mem.unsure[m.ClientKey] = true
	}
	page, err := w.order(env, &CreateOrder{ClientKey: m.ClientKey, Shopper: m.Shopper, Cart: m.Cart, Clicked: m.Clicked})
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
//  1. the order manager is asked, and once more if it surely did nothing;
//  2. silence is not failure: the page then promises news by mail;
//  3. the page says what the order manager said, no more.
func (w *webServer) order(env *sim.Env, message sim.Message) (sim.Message, error) {
	reply, err := env.Call(w.shop.Orders, message, w.shop.Config.Timeouts.Web)
	if errors.Is(err, sim.ErrFull) || errors.Is(err, sim.ErrDown) {
		env.Sleep(200 * time.Millisecond)
		reply, err = env.Try(w.shop.Orders, message, w.shop.Config.Timeouts.Web, 1)
	}
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
	return w.page(status), nil
}

// page turns an order's state into what the customer reads.
func (w *webServer) page(s *OrderStatus) sim.Message {
	switch s.State {
	case Confirmed, DispatchAsked, Shipped, OrderDelivered, Completed, Reshipping:
		delete(w.mem.open, s.Order)
		return &ConfirmationPage{Order: s.Order, Promise: s.Promise, Total: s.Total}
	case BackorderOffered:
		return &OfferPage{Order: s.Order, Expected: s.Promise}
	case PaymentRefused:
		return &RetryPage{Order: s.Order, Why: s.Why, Cards: s.Cards}
	case SoldOut, FraudBlocked, OrderDeclined, Cancelled, Rejected, Refunded:
		delete(w.mem.open, s.Order)
		return &SorryPage{Order: s.Order, Why: s.Why}
	}
	if s.Why == WhyChallenge {
		return &ChallengePage{Order: s.Order}
	}
	if len(w.mem.open) < maxOpenPages {
		w.mem.open[s.Order] = s.Version
	}
	return &PendingPage{Order: s.Order, Why: s.Why}
}

// notice is step 10 when it comes by itself, after the page was long shown.
func (w *webServer) notice(s *OrderStatus) {
	version, waits := w.mem.open[s.Order]
	if !waits || s.Version <= version {
		return
	}
	w.mem.open[s.Order] = s.Version
	if s.State.Over() || s.State == Confirmed {
		delete(w.mem.open, s.Order)
	}
}
