$ buynow explain quickstart 3 --seed 42 --set stock.levels.initial=0

Order 3: Janelle Ramsey, Laredo, clicks Buy Now on Monday, 10:00.
  1 × Player Plug-And-Play Energy, € 11.99
  1 × Legendary-Luxe Doormat Super, € 16.99
  2 × Delicate-Technological Bookcase, € 14.99
  shipping € 0.00, together € 58.96

   0.000 s  1  customer → web: Buy Now, 4 pieces for € 58.96
   0.207 s  2    web → order-manager: a new order, 4 pieces for € 58.96
   0.211 s           · order created
                     · written down as order 3
                     · order stock asked
   0.211 s  3      order-manager → stock-db: 4 pieces, in stock?
   0.212 s  4        stock-db → manufacturer: when could you deliver 1 of product 5?
   0.494 s           stock-db ← manufacturer: on day 10, 80 % sure (after 252 ms)
   0.520 s           stock-db → wholesaler: when could you deliver 1 of product 5? (attempt 2)
   0.639 s           stock-db ← wholesaler: on day 3, 80 % sure (after 99 ms)
   0.738 s           stock-db → manufacturer: when could you deliver 1 of product 227? (attempt 3)
   0.990 s           stock-db ← manufacturer: on day 10, 80 % sure (after 248 ms)
   1.002 s           stock-db → wholesaler: when could you deliver 1 of product 227? (attempt 4)
   1.501 s           stock-db ← wholesaler: on day 3, 80 % sure (after 353 ms)
   1.580 s           stock-db → manufacturer: when could you deliver 2 of product 347? (attempt 5)
   1.846 s           stock-db ← manufacturer: on day 10, 80 % sure (after 234 ms)
   1.878 s           stock-db → wholesaler: when could you deliver 2 of product 347? (attempt 6)
   2.287 s           stock-db ← wholesaler: on day 3, 80 % sure (after 291 ms)
   2.292 s         order-manager ← stock-db: not now: product 5 is short (after 2.0 s)
                     · order date offered
   2.292 s       web ← order-manager: the order is date offered (after 2.0 s)
   2.292 s     customer ← web: “It will take a little longer: will you wait?” (after 2.2 s)
  49.826 s     customer → web: the date is fine
  49.981 s       web → order-manager: the date is fine
  49.994 s         order-manager → stock-db: set aside 4 pieces when they come
  49.996 s             · reservation waiting for goods
                       · purchase order sent
  49.996 s           stock-db → wholesaler: please send 1 of product 5, purchase order 5000000001
                       · purchase order sent
  49.996 s           stock-db → manufacturer: please send 400 of product 5, purchase order 5000000002
                       · purchase order sent
  49.996 s           stock-db → wholesaler: please send 1 of product 227, purchase order 227000000001
                       · purchase order sent
  49.996 s           stock-db → manufacturer: please send 400 of product 227, purchase order 227000000002
                       · purchase order sent
  49.996 s           stock-db → wholesaler: please send 2 of product 347, purchase order 347000000001
                       · purchase order sent
  49.996 s           stock-db → manufacturer: please send 400 of product 347, purchase order 347000000002
  49.996 s         order-manager ← stock-db: not now: product 5 is short (after 1 ms)
                     · order backordered
                     · order payment asked
  49.996 s  6      order-manager → merchant: take € 58.96 from •••• 8210
  50.074 s             · payment requested
  50.074 s           merchant → fraud: could this be a thief? (6a)
  50.269 s           merchant ← fraud: pass, probability 0.0000 (6b) (after 195 ms)
  50.269 s  7        merchant → bank: is there € 58.96 on •••• 8210?
  50.456 s               · € 58.96: purse → held
  50.456 s  8        merchant ← bank: yes, and it is held (after 152 ms)
  50.505 s             · payment authorised
  50.505 s  9      order-manager ← merchant: authorised; the money moves days later (after 432 ms)
  50.517 s           · order authorised
  50.517 s         order-manager → stock-db: keep the goods until they are collected
  50.529 s           · order confirmed
  50.529 s 10    web ← order-manager: the order is confirmed (after 547 ms)
  50.529 s 11  customer ← web: “Thank you for your order” (after 660 ms)
  51.529 s     order-manager → mail: write: the order is confirmed
  51.588 s     mail → customer: mail: “Your order is confirmed”
            ── day 4, a Thursday
  3d 11:19         · reservation held
  3d 11:19  5  stock-db → order-manager: the goods are in
  3d 11:19 12  order-manager → warehouse: send 4 pieces to DE
                   · shipment requested
                   · order dispatch asked
  3d 11:19     warehouse → stock-db: takes the goods from the shelf
                   · reservation taken
                   · shipment picking
  3d 11:20         · shipment packed
  3d 11:20     warehouse → truck: a spot on the next truck, please
  3d 11:20     warehouse ← truck: tracking number 107
                   · shipment labelled
            ── day 5, a Friday
  3d 23:59 13  warehouse → truck: here is parcel 107
                   · shipment collected
  3d 23:59     warehouse → order-manager: the truck has the parcel
                   · order shipped
  3d 23:59 14  warehouse → mail: write: parcel 107 is on its way
  3d 23:59     order-manager → merchant: the goods are on their way: take the € 58.96
  3d 23:59       merchant → bank: take the € 58.96 that are held
                     · € 58.96: held → clearing
                   · payment captured
  4d 00:00     mail → customer: mail: “Your parcel is on its way”
            ── day 6, a Saturday
  4d 22:59         · shipment out for delivery
  5d 02:45 15  truck → customer: rings at the door
                   · shipment delivered
  5d 02:45     truck → order-manager: the parcel is delivered
                   · order delivered
            ── day 8, a Monday
  6d 19:59         · € 56.95: clearing → till
                   · € 2.01: clearing → fees
                   · payment settled
                   · order completed

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
