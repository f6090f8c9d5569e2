$ buynow explain quickstart 2 --seed 42 --set carrier.lost=1

Order 2: Candace Blake, Washington, clicks Buy Now on Monday, 10:00.
  2 × Bluetooth Ready Comb, € 18.99
  shipping € 4.90, together € 42.88

   0.000 s  1  customer → web: Buy Now, 2 pieces for € 42.88
   0.040 s  2    web → order-manager: a new order, 2 pieces for € 42.88
   0.061 s           · order created
                     · written down as order 2
                     · order stock asked
   0.061 s  3      order-manager → stock-db: 2 pieces, in stock?
   0.065 s             · reservation held
                       · purchase order sent
   0.065 s  4        stock-db → manufacturer: please send 261 of product 4, purchase order 4000000001
   0.065 s  5      order-manager ← stock-db: yes, set aside (after 2 ms)
                     · order reserved
                     · order payment asked
   0.065 s  6      order-manager → merchant: take € 42.88 from •••• 4444
   0.094 s             · payment requested
   0.094 s           merchant → fraud: could this be a thief? (6a)
   0.137 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 42 ms)
   0.138 s  7        merchant → bank: is there € 42.88 on •••• 4444?
   0.440 s               · € 42.88: purse → held
   0.440 s  8        merchant ← bank: yes, and it is held (after 257 ms)
   0.478 s             · payment authorised
   0.478 s  9      order-manager ← merchant: authorised; the money moves days later (after 396 ms)
   0.499 s           · order authorised
   0.499 s         order-manager → stock-db: keep the goods until they are collected
   0.503 s           · order confirmed
   0.503 s 10    web ← order-manager: the order is confirmed (after 463 ms)
   0.504 s 11  customer ← web: “Thank you for your order” (after 476 ms)
   1.508 s     order-manager → mail: write: the order is confirmed
   1.572 s 12  order-manager → warehouse: send 2 pieces to GB
   1.583 s         · shipment requested
   1.584 s         · order dispatch asked
   1.589 s     warehouse → stock-db: takes the goods from the shelf
   1.590 s         · reservation taken
                   · shipment picking
   7.966 s     mail → customer: mail: “Your order is confirmed”
  24.189 s         · shipment packed
  24.189 s     warehouse → truck: a spot on the next truck, please
  24.190 s     warehouse ← truck: tracking number 1
  24.191 s         · shipment labelled
   3:59:40 13  warehouse → truck: here is parcel 1
                   · shipment collected
   3:59:40     warehouse → order-manager: the truck has the parcel
                   · order shipped
   3:59:40 14  warehouse → mail: write: parcel 1 is on its way
   3:59:40     order-manager → merchant: the goods are on their way: take the € 42.88
   3:59:40       merchant → bank: take the € 42.88 that are held
   3:59:41           · € 42.88: held → clearing
                   · payment captured
   3:59:44     mail → customer: mail: “Your parcel is on its way”
            ── day 4, a Thursday
  2d 19:59         · € 41.34: clearing → till
                   · € 1.54: clearing → fees
                   · payment settled
            ── day 8, a Monday
  7d 03:59         · shipment lost
  7d 03:59     truck → order-manager: the parcel is lost
                   · order sending again
  7d 03:59     order-manager → warehouse: send 2 pieces once more
                   · shipment requested
  7d 03:59     warehouse → stock-db: takes the goods from the shelf
                   · reservation shipped
                   · reservation held
                   · reservation taken
                   · shipment picking
  7d 04:04         · shipment packed
  7d 04:04     warehouse → truck: a spot on the next truck, please
  7d 04:04     warehouse ← truck: tracking number 973
                   · shipment labelled
  7d 07:01     warehouse → truck: here is parcel 973
                   · shipment collected
  7d 07:01     warehouse → order-manager: the truck has the parcel
                   · order shipped
  7d 07:01     warehouse → mail: write: parcel 973 is on its way
  7d 07:01     mail → customer: mail: “Your parcel is on its way”
            ── day 15, a Monday
 14d 07:01         · shipment lost
 14d 07:01     truck → order-manager: the parcel is lost
                   · order refunding
 14d 07:01     order-manager → merchant: give € 42.88 back
 14d 07:01       merchant → bank: give € 42.88 back
                     · € 42.88: till → purse
                   · payment refunded
                   · order refunded
 14d 07:01     order-manager → mail: write: the order is refunded
 14d 07:01     mail → customer: mail: “Your order is refunded”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15–
