// Package actors is the shop: everybody who has a part in an order, from the
// click on Buy Now to the parcel at the door.
//
//	 1 customer → web server       Buy Now
//	 2 web server → order manager  a new order
//	 3 order manager → stock       is it there?
//	 4 stock → manufacturer        send more, if it runs low
//	 5 stock → order manager       set aside, or when
//	 6 order manager → merchant    take payment (6a, 6b: fraud check)
//	 7 merchant → bank             is there enough money?
//	 8 bank → merchant             yes, and it is held
//	 9 merchant → order manager    authorised
//	10 order manager → web server  confirmed
//	11 web server → customer       “thank you”
//	12 order manager → warehouse   ship it
//	13 warehouse → truck           collected; only now the money is taken
//	14 warehouse → mail → customer “on its way”
//	15 truck → customer            delivered
//
// Each of them is a struct with a Serve method in the file of its name; each
// step is a type of message ([StepOf]). Five state machines say how an order,
// its payment, its reservation, its shipment and the supplies stand, a sixth
// how a return or a dispute does; an illegal change is caught where it happens.
// Goods and money move between accounts by double entry ([Place]), published
// as events, and the [Auditor] keeps the books from those events alone.
//
// What an actor remembers through a crash is in a [Ledger]; everything else is
// in its memory, which a crash zeroes.
//
// How the shop takes failure is in its rules: how stock is written and when it is
// reserved ([StockRules]), when money is taken and what is done about an answer
// that never came ([PaymentRules]), what is undone and remembered ([SagaRules]),
// and, for each line, the policy of the caller ([Policies]). What goes wrong with
// goods, money and people is listed by [Faults]. The Auditor tells what such a
// fault broke by itself, and whether the shop made it good, from what the shop broke.
//
// github.com/brianvoe/gofakeit/v7 makes up the names, addresses and product
// titles that a page shows: realistic word lists are its field, it takes our own
// source of luck, and nothing it says ever decides anything.
package actors
