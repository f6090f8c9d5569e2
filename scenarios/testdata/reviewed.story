$ buynow explain quickstart 76 --seed 42

Order 76: Paul Newton, Fremont, clicks Buy Now on Monday, 10:04.
  1 × Outstanding Plug-And-Play Lock, € 42.99
  shipping € 4.90, together € 47.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 47.89
   0.080 s  2    web → order-manager: a new order, 1 piece for € 47.89
   0.084 s           · order created
                     · written down as order 76
                     · order stock asked
   0.084 s  3      order-manager → stock-db: 1 piece, in stock?
   0.101 s             · reservation held
   0.101 s  4        not needed: there is enough
   0.101 s  5      order-manager ← stock-db: yes, set aside (after 16 ms)
                     · order reserved
                     · order payment asked
   0.101 s  6      order-manager → merchant: take € 47.89 from •••• 8210
   0.150 s             · payment requested
   0.150 s           merchant → fraud: could this be a thief? (6a)
   0.192 s           merchant ← fraud: review, probability 0.0168 (6b) (after 42 ms)
   0.193 s             · payment in review
   0.193 s           merchant → fraud: please have a look at this order
   0.270 s         order-manager ← merchant: people must look at it first (after 130 ms)
   0.288 s       web ← order-manager: the order is being looked at (after 206 ms)
   0.288 s     customer ← web: “We will write to you”: the order is being looked at (after 264 ms)
   0.290 s     order-manager → stock-db: keep the goods until they are collected
   0:28:15     fraud → merchant: we looked: it is fine
                   · payment requested
   0:28:15  7    merchant → bank: is there € 47.89 on •••• 8210?
   0:28:16           · € 47.89: purse → held
   0:28:16  8    merchant ← bank: yes, and it is held (after 481 ms)
                   · payment authorised
   0:28:16  9    merchant → order-manager: authorised; the money moves days later
                     · order authorised
   0:28:16         order-manager → stock-db: keep the goods until they are collected
                     · order confirmed
   0:28:17 10  order-manager → web: the order is confirmed
   0:28:17     order-manager → mail: write: the order is confirmed
   0:28:17 12  order-manager → warehouse: send 1 piece to AT
                   · shipment requested
                   · order dispatch asked
   0:28:17     warehouse → stock-db: takes the goods from the shelf
                   · reservation taken
                   · shipment picking
   0:28:24     mail → customer: mail: “Your order is confirmed”
   0:28:24       customer → web: how does my order stand?
   0:28:24         web → order-manager: how does my order stand?
   0:28:24         web ← order-manager: the order is confirmed (after no time)
   0:28:24 11    customer ← web: “Thank you for your order” (after 10 ms)
   0:32:17         · shipment packed
   0:32:17     warehouse → truck: a spot on the next truck, please
   0:32:17     warehouse ← truck: tracking number 528
                   · shipment labelled
   4:13:21 13  warehouse → truck: here is parcel 528
                   · shipment collected
   4:13:21     warehouse → order-manager: the truck has the parcel
                   · order shipped
   4:13:21 14  warehouse → mail: write: parcel 528 is on its way
   4:13:21     order-manager → merchant: the goods are on their way: take the € 47.89
   4:13:21       merchant → bank: take the € 47.89 that are held
                     · € 47.89: held → clearing
                   · payment captured
   4:13:22     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 19:55         · € 46.20: clearing → till
                   · € 1.69: clearing → fees
                   · payment settled
            ── day 5, a Friday
  3d 22:55         · shipment out for delivery
  4d 05:38 15  truck → customer: rings at the door
                   · shipment delivered
  4d 05:38     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
