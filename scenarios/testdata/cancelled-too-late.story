$ buynow explain quickstart 103 --seed 42

Order 103: Molly Kling, Dallas, clicks Buy Now on Monday, 10:05.
  1 × Envelope Max, € 49.99
  shipping € 4.90, together € 54.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 54.89
   0.048 s  2    web → order-manager: a new order, 1 piece for € 54.89
   0.052 s           · order created
                     · written down as order 103
                     · order stock asked
   0.052 s  3      order-manager → stock-db: 1 piece, in stock?
   0.057 s             · reservation held
   0.057 s  4        not needed: there is enough
   0.057 s  5      order-manager ← stock-db: yes, set aside (after 4 ms)
                     · order reserved
                     · order payment asked
   0.057 s  6      order-manager → merchant: take € 54.89 from •••• 4242
   0.090 s             · payment requested
   0.090 s           merchant → fraud: could this be a thief? (6a)
   0.152 s           merchant ← fraud: pass, probability 0.0000 (6b) (after 61 ms)
   0.152 s  7        merchant → bank: is there € 54.89 on •••• 4242?
   0.394 s               · € 54.89: purse → held
   0.394 s  8        merchant ← bank: yes, and it is held (after 192 ms)
   0.441 s             · payment authorised
   0.441 s  9      order-manager ← merchant: authorised; the money moves days later (after 357 ms)
   0.470 s           · order authorised
   0.470 s         order-manager → stock-db: keep the goods until they are collected
   0.474 s           · order confirmed
   0.474 s 10    web ← order-manager: the order is confirmed (after 425 ms)
   0.474 s 11  customer ← web: “Thank you for your order” (after 444 ms)
   1.492 s     order-manager → mail: write: the order is confirmed
   1.551 s 12  order-manager → warehouse: send 1 piece to DE
   1.556 s         · shipment requested
                   · order dispatch asked
   1.564 s     warehouse → stock-db: takes the goods from the shelf
   1.588 s         · reservation taken
                   · shipment picking
   8.245 s     mail → customer: mail: “Your order is confirmed”
   0:03:31         · shipment packed
   0:03:31     warehouse → truck: a spot on the next truck, please
   0:03:31     warehouse ← truck: tracking number 90
                   · shipment labelled
   0:03:46     customer → web: please cancel
   0:03:46       web → order-manager: please cancel
   0:03:46         order-manager → warehouse: stop the parcel
   0:03:46       web ← order-manager: the order is confirmed (after 38 ms)
   0:03:46     customer ← web: “Thank you for your order” (after 65 ms)
   3:57:16 13  warehouse → truck: here is parcel 90
                   · shipment collected
   3:57:16     warehouse → order-manager: the truck has the parcel
                   · order shipped
   3:57:16 14  warehouse → mail: write: parcel 90 is on its way
   3:57:16     order-manager → merchant: the goods are on their way: take the € 54.89
   3:57:16       merchant → bank: take the € 54.89 that are held
                     · € 54.89: held → clearing
                   · payment captured
   3:57:16     mail → customer: mail: “Your parcel is on its way”
            ── day 2, a Tuesday
  22:54:17         · shipment out for delivery
  23:52:14 15  truck → customer: rings at the door
                   · shipment delivered
  23:52:14     truck → order-manager: the parcel is delivered
                   · order delivered
            ── day 4, a Thursday
  2d 19:54         · € 53.00: clearing → till
                   · € 1.89: clearing → fees
                   · payment settled
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
