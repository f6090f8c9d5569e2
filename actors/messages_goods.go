package actors

import "time"

// Steps 12 to 15: the goods.
type (
	// DispatchOrder asks the warehouse to send the goods (step 12). Order and
	// Shipment are the key. The answer is a Done once the warehouse wrote it down.
	DispatchOrder struct {
		Order    OrderID
		Shipment uint64 // 1, or higher for a parcel sent again
		Cart     *Cart
		Country  Country
		Customer int
		Promise  time.Duration
	}

	// Intercept asks the warehouse to stop a shipment. The answer is a Done if
	// it could, ErrTooLate if the goods are gone or being packed.
	Intercept struct {
		Order    OrderID
		Shipment uint64
	}

	// BookCarrier reserves a spot on the next truck. The answer is Booked.
	BookCarrier struct {
		Order    OrderID
		Shipment uint64
		Units    int
		Country  Country
	}

	// Booked is the carrier's answer: a tracking number and when the truck comes.
	Booked struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Collects time.Duration
		Eta      time.Duration
	}

	// Handover gives the packed parcel to the truck (step 13). The answer is a
	// Done: the driver's scan.
	Handover struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Cart     *Cart
		Country  Country
		Customer int
		Wrong    SKU // that was packed by mistake; nobody knows
	}

	// Collected tells the order manager that the truck has the goods.
	Collected struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Eta      time.Duration
	}

	// DispatchMail goes from the warehouse computer through the mail provider to
	// the customer (step 14). Shipment is the key: one mail per shipment.
	DispatchMail struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Eta      time.Duration
		Customer int
	}

	// StatusMail is a mail from the order manager about the order itself.
	StatusMail struct {
		Order    OrderID
		Key      uint64 // one mail per key
		State    OrderState
		Why      Why
		Customer int
	}

	// Letter is a mail in the customer's inbox.
	Letter struct {
		Order    OrderID
		State    OrderState
		Why      Why
		Tracking uint64 // 0 if it is not about a parcel
	}

	// Delivery is the parcel at the door (step 15). The answer is a Done, or
	// ErrNobodyHome.
	Delivery struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Cart     *Cart
		Wrong    SKU  // that is in it instead, 0 if none
		Stolen   bool // it will be gone when the customer looks
	}

	// DeliveryEvent tells the order manager what became of the parcel.
	DeliveryEvent struct {
		Order     OrderID
		Shipment  uint64
		Fate      ParcelFate
		Complaint bool  // the customer will be heard of: the order must not be put away before
		Cart      *Cart // of a parcel that nobody has asked for
	}

	// SendBack is a parcel on its way back to the warehouse. Order and Shipment
	// are the key. The answer is a Done.
	SendBack struct {
		Order    OrderID
		Cart     *Cart
		Shipment uint64 // that could not be delivered; 0 for what the customer returns
		Wrong    SKU    // that is in it instead, 0 if none
	}

	// ReturnArrived tells the order manager that it was unpacked, and how it looks.
	ReturnArrived struct {
		Order    OrderID
		Shipment uint64 // as in SendBack
		AsNew    bool
	}

	// PickShort tells the order manager that the goods of a shipment are not on
	// the shelf: there will be no parcel. The answer is a Done.
	PickShort struct {
		Order    OrderID
		Shipment uint64
	}

	// Stranded tells the order manager that a packed parcel cannot go on, because
	// nobody has answered the warehouse for days.
	Stranded struct {
		Order    OrderID
		Shipment uint64
	}

	// Docked tells the warehouse that the truck of a run is there: the parcels
	// booked on it may be handed over. The answer is a Done.
	Docked struct {
		Run time.Duration // as in Booked.Collects
	}
)

// ParcelFate is what became of a parcel.
type ParcelFate uint8

// The fates.
const (
	ParcelDelivered ParcelFate = iota + 1
	ParcelLost                 // never seen again
	ParcelDamaged              // of no use to anybody
	ParcelReturned             // nobody home three times: back at the warehouse
)
