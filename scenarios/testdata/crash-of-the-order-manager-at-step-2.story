$ buynow explain quickstart 1 --seed 42
crash order-manager at step 2 for 30s

Order 0: Michael Dickinson, Honolulu, clicks Buy Now on Monday, 10:00.
  1 × Resilient Hat, € 36.99
  2 × Plug-And-Play Chest Of Drawers, € 24.99
  shipping € 0.00, together € 86.97

   0.000 s  1  customer → web: Buy Now, 3 pieces for € 86.97
   0.088 s  2    web → order-manager: a new order, 3 pieces for € 86.97
   0.088 s     ✗ order-manager crashes
   0.089 s       ✗ order-manager is down: nobody hears it
   0.289 s       web → order-manager: a new order, 3 pieces for € 86.97 (attempt 2)
   0.289 s       ✗ order-manager is down: nobody hears it
   0.290 s     customer ← web: “Sorry”: too much is going on (after 273 ms)
  30.088 s     ✗ order-manager is back

steps  1✓ 2✓ 3– 4– 5– 6– 7– 8– 9– 10– 11– 12– 13– 14– 15–
