package actors

import (
	"fmt"
	"regexp"
	"testing"
)

func ExamplePersonOf() {
	customer := PersonOf(42, 7)
	fmt.Println(customer.Name, customer.Email)
	// Output: Clifford Sanchez clifford.sanchez.7@example.com
}

func ExampleProductOf() {
	for sku := range 3 {
		fmt.Println(ProductOf(42, sku).Name)
	}
	// Output:
	// Attractive-Perfect Writing Desk
	// Plug-And-Play Chest Of Drawers
	// Resilient Hat
}

func TestAPersonDependsOnSeedAndNumberAlone(t *testing.T) {
	first := PersonOf(42, 7)
	for other := range 100 { // what others look at in between
		PersonOf(42, other)
		ProductOf(42, other)
	}

	if got := PersonOf(42, 7); got != first {
		t.Errorf("PersonOf(42, 7) = %v, and then %v", first, got)
	}
	if got := PersonOf(42, 8); got == first {
		t.Errorf("PersonOf(42, 8) = %v, the same as 7", got)
	}
	if got := PersonOf(43, 7); got == first {
		t.Errorf("PersonOf(43, 7) = %v, the same as under seed 42", got)
	}
	goods := ProductOf(42, 7)
	if again, other := ProductOf(42, 7), ProductOf(42, 8); again != goods || other == goods {
		t.Errorf("ProductOf(42, 7) = %v, then %v, and of 8 %v, want the same twice and another", goods, again, other)
	}
}

func TestNobodyRealIsMadeUp(t *testing.T) {
	mail := regexp.MustCompile(`^[a-z]+\.[a-z]+\.\d+@example\.com$`)
	phone := regexp.MustCompile(`^555-01\d\d$`)
	number := regexp.MustCompile(`\d{13,}|@`) // nothing that could be a card, no second address
	for i := range 2000 {
		p := PersonOf(1, i)
		if !mail.MatchString(p.Email) || !phone.MatchString(p.Phone) {
			t.Errorf("PersonOf(1, %d) = %+v, want mail at example.com and phone 555-01xx", i, p)
		}
		if p.Name == "" || p.Street == "" || p.City == "" {
			t.Errorf("PersonOf(1, %d) = %+v, want a name and an address", i, p)
		}
		goods := ProductOf(1, i)
		if goods.Name == "" || goods.Category == "" || goods.Material == "" || goods.Color == "" {
			t.Errorf("ProductOf(1, %d) = %+v, want every field", i, goods)
		}
		if text := fmt.Sprint(p.Name, p.Street, p.City, goods); number.MatchString(text) {
			t.Errorf("%q looks like a card number or an address", text)
		}
	}
}

func TestACardShowsFourPublishedDigits(t *testing.T) {
	masked := regexp.MustCompile(`^•••• (4242|4444|0005|1117|5556|8210)$`)
	for token := range CardToken(50) {
		for _, debit := range []bool{false, true} {
			if got := (Card{Token: token, Debit: debit}).String(); !masked.MatchString(got) {
				t.Errorf("Card %d, debit %v, shows %q", token, debit, got)
			}
		}
	}
}

func BenchmarkPersonOf(b *testing.B) {
	b.ReportAllocs()
	for i := range b.N {
		PersonOf(1, i)
	}
}
