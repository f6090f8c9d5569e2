$ buynow explain lost-auth-response 117

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
   0.142 s  6      order-manager → merchant: take € 23.89 from •••• 4444
   0.178 s             · payment requested
   0.178 s           merchant → fraud: could this be a thief? (6a)
   0.280 s           merchant ← fraud: pass, probability 0.0002 (6b) (after 101 ms)
   0.281 s  7        merchant → bank: is there € 23.89 on •••• 4444?
   0.896 s               · € 23.89: purse → held
   0.896 s  8        merchant ← bank: yes, and it is held (after 565 ms)
   0.896 s           ✗ fault 1: the answer of bank is lost
   9.767 s     ✗ customer gives up waiting for web
  10.281 s           ✗ merchant gives up waiting for bank
  10.291 s           merchant → bank: is there € 23.89 on •••• 4444? (attempt 2)
  10.634 s           merchant ← bank: yes, and it is held (after 309 ms)
  10.671 s             · payment authorised
  10.671 s  9      order-manager ← merchant: authorised; the money moves days later (after 10.4 s)
  10.705 s           · order authorised
  10.705 s         order-manager → stock-db: keep the goods until they are collected
  10.708 s           · order confirmed
  10.708 s 10    web ← order-manager: the order is confirmed (after 10.5 s)
  10.708 s 11  customer ← web: “Thank you for your order” (after 10.6 s)
  10.728 s     ✗ the answer reaches customer too late
  11.711 s     order-manager → mail: write: the order is confirmed
  11.767 s     customer → web: Buy Now, 1 piece for € 23.89 (attempt 2)
  11.878 s       web → order-manager: a new order, 1 piece for € 23.89
  11.887 s       web ← order-manager: the order is confirmed (after 8 ms)
  11.887 s     customer ← web: “Thank you for your order” (after 85 ms)
  12.083 s 12  order-manager → warehouse: send 1 piece to DE
  12.084 s         · shipment requested
  12.085 s         · order dispatch asked
  12.088 s     warehouse → stock-db: takes the goods from the shelf
  12.093 s         · reservation taken
                   · shipment picking
  14.784 s     mail → customer: mail: “Your order is confirmed”
   0:05:33         · shipment packed
   0:05:33     warehouse → truck: a spot on the next truck, please
   0:05:33     warehouse ← truck: tracking number 240
                   · shipment labelled
   2:06:13 13  warehouse → truck: here is parcel 240
                   · shipment collected
   2:06:13     warehouse → order-manager: the truck has the parcel
                   · order shipped
   2:06:13 14  warehouse → mail: write: parcel 240 is on its way
   2:06:13     order-manager → merchant: the goods are on their way: take the € 23.89
   2:06:13       merchant → bank: take the € 23.89 that are held
   2:06:14           · € 23.89: held → clearing
                   · payment captured
   2:06:14     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 17:58         · € 22.90: clearing → till
                   · € 0.99: clearing → fees
                   · payment settled
  2d 20:58         · shipment out for delivery
  3d 05:25 15  truck → customer: rings at the door
                   · shipment delivered
  3d 05:25     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
