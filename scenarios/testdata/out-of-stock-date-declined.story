$ buynow explain quickstart 3 --seed 42 --set stock.levels.initial=0

Order 3: Edgardo Byrd, San Antonio, clicks Buy Now on Monday, 10:00.
  1 × Gifted Foldable First Aid Kit, € 56.99
  shipping € 0.00, together € 56.99

   0.000 s  1  customer → web: Buy Now, 1 piece for € 56.99
   0.048 s  2    web → order-manager: a new order, 1 piece for € 56.99
   0.049 s           · order created
                     · written down as order 3
                     · order stock asked
   0.049 s  3      order-manager → stock-db: 1 piece, in stock?
   0.054 s  4        stock-db → manufacturer: when could you deliver 1 of product 480?
   0.359 s           stock-db ← manufacturer: on day 10, 80 % sure (after 283 ms)
   0.370 s           stock-db → wholesaler: when could you deliver 1 of product 480? (attempt 2)
   0.822 s           stock-db ← wholesaler: on day 3, 80 % sure (after 415 ms)
   0.837 s         order-manager ← stock-db: not now: product 480 is short (after 787 ms)
                     · order date offered
   0.837 s       web ← order-manager: the order is date offered (after 789 ms)
   0.838 s     customer ← web: “It will take a little longer: will you wait?” (after 819 ms)
   1.171 s     customer → web: the date does not suit
   1.213 s       web → order-manager: the date does not suit
   1.219 s           · order cancelling
   1.219 s       web ← order-manager: the date did not suit (after 5 ms)
   1.219 s     customer ← web: “Sorry”: the date did not suit (after 39 ms)
   1.226 s     order-manager → stock-db: the goods are not needed after all
   1.243 s         · order sold out
   1.252 s     order-manager → mail: write: the order is sold out
   2.170 s     mail → customer: mail: “Your order is sold out”

steps  1✓ 2✓ 3✓ 4✓ 5– 6– 7– 8– 9– 10– 11– 12– 13– 14– 15–
