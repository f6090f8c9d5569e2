$ buynow explain quickstart 1 --seed 42
crash order-manager at step 13 for 30s

Order 1: Candace Blake, Washington, clicks Buy Now on Monday, 10:00.
  2 × Bluetooth Ready Comb, € 18.99
  shipping € 4.90, together € 42.88

   0.000 s  1  customer → web: Buy Now, 2 pieces for € 42.88
   0.142 s  2    web → order-manager: a new order, 2 pieces for € 42.88
   0.149 s           · order created
                     · written down as order 1
                     · order stock asked
   0.149 s  3      order-manager → stock-db: 2 pieces, in stock?
   0.154 s             · reservation held
                       · purchase order sent
   0.154 s  4        stock-db → manufacturer: please send 261 of product 4, purchase order 4000000001
   0.154 s  5      order-manager ← stock-db: yes, set aside (after 4 ms)
   0.155 s           · order reserved
                     · order payment asked
   0.155 s  6      order-manager → merchant: take € 42.88 from •••• 4444
   0.259 s             · payment requested
   0.259 s           merchant → fraud: could this be a thief? (6a)
   0.341 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 82 ms)
   0.342 s  7        merchant → bank: is there € 42.88 on •••• 4444?
   0.614 s               · € 42.88: purse → held
   0.614 s  8        merchant ← bank: yes, and it is held (after 258 ms)
   0.654 s             · payment authorised
   0.654 s  9      order-manager ← merchant: authorised; the money moves days later (after 400 ms)
   0.665 s           · order authorised
   0.665 s         order-manager → stock-db: keep the goods until they are collected
   0.680 s           · order confirmed
   0.680 s 10    web ← order-manager: the order is confirmed (after 537 ms)
   0.681 s 11  customer ← web: “Thank you for your order” (after 559 ms)
   1.682 s     order-manager → mail: write: the order is confirmed
   7.198 s 12  order-manager → warehouse: send 2 pieces to GB
   7.212 s         · shipment requested
   7.213 s         · order dispatch asked
   7.214 s     warehouse → stock-db: takes the goods from the shelf
   7.219 s         · reservation taken
                   · shipment picking
  13.593 s     mail → customer: mail: “Your order is confirmed”
  29.828 s         · shipment packed
  29.828 s     warehouse → truck: a spot on the next truck, please
  29.829 s     warehouse ← truck: tracking number 1
                   · shipment labelled
   3:59:55 13  warehouse → truck: here is parcel 1
   3:59:55     ✗ order-manager crashes
                   · shipment collected
   3:59:55     warehouse → order-manager: the truck has the parcel
   3:59:55     ✗ order-manager is down: nobody hears it
   3:59:55 14  warehouse → mail: write: parcel 1 is on its way
   3:59:56     mail → customer: mail: “Your parcel is on its way”
   4:00:25     ✗ order-manager is back
   4:00:30     warehouse → order-manager: the truck has the parcel (attempt 2)
                   · order shipped
   4:00:30     order-manager → merchant: the goods are on their way: take the € 42.88
   4:00:30       merchant → bank: take the € 42.88 that are held
   4:00:31           · € 42.88: held → clearing
                   · payment captured
            ── day 4, a Thursday
  2d 19:59         · € 41.34: clearing → till
                   · € 1.54: clearing → fees
                   · payment settled
            ── day 7, a Sunday
  5d 22:59         · shipment out for delivery
  6d 04:05 15  truck → customer: rings at the door
                   · shipment delivered
  6d 04:05     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
