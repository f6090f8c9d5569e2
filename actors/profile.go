package actors

import "buynow/sim"

// profile is what stays the same about a customer in all of their orders.
type profile struct {
	home     Country
	cards    [3]Card
	devices  int // 1 to 3
	age      int // days
	orders   int
	disputes int
}

// OS is what a browser says it runs on.
type OS uint8

// The operating systems.
const (
	Android OS = iota
	IOS
	Windows
	MacOS
	Linux
)

// String is the name on the box.
func (o OS) String() string {
	return [...]string{"Android", "iOS", "Windows", "macOS", "Linux"}[o]
}

// Screen is the size class of a display.
type Screen uint8

// The size classes.
const (
	Phone Screen = iota
	Tablet
	Desktop
)

// String is the size class in a word.
func (s Screen) String() string {
	return [...]string{"phone", "tablet", "desktop"}[s]
}

// honestCustomers is the number of accounts that belong to somebody; thieves
// open the last hundredth to throw it away.
func (p Population) honestCustomers() int {
	return p.Customers - p.Customers/100
}

// drawCustomer draws whose wish it is: half the orders come from a loyal fifth,
// the other half from anybody.
func (p Population) drawCustomer(luck *sim.Luck) int {
	honest := p.honestCustomers()
	if luck.Chance(0.5) {
		return luck.IntN(max(1, honest/5))
	}
	return luck.IntN(honest)
}

// profile draws the customer of that number.
func (p Population) profile(seed uint64, number int) profile {
	luck := sim.Fate(seed, luckCustomer, uint64(number))
	a := profile{home: drawHome(&luck), devices: 1}
	for i := range a.cards {
		a.cards[i] = Card{Token: CardToken(3*number + i), Country: a.home, Debit: luck.Chance(0.45)}
	}
	if luck.Chance(0.5) {
		a.devices = 2 + luck.IntN(2)
	}

	switch honest := p.honestCustomers(); {
	case number >= honest: // thrown away soon; some have been complained about
		a.age = luck.IntN(14)
		a.orders = luck.IntN(1 + a.age/4)
		a.disputes = luck.IntN(6) / 5
		return a
	case number < honest/5: // loyal
		a.age = 200 + luck.IntN(2300)
		a.orders = 1 + luck.IntN(a.age/25)
	case luck.Chance(0.2): // opened for this very order
	case luck.Chance(0.25):
		a.age = 1 + luck.IntN(60)
		a.orders = luck.IntN(3)
	default:
		a.age = 60 + luck.IntN(2440)
		a.orders = luck.IntN(1 + a.age/120)
	}
	if a.orders > 0 && luck.Chance(0.02) {
		a.disputes = 1
	}
	return a
}

// Devices are numbered in three ranges: the customers' own, the thieves', and
// one for every intent that comes with a device nobody has seen before. Thieves
// share theirs, one per 2,500 customers, so each comes back within hours, and
// change them every month.

func (p Population) ownDevice(customer, which int) uint64 {
	return uint64(3*customer + which)
}

func (p Population) thiefDevice(luck *sim.Luck) uint64 {
	return uint64(3*p.Customers + luck.IntN(p.Customers/2500))
}

func (p Population) unseenDevice(intent uint64) uint64 {
	return unseenDevices | intent
}

const unseenDevices = 1 << 63

// useDevice puts the device into the shopper's hands, and what the shop sees of it.
func (p Population) useDevice(seed uint64, s *Shopper, device uint64) {
	luck := sim.Fate(seed, luckDevice, device)
	s.Device = device
	s.DeviceAge = luck.IntN(900)
	switch {
	case device >= unseenDevices:
		s.DeviceAge = 0
	case device >= uint64(3*p.Customers):
		s.DeviceAge %= 30
	}
	switch kind := luck.IntN(100); {
	case kind < 36:
		s.OS, s.Screen = Android, Phone
	case kind < 58:
		s.OS, s.Screen = IOS, Phone
	case kind < 66:
		s.OS, s.Screen = IOS, Tablet
	case kind < 88:
		s.OS, s.Screen = Windows, Desktop
	case kind < 97:
		s.OS, s.Screen = MacOS, Desktop
	default:
		s.OS, s.Screen = Linux, Desktop
	}
}
