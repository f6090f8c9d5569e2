$ buynow explain quickstart 91 --seed 42

Order 91: Giles Stokes, Detroit, clicks Buy Now on Monday, 10:05.
  1 × Favorite Ventilated Cooking Timer, € 25.99
  1 × Detachable Scrub Brush, € 25.99
  1 × Colorful Paint Vibe, € 59.99
  shipping € 0.00, together € 111.97

   0.000 s  1  customer → web: Buy Now, 3 pieces for € 111.97
   0.050 s  2    web → order-manager: a new order, 3 pieces for € 111.97
   0.055 s           · order created
                     · written down as order 91
                     · order stock asked
   0.055 s  3      order-manager → stock-db: 3 pieces, in stock?
   0.062 s             · reservation held
                       · purchase order sent
   0.062 s  4        stock-db → manufacturer: please send 260 of product 485, purchase order 485000000001
   0.062 s  5      order-manager ← stock-db: yes, set aside (after 6 ms)
                     · order reserved
                     · order payment asked
   0.062 s  6      order-manager → merchant: take € 111.97 from •••• 5556
   0.083 s             · payment requested
   0.083 s           merchant → fraud: could this be a thief? (6a)
   0.146 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 63 ms)
                       · payment challenged
   0.146 s         order-manager ← merchant: the customer must prove who they are (after 66 ms)
   0.160 s       web ← order-manager: your bank wants to know that it is you (after 108 ms)
   0.160 s     customer ← web: “Please confirm with your bank” (after 119 ms)
   8.657 s     customer → web: has proved who it is
   8.725 s       web → order-manager: has proved who it is
   8.735 s         order-manager → merchant: take € 111.97 from •••• 5556; the customer has proved who it is
   8.778 s             · payment requested
   8.778 s  7        merchant → bank: is there € 111.97 on •••• 5556?
   8.911 s           merchant ← bank: no: do not honour (after 122 ms)
   8.958 s             · payment declined
   8.958 s         order-manager ← merchant: declined: do not honour (after 183 ms)
   8.981 s           · order payment refused
   8.981 s       web ← order-manager: the card was declined (after 255 ms)
   8.981 s     customer ← web: “The card was declined”, 2 more to try (after 292 ms)
  17.220 s     customer → web: tries another card, number 2
  17.295 s       web → order-manager: tries another card, number 2
  17.326 s           · order payment asked
  17.326 s         order-manager → merchant: take € 111.97 from •••• 4444
  17.375 s             · payment requested
  17.375 s           merchant → fraud: could this be a thief? (6a)
  17.528 s           merchant ← fraud: pass, probability 0.0014 (6b) (after 152 ms)
  17.529 s           merchant → bank: is there € 111.97 on •••• 4444?
  17.932 s               · € 111.97: purse → held
  17.932 s  8        merchant ← bank: yes, and it is held (after 255 ms)
  17.936 s             · payment authorised
  17.936 s  9      order-manager ← merchant: authorised; the money moves days later (after 570 ms)
  17.958 s           · order authorised
  17.958 s         order-manager → stock-db: keep the goods until they are collected
  17.959 s           · order confirmed
  17.959 s 10    web ← order-manager: the order is confirmed (after 663 ms)
  17.960 s 11  customer ← web: “Thank you for your order” (after 692 ms)
  18.965 s     order-manager → mail: write: the order is confirmed
  19.544 s 12  order-manager → warehouse: send 3 pieces to FR
  19.549 s         · shipment requested
  19.550 s         · order dispatch asked
  19.557 s     warehouse → stock-db: takes the goods from the shelf
  19.575 s         · reservation taken
  19.576 s         · shipment picking
  19.712 s     mail → customer: mail: “Your order is confirmed”
   0:05:01         · shipment packed
   0:05:01     warehouse → truck: a spot on the next truck, please
   0:05:01     warehouse ← truck: tracking number 105
                   · shipment labelled
   3:58:18 13  warehouse → truck: here is parcel 105
                   · shipment collected
   3:58:18     warehouse → order-manager: the truck has the parcel
                   · order shipped
   3:58:18 14  warehouse → mail: write: parcel 105 is on its way
   3:58:18     order-manager → merchant: the goods are on their way: take the € 111.97
   3:58:18       merchant → bank: take the € 111.97 that are held
   3:58:19     mail → customer: mail: “Your parcel is on its way”
                     · € 111.97: held → clearing
                   · payment captured
            ── day 4, a Thursday
  2d 19:54         · € 108.42: clearing → till
                   · € 3.55: clearing → fees
                   · payment settled
            ── day 6, a Saturday
  4d 16:25         · shipment damaged
  4d 16:25     truck → order-manager: the parcel is damaged
                   · order sending again
  4d 16:25     order-manager → warehouse: send 3 pieces once more
                   · shipment requested
  4d 19:54     warehouse → stock-db: takes the goods from the shelf
                   · reservation shipped
                   · reservation held
                   · reservation taken
                   · shipment picking
  4d 19:59         · shipment packed
  4d 19:59     warehouse → truck: a spot on the next truck, please
  4d 19:59     warehouse ← truck: tracking number 922
                   · shipment labelled
  4d 23:54     warehouse → truck: here is parcel 922
                   · shipment collected
  4d 23:54     warehouse → order-manager: the truck has the parcel
                   · order shipped
  4d 23:54     warehouse → mail: write: parcel 922 is on its way
  4d 23:54     mail → customer: mail: “Your parcel is on its way”
            ── day 10, a Wednesday
  8d 22:54         · shipment out for delivery
  9d 00:19 15  truck → customer: rings at the door
                   · shipment delivered
  9d 00:19     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
