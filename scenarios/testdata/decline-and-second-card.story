$ buynow explain quickstart 14 --seed 42

Order 14: Shannon Dickinson, Houston, clicks Buy Now on Monday, 10:00.
  2 × Self-Contained Dumbbell, € 27.99
  1 × Fine Shock-Absorbing Dresser, € 28.99
  shipping € 0.00, together € 84.97

   0.000 s  1  customer → web: Buy Now, 3 pieces for € 84.97
   0.085 s  2    web → order-manager: a new order, 3 pieces for € 84.97
   0.097 s           · order created
                     · written down as order 14
                     · order stock asked
   0.097 s  3      order-manager → stock-db: 3 pieces, in stock?
   0.099 s             · reservation held
                       · purchase order sent
   0.099 s  4        stock-db → manufacturer: please send 261 of product 46, purchase order 46000000001
                       · purchase order sent
   0.099 s           stock-db → manufacturer: please send 260 of product 10, purchase order 10000000001
   0.099 s  5      order-manager ← stock-db: yes, set aside (after 2 ms)
                     · order reserved
                     · order payment asked
   0.099 s  6      order-manager → merchant: take € 84.97 from •••• 0005
   0.198 s             · payment requested
   0.198 s           merchant → fraud: could this be a thief? (6a)
   0.252 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 54 ms)
   0.252 s  7        merchant → bank: is there € 84.97 on •••• 0005?
   0.464 s           merchant ← bank: no: do not honour (after 81 ms)
   0.489 s             · payment declined
   0.489 s         order-manager ← merchant: declined: do not honour (after 309 ms)
   0.570 s           · order payment refused
   0.570 s       web ← order-manager: the card was declined (after 484 ms)
   0.570 s     customer ← web: “The card was declined”, 2 more to try (after 555 ms)
   2.750 s     customer → web: tries another card, number 2
   2.788 s       web → order-manager: tries another card, number 2
   2.806 s           · order payment asked
   2.806 s         order-manager → merchant: take € 84.97 from •••• 8210
   2.915 s             · payment requested
   2.915 s           merchant → fraud: could this be a thief? (6a)
   2.952 s           merchant ← fraud: pass, probability 0.0007 (6b) (after 37 ms)
   2.952 s           merchant → bank: is there € 84.97 on •••• 8210?
   5.308 s               · € 84.97: purse → held
   5.308 s  8        merchant ← bank: yes, and it is held (after 2.2 s)
   5.374 s             · payment authorised
   5.374 s  9      order-manager ← merchant: authorised; the money moves days later (after 2.4 s)
   5.427 s           · order authorised
   5.427 s         order-manager → stock-db: keep the goods until they are collected
   5.442 s           · order confirmed
   5.442 s 10    web ← order-manager: the order is confirmed (after 2.6 s)
   5.442 s 11  customer ← web: “Thank you for your order” (after 2.6 s)
   6.446 s     order-manager → mail: write: the order is confirmed
   7.026 s 12  order-manager → warehouse: send 3 pieces to PL
   7.029 s         · shipment requested
                   · order dispatch asked
   7.041 s     warehouse → stock-db: takes the goods from the shelf
   7.047 s         · reservation taken
                   · shipment picking
   7.230 s     mail → customer: mail: “Your order is confirmed”
   0:01:58         · shipment packed
   0:01:58     warehouse → truck: a spot on the next truck, please
   0:01:58     warehouse ← truck: tracking number 21
                   · shipment labelled
   3:59:57 13  warehouse → truck: here is parcel 21
                   · shipment collected
   3:59:57     warehouse → order-manager: the truck has the parcel
                   · order shipped
   3:59:57 14  warehouse → mail: write: parcel 21 is on its way
   3:59:57     order-manager → merchant: the goods are on their way: take the € 84.97
   3:59:57       merchant → bank: take the € 84.97 that are held
                     · € 84.97: held → clearing
                   · payment captured
   3:59:59     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 19:59         · € 82.21: clearing → till
                   · € 2.76: clearing → fees
                   · payment settled
  2d 22:59         · shipment out for delivery
  3d 09:28 15  truck → customer: rings at the door
                   · shipment delivered
  3d 09:28     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed
            ── day 27, a Saturday
 25d 15:39     customer → web: wants to send the goods back
 25d 15:39       web → order-manager: wants to send the goods back
                     · case return requested
 25d 16:39     customer → truck: sends 3 pieces back
            ── day 29, a Monday
 28d 03:20     truck → warehouse: sends 3 pieces back
            ── day 30, a Tuesday
 28d 19:59     warehouse → stock-db: goods come back
 28d 19:59     warehouse → order-manager: what came back is as new
                   · case return received
 28d 19:59     order-manager → merchant: give € 84.97 back
 28d 19:59       merchant → bank: give € 84.97 back
                     · € 84.97: till → purse
                   · payment refunded
                   · case refunded
 28d 19:59     order-manager → mail: write: the order is refunded
 28d 19:59     mail → customer: mail: “Your order is refunded”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
