package actors

import (
	"testing"
	"time"
)

func TestOneMailForEachKey(t *testing.T) {
	y := newYard(t, 1, calm)

	for _, at := range []time.Duration{0, time.Millisecond, time.Hour} {
		y.tell(at, 1, y.shop.Mail, &StatusMail{Order: 1, Key: 7, State: Confirmed})
		y.tell(at, 1, y.shop.Mail, &StatusMail{Order: 1, Key: 8, State: Cancelled})
		y.tell(at, 1, y.shop.Mail, &DispatchMail{Order: 1, Shipment: 1, Tracking: 5})
	}
	y.states[ShipmentKey(1, 1)] = ShipmentCollected
	y.run()

	if len(y.letters[1]) != 3 {
		t.Errorf("%d letters, want 3", len(y.letters[1]))
	}
}

func TestAFullMailboxIsTriedAgainForThreeDays(t *testing.T) {
	for _, row := range []struct {
		name string
		full float64
		want int
	}{
		{"one that is full at times gets its mail", 0.7, 50},
		{"one that is always full does not", 1, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			y := newYard(t, 1, func(c *Config) { calm(c); c.Mail.Full = row.full })
			for order := OrderID(1); order <= 50; order++ {
				y.tell(0, order, y.shop.Mail, &StatusMail{Order: order, Key: order, State: Confirmed})
			}
			y.run()

			if len(y.letters) != row.want {
				t.Errorf("%d letters, want %d", len(y.letters), row.want)
			}
			for _, at := range y.letters {
				if at[0] > 73*time.Hour {
					t.Errorf("a letter after %v, want within 72 hours", at[0])
				}
			}
		})
	}
}

func TestAWrongAddressBouncesEveryMailOfTheIntent(t *testing.T) {
	const n = 20_000
	y := newYard(t, 1, func(c *Config) { c.Mail.Full = 0 })
	for order := OrderID(1); order <= n; order++ {
		y.tell(0, order, y.shop.Mail, &StatusMail{Order: order, Key: 2 * order, State: Confirmed})
		y.tell(time.Hour, order, y.shop.Mail, &StatusMail{Order: order, Key: 2*order + 1, State: Cancelled})
	}
	y.run()

	bounced := n - len(y.letters)
	if bounced < 21 || bounced > 59 { // 3 sigma
		t.Errorf("%d of %d bounce, want about 40", bounced, n)
	}
	for order, letters := range y.letters {
		if len(letters) != 2 {
			t.Errorf("order %d gets %d letters, want both or none", order, len(letters))
		}
	}
}

func TestMailsInTheQueueSurviveACrash(t *testing.T) {
	y := newYard(t, 1, calm)
	for order := OrderID(1); order <= 100; order++ {
		y.tell(0, order, y.shop.Mail, &StatusMail{Order: order, Key: order, State: Confirmed})
	}
	y.world.At(time.Second, func() { y.world.Crash(y.shop.Mail) })
	y.world.At(time.Minute, func() { y.world.Restart(y.shop.Mail) })
	y.run()

	for order := OrderID(1); order <= 100; order++ {
		if len(y.letters[order]) != 1 {
			t.Errorf("order %d gets %d letters, want 1", order, len(y.letters[order]))
		}
	}
}
