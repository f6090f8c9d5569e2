$ buynow explain lost-auth-response 117 --set preset=naive

Order 117: Natalie Morris, Plano, clicks Buy Now on Monday, 12:01.
  1 × Faux Leather Napkin, € 18.99
  shipping € 4.90, together € 23.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 23.89
   0.130 s  2    web → order-manager: a new order, 1 piece for € 23.89
   0.132 s           · order created
                     · written down as order 117
                     · order stock asked
   0.132 s  3      order-manager → stock-db: 1 piece, in stock?
   0.142 s             · reservation held
   0.142 s  4        not needed: there is enough
   0.142 s  5      order-manager ← stock-db: yes, set aside (after 8 ms)
                     · order reserved
                     · order payment asked
   0.142 s  6      order-manager → merchant: charge € 23.89 to •••• 4444
   0.178 s             · payment requested
   0.178 s           merchant → fraud: could this be a thief? (6a)
   0.280 s           merchant ← fraud: pass, probability 0.0002 (6b) (after 101 ms)
   0.281 s  7        merchant → bank: charge € 23.89 to •••• 4444
   0.896 s               · € 23.89: purse → held
                         · € 23.89: held → clearing
   0.896 s  8        merchant ← bank: yes, and it is charged (after 565 ms)
   0.896 s           ✗ fault 1: the answer of bank is lost
   9.767 s     ✗ customer gives up waiting for web
  11.767 s     customer → web: Buy Now, 1 piece for € 23.89 (attempt 2)
  11.878 s       web → order-manager: a new order, 1 piece for € 23.89
  11.887 s       web ← order-manager: the order is payment asked (after 8 ms)
  11.887 s     customer ← web: “We will write to you”:  (after 85 ms)
  30.130 s       ✗ web gives up waiting for order-manager
  30.130 s     customer ← web: “We will write to you”: the bank has not answered yet (after 30.0 s)
  30.142 s         ✗ order-manager gives up waiting for merchant
  30.142 s         order-manager → merchant: charge € 23.89 to •••• 4444, as payment 2 of the order (attempt 2)
  30.150 s     ✗ the answer reaches customer too late
  30.179 s             · payment requested
  30.179 s           merchant → fraud: could this be a thief? (6a)
  30.281 s           ✗ merchant gives up waiting for bank
                       · payment no answer
  30.281 s         order-manager ← merchant: nobody knows yet (after 30.1 s)
  30.314 s         ✗ the answer reaches order-manager too late
  30.349 s           merchant ← fraud: pass, probability 0.0030 (6b) (after 170 ms)
  30.350 s           merchant → bank: charge € 23.89 to •••• 4444
  31.262 s               · € 23.89: purse → held
                         · € 23.89: held → clearing
  31.262 s           merchant ← bank: yes, and it is charged (after 898 ms)
  31.270 s             · payment authorised
                       · payment captured
  31.270 s  9      order-manager ← merchant: charged; the bank pays it out days later (after 1.1 s)
  31.512 s           · order authorised
  31.512 s         order-manager → stock-db: keep the goods until they are collected
  31.515 s           · order confirmed
  31.515 s 10    web ← order-manager: the order is confirmed (after 31.3 s)
  31.515 s       ✗ the answer reaches web too late
  32.518 s     order-manager → mail: write: the order is confirmed
  32.890 s 12  order-manager → warehouse: send 1 piece to DE
  32.892 s         · shipment requested
                   · order dispatch asked
  32.895 s     warehouse → stock-db: takes the goods from the shelf
  32.933 s         · reservation taken
                   · shipment picking
  35.591 s     mail → customer: mail: “Your order is confirmed”
   0:05:54         · shipment packed
   0:05:54     warehouse → truck: a spot on the next truck, please
   0:05:54     warehouse ← truck: tracking number 253
                   · shipment labelled
   2:06:39 13  warehouse → truck: here is parcel 253
                   · shipment collected
   2:06:39     warehouse → order-manager: the truck has the parcel
   2:06:40         · order shipped
   2:06:40 14  warehouse → mail: write: parcel 253 is on its way
   2:06:40     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 17:58         · € 22.90: clearing → till
                   · € 0.99: clearing → fees
                   · € 22.90: clearing → till
                   · € 0.99: clearing → fees
                   · payment authorised
                   · payment captured
                   · payment settled
  2d 17:58     merchant → order-manager: charged; the bank pays it out days later
                   · payment settled
  2d 20:58         · shipment out for delivery
  3d 05:25 15  truck → customer: rings at the door
                   · shipment delivered
  3d 05:25     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11– 12✓ 13✓ 14✓ 15✓
