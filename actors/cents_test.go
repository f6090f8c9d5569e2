package actors

import (
	"math"
	"testing"
)

func TestCentsReadLikeMoney(t *testing.T) {
	for _, row := range []struct {
		what          string
		amount        Cents
		plain, groups string
	}{
		{"nothing is still an amount", 0, "€ 0.00", "€ 0.00"},
		{"a few cents keep their leading zero", 7, "€ 0.07", "€ 0.07"},
		{"a price", 1250, "€ 12.50", "€ 12.50"},
		{"three digits need no comma", 99_999, "€ 999.99", "€ 999.99"},
		{"four digits do", 100_000, "€ 1000.00", "€ 1,000.00"},
		{"a day's turnover", 123_456_789, "€ 1234567.89", "€ 1,234,567.89"},
		{"a refund stands with its sign before the euro", -1250, "-€ 12.50", "-€ 12.50"},
		{"the smallest amount there is", math.MinInt64, "-€ 92233720368547758.08", "-€ 92,233,720,368,547,758.08"},
	} {
		if got := row.amount.String(); got != row.plain {
			t.Errorf("%s: Cents(%d).String() = %q, want %q", row.what, int64(row.amount), got, row.plain)
		}
		if got := row.amount.Grouped(); got != row.groups {
			t.Errorf("%s: Cents(%d).Grouped() = %q, want %q", row.what, int64(row.amount), got, row.groups)
		}
	}
}
