package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// seen counts what can be seen of a fault in the events of a run, whatever the
// fault says that it did.
type seen func(s *Shop, e *sim.Event) bool

// replied sees answers of the bank to requests for money.
func bankSays(is func(e *sim.Event, r *AuthResponse) bool) seen {
	return func(_ *Shop, e *sim.Event) bool {
		r, ok := e.Body.(*AuthResponse)
		return e.What == sim.Served && ok && is(e, r)
	}
}

func noted(text string) seen {
	return func(_ *Shop, e *sim.Event) bool { return e.What == sim.Noted && e.Text == text }
}

func sends(kind sim.Kind) seen {
	return func(_ *Shop, e *sim.Event) bool { return e.What == sim.Sent && e.Message == kind }
}

// noFraudCheck lets everybody pass.
func noFraudCheck(c *Config) { c.Fraud.Thresholds = Thresholds{Review: 2, Block: 2} }

// selfTests are what each fault that strikes orders or customers can be seen by:
// as often as it says that it did something, and otherwise as often as ever.
var selfTests = []struct {
	claim string
	fault sim.Fault
	seen  seen
}{
	{"a burst of declines declines with its code",
		sim.Fault{Type: "decline_burst", Probability: 0.4, Error: "57"},
		bankSays(func(_ *sim.Event, r *AuthResponse) bool { return r.Code == CodeNotAllow })},
	{"a part is held as often as it is said",
		sim.Fault{Type: "partial_approval", Probability: 0.3, Share: 0.4},
		bankSays(func(_ *sim.Event, r *AuthResponse) bool { return r.Code == CodePartial })},
	{"the answer that belongs to another order",
		sim.Fault{Type: "id_collision", Probability: 0.3},
		bankSays(func(e *sim.Event, r *AuthResponse) bool { return r.Order != e.Order })},
	{"what cannot be captured is written off",
		sim.Fault{Type: "capture_rejected", Probability: 0.3},
		func(_ *Shop, e *sim.Event) bool { return e.What == WrittenOff }},
	{"what the bank forgot is claimed",
		sim.Fault{Type: "settlement_missing", Probability: 0.3}, sends(KindClaim)},
	{"what was paid twice is claimed, and given back",
		sim.Fault{Type: "settlement_duplicate", Probability: 0.3},
		func(_ *Shop, e *sim.Event) bool {
			from, _ := PlaceOf(e.Move.From)
			to, _ := PlaceOf(e.Move.To)
			return e.What == sim.Moved && from == Till && to == Clearing
		}},
	{"what was paid short is claimed",
		sim.Fault{Type: "settlement_short", Probability: 0.3, Share: 0.25}, sends(KindClaim)},
	{"a mail that bounces is noted",
		sim.Fault{Type: "mail_bounced", Probability: 0.3}, noted("the mail bounced: its news is on the status page")},
	{"impatient fingers click a second time",
		sim.Fault{Type: "double_click", Probability: 0.3}, sends(KindPlaceOrder)},
	{"a second tab makes a second order",
		sim.Fault{Type: "two_tabs", Probability: 0.3},
		func(_ *Shop, e *sim.Event) bool { return e.What == Placed }},
	{"a mail that comes again is one letter more",
		sim.Fault{Type: "mail_duplicated", Probability: 0.3}, sends(KindLetter)},
	{"a mail that is written early is one more message to the provider",
		sim.Fault{Type: "mail_early", Probability: 0.3}, sends(KindDispatchMail)},
	{"whoever cancels says so",
		sim.Fault{Type: "cancel_at_step", Target: "step 8", Probability: 0.3},
		func(s *Shop, e *sim.Event) bool {
			return e.What == sim.Sent && e.Message == KindCancelOrder && e.Actor == s.Customer
		}},
	{"each thief is one more who looks at a product",
		sim.Fault{Type: "card_testing", Rate: 0.5, For: 2 * time.Minute},
		func(s *Shop, e *sim.Event) bool {
			return e.What == sim.Sent && e.Message == KindViewItem && e.Actor == s.Customer && e.Intent >= testerRange*IntentRange
		}},
}

