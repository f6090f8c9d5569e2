package actors

import "errors"

// Refusals, as the caller sees them.
var (
	// ErrShort: the goods are not there. Nothing was taken.
	ErrShort = errors.New("not enough in stock")
	// ErrContended: others wrote the same products at the same time, try after try.
	// Nothing was taken.
	ErrContended = errors.New("too many write the same at once")
	// ErrTooLate: what was to be stopped has gone too far.
	ErrTooLate = errors.New("too late")
	// ErrNobodyHome: the parcel could not be handed over.
	ErrNobodyHome = errors.New("nobody home")
	// ErrCaptureRejected: the bank no longer honours the authorisation. No money
	// was taken.
	ErrCaptureRejected = errors.New("capture rejected")
	// ErrRefundRejected: the bank cannot give the money back. Nothing was moved.
	ErrRefundRejected = errors.New("refund rejected")
	// ErrUnknown: nobody has heard of the order, payment or shipment.
	ErrUnknown = errors.New("never heard of it")
	// ErrClosed: nobody works at this hour and the message was not taken.
	ErrClosed = errors.New("closed")
)
