package scenarios_test

import (
	"fmt"

	"buynow/scenarios"
)

// A file is read strictly: every slip is told with its place.
func ExampleParse() {
	text := `
name: corner-shop
load:
  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }
actors:
  bank: { wrokers: 4 }
`
	_, err := scenarios.Parse("corner-shop.yaml", []byte(text), nil)
	fmt.Println(err)

	s, err := scenarios.Load("quickstart", []string{"load.shoppers.rate=0.5"})
	fmt.Println(s.Load, err)
	// Output:
	// corner-shop.yaml:6:11: actors.bank.wrokers: unknown field, did you mean workers?
	// 0.5 customers/s for 1h <nil>
}
