package actors

import (
	"reflect"
	"testing"
	"time"
	"unsafe"

	"buynow/sim"

	"github.com/google/go-cmp/cmp"
)

// TestWhatIsUnfoldedIsWhatWasFolded: of every record that an actor keeps, each
// field comes back, whatever is in it, be it part of its look or its own.
func TestWhatIsUnfoldedIsWhatWasFolded(t *testing.T) {
	comesBack(t, (*order).fold, func(o *order) *uint64 { return &o.id }, func(o *order) { o.shopper = nil })
	comesBack(t, (*payment).fold, func(p *payment) *uint64 { return &p.key }, nil)
	comesBack(t, (*authorisation).fold, func(a *authorisation) *uint64 { return &a.number }, nil)
	comesBack(t, (*settlementDay).fold, nil, nil)
	comesBack(t, (*closedPayment).fold, func(c *closedPayment) *uint64 { return (*uint64)(c) }, nil)
	comesBack(t, (*reviewCase).fold, func(c *reviewCase) *uint64 { return &c.key }, nil)
	comesBack(t, (*reservation).fold, func(r *reservation) *uint64 { return &r.order }, nil)
	comesBack(t, (*purchase).fold, func(p *purchase) *uint64 { return &p.po }, nil)
	comesBack(t, (*supply).fold, func(s *supply) *uint64 { return &s.po }, nil)
	comesBack(t, (*parcel).fold, func(p *parcel) *uint64 { return &p.key }, nil)
	comesBack(t, (*comeback).fold, func(c *comeback) *uint64 { return &c.key }, nil)
	comesBack(t, (*waybill).fold, func(b *waybill) *uint64 { return &b.key }, nil)
	comesBack(t, (*pickup).fold, func(p *pickup) *uint64 { return &p.key }, nil)
	comesBack(t, (*page).fold, func(p *page) *uint64 { return &p.order }, nil)
	comesBack(t, (*queuedMail).fold, func(q *queuedMail) *uint64 { return &q.id }, nil)
}

// comesBack folds and unfolds things with anything in their fields. The number
// of a thing is known to whoever keeps it; leave empties what may be lost.
func comesBack[T comparable](t *testing.T, pack func(*T, *fold), number func(*T) *uint64, leave func(*T)) {
	t.Helper()
	luck := sim.Fate(1, sim.FirstPurpose, 0)
	s := newStore(0, pack)
	for range 500 {
		var thing T
		scribble(&luck, reflect.ValueOf(&thing).Elem())
		if leave != nil {
			leave(&thing)
		}
		id := uint64(0)
		if number != nil {
			id = *number(&thing)
		}

		*s.add(id) = thing
		s.away(s.at(id))
		*s.at(id) = open[T]{}
		back := s.find(id)

		if diff := cmp.Diff(thing, *back, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
			t.Errorf("%T comes back changed (- before, + after):\n%s", thing, diff)
			return
		}
		s.remove(id)
	}
}

// scribble fills a value with anything: nothing, little, or a lot.
func scribble(luck *sim.Luck, v reflect.Value) {
	if !v.CanSet() {
		v = reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
	}
	bits := luck.Uint64() >> luck.IntN(64)
	if luck.Chance(0.3) {
		bits = 0
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(luck.Chance(0.5))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(bits) << (64 - v.Type().Bits()) >> (64 - v.Type().Bits()))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(bits << (64 - v.Type().Bits()) >> (64 - v.Type().Bits()))
	case reflect.Struct:
		for i := range v.NumField() {
			scribble(luck, v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			scribble(luck, v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), luck.IntN(maxLines+1), maxLines))
		for i := range v.Len() {
			scribble(luck, v.Index(i))
		}
	case reflect.Pointer:
		if luck.Chance(0.8) {
			v.Set(reflect.New(v.Type().Elem()))
			scribble(luck, v.Elem())
		}
	default:
		panic("actors: a record has a field of kind " + v.Kind().String())
	}
}

// TestAFoldedRecordIsSmall: what the ledgers hold of a usual order while it is
// on its way.
func TestAFoldedRecordIsSmall(t *testing.T) {
	cart := &Cart{Lines: []Line{{SKU: 17, Qty: 1, Price: 24_99}, {SKU: 230, Qty: 2, Price: 9_99}}}
	now := 5*Day + 1234567890123
	small(t, 44, (*order).fold, order{
		id: 500_000, key: 555_123, intent: 555_123, cart: cart, customer: 81_234, country: 3, state: Shipped, version: 9,
		placed: now, promise: now + 11*Day + 345678901, tries: 1, payment: PaymentKey(500_000, 0), auth: PaymentKey(500_000, 0),
		captured: true, shipment: 1, told: Confirmed,
	})
	small(t, 24, (*payment).fold, payment{
		key: PaymentKey(500_000, 0), order: 500_000, intent: 555_123, amount: 44_97, captured: 44_97, card: Card{Token: 243_702},
		auth: PaymentKey(500_000, 0), look: 33, state: PaymentSettled,
	})
	small(t, 28, (*authorisation).fold, authorisation{
		number: PaymentKey(500_000, 0), order: 500_000, intent: 555_123, card: 243_702, amount: 44_97, captured: 44_97,
		next: now + 2*Day + 20*time.Hour, state: authCaptured,
	})
	small(t, 28, (*waybill).fold, waybill{
		tracking: 488_000, key: ShipmentKey(500_000, 1), order: 500_000, intent: 555_123, shipment: 1, cart: cart,
		collects: 6*Day + 14*time.Hour, due: 8*Day + 9*time.Hour, country: 3, state: ShipmentCollected,
	})
}

func small[T comparable](t *testing.T, most int, pack func(*T, *fold), thing T) {
	t.Helper()
	f := &fold{}
	f.begin(0, 500)
	pack(&thing, f)
	if size := 4 * len(f.end()); size > most {
		t.Errorf("a folded %T takes %d bytes, want %d at most", thing, size, most)
	}
}
