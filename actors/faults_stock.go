package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// untilCounted is when a count has found what is not as the books have it: at the
// next night, and a little.
const untilCounted = 2 * Day

// stockFaults are the rows of the stock's figures, and of what people see of them.
func stockFaults(s *Shop) []sim.FaultRow {
	return append(figureFaults(s), readFaults(s)...)
}

// figureFaults are the rows of figures that are not, or no longer, right.
func figureFaults(s *Shop) []sim.FaultRow {
	return []sim.FaultRow{
		{
			Name: "stock_drift", Group: "data",
			Text: "each day, of a share of the products up to so many pieces vanish, or one in five times are found, and no record says so: a picker stands before an empty shelf, or the night's count finds out",
			Says: "the stock of {share} of the products drifted each day",
			Base: sim.Fault{Share: 0.05, Count: 3}, Takes: []string{"share", "count"},
			Example: "{ type: stock_drift, at: 1d, for: 7d, share: 5%, count: 3 }",
			Breaks:  []string{"counts-match"}, Within: untilCounted,
			Check: func(f *sim.Fault) error {
				switch {
				case f.Share <= 0, f.Count < 1:
					return errors.New("share is more than 0, and count at least 1 piece")
				case f.For == 0:
					return errors.New("for is missing: shelves that drift for ever never come to rest")
				}
				return nil
			},
			Make: func(f *sim.Fault) []sim.Deed { return []sim.Deed{sim.Edit{Bind: (&drift{shop: s, Fault: f}).bind}} },
		},
		{
			Name: "lost_update", Group: "data",
			Text: "locking is off: the stock database reads a figure, writes it back after the delay, and what others wrote meanwhile is lost; the night's count sets it right",
			Says: "updates of the stock were lost", Base: sim.Fault{Delay: sim.Constant(50 * time.Millisecond)}, Takes: []string{"delay"},
			Example: "{ type: lost_update, at: 10m, for: 5m, delay: 50ms }",
			Breaks:  []string{"counts-match", "shelf-never-negative", "nothing-oversold"}, Within: untilCounted,
			Make: func(f *sim.Fault) []sim.Deed {
				delay := time.Duration(f.Delay.Mean())
				return append(s.falls(whenReserved, f), s.rewrites(func(c *Config, _ float64) {
					c.Stock.Write, c.Stock.ApplyDelay = Overwrite, delay
				})...)
			},
		},
		{
			Name: "price_change", Group: "data",
			Text: "a share of the products cost so many times as much from one moment to the next, while people have them in their carts; the shop keeps to the price that was seen",
			Says: "the prices of {share} of the products changed", Base: sim.Fault{Share: 1, Factor: 1.1}, Takes: []string{"share", "factor"},
			Example: "{ type: price_change, at: 10m, for: 1h, share: 50%, factor: 1.2 }",
			Check: func(f *sim.Fault) error {
				if f.Factor <= 0 || f.Factor == 1 {
					return errors.New("factor is more than 0, and not 1, which changes nothing")
				}
				return nil
			},
			Make: func(f *sim.Fault) []sim.Deed {
				key, share, factor := keyOf(f), f.Share, f.Factor
				return append(s.falls(whenPriced, f), s.rewrites(func(c *Config, strength float64) {
					seed := s.World.Seed()
					c.Catalog.reprice(seed, func(sku SKU) bool {
						luck := sim.Fate(seed, luckBlow, sim.Mix(key, uint64(sku)))
						return luck.Chance(share)
					}, towards(1, factor, strength))
				})...)
			},
		},
	}
}

// readFaults are the rows of who reads the stock, from what, and how many at once.
func readFaults(s *Shop) []sim.FaultRow {
	return []sim.FaultRow{
		{
			Name: "stale_read", Group: "data",
			Text: "figures of the stock are kept for a time, and who looks meanwhile sees the old ones: on pages, and before a reservation; a careful write is not deceived",
			Says: "figures of the stock were up to {age} old", Base: sim.Fault{Age: 30 * time.Second}, Takes: []string{"age"},
			Example: "{ type: stale_read, at: 10m, for: 5m, age: 30s }", Make: s.strikes(whenCached),
		},
		{
			Name: "replica_lag", Group: "resource",
			Text: "the stock is read from a copy that is behind by a fixed delay, and written to the database itself; a careful write is not deceived",
			Says: "the copy of the stock was {delay} behind", Base: sim.Fault{Delay: sim.Constant(10 * time.Second)}, Takes: []string{"delay"},
			Example: "{ type: replica_lag, at: 10m, for: 5m, delay: 10s }", Make: s.strikes(whenCopied),
		},
		{
			Name: "cache_flush", Group: "resource", Text: "the web server forgets all pages that it keeps, so that it asks the stock database for each of them",
			Says: "the web server's cache was flushed", Example: "{ type: cache_flush, at: 10m, for: 1h, mtbf: 1m, mttr: 1s }",
			Make: func(*sim.Fault) []sim.Deed {
				return []sim.Deed{sim.Edit{Do: func(strength float64) {
					if strength > 0 {
						s.web.mem.pages = map[SKU]cachedPage{}
					}
				}}}
			},
		},
		{
			Name: "hot_key", Group: "resource", Text: "a share of the customers want the best-seller and nothing else, so that everybody writes the same row",
			Says: "{share} of the customers wanted the same product", Base: sim.Fault{Share: 0.5}, Takes: []string{"share"},
			Example: "{ type: hot_key, at: 10m, for: 5m, share: 80% }",
			Make: func(f *sim.Fault) []sim.Deed {
				share := f.Share
				return s.rewrites(func(c *Config, strength float64) {
					c.Catalog.Hot, c.Catalog.HotShare = max(c.Catalog.Hot, 1), towards(c.Catalog.HotShare, 1, float64(share*strength))
				})
			},
		},
	}
}
