package actors

import (
	"fmt"
	"strings"

	"github.com/brianvoe/gofakeit/v7"

	"buynow/sim"
)

// Person is what a page shows of a customer: decoration, made up when somebody
// looks. Nothing that happens in the simulated world may depend on it, because
// another version of the word lists makes up other people.
type Person struct {
	Name   string
	Email  string // at example.com, which RFC 2606 keeps free of mailboxes
	Street string
	City   string
	Phone  string // among the numbers 555-0100 to 555-0199 that belong to nobody
}

// Product is what a page shows of an article: decoration like [Person]. Its
// price is no part of it, for a price decides things.
type Product struct {
	Name     string
	Category string
	Material string
	Color    string
}

const (
	luckPerson sim.Purpose = sim.FirstPurpose + 0x120 + iota
	luckProduct
)

// PersonOf makes up the customer of that number, always the same one under the
// same seed. It takes microseconds: call it for those who are looked at.
func PersonOf(seed uint64, customer int) Person {
	fake := fakerOf(seed, luckPerson, customer)
	first, last := fake.FirstName(), fake.LastName()
	return Person{
		Name:   first + " " + last,
		Email:  fmt.Sprintf("%s.%s.%d@example.com", mailName(first), mailName(last), customer),
		Street: fake.Street(),
		City:   fake.City(),
		Phone:  fmt.Sprintf("555-01%02d", fake.IntN(100)),
	}
}

// ProductOf makes up the article of that number, always the same one under the
// same seed.
func ProductOf(seed uint64, sku int) Product {
	fake := fakerOf(seed, luckProduct, sku)
	return Product{
		Name:     fake.ProductName(),
		Category: fake.ProductCategory(),
		Material: fake.ProductMaterial(),
		Color:    fake.SafeColor(),
	}
}

// TitleOf is what an article in the cart behind an intent is called: made up, but
// for those in the shop window.
func TitleOf(seed, intent uint64, sku SKU) string {
	if IsVisitor(intent) {
		return window[VisitorBehind(intent).Ware].title
	}
	return ProductOf(seed, int(sku)).Name
}

// issuers are the banks that give out cards, known by the first six digits, credit
// cards first. Both ends are those of numbers that payment providers publish for
// tests and that always pay; no whole number is kept anywhere, and none is made
// up, for it could be somebody's.
var issuers = [...]struct{ first, last string }{
	{"424242", "4242"}, {"555555", "4444"}, {"378282", "0005"}, {"601111", "1117"},
	{"400005", "5556"}, {"520082", "8210"},
}

// debitIssuers are the last of them.
const debitIssuers = 2

// issuer is whose card it is.
func (c Card) issuer() struct{ first, last string } {
	credit := CardToken(len(issuers) - debitIssuers)
	if c.Debit {
		return issuers[credit+c.Token%debitIssuers]
	}
	return issuers[c.Token%credit]
}

// String is the card as a receipt shows it: "•••• 4242".
func (c Card) String() string { return "•••• " + c.issuer().last }

// fakerOf is the source of everything made up about one thing. It draws from the
// luck of that thing alone, so nobody else's draws can change it. The functions
// of gofakeit that read the clock or invent card numbers stay unused.
func fakerOf(seed uint64, purpose sim.Purpose, number int) *gofakeit.Faker {
	luck := sim.Fate(seed, purpose, uint64(number))
	return gofakeit.NewFaker(&luck, false)
}

// mailName keeps the letters of a name that every mailbox understands.
func mailName(name string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(name))
}
