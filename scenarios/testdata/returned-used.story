$ buynow explain quickstart 32 --seed 42

Order 32: Jocelyn McDermott, Stockton, clicks Buy Now on Monday, 10:01.
  1 × Digital-Next-Generation Candle Holder Zero, € 30.99
  shipping € 4.90, together € 35.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 35.89
   0.159 s  2    web → order-manager: a new order, 1 piece for € 35.89
   0.187 s           · order created
                     · written down as order 32
                     · order stock asked
   0.187 s  3      order-manager → stock-db: 1 piece, in stock?
   0.189 s             · reservation held
                       · purchase order sent
   0.189 s  4        stock-db → manufacturer: please send 260 of product 92, purchase order 92000000001
   0.189 s  5      order-manager ← stock-db: yes, set aside (after 1 ms)
                     · order reserved
                     · order payment asked
   0.189 s  6      order-manager → merchant: take € 35.89 from •••• 8210
   0.242 s             · payment requested
   0.242 s           merchant → fraud: could this be a thief? (6a)
   0.312 s           merchant ← fraud: pass, probability 0.0000 (6b) (after 69 ms)
   0.312 s  7        merchant → bank: is there € 35.89 on •••• 8210?
   0.666 s               · € 35.89: purse → held
   0.666 s  8        merchant ← bank: yes, and it is held (after 338 ms)
   0.682 s             · payment authorised
   0.682 s  9      order-manager ← merchant: authorised; the money moves days later (after 461 ms)
   0.740 s           · order authorised
   0.740 s         order-manager → stock-db: keep the goods until they are collected
   0.905 s           · order confirmed
   0.905 s 10    web ← order-manager: the order is confirmed (after 744 ms)
   0.905 s 11  customer ← web: “Thank you for your order” (after 882 ms)
   1.932 s     order-manager → mail: write: the order is confirmed
   2.074 s 12  order-manager → warehouse: send 1 piece to NL
   2.093 s         · shipment requested
                   · order dispatch asked
   2.102 s     warehouse → stock-db: takes the goods from the shelf
   2.111 s         · reservation taken
                   · shipment picking
   4.198 s     mail → customer: mail: “Your order is confirmed”
  36.731 s         · shipment packed
  36.731 s     warehouse → truck: a spot on the next truck, please
  36.731 s     warehouse ← truck: tracking number 12
  36.732 s         · shipment labelled
   3:58:42 13  warehouse → truck: here is parcel 12
                   · shipment collected
   3:58:42     warehouse → order-manager: the truck has the parcel
                   · order shipped
   3:58:42 14  warehouse → mail: write: parcel 12 is on its way
   3:58:42     order-manager → merchant: the goods are on their way: take the € 35.89
   3:58:42       merchant → bank: take the € 35.89 that are held
   3:58:42     mail → customer: mail: “Your parcel is on its way”
   3:58:43           · € 35.89: held → clearing
                   · payment captured
            ── day 4, a Thursday
  2d 19:58         · € 34.55: clearing → till
                   · € 1.34: clearing → fees
                   · payment settled
            ── day 5, a Friday
  3d 22:58         · shipment out for delivery
  4d 03:47 15  truck → customer: rings at the door
                   · shipment delivered
  4d 03:47     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed
            ── day 11, a Thursday
 10d 07:05     customer → web: wants to send the goods back
 10d 07:05       web → order-manager: wants to send the goods back
                     · case return requested
 10d 08:05     customer → truck: sends 1 piece back
            ── day 13, a Saturday
 11d 23:03     truck → warehouse: sends 1 piece back
 12d 07:30     warehouse → stock-db: goods come back
 12d 07:30     warehouse → order-manager: what came back cannot be sold again
                   · case return received
 12d 07:30     order-manager → merchant: give € 17.94 back
 12d 07:30       merchant → bank: give € 17.94 back
                     · € 17.94: till → purse
                   · case partly refunded
 12d 07:30     order-manager → mail: write: the order is refunded
 12d 07:30     mail → customer: mail: “Your order is refunded”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
