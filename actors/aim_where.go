package actors

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"buynow/sim"
)

// fits tells if a message is so.
type fits = func(sim.Sight) bool

// Condition is something by which a target can be narrowed down.
type Condition struct {
	Name, Text, Example string
	read                func(s *Shop, value string) (fits, error)
}

// Conditions are those that there are.
func Conditions() []Condition {
	return []Condition{
		{"attempt", "which of its sender's attempts the message is, counted from 1", "2", ofAttempt},
		{"over", "the amount it is about, else the order's, is more than so many euros", "100.00", amounts(func(a, b Cents) bool { return a > b })},
		{"under", "the same is less than so many euros", "20.00", amounts(func(a, b Cents) bool { return a < b })},
		{"sku", "the number of a product that it is about, or that is in the cart", "7", ofProduct},
		{"country", "where the parcel goes", "DE", ofCountry},
		{"card", "the card that pays: the last four digits, or the first six, which tell the issuer", "4242", ofCard},
		{"customer", "who buys: fraudster, honest, new, returning, or the number of an account", "new", ofCustomer},
		{"order", "the number of the order", "7", ofOrder},
	}
}

// where reads conditions, all of which must hold; nil if there are none.
func (s *Shop) where(conditions map[string]string) (fits, error) {
	known := Conditions()
	var all fits
	for _, name := range slices.Sorted(maps.Keys(conditions)) {
		i := slices.IndexFunc(known, func(c Condition) bool { return c.Name == name })
		if i < 0 {
			return nil, noCondition(name, known)
		}
		one, err := known[i].read(s, strings.TrimSpace(conditions[name]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = both(all, one)
	}
	return all, nil
}

func noCondition(name string, known []Condition) error {
	var names []string
	for _, c := range known {
		names = append(names, c.Name)
	}
	return fmt.Errorf("there is no condition %.40q, want %s%s", name, orOf(names), meant(name, names))
}

func both(one, other fits) fits {
	switch {
	case one == nil:
		return other
	case other == nil:
		return one
	}
	return func(sight sim.Sight) bool { return one(sight) && other(sight) }
}

// natural reads a number of things, counted from a first.
func natural(value string, first uint64) (uint64, error) {
	number, err := strconv.ParseUint(value, 10, 63)
	if err != nil || number < first {
		return 0, fmt.Errorf("%.40q is no number, want a whole one from %d", value, first)
	}
	return number, nil
}

func ofAttempt(_ *Shop, value string) (fits, error) {
	number, err := natural(value, 1)
	return func(sight sim.Sight) bool { return uint64(sight.Attempt)+1 == number }, err
}

func ofOrder(_ *Shop, value string) (fits, error) {
	number, err := natural(value, 1)
	return func(sight sim.Sight) bool { return sight.Order == number }, err
}

// amounts compares what a message is about with a limit.
func amounts(compare func(a, b Cents) bool) func(*Shop, string) (fits, error) {
	return func(s *Shop, value string) (fits, error) {
		limit, err := euros(value)
		return func(sight sim.Sight) bool {
			amount, ok := amountOf(sight.Message)
			if !ok {
				cart := s.cartOf(sight)
				if cart == nil {
					return false
				}
				amount = cart.Total()
			}
			return compare(amount, limit)
		}, err
	}
}

// euros reads an amount such as 100 or 99.95.
func euros(value string) (Cents, error) {
	whole, part, dot := strings.Cut(value, ".")
	amount, err := strconv.ParseUint(whole, 10, 40)
	cents, err2 := uint64(0), error(nil)
	if dot {
		cents, err2 = strconv.ParseUint(part, 10, 8)
	}
	if err != nil || err2 != nil || dot && len(part) != 2 {
		return 0, fmt.Errorf("%.40q is no amount in euros, want one such as 100 or 99.95", value)
	}
	return Cents(100*amount + cents), nil
}

func ofProduct(s *Shop, value string) (fits, error) {
	number, err := natural(value, 1)
	return func(sight sim.Sight) bool {
		if sku := productOf(sight.Message); sku != 0 {
			return uint64(sku) == number
		}
		cart := s.cartOf(sight)
		return cart != nil && slices.ContainsFunc(cart.Lines, func(line Line) bool { return uint64(line.SKU) == number })
	}, err
}

func ofCountry(s *Shop, value string) (fits, error) {
	var names []string
	for i := range countries {
		names = append(names, countries[i].code)
	}
	i := slices.Index(names, strings.ToUpper(value))
	if i < 0 {
		return nil, fmt.Errorf("the shop sends nothing to %.40q, want %s", value, orOf(names))
	}
	return s.ofShopper(func(who *Shopper) bool { return who.ShipCountry == Country(i) }), nil
}

func ofCustomer(s *Shop, value string) (fits, error) {
	switch value {
	case "fraudster":
		return s.ofShopper(func(who *Shopper) bool { return who.Fraudster }), nil
	case "honest":
		return s.ofShopper(func(who *Shopper) bool { return !who.Fraudster }), nil
	case "new":
		return s.ofShopper(func(who *Shopper) bool { return who.PastOrders == 0 }), nil
	case "returning":
		return s.ofShopper(func(who *Shopper) bool { return who.PastOrders > 0 }), nil
	}
	number, err := natural(value, 0)
	if err != nil {
		groups := []string{"fraudster", "honest", "new", "returning"}
		return nil, fmt.Errorf("there are no customers %.40q, want %s, or a number%s", value, strings.Join(groups, ", "), meant(value, groups))
	}
	return s.ofShopper(func(who *Shopper) bool { return uint64(who.Customer) == number }), nil
}

func (s *Shop) ofShopper(is func(*Shopper) bool) fits {
	return func(sight sim.Sight) bool {
		who, ok := s.whoOf(sight)
		return ok && is(&who)
	}
}

func ofCard(s *Shop, value string) (fits, error) {
	var ends []string
	for _, issuer := range issuers {
		ends = append(ends, issuer.last, issuer.first)
	}
	if !slices.Contains(ends, value) {
		return nil, fmt.Errorf("no card has the digits %.40q, want %s", value, orOf(ends))
	}
	return func(sight sim.Sight) bool {
		card, ok := cardOf(sight.Message)
		if !ok {
			who, known := s.whoOf(sight)
			if !known {
				return false
			}
			card = who.Cards[0]
		}
		issuer := card.issuer()
		return issuer.last == value || issuer.first == value
	}, nil
}
