package actors

import (
	"testing"

	"buynow/sim"
)

func BenchmarkAuditorPerOrder(b *testing.B) {
	day := newTape()
	day.by(sim.Outside).goods(Supplier, Shelf, 1<<40)
	start := len(day.events)
	day.buy(1).deliver().settle().orderTo(OrderDelivered, Completed)
	day.by(day.shop.Orders).add(sim.Event{What: Archived, A: int64(Completed)})
	a := newAuditor(day.shop)
	eyes := a.eyes()
	eyes[sim.Moved](&day.events[0])
	order := day.events[start:]
	var status *OrderStatus
	var page *ConfirmationPage
	var parcel *Booked
	var mail *DispatchMail
	var letter *Letter
	for i := range order {
		switch m := order[i].Body.(type) {
		case *OrderStatus:
			status = m
		case *ConfirmationPage:
			page = m
		case *Booked:
			parcel = m
		case *DispatchMail:
			mail = m
		case *Letter:
			letter = m
		}
	}

	var e sim.Event
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		number := uint64(i + 1)
		status.Order, page.Order, parcel.Tracking, mail.Tracking, letter.Tracking = number, number, number, number, number
		for j := range order {
			e = order[j]
			if e.Order == 1 {
				e.Order, e.Intent = number, number
			}
			if eye := eyes[e.What]; eye != nil {
				eye(&e)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(order)), "ns/event")
	b.ReportMetric(float64(len(order)), "events")
}
