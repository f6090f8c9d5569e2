package actors

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

func TestTargetsAreFound(t *testing.T) {
	shop := Open(sim.New(1), DefaultConfig())
	cases := []struct {
		target string
		kind   sim.Aims
		want   sim.Aim
	}{
		{"", 0, sim.Aim{}},
		{"bank", sim.AimActor, sim.Aim{Actor: shop.Bank}},
		{"order-manager", sim.AimActor, sim.Aim{Actor: shop.Orders}},
		{"bank[3/8]", sim.AimActor, sim.Aim{Actor: shop.Bank, Instance: 3, Instances: 8}},
		{"merchant -> bank", sim.AimLink, sim.Aim{From: shop.Merchant, To: shop.Bank}},
		{"stock-db->wholesaler", sim.AimLink, sim.Aim{From: shop.Stock, To: shop.Wholesaler}},
		{"customer -> web", sim.AimLink, sim.Aim{From: shop.Customer, To: shop.Web}},
		{"* -> bank", sim.AimLink, sim.Aim{To: shop.Bank}},
		{"bank -> *", sim.AimLink, sim.Aim{From: shop.Bank}},
	}
	for _, c := range cases {
		kind, err := Target(c.target)
		if kind != c.kind || err != nil {
			t.Errorf("Target(%q) = %v, %v, want %v", c.target, kind, err, c.kind)
		}
		got, err := Aim(shop, c.target, nil)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("Aim(%q) (-want +got):\n%s", c.target, diff)
		}
		if _, without := Aim(nil, c.target, nil); err != nil || without != nil {
			t.Errorf("Aim(%q) = %v, without a shop %v, want both to find it", c.target, err, without)
		}
	}
}

// Somebody who walks in is no message that a line could lose, or deliver twice: the
// load is no part of the shop.
func TestNoLineCarriesTheLoad(t *testing.T) {
	shop := Open(sim.New(1), DefaultConfig())
	for _, target := range []string{"* -> *", "* -> customer", "customer -> *", "customer"} {
		aim, err := Aim(shop, target, nil)
		if err != nil || aim.Kinds == nil {
			t.Fatalf("Aim(%q) = %v, %v, want it narrowed down to what lines carry", target, aim, err)
		}
		for _, message := range []sim.Message{&Visit{}, &Turn{}} {
			if aim.Kinds[message.Kind()] {
				t.Errorf("%s is hit by what is aimed at %s, want it left alone", messageNames[message.Kind()], target)
			}
		}
		for _, message := range []sim.Message{&Delivery{}, &Letter{}, &PlaceOrder{}, &ConfirmationPage{}} {
			if !aim.Kinds[message.Kind()] {
				t.Errorf("%s is missed by what is aimed at %s, want it hit", messageNames[message.Kind()], target)
			}
		}
	}
}

func TestWayOfATargetIsThatOfItsMessages(t *testing.T) {
	for target, want := range map[string]sim.Direction{
		"step 7": sim.AnyWay, "step 8": sim.Responses, "step 10": sim.BothWays, "AuthResponse": sim.BothWays,
		"AuthRequest": sim.AnyWay, "bank": sim.AnyWay, "merchant -> bank": sim.AnyWay, "": sim.AnyWay, "bnak": sim.AnyWay,
	} {
		if got := Way(target); got != want {
			t.Errorf("Way(%q) = %v, want %v", target, got, want)
		}
	}
}

func TestEveryNameOfTheCastIsAnActorOfTheWorld(t *testing.T) {
	shop := Open(sim.New(1), DefaultConfig())
	names := shop.World.Names()
	for _, name := range castNames {
		aim, err := Aim(shop, name, nil)
		if err != nil || names[aim.Actor] != name {
			t.Errorf("Aim(%q) = %v, %v, want the actor of that name", name, names[aim.Actor], err)
		}
	}
	if got, want := len(castNames)+1, len(names); got != want { // and the outside
		t.Errorf("%d actors have names, want all %d", got, want)
	}
}

