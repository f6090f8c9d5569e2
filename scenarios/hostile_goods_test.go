package scenarios

import "testing"

// badDay is a day on which all goes wrong with goods that can, while messages
// about them are lost and doubled, some of them days late, and everybody crashes.
const badDay = `name: bad-day
starts: mon 06:00
load: { day: { executor: constant-arrival-rate, rate: 100, timeUnit: 1h, duration: 12h, journeys: { buy: 9, buy-and-cancel: 1 } } }
stock: { orders_per_day: 2400 }
catalog: { skus: 30 }
faults:
  - { type: stock_drift, at: 1h, for: 2d, share: 50%, count: 5 }
  - { type: lost_update, at: 2h, for: 1h, delay: 50ms }
  - { type: replica_lag, at: 4h, for: 1h, delay: 10s }
  - { type: stale_read, at: 5h, for: 1h, age: 10s }
  - { type: price_change, at: 5h, for: 3h, share: 50%, factor: 1.5 }
  - { type: hot_key, at: 5h, for: 3h, share: 50% }
  - { type: cache_flush, at: 5h, for: 1h, mtbf: 1m, mttr: 1s }
  - { type: supplier_late, target: manufacturer, at: 1h, for: 8h }
  - { type: supplier_short, target: manufacturer, at: 1h, for: 8h, probability: 50%, mode: never }
  - { type: supplier_refuses, target: manufacturer, at: 1h, for: 8h, probability: 50% }
  - { type: supplier_revises, target: wholesaler, at: 1h, for: 8h, probability: 50% }
  - { type: warehouse_strike, at: 1h, for: 8h }
  - { type: mis_pick, at: 1h, for: 2d, probability: 5% }
  - { type: item_not_found, at: 1h, for: 2d, probability: 5% }
  - { type: double_dispatch, at: 1h, for: 2d, probability: 5% }
  - { type: parcel_late, at: 1h, for: 5d, probability: 20% }
  - { type: parcel_lost, at: 1h, for: 5d, probability: 5% }
  - { type: parcel_damaged, at: 1h, for: 5d, probability: 5% }
  - { type: parcel_stolen, at: 1h, for: 9d, probability: 5% }
  - { type: failed_attempt, at: 1h, for: 5d, probability: 20% }
  - { type: carrier_peak, at: 1h, for: 8h }
  - { type: crash, target: warehouse, at: 1h, for: 6d, mtbf: 6h, mttr: 10m }
  - { type: crash, target: truck, at: 1h, for: 6d, mtbf: 6h, mttr: 10m }
  - { type: crash, target: stock-db, at: 1h, for: 6d, mtbf: 6h, mttr: 5m }
  - { type: crash, target: order-manager, at: 1h, for: 6d, mtbf: 6h, mttr: 5m }
  - { type: drop_response, target: warehouse -> stock-db, at: 1h, for: 6d, probability: 10% }
  - { type: drop_response, target: warehouse -> truck, at: 1h, for: 6d, probability: 10% }
  - { type: drop_response, target: truck -> order-manager, at: 1h, for: 6d, probability: 10% }
  - { type: drop_response, target: order-manager -> truck, at: 1h, for: 6d, probability: 30% }
  - { type: drop_response, target: order-manager -> stock-db, at: 1h, for: 6d, probability: 10% }
  - { type: drop, target: manufacturer -> stock-db, at: 1h, for: 6d, probability: 20% }
  - { type: duplicate, target: warehouse, at: 1h, for: 6d, probability: 10%, count: 1, delay: 1m }
  - { type: duplicate, target: truck, at: 1h, for: 6d, probability: 10%, count: 1, delay: 1m }
  - { type: duplicate, target: stock-db, at: 1h, for: 6d, probability: 5%, count: 1, delay: 2d }
`

// Whatever goes wrong with goods, and with whoever deals with them, the shop breaks
// no promise, makes good what the world breaks, and comes to rest.
func TestWhateverGoesWrongWithGoodsIsMadeGood(t *testing.T) {
	long(t)
	for i := range *sweepSeeds {
		seed := *sweepFrom + uint64(i)
		s, err := Parse("bad-day.yaml", []byte(badDay), nil)
		if err != nil {
			t.Fatal(err)
		}

		sum, err := s.Run(t.Context(), Options{Seed: seed})

		if err != nil {
			t.Fatal(err)
		}
		for _, v := range sum.Invariants {
			if !v.OK {
				t.Errorf("seed %d: %s is broken: %d by the shop, %d by the world and not made good, as order %d shows: %s",
					seed, v.Name, v.Shop, v.WorldUnrepaired, v.Example, v.Text)
			}
		}
		if sum.Outcomes.InFlight > 0 {
			t.Errorf("seed %d: %d orders are open when all has come to rest", seed, sum.Outcomes.InFlight)
		}
	}
}
