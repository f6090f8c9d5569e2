package scenarios

import "buynow/actors"

// Costs say what the shop pays beside what its bank keeps of each payment, so that a score can tell what
// an order costs and what is left of it. They change nothing of a run.
type Costs struct {
	// Gateway is what each request to authorise a payment costs, well or not. Source: Adyen's processing
	// fee, which is due when a request is received; 11 cents by its list price.
	Gateway actors.Cents `min:"0" max:"10"`
	// Dispute is the fee for each charge that is disputed at the bank. Source: 15 dollars, Stripe's list
	// price.
	Dispute actors.Cents `min:"0" max:"1000"`
	// Parcel is what each parcel costs, and each that is sent back. Source: assumed, between the 3.27 dollars
	// that a parcel brought its carrier in 2020 (429.5 billion for 131.2 billion parcels in 13 markets, by
	// the Pitney Bowes parcel shipping index) and what small senders pay.
	Parcel actors.Cents `min:"0" max:"1000"`
	// Machine is an hour of a machine. Source: about 5 cents for one processor with 2 GB of memory by the
	// list price of AWS Fargate (0.04048 dollars and twice 0.004445 dollars).
	Machine actors.Cents `min:"0" max:"1000"`
	// WorkersPerMachine is how many workers of the shop's own actors share a machine. Source: assumed; most
	// of them wait most of the time.
	WorkersPerMachine int `min:"1" max:"100000"`
	// Goods is what the shop paid for its goods, as a share of what they cost without shipping. Source:
	// assumed; shops with goods of many kinds have gross margins around 40 %.
	Goods float64 `min:"0" max:"1"`
}

// DefaultCosts are those of a shop of middling size.
func DefaultCosts() Costs {
	return Costs{Gateway: 11, Dispute: 15_00, Parcel: 5_00, Machine: 5, WorkersPerMachine: 10, Goods: 0.6}
}