func TestMistakesInTargetsAreExplained(t *testing.T) {
	actors := "want customer, web, order-manager, stock-db, manufacturer, wholesaler, merchant, fraud, bank, warehouse, truck or mail"
	nothing := ", want an actor such as bank, one of its instances such as bank[3/8], a line such as merchant -> bank, " +
		"a type of message such as AuthRequest or a step such as step 7"
	cases := []struct{ target, want string }{
		{"bnak", `there is nothing called "bnak"` + nothing + `, did you mean bank?`},
		{"AuthReqest", `there is nothing called "AuthReqest"` + nothing + `, did you mean AuthRequest?`},
		{"errand", `there is nothing called "errand"` + nothing},
		{"step 16", `"step 16" is no step, want step 1 to step 15`},
		{"step zero", `"step zero" is no step, want step 1 to step 15`},
		{"bank[0/8]", `"bank[0/8]" is no instance, want one of at most 1000 such as bank[3/8]`},
		{"bank[9/8]", `"bank[9/8]" is no instance, want one of at most 1000 such as bank[3/8]`},
		{"bank[3", `"bank[3" is no instance, want one of at most 1000 such as bank[3/8]`},
		{"bnak[3/8]", `there is no actor "bnak", ` + actors + `, did you mean bank?`},
		{"merchant -> bnak", `there is no actor "bnak", ` + actors + `, did you mean bank?`},
		{"bank -> bank", `"bank -> bank" is no line, want two actors such as merchant -> bank, or * for any`},
	}
	for _, c := range cases {
		if _, err := Aim(nil, c.target, nil); err == nil || err.Error() != c.want {
			t.Errorf("Aim(%s)\n got: %v\nwant: %v", c.target, err, c.want)
		}
	}
}

func TestMistakesInConditionsAreExplained(t *testing.T) {
	cases := []struct{ name, value, want string }{
		{"atempt", "2", `there is no condition "atempt", want attempt, over, under, sku, country, card, customer or order, did you mean attempt?`},
		{"attempt", "0", `attempt: "0" is no number, want a whole one from 1`},
		{"order", "-1", `order: "-1" is no number, want a whole one from 1`},
		{"over", "12.5", `over: "12.5" is no amount in euros, want one such as 100 or 99.95`},
		{"under", "much", `under: "much" is no amount in euros, want one such as 100 or 99.95`},
		{"country", "ZZ", `country: the shop sends nothing to "ZZ", want DE, AT, FR, NL, CH, IT, PL, ES, GB or US`},
		{"customer", "fraudsters", `customer: there are no customers "fraudsters", want fraudster, honest, new, returning, or a number, did you mean fraudster?`},
		{"card", "1234", `card: no card has the digits "1234", want 4242, 424242, 4444, 555555, 0005, 378282, 1117, 601111, 5556, 400005, 8210 or 520082`},
	}
	for _, c := range cases {
		if _, err := Aim(nil, "", map[string]string{c.name: c.value}); err == nil || err.Error() != c.want {
			t.Errorf("%s: %s\n got: %v\nwant: %v", c.name, c.value, err, c.want)
		}
	}
}

// sights are what there is to see in a shop of some customers: every message that
// was sent or answered.
func sights(t *testing.T, customers uint64) (*Shop, []sim.Sight) {
	t.Helper()
	shop, _ := audited(1, customers)
	var seen []sim.Sight
	shop.World.Watch(func(e *sim.Event) {
		if e.Body != nil {
			seen = append(seen, sim.Sight{Message: e.Body, Reply: e.What == sim.Answered, Attempt: int(e.Attempt), Order: e.Order, Intent: e.Intent})
		}
	}, sim.Sent, sim.Answered)
	if err := shop.World.Run(400 * Day); err != nil {
		t.Fatal(err)
	}
	shop.World.Close()
	return shop, seen
}

func TestStepsFitWhatIsThatStep(t *testing.T) {
	shop, seen := sights(t, 200)
	for step := Step(1); step <= Steps; step++ {
		aim, err := aimAtStep("step " + string(rune('0'+step/10)) + string(rune('0'+step%10)))
		if err != nil {
			t.Fatal(err)
		}
		fit := 0
		for _, sight := range seen {
			is := (aim.Kinds == nil || aim.Kinds[sight.Message.Kind()]) && (aim.Where == nil || aim.Where(sight))
			if is != (StepOf(sight.Message) == step) {
				t.Fatalf("step %d fits %T: %v", step, sight.Message, is)
			}
			if is {
				fit++
			}
			if way := step.Way(); is && way != sim.BothWays && sight.Reply != (way == sim.Responses) {
				t.Fatalf("step %d is %T, an answer: %v, want the other way", step, sight.Message, sight.Reply)
			}
		}
		if fit == 0 && step != 4 {
			t.Errorf("step %d fits nothing among %d messages of %d events", step, len(seen), shop.World.Events())
		}
	}
}

