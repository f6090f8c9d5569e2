package actors

import "buynow/sim"

// Country is where a card, a click or a parcel is at home.
type Country uint8

// countries are those the shop sells to, with their share of its customers in
// percent: a German shop with neighbours. The mix is ours, not a statistic.
var countries = [...]struct {
	code  string
	share int
}{
	{"DE", 52}, {"AT", 9}, {"FR", 8}, {"NL", 7}, {"CH", 6},
	{"IT", 5}, {"PL", 4}, {"ES", 4}, {"GB", 3}, {"US", 2},
}

// String is the two-letter code of ISO 3166.
func (c Country) String() string {
	if int(c) >= len(countries) {
		return "??"
	}
	return countries[c].code
}

// drawHome draws the country of a customer.
func drawHome(luck *sim.Luck) Country {
	percent := luck.IntN(100)
	for i := range countries {
		if percent -= countries[i].share; percent < 0 {
			return Country(i)
		}
	}
	return 0
}

// drawAbroad draws any country but home, each as likely.
func drawAbroad(luck *sim.Luck, home Country) Country {
	other := Country(luck.IntN(len(countries) - 1))
	if other >= home {
		other++
	}
	return other
}
