$ buynow explain quickstart 2 --seed 42 --set carrier.lost=1

Order 2: Cecelia Dixon, Phoenix, clicks Buy Now on Monday, 10:00.
  1 × Detachable Scrub Brush, € 25.99
  shipping € 4.90, together € 30.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 30.89
   0.052 s  2    web → order-manager: a new order, 1 piece for € 30.89
   0.054 s           · order created
                     · written down as order 2
                     · order stock asked
   0.054 s  3      order-manager → stock-db: 1 piece, in stock?
   0.059 s             · reservation held
                       · purchase order sent
   0.059 s  4        stock-db → manufacturer: please send 260 of product 28, purchase order 28000000001
   0.059 s  5      order-manager ← stock-db: yes, set aside (after 4 ms)
   0.060 s           · order reserved
                     · order payment asked
   0.060 s  6      order-manager → merchant: take € 30.89 from •••• 1117
   0.106 s             · payment requested
   0.106 s           merchant → fraud: could this be a thief? (6a)
   0.204 s           merchant ← fraud: pass, probability 0.0000 (6b) (after 97 ms)
                       · payment challenged
   0.204 s         order-manager ← merchant: the customer must prove who they are (after 107 ms)
   0.211 s       web ← order-manager: your bank wants to know that it is you (after 159 ms)
   0.211 s     customer ← web: “Please confirm with your bank” (after 180 ms)
  14.454 s     customer → web: has proved who it is
  14.479 s       web → order-manager: has proved who it is
  14.481 s         order-manager → merchant: take € 30.89 from •••• 1117; the customer has proved who it is
  14.517 s             · payment requested
  14.517 s  7        merchant → bank: is there € 30.89 on •••• 1117?
  15.155 s               · € 30.89: purse → held
  15.155 s  8        merchant ← bank: yes, and it is held (after 602 ms)
  15.229 s             · payment authorised
  15.229 s  9      order-manager ← merchant: authorised; the money moves days later (after 719 ms)
  15.241 s           · order authorised
  15.241 s         order-manager → stock-db: keep the goods until they are collected
  15.245 s           · order confirmed
  15.245 s 10    web ← order-manager: the order is confirmed (after 765 ms)
  15.245 s 11  customer ← web: “Thank you for your order” (after 779 ms)
  16.247 s     order-manager → mail: write: the order is confirmed
  16.270 s 12  order-manager → warehouse: send 1 piece to PL
  16.278 s         · shipment requested
  16.279 s         · order dispatch asked
  16.290 s     warehouse → stock-db: takes the goods from the shelf
  16.295 s         · reservation taken
  16.296 s         · shipment picking
  19.435 s     mail → customer: mail: “Your order is confirmed”
   0:01:04         · shipment packed
   0:01:04     warehouse → truck: a spot on the next truck, please
   0:01:04     warehouse ← truck: tracking number 4
                   · shipment labelled
   3:59:45 13  warehouse → truck: here is parcel 4
                   · shipment collected
   3:59:45     warehouse → order-manager: the truck has the parcel
   3:59:46         · order shipped
   3:59:46 14  warehouse → mail: write: parcel 4 is on its way
   3:59:46     order-manager → merchant: the goods are on their way: take the € 30.89
   3:59:46       merchant → bank: take the € 30.89 that are held
                     · € 30.89: held → clearing
                   · payment captured
   3:59:47     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 19:59         · € 29.69: clearing → till
                   · € 1.20: clearing → fees
                   · payment settled
            ── day 8, a Monday
  7d 03:59         · shipment lost
  7d 03:59     truck → order-manager: the parcel is lost
                   · order sending again
  7d 03:59     order-manager → warehouse: send 1 piece once more
                   · shipment requested
  7d 03:59     warehouse → stock-db: takes the goods from the shelf
                   · reservation shipped
                   · reservation held
                   · reservation taken
                   · shipment picking
  7d 04:01         · shipment packed
  7d 04:01     warehouse → truck: a spot on the next truck, please
  7d 04:01     warehouse ← truck: tracking number 921
                   · shipment labelled
  7d 06:59     warehouse → truck: here is parcel 921
                   · shipment collected
  7d 06:59     warehouse → order-manager: the truck has the parcel
                   · order shipped
  7d 06:59     warehouse → mail: write: parcel 921 is on its way
  7d 06:59     mail → customer: mail: “Your parcel is on its way”
            ── day 15, a Monday
 14d 06:59         · shipment lost
 14d 06:59     truck → order-manager: the parcel is lost
                   · order refunding
 14d 06:59     order-manager → merchant: give € 30.89 back
 14d 06:59       merchant → bank: give € 30.89 back
                     · € 30.89: till → purse
                   · payment refunded
                   · order refunded
 14d 06:59     order-manager → mail: write: the order is refunded
 14d 06:59     mail → customer: mail: “Your order is refunded”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15–