func TestConditionsFitWhatTheySay(t *testing.T) {
	shop, seen := sights(t, 300)
	cases := []struct {
		name, value, why string
		is               func(sight sim.Sight, who Shopper, cart *Cart) bool
	}{
		{"attempt", "1", "the first attempts", func(s sim.Sight, _ Shopper, _ *Cart) bool { return s.Attempt == 0 }},
		{"order", "7", "order 7", func(s sim.Sight, _ Shopper, _ *Cart) bool { return s.Order == 7 }},
		{"over", "80", "dear orders", func(_ sim.Sight, _ Shopper, c *Cart) bool { return c.Total() > 80_00 }},
		{"under", "20.00", "cheap orders", func(_ sim.Sight, _ Shopper, c *Cart) bool { return c.Total() < 20_00 }},
		{"country", "at", "parcels to Austria", func(_ sim.Sight, w Shopper, _ *Cart) bool { return w.ShipCountry.String() == "AT" }},
		{"customer", "new", "first orders", func(_ sim.Sight, w Shopper, _ *Cart) bool { return w.PastOrders == 0 }},
		{"customer", "fraudster", "thieves", func(_ sim.Sight, w Shopper, _ *Cart) bool { return w.Fraudster }},
		{"card", "424242", "cards of an issuer", func(_ sim.Sight, w Shopper, _ *Cart) bool { return strings.HasSuffix(w.Cards[0].String(), "4242") }},
	}
	for _, c := range cases {
		aim, err := Aim(shop, "PlaceOrder", map[string]string{c.name: c.value})
		if err != nil {
			t.Fatal(err)
		}
		fit := 0
		for _, sight := range seen {
			if _, placed := sight.Message.(*PlaceOrder); !placed {
				continue
			}
			who := shop.shopperOf(sight.Intent)
			cart := shop.Config.Catalog.Cart(1, sight.Intent, &who)
			if got, want := aim.Where(sight), c.is(sight, who, cart); got != want {
				t.Errorf("%s: %s of %s is %v, want %v", c.name, c.value, c.why, got, want)
			} else if got {
				fit++
			}
		}
		if fit == 0 && c.name != "order" { // who clicks has no number yet
			t.Errorf("%s: %s fits no click", c.name, c.value)
		}
	}
}

func TestConditionsMustAllHold(t *testing.T) {
	shop, seen := sights(t, 300)
	aim, err := Aim(shop, "AuthRequest", map[string]string{"over": "50", "card": "4242"})
	if err != nil {
		t.Fatal(err)
	}
	var fit, other int
	for _, sight := range seen {
		m, ok := sight.Message.(*AuthRequest)
		if !ok {
			continue
		}
		want := m.Amount > 50_00 && m.Card.issuer().last == "4242"
		if aim.Where(sight) != want {
			t.Errorf("the request for %v of %v fits: %v", m.Amount, m.Card, !want)
		}
		if want {
			fit++
		} else {
			other++
		}
	}
	if fit == 0 || other == 0 {
		t.Errorf("%d requests fit and %d do not, want some of both", fit, other)
	}
}

func TestNobodyIsBehindTheWorkOfTheNight(t *testing.T) {
	shop := Open(sim.New(1), DefaultConfig())
	for _, c := range Conditions() {
		if c.Name == "attempt" {
			continue
		}
		aim, err := Aim(shop, "", map[string]string{c.Name: c.Example})
		if err != nil {
			t.Fatal(err)
		}
		if aim.Where(sim.Sight{Message: &SettlementFile{Day: 1}}) {
			t.Errorf("%s: %s fits a settlement file", c.Name, c.Example)
		}
	}
}

func FuzzAim(f *testing.F) {
	for _, c := range []struct{ target, name, value string }{
		{"bank", "attempt", "2"}, {"bank[3/8]", "over", "100.00"}, {"merchant -> bank", "under", "1"}, {"* -> bank", "sku", "7"},
		{"AuthRequest", "country", "DE"}, {"step 7", "card", "4242"}, {"bank -> *", "customer", "new"}, {"", "order", "1"},
		{"[", "", ""}, {"->", "over", "9999999999999999999.99"}, {"step", "customer", "-1"}, {"bank[1/1000000000000]", "order", "18446744073709551615"},
	} {
		f.Add(c.target, c.name, c.value)
	}
	shop := Open(sim.New(1), DefaultConfig())
	about := []sim.Sight{
		{Intent: 1, Order: 1, Message: &AuthRequest{Order: 1, Amount: 5_00}},
		{Intent: 2, Message: &ViewItem{SKU: 3}}, {Reply: true, Attempt: 3}, {Message: &Done{}},
	}
	f.Fuzz(func(t *testing.T, target, name, value string) {
		where := map[string]string{name: value}
		aim, err := Aim(shop, target, where)
		_, checked := Aim(nil, target, where)
		if (err == nil) != (checked == nil) || err != nil && err.Error() != checked.Error() {
			t.Fatalf("in a shop: %v, without: %v, want the same", err, checked)
		}
		kind, unknown := Target(target)
		if err == nil && unknown != nil {
			t.Fatalf("Target(%q): %v, but Aim finds it", target, unknown)
		}
		if err != nil {
			return
		}
		if (aim.Actor != 0) != (kind == sim.AimActor) || (aim.From+aim.To != 0) != (kind == sim.AimLink) {
			t.Fatalf("Aim(%q) = %+v, of kind %v", target, aim, kind)
		}
		for _, sight := range about {
			_ = aim.Where(sight)
		}
	})
}
