$ buynow explain quickstart 1 --seed 42 --set stock.levels.initial=0

Order 1: Jeanette Murray, Houston, clicks Buy Now on Monday, 10:00.
  1 × Oven Timer Axis, € 30.99
  shipping € 4.90, together € 35.89

   0.000 s  1  customer → web: Buy Now, 1 piece for € 35.89
   0.068 s  2    web → order-manager: a new order, 1 piece for € 35.89
   0.096 s           · order created
                     · written down as order 1
                     · order stock asked
   0.096 s  3      order-manager → stock-db: 1 piece, in stock?
   0.136 s  4        stock-db → manufacturer: when could you deliver 1 of product 186?
   0.420 s           stock-db ← manufacturer: on day 10, 80 % sure (after 240 ms)
   0.504 s           stock-db → wholesaler: when could you deliver 1 of product 186? (attempt 2)
   0.625 s           stock-db ← wholesaler: on day 3, 80 % sure (after 88 ms)
   0.639 s         order-manager ← stock-db: not now: product 186 is short (after 543 ms)
                     · order date offered
   0.639 s       web ← order-manager: the order is date offered (after 571 ms)
   0.639 s     customer ← web: “It will take a little longer: will you wait?” (after 615 ms)
   8.531 s     customer → web: the date is fine
   8.813 s       web → order-manager: the date is fine
   8.834 s         order-manager → stock-db: set aside 1 piece when they come
   8.843 s             · reservation waiting for goods
                       · purchase order sent
   8.843 s           stock-db → wholesaler: please send 1 of product 186, purchase order 186000000001
                       · purchase order sent
   8.843 s           stock-db → manufacturer: please send 400 of product 186, purchase order 186000000002
   8.843 s         order-manager ← stock-db: not now: product 186 is short (after 8 ms)
                     · order backordered
                     · order payment asked
   8.843 s  6      order-manager → merchant: take € 35.89 from •••• 4444
   8.936 s             · payment requested
   8.936 s           merchant → fraud: could this be a thief? (6a)
   9.030 s           merchant ← fraud: pass, probability 0.0001 (6b) (after 92 ms)
   9.030 s  7        merchant → bank: is there € 35.89 on •••• 4444?
   9.337 s               · € 35.89: purse → held
   9.337 s  8        merchant ← bank: yes, and it is held (after 288 ms)
   9.357 s             · payment authorised
   9.357 s  9      order-manager ← merchant: authorised; the money moves days later (after 428 ms)
   9.369 s           · order authorised
   9.369 s         order-manager → stock-db: keep the goods until they are collected
   9.378 s           · order confirmed
   9.378 s 10    web ← order-manager: the order is confirmed (after 564 ms)
   9.378 s 11  customer ← web: “Thank you for your order” (after 786 ms)
  10.383 s     order-manager → mail: write: the order is confirmed
  13.949 s     mail → customer: mail: “Your order is confirmed”
            ── day 2, a Tuesday
  1d 09:05         · reservation held
  1d 09:05  5  stock-db → order-manager: the goods are in
  1d 09:05 12  order-manager → warehouse: send 1 piece to FR
                   · shipment requested
                   · order dispatch asked
  1d 09:05     warehouse → stock-db: takes the goods from the shelf
                   · reservation taken
                   · shipment picking
  1d 09:06         · shipment packed
  1d 09:06     warehouse → truck: a spot on the next truck, please
  1d 09:06     warehouse ← truck: tracking number 29
                   · shipment labelled
            ── day 3, a Wednesday
  1d 23:59 13  warehouse → truck: here is parcel 29
                   · shipment collected
  1d 23:59     warehouse → order-manager: the truck has the parcel
                   · order shipped
  1d 23:59 14  warehouse → mail: write: parcel 29 is on its way
  1d 23:59     order-manager → merchant: the goods are on their way: take the € 35.89
  1d 23:59       merchant → bank: take the € 35.89 that are held
                     · € 35.89: held → clearing
                   · payment captured
  1d 23:59     mail → customer: mail: “Your parcel is on its way”
            ── day 6, a Saturday
  4d 19:59         · € 34.55: clearing → till
                   · € 1.34: clearing → fees
                   · payment settled
            ── day 9, a Tuesday
  7d 22:59         · shipment out for delivery
  8d 06:41 15  truck → customer: rings at the door
                   · shipment delivered
  8d 06:41     truck → order-manager: the parcel is delivered
                   · order delivered
                   · order completed
            ── day 15, a Monday
 14d 01:24     customer → web: wants to send the goods back
 14d 01:24       web → order-manager: wants to send the goods back
                     · case return requested
 14d 02:24     customer → truck: sends 1 piece back
            ── day 17, a Wednesday
 15d 21:14     truck → warehouse: sends 1 piece back
            ── day 18, a Thursday
 16d 20:23     warehouse → stock-db: goods come back
 16d 20:23     warehouse → order-manager: what came back is as new
                   · case return received
 16d 20:23     order-manager → merchant: give € 35.89 back
 16d 20:23       merchant → bank: give € 35.89 back
                     · € 35.89: till → purse
                   · payment refunded
                   · case refunded
 16d 20:23     order-manager → mail: write: the order is refunded
 16d 20:23     mail → customer: mail: “Your order is refunded”

steps  1✓ 2✓ 3✓ 4✓ 5✓ 6✓ 7✓ 8✓ 9✓ 10✓ 11✓ 12✓ 13✓ 14✓ 15✓
