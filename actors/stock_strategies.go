package actors

import (
	"fmt"
	"slices"
	"strings"
)

// Write says how the stock database sets goods aside: what lies between its look
// at the shelf and the deed.
type Write uint8

// The ways to write.
const (
	ConditionalWrite  Write = iota // one statement looks and takes: nothing lies between
	CheckThenAct                   // looks, and takes a while later, whatever happened meanwhile
	Overwrite                      // reads the figure, and writes it back less what was taken: what others wrote meanwhile is lost
	WhatIsThere                    // takes what there is, if it is less than was asked for, and says yes
	PessimisticLock                // locks the products; who comes next waits
	OptimisticVersion              // looks, and takes if nothing has changed meanwhile; else it looks again
)

var writeNames = [...]string{"conditional", "check-then-act", "overwrite", "what-is-there", "pessimistic", "optimistic"}

// String is the name of the way to write.
func (w Write) String() string { return writeNames[w] }

// MarshalText is the name.
func (w Write) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText finds a way to write by its name.
func (w *Write) UnmarshalText(text []byte) error {
	at, err := oneOf("way to write stock", writeNames[:], text)
	if err == nil {
		*w = Write(at)
	}
	return err
}

// Writes are the names of all ways to write.
func Writes() []string { return writeNames[:] }

// ReserveAt says when goods are set aside for a customer.
type ReserveAt uint8

// The times.
const (
	ReserveAtOrder   ReserveAt = iota // with the order, before the payment
	ReserveAtCart                     // with the look at the product, for who means to buy
	ReserveAtPayment                  // after the payment; before, somebody only looks whether they are there
)

var reserveNames = [...]string{"at-order", "at-cart", "at-payment"}

// String is the name of the time.
func (r ReserveAt) String() string { return reserveNames[r] }

// MarshalText is the name.
func (r ReserveAt) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText finds a time by its name.
func (r *ReserveAt) UnmarshalText(text []byte) error {
	at, err := oneOf("time to reserve", reserveNames[:], text)
	if err == nil {
		*r = ReserveAt(at)
	}
	return err
}

// ReserveTimes are the names of all times to reserve.
func ReserveTimes() []string { return reserveNames[:] }

// oneOf finds a name in a list.
func oneOf(what string, names []string, text []byte) (int, error) {
	if at := slices.Index(names, string(text)); at >= 0 {
		return at, nil
	}
	last := len(names) - 1
	return 0, fmt.Errorf("%.40q is no %s, want %s or %s", text, what, strings.Join(names[:last], ", "), names[last])
}
