$ buynow explain quickstart 1 --seed 42 --set stock.levels.initial=0

Order 1: Cecelia Dixon, Phoenix, clicks Buy Now on Monday, 10:00.
  1 × Detachable Scrub Brush, € 25.99
  shipping € 4.90, together € 30.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 30.89
   0.052 s  2    web → order-manager: a new order, 1 piece for € 30.89
   0.054 s           · order created
                     · written down as order 1
                     · order stock asked
   0.054 s  3      order-manager → stock-db: 1 piece, in stock?
   0.059 s  4        stock-db → manufacturer: when could you deliver 1 of product 28?
   0.198 s           stock-db ← manufacturer: on day 10, 80 % sure (after 112 ms)
   0.210 s           stock-db → wholesaler: when could you deliver 1 of product 28? (attempt 2)
   0.560 s           stock-db ← wholesaler: on day 3, 80 % sure (after 298 ms)
   0.594 s         order-manager ← stock-db: not now: product 28 is short (after 538 ms)
                     · order date offered
   0.594 s       web ← order-manager: the order is date offered (after 541 ms)
   0.594 s     customer ← web: “It will take a little longer: will you wait?” (after 562 ms)
  19.221 s     customer → web: the date does not suit
  19.248 s       web → order-manager: the date does not suit
  19.251 s           · order cancelling
  19.251 s       web ← order-manager: the date did not suit (after 3 ms)
  19.251 s     customer ← web: “Sorry”: the date did not suit (after 22 ms)
  19.252 s     order-manager → stock-db: the goods are not needed after all
  19.259 s         · order sold out
  19.262 s     order-manager → mail: write: the order is sold out
  20.392 s     mail → customer: mail: “Your order is sold out”

steps  1✓ 2✓ 3✓ 4✓ 5– 6– 7– 8– 9– 10– 11– 12– 13– 14– 15–
