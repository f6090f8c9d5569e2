package actors

// The occasions at which the world strikes at goods.
const (
	whenRefused  occasion = occasions + iota // a supplier reads a purchase order, and refuses it
	whenShort                                // or has too little
	whenSlow                                 // or takes longer
	whenRevised                              // or will name another date
	whenRefused2                             // the same of the wholesaler
	whenShort2
	whenSlow2
	whenRevised2
	whenCopied   // somebody reads a figure of the stock from a copy that lags behind
	whenCached   // or from one that is kept
	whenPriced   // an order comes with other prices than those of now
	whenReserved // goods are set aside by figures that are not right
	whenPicked   // a picker takes a product from its shelf
	whenSought   // or looks for it
	whenHanded   // a parcel has gone out
	whenCarried  // the carrier has a parcel, and carries it
	whenDelayed  // or leaves it lying
	whenLost     // or loses it
	whenDamaged  // or drops it
	whenRung     // the driver rings
	whenLeft     // or leaves it at the door
	allOccasions
)
