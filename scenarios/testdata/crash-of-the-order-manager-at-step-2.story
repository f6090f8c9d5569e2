$ buynow explain quickstart 1 --seed 42
crash order-manager at step 2 for 30s

A wish that became no order: Candace Blake, Washington, clicks Buy Now on Monday, 10:00.
  2 × Bluetooth Ready Comb, € 18.99
  shipping € 4.90, together € 42.88

   0.000 s  1  customer → web: Buy Now, 2 pieces for € 42.88
   0.142 s  2    web → order-manager: a new order, 2 pieces for € 42.88
   0.142 s     ✗ order-manager crashes
   0.143 s       ✗ order-manager is down: nobody hears it
   0.343 s       web → order-manager: a new order, 2 pieces for € 42.88 (attempt 2)
   0.344 s       ✗ order-manager is down: nobody hears it
   0.344 s     customer ← web: “Sorry”: too much is going on (after 223 ms)
  30.142 s     ✗ order-manager is back

steps  1✓ 2✓ 3– 4– 5– 6– 7– 8– 9– 10– 11– 12– 13– 14– 15–
