package actors

import (
	"fmt"
	"strings"

	"buynow/sim"
	"buynow/sim/resilience"
)

// Fallback is an answer in a callee's place, for when nothing else came of a call:
// the answer of a policy's fallback.
type Fallback struct {
	Name string // in a file
	Line string // over which it makes sense
	Text string // what the caller goes on with

	answer func(s *Shop, env *sim.Env, message sim.Message) sim.Message // nil for what it is no answer to
}

// Fallbacks lists those that this shop knows.
func Fallbacks() []Fallback {
	return []Fallback{
		{"any-stock", "web -> stock-db", "the page of the product, as if there were one left", anyStock},
		{"pass", "merchant -> fraud", "nobody is a thief", judgedAs(Pass)},
		{"review", "merchant -> fraud", "people must look at everybody", judgedAs(Review)},
		{"usual-date", "stock-db -> manufacturer", "the goods come in the usual time", usualDate(fromManufacturer)},
		{"usual-date", "stock-db -> wholesaler", "the goods come in the usual time", usualDate(fromWholesaler)},
	}
}

// FallbackOf finds the fallback of that name for a line. The error says which
// there are.
func FallbackOf(line, name string) (Fallback, error) {
	var known []string
	for _, f := range Fallbacks() {
		if f.Line == line {
			known = append(known, f.Name)
		}
		if f.Line == line && f.Name == name {
			return f, nil
		}
	}
	if known == nil {
		return Fallback{}, fmt.Errorf("the shop knows no fallback for %s", line)
	}
	return Fallback{}, fmt.Errorf("%.40q is no fallback for %s, want %s", name, line, strings.Join(known, " or "))
}

// instead is the fallback as a line wants it.
func (f Fallback) instead(s *Shop) resilience.Instead {
	return func(env *sim.Env, message sim.Message, err error) (sim.Message, error) {
		if reply := f.answer(s, env, message); reply != nil {
			return reply, nil
		}
		return nil, err
	}
}

// anyStock is a page of the catalog without the figure: the page is worth more.
func anyStock(s *Shop, env *sim.Env, message sim.Message) sim.Message {
	if m, ok := message.(*ViewItem); ok {
		return &ItemPage{SKU: m.SKU, Price: s.Config.Catalog.Price(env.Seed(), m.SKU), Stock: 1}
	}
	return nil
}

func judgedAs(verdict Verdict) func(*Shop, *sim.Env, sim.Message) sim.Message {
	return func(_ *Shop, _ *sim.Env, message sim.Message) sim.Message {
		if m, ok := message.(*RiskCheck); ok {
			return &RiskScore{Order: m.Order, Verdict: verdict}
		}
		return nil
	}
}

func usualDate(from source) func(*Shop, *sim.Env, sim.Message) sim.Message {
	return func(s *Shop, env *sim.Env, message sim.Message) sim.Message {
		if m, ok := message.(*SupplyQuote); ok {
			return &Quote{SKU: m.SKU, Eta: env.Now() + s.stock.usual(from).quote}
		}
		return nil
	}
}
