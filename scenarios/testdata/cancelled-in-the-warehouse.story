$ buynow explain quickstart 15 --seed 42

Order 15: Molly Thompson, El Paso, clicks Buy Now on Monday, 10:00.
  1 × Dimmer Self-Cleaning Air, € 87.99
  shipping € 0.00, together € 87.99

   0.000 s  1  customer → web: Buy Now, 1 piece for € 87.99
   0.091 s  2    web → order-manager: a new order, 1 piece for € 87.99
   0.092 s           · order created
                     · written down as order 15
                     · order stock asked
   0.092 s  3      order-manager → stock-db: 1 piece, in stock?
   0.133 s             · reservation held
                       · purchase order sent
   0.133 s  4        stock-db → manufacturer: please send 260 of product 19, purchase order 19000000001
   0.133 s  5      order-manager ← stock-db: yes, set aside (after 40 ms)
   0.134 s           · order reserved
                     · order payment asked
   0.134 s  6      order-manager → merchant: take € 87.99 from •••• 4444
   0.182 s             · payment requested
   0.182 s           merchant → fraud: could this be a thief? (6a)
   0.232 s           merchant ← fraud: pass, probability 0.0002 (6b) (after 50 ms)
   0.232 s  7        merchant → bank: is there € 87.99 on •••• 4444?
   0.965 s               · € 87.99: purse → held
   0.965 s  8        merchant ← bank: yes, and it is held (after 716 ms)
   1.004 s             · payment authorised
   1.004 s  9      order-manager ← merchant: authorised; the money moves days later (after 834 ms)
   1.017 s           · order authorised
   1.017 s         order-manager → stock-db: keep the goods until they are collected
   1.020 s           · order confirmed
   1.020 s 10    web ← order-manager: the order is confirmed (after 928 ms)
   1.020 s 11  customer ← web: “Thank you for your order” (after 974 ms)
   2.030 s     order-manager → mail: write: the order is confirmed
   2.156 s 12  order-manager → warehouse: send 1 piece to DE
   2.164 s         · shipment requested
                   · order dispatch asked
   2.175 s     warehouse → stock-db: takes the goods from the shelf
   2.186 s         · reservation taken
                   · shipment picking
  13.458 s     mail → customer: mail: “Your order is confirmed”
  14.662 s     customer → web: please cancel
  14.689 s       web → order-manager: please cancel
  14.691 s         order-manager → warehouse: stop the parcel
  14.695 s             · shipment cancelled
                     · order cancelling
  14.695 s       web ← order-manager: cancelled as you wished (after 6 ms)
  14.695 s     customer ← web: “Sorry”: cancelled as you wished (after 21 ms)
  14.696 s     order-manager → merchant: release what is held
  14.702 s     warehouse → stock-db: goods come back
  14.722 s       merchant → bank: release what is held
  14.754 s         · reservation released
  14.903 s           · € 87.99: held → purse
  14.932 s         · payment voided
  14.958 s     order-manager → stock-db: the goods are not needed after all
  14.966 s         · order cancelled
  14.969 s     order-manager → mail: write: the order is cancelled
  16.016 s     mail → customer: mail: “Your order is cancelled”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13– 14– 15–