// runs lets customers come to a shop of some rules while faults are loose, and
// shows each event to a watcher.
func runs(t *testing.T, config Config, customers uint64, watch func(*Shop, *sim.Event), faults ...sim.Fault) (*Shop, *Auditor, []*sim.Failure) {
	t.Helper()
	shop, a := visited(1, config, customers)
	failures := inflict(t, shop, a, faults...)
	if watch != nil {
		shop.World.Watch(func(e *sim.Event) { watch(shop, e) })
	}
	a.rest(t)
	return shop, a, failures
}

func TestFaultsDoWhatTheySay(t *testing.T) {
	unraced(t)
	usual := make([]int, len(selfTests))
	runs(t, quiet(), 100, func(s *Shop, e *sim.Event) {
		for i := range selfTests {
			if selfTests[i].seen(s, e) {
				usual[i]++
			}
		}
	})
	for i, c := range selfTests {
		count := 0
		_, a, failures := runs(t, quiet(), 100, func(s *Shop, e *sim.Event) {
			if c.seen(s, e) {
				count++
			}
		}, c.fault)

		if hits := int(failures[0].Hits); count-usual[i] != hits || hits < 10 {
			t.Errorf("%s: %s says that it struck %d times, %d more than usual are seen", c.claim, c.fault.Type, hits, count-usual[i])
		}
		for _, v := range a.Verdicts() {
			if v.Shop > 0 || v.WorldUnrepaired > 0 {
				t.Errorf("%s: under %s, %s is broken %d times by the shop, %d times unrepaired by the world: %+v, %+v",
					c.claim, c.fault.Type, v.Name, v.Shop, v.WorldUnrepaired, v.Instance, v.Unrepaired)
			}
		}
		if o := a.Outcomes(); o.InFlight+o.NeedsAttention > 0 {
			t.Errorf("%s: under %s orders are stuck: %+v", c.claim, c.fault.Type, o)
		}
	}
}

func TestWhoeverIsGrievedAndGetsTheGoodsComplains(t *testing.T) {
	for reason, least := range map[string]int{"fraud": 0, "duplicate": 6} {
		grieved, complains, won := map[uint64]bool{}, map[uint64]bool{}, 0
		config := quiet()
		noFraudCheck(&config)

		_, a, _ := runs(t, config, 100, func(_ *Shop, e *sim.Event) {
			switch {
			case e.What == sim.FaultHit:
				grieved[e.Intent] = true
			case e.What == sim.Sent && e.Message == KindDispute:
				complains[e.Intent] = true
			case e.What == Changed:
				if machine, _, next := ChangeOf(e); machine == CaseMachine && CaseState(next) == CaseWon {
					won++
				}
			}
		}, sim.Fault{Type: "chargeback", Probability: 0.2, Mode: reason})

		for intent := range complains {
			if !grieved[intent] {
				t.Errorf("intent %d complains without a reason", intent)
			}
		}
		if m := a.Milestones(); len(complains) < 10 || m.Disputed != len(complains) || won < least || won > len(complains)-1+least {
			t.Errorf("%s: %d of %d grieved complain, %d cases are opened and %d are won", reason, len(complains), len(grieved), m.Disputed, won)
		}
		if got := broken(a); len(got) > 0 {
			t.Errorf("%s: the shop broke %v", reason, got)
		}
	}
}

func TestDeclinesHaveTheReasonsOfTheMix(t *testing.T) {
	config := quiet()
	config.Bank.Decline = 0.5
	codes := map[Code]int{}

	runs(t, config, 100, func(_ *Shop, e *sim.Event) {
		if r, ok := e.Body.(*AuthResponse); ok && e.What == sim.Served && r.Code != CodeApproved {
			codes[r.Code]++
		}
	}, sim.Fault{Type: "decline_mix", Set: map[string]string{"91": "3", "54": "1"}})

	if codes[CodeIssuer] < 2*codes[CodeExpired] || codes[CodeExpired] == 0 || len(codes) != 2 {
		t.Errorf("the reasons are %v, want some three times 91 and once 54, and no other", codes)
	}
}

