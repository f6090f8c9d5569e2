$ buynow explain quickstart 3 --seed 42 --set customers.patience=const(400ms) --set customers.regret=const(50ms) --set load.shoppers.journeys.buy-and-cancel=1000

Order 3: Jeanette Murray, Houston, clicks Buy Now on Monday, 10:00.
  1 × Oven Timer Axis, € 30.99
  shipping € 4.90, together € 35.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 35.89
   0.068 s  2    web → order-manager: a new order, 1 piece for € 35.89
   0.096 s           · order created
                     · written down as order 3
                     · order stock asked
   0.096 s  3      order-manager → stock-db: 1 piece, in stock?
   0.136 s             · reservation held
                       · purchase order sent
   0.136 s  4        stock-db → manufacturer: please send 260 of product 186, purchase order 186000000001
   0.136 s  5      order-manager ← stock-db: yes, set aside (after 40 ms)
                     · order reserved
                     · order payment asked
   0.136 s  6      order-manager → merchant: take € 35.89 from •••• 4444
   0.158 s             · payment requested
   0.158 s           merchant → fraud: could this be a thief? (6a)
   0.323 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 161 ms)
   0.323 s  7        merchant → bank: is there € 35.89 on •••• 4444?
   0.400 s     ✗ customer gives up waiting for web
   0.450 s     customer → web: please cancel
   0.499 s       web → order-manager: please cancel
   0.501 s           · order cancelling
   0.501 s       web ← order-manager: cancelled as you wished (after 2 ms)
   0.501 s     customer ← web: “Sorry”: cancelled as you wished (after 11 ms)
   0.502 s     order-manager → merchant: release what is held
   0.567 s     order-manager → stock-db: the goods are not needed after all
   0.573 s         · reservation released
                   · order cancelled
   0.574 s     order-manager → mail: write: the order is cancelled
   1.465 s               · € 35.89: purse → held
   1.465 s  8        merchant ← bank: yes, and it is held (after 1.0 s)
   1.490 s             · payment authorised
   1.490 s           merchant → bank: release what is held
   1.863 s               · € 35.89: held → purse
   1.887 s             · payment voided
   1.887 s         order-manager ← merchant: declined: issuer not available (after 1.7 s)
   1.894 s       web ← order-manager: cancelled as you wished (after 1.8 s)
   1.895 s     customer ← web: “Sorry”: cancelled as you wished (after 1.8 s)
   1.897 s     order-manager → merchant: release what is held
   1.934 s     ✗ the answer reaches customer too late
   2.324 s     mail → customer: mail: “Your order is cancelled”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9– 10– 11– 12– 13– 14– 15–
