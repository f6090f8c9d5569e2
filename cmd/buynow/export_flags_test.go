package main

import (
	"testing"
)

// FuzzExportFlags reads what the fuzzer types as each of the flags: what is taken can
// be said again, and means the same.
func FuzzExportFlags(f *testing.F) {
	for _, text := range []string{"1%", "0.001%", "100%", " 5 %", "100", "7,12", "#7, 8", "4m30s", "1d12h", "0", "-1", "1e3%", "NaN%", "0x10%", "", ",", "99999999999999999999"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var sample, sample2 sampleFlag
		if sample.Set(text) == nil {
			if sample.share < 0 || sample.share > 1 || sample.count < 0 || sample.count > mostOrders || (sample.share > 0) == (sample.count > 0) {
				t.Errorf("%q is the sample %+v", text, sample)
			}
			if err := sample2.Set(sample.String()); err != nil || sample.count != sample2.count || sample.share-sample2.share > 1e-15 || sample2.share-sample.share > 1e-15 {
				t.Errorf("%q is the sample %s, which is %+v, %v", text, sample.String(), sample2, err)
			}
		}
		var orders ordersFlag
		if orders.Set(text) == nil {
			for _, order := range orders {
				if order < 1 {
					t.Errorf("%q has the order %d", text, order)
				}
			}
		}
		var at, at2 timeFlag
		if at.Set(text) == nil && at > 0 {
			if err := at2.Set(at.String()); err != nil || at != at2 {
				t.Errorf("%q is the time %s, which is %v, %v", text, at.String(), at2, err)
			}
		}
	})
}