func TestNetworkStandsInForAnIssuerThatIsDown(t *testing.T) {
	config := quiet()
	config.Bank.Short, config.Bank.Left = 0.5, sim.Uniform(Cents(0), Cents(1))
	config.Orders.AuthMargin = 0
	asked, approved, takenBack := 0, 0, 0

	_, a, failures := runs(t, config, 150, func(_ *Shop, e *sim.Event) {
		r, ok := e.Body.(*AuthResponse)
		switch {
		case ok && e.What == sim.Served && e.At < 2*time.Hour:
			asked++
			if r.Code == CodeApproved {
				approved++
			}
		case noted("the issuer takes back what was approved in its place")(nil, e):
			takenBack++
		}
	}, sim.Fault{Type: "issuer_down", Share: 0.8, For: 2 * time.Hour})

	share := float64(approved) / float64(asked)
	if int(failures[0].Hits) != asked || share < 0.7 || share > 0.9 {
		t.Errorf("%d were asked, the network stood in %d times and approved %.2f, want all and 0.8", asked, failures[0].Hits, share)
	}
	repaired, unrepaired := worlds(a)
	if got := broken(a); len(got) > 0 || len(unrepaired) > 0 || repaired["within-limits"] == 0 || takenBack == 0 {
		t.Errorf("the shop broke %v, repaired are %v, unrepaired %v, %d were taken back, want overdrafts that are", got, repaired, unrepaired, takenBack)
	}
}

func TestSlowIssuerIsSoManyTimesAsSlow(t *testing.T) {
	mean := func(faults ...sim.Fault) time.Duration {
		var sum, n time.Duration
		runs(t, quiet(), 50, func(s *Shop, e *sim.Event) {
			if e.What == sim.Served && e.Actor == s.Bank && e.Message == KindAuthRequest {
				sum, n = sum+time.Duration(e.B), n+1
			}
		}, faults...)
		return sum / n
	}
	plain, slow := mean(), mean(sim.Fault{Type: "slow_issuer", Factor: 3})
	if ratio := float64(slow) / float64(plain); ratio < 2.9 || ratio > 3.1 {
		t.Errorf("the bank needs %v, and %v when it is slow, want 3 times as long", plain, slow)
	}
}

func TestHoldsThatExpireEarlyLastSoLong(t *testing.T) {
	holds := 0
	_, a, _ := runs(t, quiet(), 50, func(_ *Shop, e *sim.Event) {
		if r, ok := e.Body.(*AuthResponse); ok && e.What == sim.Served && r.Code == CodeApproved {
			holds++
			if lasts := r.Until - e.At; lasts > 12*time.Hour || lasts < 12*time.Hour-time.Minute {
				t.Errorf("a hold lasts for %v, want 12h", lasts)
			}
		}
	}, sim.Fault{Type: "auth_expiry", Age: 12 * time.Hour})
	if got := broken(a); holds < 30 || len(got) > 0 {
		t.Errorf("%d holds, and the shop broke %v", holds, got)
	}
}

func TestWithoutFraudCheckPeopleLookAtDearOrders(t *testing.T) {
	scores, reviews, dear := 0, 0, 0
	_, a, failures := runs(t, quiet(), 100, func(s *Shop, e *sim.Event) {
		switch m := e.Body.(type) {
		case *RiskScore:
			scores++
		case *ReviewCase:
			if e.What == sim.Sent {
				reviews++
			}
		case *PaymentRequest:
			if e.What == sim.Sent && m.Amount >= s.Config.Merchant.FailClosed {
				dear++
			}
		}
	}, sim.Fault{Type: "fraud_down"})
	if scores > 0 || failures[0].Hits < 90 || reviews != dear || dear == 0 {
		t.Errorf("%d scores in %d requests, people look at %d orders, want all %d dear ones", scores, failures[0].Hits, reviews, dear)
	}
	if got := broken(a); len(got) > 0 {
		t.Errorf("the shop broke %v", got)
	}
}

