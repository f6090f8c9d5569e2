package actors

import (
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// filled is a fault with what its row says of what it leaves out.
func filled(f sim.Fault, base sim.Fault) sim.Fault {
	if f.Name == "" {
		f.Name = f.Type
	}
	set := func(here *float64, there float64) {
		if *here == 0 {
			*here = there
		}
	}
	set(&f.Probability, base.Probability)
	set(&f.Share, base.Share)
	set(&f.Factor, base.Factor)
	set(&f.Rate, base.Rate)
	if f.Count == 0 {
		f.Count = base.Count
	}
	if f.Age == 0 {
		f.Age = base.Age
	}
	if f.Error == "" {
		f.Error = base.Error
	}
	if f.Mode == "" {
		f.Mode = base.Mode
	}
	if f.Target == "" {
		f.Target = base.Target
	}
	if f.Direction == sim.AnyWay {
		f.Direction = base.Direction
	}
	return f
}

// rowOf is a row of the catalogue for a shop.
func rowOf(t testing.TB, s *Shop, name string) sim.FaultRow {
	t.Helper()
	rows := Faults(s)
	i := slices.IndexFunc(rows, func(row sim.FaultRow) bool { return row.Name == name })
	if i < 0 {
		t.Fatalf("there is no fault %s", name)
	}
	return rows[i]
}

// inflict lets faults loose on a shop, and tells its auditor.
func inflict(t testing.TB, s *Shop, a *Auditor, faults ...sim.Fault) []*sim.Failure {
	t.Helper()
	var rows []sim.FaultRow
	var failures []*sim.Failure
	for _, f := range faults {
		row := rowOf(t, s, f.Type)
		f = filled(f, row.Base)
		aim := sim.Aim{}
		if row.Aims != 0 {
			var err error
			if aim, err = Aim(s, f.Target, f.Where); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
		failures = append(failures, s.World.Inflict(f, row.Make(&f), aim))
	}
	a.Faults(rows...)
	return failures
}

// quiet are the rules of a shop to which nothing happens but what a test does.
func quiet() Config {
	c := DefaultConfig()
	c.Stock.OrdersPerDay = 10_000
	c.Bank.Decline, c.Bank.Short, c.Mail.Bounce, c.Mail.Full = 0, 0, 0, 0
	c.Customers.DoubleClick, c.Customers.Return, c.Customers.Dispute = 0, 0, 0
	c.Carrier.Lost, c.Carrier.Damaged, c.Merchant.Challenge = 0, 0, 0
	c.Population.AttackRate = 0
	return c
}

// visited is a shop of those rules to which so many customers come, one after the
// other.
func visited(seed uint64, config Config, customers uint64) (*Shop, *Auditor) {
	shop := Open(sim.New(seed), config)
	shop.World.Go("customers", func(env *sim.Env) {
		for intent := uint64(1); intent <= customers; intent++ {
			env.About(intent, 0)
			env.Send(shop.Customer, &Visit{Intent: intent, Journey: Buy})
			env.Sleep(2 * time.Second)
		}
	})
	return shop, NewAuditor(shop)
}

func TestRulesAreChangedByFaultsInTheirOrder(t *testing.T) {
	shop := Open(sim.New(1), DefaultConfig())
	bank := &shop.Config.Bank
	plain := bank.Decline
	edit := func(apply func(c *Config, strength float64)) func(float64) {
		return shop.rewrites(apply)[0].(sim.Edit).Do
	}
	one := edit(func(c *Config, strength float64) { c.Bank.Decline = towards(c.Bank.Decline, 0.5, strength) })
	two := edit(func(c *Config, _ float64) { c.Bank.Decline *= 2; c.Mail.Bounce = 1 })

	cases := []struct {
		say     string
		do      func()
		decline float64
		bounce  float64
	}{
		{"the second begins alone", func() { two(1) }, 2 * plain, 1},
		{"the first, half grown, counts before it", func() { one(0.5) }, float64(plain + 0.5), 1},
		{"it is fully grown", func() { one(1) }, 1, 1},
		{"the second ends", func() { two(0) }, 0.5, DefaultMailRules().Bounce},
		{"both have ended", func() { one(0) }, plain, DefaultMailRules().Bounce},
	}
	for _, c := range cases {
		c.do()
		if bank.Decline != c.decline || shop.Config.Mail.Bounce != c.bounce {
			t.Errorf("%s: declines %v and bounces %v, want %v and %v", c.say, bank.Decline, shop.Config.Mail.Bounce, c.decline, c.bounce)
		}
	}
}

func TestRowsSayWhatTheyAre(t *testing.T) {
	groups := []string{"link", "process", "resource", "data", "business"}
	names := map[string]bool{}
	for _, row := range Faults(nil) {
		if names[row.Name] {
			t.Errorf("%s is there twice", row.Name)
		}
		names[row.Name] = true
		if row.Text == "" || row.Says == "" || row.Example == "" || row.Make == nil || !slices.Contains(groups, row.Group) {
			t.Errorf("%s lacks something: %+v", row.Name, row)
		}
		if (len(row.Breaks) > 0) != (row.Within > 0) {
			t.Errorf("%s breaks %v within %v, want both or neither", row.Name, row.Breaks, row.Within)
		}
		for _, name := range row.Breaks {
			if !slices.ContainsFunc(Invariants(), func(i Invariant) bool { return i.Name == name }) {
				t.Errorf("%s breaks %s, which is no invariant", row.Name, name)
			}
		}
		if _, err := Aim(nil, row.Base.Target, nil); err != nil {
			t.Errorf("%s: %v", row.Name, err)
		}
	}
}

func TestMistakesInFaultsOfMoneyAreExplained(t *testing.T) {
	reasons := "5 (do not honour), 43 (stolen card), 51 (not enough money), 54 (expired card), 57 (not allowed to this card), " +
		"59 (suspected fraud), 61 (over the limit), 82 (wrong card data), 91 (issuer not available), 96 (system error)"
	cases := []struct {
		fault sim.Fault
		want  string
	}{
		{sim.Fault{Type: "decline_burst", Error: "broke"}, `error "broke" is no reason to decline, want one of ` + reasons},
		{sim.Fault{Type: "decline_burst", Error: "0"}, `error "0" is no reason to decline, want one of ` + reasons},
		{sim.Fault{Type: "decline_mix"}, `set is empty, want a weight for one or more of ` + reasons},
		{sim.Fault{Type: "decline_mix", Set: map[string]string{"7": "1"}}, `set: error "7" is no reason to decline, want one of ` + reasons},
		{sim.Fault{Type: "decline_mix", Set: map[string]string{"51": "NaN"}}, `set: the weight of 51 is "NaN", want a number above 0`},
		{sim.Fault{Type: "chargeback", Mode: "frod"}, `mode "frod" is no reason to complain, want fraud, not_as_described, not_received or duplicate, did you mean fraud?`},
		{sim.Fault{Type: "cancel_at_step"}, `target is missing, want the step at which customers cancel, such as step 7`},
		{sim.Fault{Type: "cancel_at_step", Target: "step 99"}, `"step 99" is no step, want step 1 to step 15`},
	}
	for _, c := range cases {
		if err := rowOf(t, nil, c.fault.Type).Check(&c.fault); err == nil || err.Error() != c.want {
			t.Errorf("%s\n got: %v\nwant: %v", c.fault.Type, err, c.want)
		}
	}
}
