$ buynow explain quickstart 14 --seed 42

Order 14: Shannon Dickinson, Houston, clicks Buy Now on Monday, 10:00.
  2 × Self-Contained Dumbbell, € 27.99
  1 × Fine Shock-Absorbing Dresser, € 28.99
  shipping € 0.00, together € 84.97

   0.000 s  1  customer → web: Buy Now, 3 pieces for € 84.97
   0.084 s  2    web → order-manager: a new order, 3 pieces for € 84.97
   0.091 s           · order created
                     · written down as order 14
                     · order stock asked
   0.091 s  3      order-manager → stock-db: 3 pieces, in stock?
   0.094 s             · reservation held
                       · purchase order sent
   0.094 s  4        stock-db → manufacturer: please send 261 of product 46, purchase order 46000000001
                       · purchase order sent
   0.094 s           stock-db → manufacturer: please send 260 of product 10, purchase order 10000000001
   0.094 s  5      order-manager ← stock-db: yes, set aside (after 2 ms)
                     · order reserved
                     · order payment asked
   0.094 s  6      order-manager → merchant: take € 84.97 from •••• 0005
   0.153 s             · payment requested
   0.153 s           merchant → fraud: could this be a thief? (6a)
   0.181 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 27 ms)
   0.181 s  7        merchant → bank: is there € 84.97 on •••• 0005?
   0.337 s           merchant ← bank: no: do not honour (after 139 ms)
   0.434 s             · payment declined
   0.434 s         order-manager ← merchant: declined: do not honour (after 300 ms)
   0.445 s           · order payment refused
   0.445 s       web ← order-manager: the card was declined (after 361 ms)
   0.445 s     customer ← web: “The card was declined”, 2 more to try (after 414 ms)
  18.352 s     customer → web: tries another card, number 2
  18.469 s       web → order-manager: tries another card, number 2
  18.480 s           · order payment asked
  18.480 s         order-manager → merchant: take € 84.97 from •••• 8210, as payment 2 of the order
  18.505 s             · payment requested
  18.505 s           merchant → fraud: could this be a thief? (6a)
  18.585 s           merchant ← fraud: pass, probability 0.0007 (6b) (after 79 ms)
  18.586 s           merchant → bank: is there € 84.97 on •••• 8210?
  18.712 s               · € 84.97: purse → held
  18.712 s  8        merchant ← bank: yes, and it is held (after 114 ms)
  18.723 s             · payment authorised
  18.723 s  9      order-manager ← merchant: authorised; the money moves days later (after 225 ms)
  18.755 s           · order authorised
  18.755 s         order-manager → stock-db: keep the goods until they are collected
  18.766 s           · order confirmed
  18.766 s 10    web ← order-manager: the order is confirmed (after 296 ms)
  18.766 s 11  customer ← web: “Thank you for your order” (after 331 ms)
  19.800 s     order-manager → mail: write: the order is confirmed
  19.921 s 12  order-manager → warehouse: send 3 pieces to PL
  19.925 s         · shipment requested
                   · order dispatch asked
  19.934 s     warehouse → stock-db: takes the goods from the shelf
  19.948 s         · reservation taken
                   · shipment picking
  20.126 s     mail → customer: mail: “Your order is confirmed”
   0:02:11         · shipment packed
   0:02:11     warehouse → truck: a spot on the next truck, please
   0:02:11     warehouse ← truck: tracking number 22
                   · shipment labelled
   4:00:01 13  warehouse → truck: here is parcel 22
                   · shipment collected
   4:00:01     warehouse → order-manager: the truck has the parcel
                   · order shipped
   4:00:01 14  warehouse → mail: write: parcel 22 is on its way
   4:00:01     order-manager → merchant: the goods are on their way: take the € 84.97
   4:00:01       merchant → bank: take the € 84.97 that are held
   4:00:02           · € 84.97: held → clearing
                   · payment captured
   4:00:03     mail → customer: mail: “Your parcel is on its way”
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