func TestReviewsOfABacklogTakeLonger(t *testing.T) {
	config := quiet()
	config.Fraud.Thresholds = Thresholds{Review: 0, Block: 2}
	config.Fraud.Takes = sim.Constant(time.Minute)
	begun, longest := map[uint64]time.Duration{}, time.Duration(0)
	_, _, failures := runs(t, config, 30, func(_ *Shop, e *sim.Event) {
		switch m := e.Body.(type) {
		case *ReviewCase:
			begun[m.Key] = e.At
		case *ReviewDecided:
			if e.What == sim.Sent {
				longest = max(longest, e.At-begun[m.Key])
			}
		}
	}, sim.Fault{Type: "review_backlog", Factor: 5})
	if longest < 4*time.Minute || longest > 6*time.Minute || failures[0].Hits < 25 {
		t.Errorf("reviews take up to %v, %d of them delayed, want 5 minutes and all 30", longest, failures[0].Hits)
	}
}

func TestWhereKeysAreLostACopyIsHeldTwice(t *testing.T) {
	shop, a := visited(1, quiet(), 60)
	failures := inflict(t, shop, a, sim.Fault{Type: "idempotency_lost"})
	twice := sim.Fault{Type: "duplicate", Name: "copies", Probability: 0.5, Direction: sim.Requests}
	aim, err := Aim(shop, "AuthRequest", nil)
	if err != nil {
		t.Fatal(err)
	}
	copies := shop.World.Inflict(twice, []sim.Deed{sim.Copy{Times: 1, After: sim.Constant(5 * time.Second)}}, aim)
	a.Faults(rowOf(t, shop, "idempotency_lost"), sim.FaultRow{})
	holds := map[OrderID]int{}
	shop.World.Watch(func(e *sim.Event) {
		if e.What == Effect && sim.Kind(e.B) == KindAuthRequest {
			holds[e.Order]++
		}
	}, Effect)

	a.rest(t)

	more := 0
	for order := range holds {
		more += holds[order] - 1
	}
	if failures[0].Hits != copies.Hits || more != int(copies.Hits) || more < 10 {
		t.Errorf("%d copies came, %d of them taken for new, %d orders held once more, want all", copies.Hits, failures[0].Hits, more)
	}
	repaired, unrepaired := worlds(a)
	if got := broken(a); len(got) > 0 || len(unrepaired) > 0 || repaired["nobody-charged-twice"] == 0 {
		t.Errorf("the shop broke %v, repaired are %v, unrepaired %v, want holds that stood twice until they ran out", got, repaired, unrepaired)
	}
}

func TestWhoeverClosesTheWindowDoesNothingMore(t *testing.T) {
	config := quiet()
	config.Bank.Decline, config.Customers.TryAnotherCard = 0.5, 1
	again := 0
	_, a, failures := runs(t, config, 60, func(s *Shop, e *sim.Event) {
		if e.What == sim.Sent && e.Message == KindPayAgain && e.Actor == s.Customer {
			again++
		}
	}, sim.Fault{Type: "abandon", Probability: 1})
	if o := a.Outcomes(); again > 0 || failures[0].Hits < 50 || o.Declined < 10 || o.InFlight > 0 {
		t.Errorf("%d other cards tried after %d windows closed: %+v, want none, and the orders declined", again, failures[0].Hits, o)
	}
}

// selfTested are the faults with a test of their own, beside those of the table.
var selfTested = []string{
	"decline_mix", "issuer_down", "slow_issuer", "auth_expiry", "idempotency_lost", "fraud_down", "review_backlog", "chargeback", "abandon",
}

func TestEveryFaultOfMoneyAndPeopleHasASelfTest(t *testing.T) {
	tested := map[string]bool{}
	for _, name := range selfTested {
		tested[name] = true
	}
	for _, c := range selfTests {
		tested[c.fault.Type] = true
	}
	for _, row := range moneyFaults(nil) {
		if !tested[row.Name] {
			t.Errorf("%s has no self-test", row.Name)
		}
	}
}
