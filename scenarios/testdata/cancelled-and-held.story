$ buynow explain cancel-race 62 --set saga.cancel=by-state

Order 62: Dorothea Lawson, Winston-Salem, clicks Buy Now on Monday, 20:01.
  1 × Makeup Mirror Self-Contained Gold, € 30.99
  shipping € 4.90, together € 35.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 35.89
   0.094 s  2    web → order-manager: a new order, 1 piece for € 35.89
   0.107 s           · order created
                     · written down as order 62
                     · order stock asked
   0.107 s  3      order-manager → stock-db: 1 piece, in stock?
   0.113 s             · reservation held
   0.113 s  4        not needed: there is enough
   0.113 s  5      order-manager ← stock-db: yes, set aside (after 5 ms)
   0.114 s           · order reserved
                     · order payment asked
   0.114 s  6      order-manager → merchant: take € 35.89 from •••• 4444
   0.172 s             · payment requested
   0.172 s           merchant → fraud: could this be a thief? (6a)
   0.207 s           merchant ← fraud: pass, probability 0.0016 (6b) (after 34 ms)
   0.207 s  7        merchant → bank: is there € 35.89 on •••• 4444?
   0.207 s           ✗ fault 1: the message to bank takes longer
   7.576 s     ✗ customer gives up waiting for web
   8.492 s               · € 35.89: purse → held
   8.492 s  8        merchant ← bank: yes, and it is held (after 244 ms)
   8.492 s           ✗ fault 1: the answer of bank takes longer
   8.933 s     customer → web: please cancel
   8.980 s       web → order-manager: please cancel
   9.009 s           · order cancelling
   9.009 s       web ← order-manager: cancelled as you wished (after 28 ms)
   9.009 s     customer ← web: “Sorry”: cancelled as you wished (after 60 ms)
   9.023 s     order-manager → stock-db: the goods are not needed after all
   9.033 s         · reservation released
                   · order cancelled
   9.043 s     order-manager → mail: write: the order is cancelled
  10.207 s           ✗ merchant gives up waiting for bank
  10.241 s           merchant → bank: is there € 35.89 on •••• 4444? (attempt 2)
  10.432 s           merchant ← bank: yes, and it is held (after 176 ms)
  10.432 s           ✗ fault 1: the answer of bank takes longer
  10.834 s     mail → customer: mail: “Your order is cancelled”
  14.614 s           ✗ merchant gives up waiting for bank
                       · payment no answer
  14.614 s         order-manager ← merchant: nobody knows yet (after 14.4 s)
  14.627 s       web ← order-manager: cancelled as you wished (after 14.5 s)
  14.628 s     customer ← web: “Sorry”: cancelled as you wished (after 14.5 s)
  14.641 s     ✗ the answer reaches customer too late
  16.537 s           ✗ the answer reaches merchant too late
  18.456 s           ✗ the answer reaches merchant too late
  29.116 s     merchant → bank: is there € 35.89 on •••• 4444?
  29.116 s     ✗ fault 1: the message to bank takes longer
  37.858 s     merchant ← bank: yes, and it is held (after 718 ms)
  37.858 s     ✗ fault 1: the answer of bank takes longer
  39.116 s     ✗ merchant gives up waiting for bank
  45.932 s     ✗ the answer reaches merchant too late
   0:01:21     merchant → bank: is there € 35.89 on •••• 4444? (attempt 2)
   0:01:21     ✗ fault 1: the message to bank takes longer
   0:01:29     merchant ← bank: yes, and it is held (after 121 ms)
                   · payment authorised
   0:01:29  9  merchant → order-manager: authorised; the money moves days later

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10– 11– 12– 13– 14– 15–
