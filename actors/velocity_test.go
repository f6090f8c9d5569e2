package actors

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// naiveVelocity is the definition, read off the order list each time.
type naiveVelocity struct {
	limit  int
	orders []velocityOrder
}

func (v *naiveVelocity) Count(device uint64, now time.Duration) int {
	count := 0
	remembered := v.orders[max(0, len(v.orders)+1-v.limit):]
	for _, order := range remembered {
		if order.device == device && order.at > now-time.Hour {
			count++
		}
	}
	v.orders = append(v.orders, velocityOrder{device, now})
	return count
}

func TestVelocityCountsLikeTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 300).Draw(t, "limit")
		devices := rapid.Uint64Range(1, 400).Draw(t, "devices")
		pace := rapid.Int64Range(1, int64(10*time.Minute)).Draw(t, "pace")
		quick := Velocity{Limit: limit}
		naive := naiveVelocity{limit: limit}

		now := time.Duration(0)
		for range rapid.IntRange(1, 1500).Draw(t, "orders") {
			now += time.Duration(rapid.Int64Range(0, pace).Draw(t, "gap"))
			device := rapid.Uint64Range(1, devices).Draw(t, "device")

			want := naive.Count(device, now)
			if got := quick.Count(device, now); got != want {
				t.Fatalf("Count(%d, %v) = %d, want %d", device, now, got, want)
			}
		}
	})
}

func TestVelocityAtTheEdgesOfItsHour(t *testing.T) {
	var v Velocity
	for _, row := range []struct {
		what   string
		device uint64
		now    time.Duration
		want   int
	}{
		{"the first order has none before it", 1, 0, 0},
		{"at the same instant the one before it counts", 1, 0, 1},
		{"another device has its own count", 2, 30 * time.Minute, 0},
		{"a nanosecond before the hour is over both still count", 1, time.Hour - 1, 2},
		{"at the hour the two orders of time zero are forgotten", 1, time.Hour, 1},
		{"a day later all are", 1, 25 * time.Hour, 0},
		{"device 0 is a device like any other", 0, 25 * time.Hour, 0},
		{"and is counted", 0, 25 * time.Hour, 1},
	} {
		if got := v.Count(row.device, row.now); got != row.want {
			t.Errorf("%s: Count(%d, %v) = %d, want %d", row.what, row.device, row.now, got, row.want)
		}
	}
}

func TestFullVelocityForgetsTheOldestOrder(t *testing.T) {
	v := Velocity{Limit: 4}
	for range 4 {
		v.Count(7, time.Second)
	}

	v.Count(8, 2*time.Second)

	if got := v.Count(7, 3*time.Second); got != 2 {
		t.Errorf("Count = %d, want 2: of the 4 remembered, one is this order and one is device 8's", got)
	}
}

func TestVelocityStaysWithinItsMemory(t *testing.T) {
	v := Velocity{Limit: 1000}
	now := time.Duration(0)
	storm := func() {
		for device := range uint64(5000) {
			now++
			v.Count(device, now)
		}
	}
	storm()

	allocs := testing.AllocsPerRun(5, storm)

	if allocs != 0 || v.size != 1000 || len(v.orders) != 1000 {
		t.Errorf("after storms: %v allocs, %d of %d orders, want 0, 1000 of 1000", allocs, v.size, len(v.orders))
	}
}

func TestVelocitySurvivesAClockThatJumpsBack(t *testing.T) {
	var v Velocity
	v.Count(1, 3*time.Hour)

	if got := v.Count(1, time.Hour); got != 1 {
		t.Errorf("Count two hours earlier = %d, want 1: the order is kept, not lost", got)
	}
	if got := v.Count(1, 5*time.Hour); got != 0 {
		t.Errorf("Count when both hours are over = %d, want 0", got)
	}
}

func BenchmarkVelocity(b *testing.B) {
	var v Velocity
	now := time.Duration(0)
	b.ReportAllocs()
	for i := range b.N {
		now += 100 * time.Millisecond
		v.Count(uint64(i)*0x9e3779b97f4a7c15>>44, now)
	}
}
