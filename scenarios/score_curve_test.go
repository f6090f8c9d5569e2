package scenarios

import (
	"bytes"
	"math"
	"reflect"
	"testing"
	"time"

	"buynow/sim/codec"
)

// Slices are round, about as many for any load, and go on for a while after it.
func TestSlicesAreRound(t *testing.T) {
	long(t)
	for _, row := range []struct{ load, width time.Duration }{
		{time.Second, time.Second},
		{5 * time.Minute, 2 * time.Second},
		{15 * time.Minute, 5 * time.Second},
		{time.Hour, 30 * time.Second},
		{24 * time.Hour, 10 * time.Minute},
		{7 * 24 * time.Hour, time.Hour},
		{90 * 24 * time.Hour, 12 * time.Hour},
	} {
		c := newCurve(row.load)
		if over := time.Duration(len(c.slices)) * c.width; c.width != row.width || over < row.load+row.load/5 || len(c.slices) > mostSlices {
			t.Errorf("a load of %v has %d slices of %v, want them to be of %v", row.load, len(c.slices), c.width, row.width)
		}
	}
}

// Everybody who clicks and is thanked is in one slice, and what is at risk is there from the moment on.
func TestSlicesAddUp(t *testing.T) {
	long(t)
	score := scoreOf(t, "lost-auth-response", "preset=naive")

	due, confirmed := 0., 0.
	for _, s := range score.Slices {
		due, confirmed = due+s.Due, confirmed+s.Confirmed
	}
	if due != float64(len(score.Fates)) {
		t.Errorf("%v customers are due, %d clicked", due, len(score.Fates))
	}
	if thanked := score.value(t, "success").X * due; confirmed > thanked+1e-9 || confirmed < thanked-10 {
		t.Errorf("%v thank-yous are on the curve, want all but some late ones of %v", confirmed, thanked)
	}
	last := score.Slices[len(score.Slices)-1]
	if owed := score.value(t, "money_owed").X; score.Slices[0].AtRisk != 0 || math.Abs(last.AtRisk-owed) > 0.5*owed {
		t.Errorf("at first € %v are at risk, at last € %v, want 0 and about what is owed: € %v", score.Slices[0].AtRisk, last.AtRisk, owed)
	}
}

// What is at risk is counted from when it is to when it is not, at the end of each slice.
func TestRiskIsThatAtTheEndOfASlice(t *testing.T) {
	long(t)
	c := newCurve(5 * time.Second)
	c.risks(1500*time.Millisecond, 10_00)
	c.risks(1800*time.Millisecond, 20_00)
	c.risks(4*time.Second, 5_00)
	for i, want := range []float64{0, 20, 20, 20, 5, 5} {
		if got := c.close()[i].AtRisk; got != want {
			t.Errorf("at the end of slice %d € %v are at risk, want %v", i, got, want)
		}
	}
	b := riskBook{until: time.Hour}
	b.change(0, 10_00)
	b.change(30*time.Minute, -5_00)
	if got := b.exposure(2 * time.Hour); got != 7.5 {
		t.Errorf("ten euros for half an hour and five for another are %v euro-hours, want 7.5", got)
	}
}

// A score is the same whenever it is made, to the last bit, and comes back from a file as it was.
func TestAScoreIsTheSameAgainAndFromAFile(t *testing.T) {
	long(t)
	first, again := scoreOf(t, "issuer-brownout", "scale=40"), scoreOf(t, "issuer-brownout", "scale=40")
	if !bytes.Equal(first.bytes(t), again.bytes(t)) {
		t.Error("two runs that are the same have different scores")
	}

	var back Score
	if err := codec.Decode(first.bytes(t), &back); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.bytes(t), first.bytes(t)) || !reflect.DeepEqual(back.Fates, first.Fates) || !reflect.DeepEqual(back.Slices, first.Slices) {
		t.Error("from a file a score comes back as another one")
	}
	other := scoreOf(t, "issuer-brownout", "scale=40", "seed=2")
	if bytes.Equal(first.bytes(t), other.bytes(t)) {
		t.Error("another seed has the same score")
	}
}
