$ buynow explain quickstart 42 --seed 42

Order 42: Clovis Padilla, Lincoln, clicks Buy Now on Monday, 10:02.
  1 × Vigorous Measuring Spoon, € 33.99
  1 × Fine Shock-Absorbing Dresser, € 28.99
  1 × Resilient Hat, € 36.99
  shipping € 0.00, together € 99.97

   0.000 s  1  customer → web: Buy Now, 3 pieces for € 99.97
   0.093 s  2    web → order-manager: a new order, 3 pieces for € 99.97
   0.096 s           · order created
                     · written down as order 42
                     · order stock asked
   0.096 s  3      order-manager → stock-db: 3 pieces, in stock?
   0.099 s             · reservation held
   0.099 s  4        not needed: there is enough
   0.099 s  5      order-manager ← stock-db: yes, set aside (after 2 ms)
                     · order reserved
                     · order payment asked
   0.099 s  6      order-manager → merchant: take € 99.97 from •••• 4444
   0.166 s             · payment requested
   0.166 s           merchant → fraud: could this be a thief? (6a)
   0.198 s           merchant ← fraud: pass, probability 0.0007 (6b) (after 31 ms)
   0.198 s  7        merchant → bank: is there € 99.97 on •••• 4444?
   0.319 s               · € 99.97: purse → held
   0.319 s  8        merchant ← bank: yes, and it is held (after 113 ms)
   0.363 s             · payment authorised
   0.363 s  9      order-manager ← merchant: authorised; the money moves days later (after 210 ms)
   0.379 s           · order authorised
   0.379 s         order-manager → stock-db: keep the goods until they are collected
   0.380 s           · order confirmed
   0.380 s 10    web ← order-manager: the order is confirmed (after 287 ms)
   0.380 s 11  customer ← web: “Thank you for your order” (after 334 ms)
   1.383 s     order-manager → mail: write: the order is confirmed
   1.447 s 12  order-manager → warehouse: send 3 pieces to GB
   1.516 s         · shipment requested
                   · order dispatch asked
   1.535 s     warehouse → stock-db: takes the goods from the shelf
   1.537 s         · reservation taken
                   · shipment picking
   7.325 s     mail → customer: mail: “Your order is confirmed”
  35.789 s         · shipment packed
  35.789 s     warehouse → truck: a spot on the next truck, please
  35.789 s     warehouse ← truck: tracking number 20
                   · shipment labelled
   0:03:50     customer → web: please cancel
   0:03:50       web → order-manager: please cancel
   0:03:50         order-manager → warehouse: stop the parcel
   0:03:50       web ← order-manager: the order is confirmed (after 16 ms)
   0:03:50     customer ← web: “Thank you for your order” (after 49 ms)
   3:58:25 13  warehouse → truck: here is parcel 20
                   · shipment collected
   3:58:25     warehouse → order-manager: the truck has the parcel
                   · order shipped
   3:58:25 14  warehouse → mail: write: parcel 20 is on its way
   3:58:25     order-manager → merchant: the goods are on their way: take the € 99.97
   3:58:25       merchant → bank: take the € 99.97 that are held
   3:58:26           · € 99.97: held → clearing
                   · payment captured
   3:58:27     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 19:57         · € 96.77: clearing → till
                   · € 3.20: clearing → fees
                   · payment settled
            ── day 7, a Sunday
  5d 22:57         · shipment out for delivery
  6d 04:57 15  truck → customer: rings at the door
                   · shipment delivered
  6d 04:57     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
