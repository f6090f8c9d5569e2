$ buynow explain quickstart 1 --seed 42
crash order-manager at step 7 for 30s

Order 1: Michael Dickinson, Honolulu, clicks Buy Now on Monday, 10:00.
  1 × Resilient Hat, € 36.99
  2 × Plug-And-Play Chest Of Drawers, € 24.99
  shipping € 0.00, together € 86.97

   0.000 s  1  customer → web: Buy Now, 3 pieces for € 86.97
   0.088 s  2    web → order-manager: a new order, 3 pieces for € 86.97
   0.090 s           · order created
                     · written down as order 1
                     · order stock asked
   0.090 s  3      order-manager → stock-db: 3 pieces, in stock?
   0.092 s             · reservation held
                       · purchase order sent
   0.092 s  4        stock-db → manufacturer: please send 260 of product 2, purchase order 2000000001
                       · purchase order sent
   0.092 s           stock-db → manufacturer: please send 261 of product 1, purchase order 1000000001
   0.092 s  5      order-manager ← stock-db: yes, set aside (after 2 ms)
   0.093 s           · order reserved
                     · order payment asked
   0.093 s  6      order-manager → merchant: take € 86.97 from •••• 4444
   0.137 s             · payment requested
   0.137 s           merchant → fraud: could this be a thief? (6a)
   0.171 s           merchant ← fraud: pass, probability 0.0002 (6b) (after 33 ms)
   0.171 s  7        merchant → bank: is there € 86.97 on •••• 4444?
   0.171 s     ✗ order-manager crashes
   0.171 s       ✗ order-manager is down: nobody hears it
   0.664 s               · € 86.97: purse → held
   0.664 s  8        merchant ← bank: yes, and it is held (after 439 ms)
   0.792 s             · payment authorised
   0.792 s  9      order-manager ← merchant: authorised; the money moves days later (after 662 ms)
   0.820 s         ✗ the answer reaches order-manager too late
  16.758 s     ✗ customer gives up waiting for web
  18.758 s     customer → web: Buy Now, 3 pieces for € 86.97 (attempt 2)
  18.877 s       web → order-manager: a new order, 3 pieces for € 86.97
  18.877 s       ✗ order-manager is down: nobody hears it
  19.077 s       web → order-manager: a new order, 3 pieces for € 86.97 (attempt 2)
  19.078 s       ✗ order-manager is down: nobody hears it
  19.078 s     customer ← web: “We will write to you”: the bank has not answered yet (after 207 ms)
  20.088 s       ✗ web gives up waiting for order-manager
  20.088 s     customer ← web: “We will write to you”: the bank has not answered yet (after 20.0 s)
  20.116 s     ✗ the answer reaches customer too late
  30.171 s     ✗ order-manager is back
  30.177 s     order-manager → merchant: take € 86.97 from •••• 4444
  30.210 s     order-manager ← merchant: authorised; the money moves days later (after 12 ms)
  30.227 s         · order authorised
  30.227 s     order-manager → stock-db: keep the goods until they are collected
  30.228 s         · order confirmed
  30.228 s 10  order-manager → web: the order is confirmed
  30.228 s     order-manager → mail: write: the order is confirmed
  30.573 s 12  order-manager → warehouse: send 3 pieces to DE
  30.585 s         · shipment requested
                   · order dispatch asked
  30.592 s     warehouse → stock-db: takes the goods from the shelf
  30.603 s         · reservation taken
  30.604 s         · shipment picking
  30.835 s     mail → customer: mail: “Your order is confirmed”
  30.900 s       customer → web: how does my order stand?
  30.960 s         web → order-manager: how does my order stand?
  30.962 s         web ← order-manager: the order is confirmed (after 2 ms)
  30.962 s 11    customer ← web: “Thank you for your order” (after 40 ms)
   0:04:37         · shipment packed
   0:04:37     warehouse → truck: a spot on the next truck, please
   0:04:37     warehouse ← truck: tracking number 27
                   · shipment labelled
   4:00:34 13  warehouse → truck: here is parcel 27
                   · shipment collected
   4:00:34     warehouse → order-manager: the truck has the parcel
                   · order shipped
   4:00:34 14  warehouse → mail: write: parcel 27 is on its way
   4:00:34     order-manager → merchant: the goods are on their way: take the € 86.97
   4:00:34       merchant → bank: take the € 86.97 that are held
                     · € 86.97: held → clearing
                   · payment captured
   4:00:36     mail → customer: mail: “Your parcel is on its way”
            ── day 2, a Tuesday
  22:59:42         · shipment out for delivery
  1d 05:09 15  truck → customer: rings at the door
                   · shipment delivered
  1d 05:09     truck → order-manager: the parcel is delivered
                   · order delivered
            ── day 4, a Thursday
  2d 19:59         · € 84.15: clearing → till
                   · € 2.82: clearing → fees
                   · payment settled
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
