$ buynow explain quickstart 4 --seed 42 --set customers.patience=const(400ms) --set customers.regret=const(50ms) --set load.shoppers.journeys.buy-and-cancel=1000

Order 4: Alessandro Clayton, Cincinnati, clicks Buy Now on Monday, 10:00.
  1 × Luxe Carpet, € 11.99
  shipping € 4.90, together € 16.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 16.89
   0.072 s  2    web → order-manager: a new order, 1 piece for € 16.89
   0.073 s           · order created
                     · written down as order 4
                     · order stock asked
   0.073 s  3      order-manager → stock-db: 1 piece, in stock?
   0.076 s             · reservation held
                       · purchase order sent
   0.076 s  4        stock-db → manufacturer: please send 260 of product 15, purchase order 15000000001
   0.076 s  5      order-manager ← stock-db: yes, set aside (after 2 ms)
                     · order reserved
                     · order payment asked
   0.076 s  6      order-manager → merchant: take € 16.89 from •••• 5556
   0.182 s             · payment requested
   0.182 s           merchant → fraud: could this be a thief? (6a)
   0.214 s           merchant ← fraud: pass, probability 0.0000 (6b) (after 31 ms)
   0.214 s  7        merchant → bank: is there € 16.89 on •••• 5556?
   0.400 s     ✗ customer gives up waiting for web
   0.450 s     customer → web: please cancel
   0.487 s       web → order-manager: please cancel
   0.504 s               · € 16.89: purse → held
   0.504 s  8        merchant ← bank: yes, and it is held (after 267 ms)
   0.518 s           · order cancelling
   0.518 s       web ← order-manager: cancelled as you wished (after 31 ms)
   0.519 s     customer ← web: “Sorry”: cancelled as you wished (after 36 ms)
   0.523 s     order-manager → merchant: release what is held
   0.564 s             · payment authorised
   0.564 s           merchant → bank: release what is held
   0.575 s     order-manager → stock-db: the goods are not needed after all
   0.584 s         · reservation released
                   · order cancelled
   0.588 s     order-manager → mail: write: the order is cancelled
   0.891 s               · € 16.89: held → purse
   0.926 s             · payment voided
   0.926 s         order-manager ← merchant: declined: issuer not available (after 755 ms)
   0.946 s       web ← order-manager: cancelled as you wished (after 874 ms)
   0.947 s     customer ← web: “Sorry”: cancelled as you wished (after 882 ms)
   0.949 s     order-manager → merchant: release what is held
   0.980 s     ✗ the answer reaches customer too late
   2.315 s     mail → customer: mail: “Your order is cancelled”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9– 10– 11– 12– 13– 14– 15–
