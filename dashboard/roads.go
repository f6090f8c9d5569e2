package dashboard

// roads are the ways between the actors on the stage, as the page draws them: the
// fifteen steps, what hangs on them, and the ways back on which something is
// undone. The customer's own mail comes over 14b.
var roads = []struct {
	name, from, to, act string
	step                int
	back                bool
}{
	{"1", "customer", "web", "order", 1, false},
	{"2", "web", "order-manager", "order", 2, false},
	{"3", "order-manager", "stock-db", "stock", 3, false},
	{"4", "stock-db", "manufacturer", "stock", 4, false},
	{"4b", "manufacturer", "stock-db", "stock", 0, false},
	{"5", "stock-db", "order-manager", "stock", 5, false},
	{"6", "order-manager", "merchant", "payment", 6, false},
	{"6a", "merchant", "fraud", "payment", 0, false},
	{"6b", "fraud", "merchant", "payment", 0, false},
	{"7", "merchant", "bank", "payment", 7, false},
	{"8", "bank", "merchant", "payment", 8, false},
	{"9", "merchant", "order-manager", "payment", 9, false},
	{"10", "order-manager", "web", "confirm", 10, false},
	{"11", "web", "customer", "confirm", 11, false},
	{"12", "order-manager", "warehouse", "deliver", 12, false},
	{"13", "warehouse", "truck", "deliver", 13, false},
	{"14", "warehouse", "mail", "confirm", 14, false},
	{"14b", "mail", "customer", "confirm", 14, false},
	{"15", "truck", "customer", "deliver", 15, false},
	{"3-back", "order-manager", "stock-db", "stock", 0, true},
	{"6-back", "order-manager", "merchant", "payment", 0, true},
	{"7-back", "merchant", "bank", "payment", 0, true},
	{"12-back", "order-manager", "warehouse", "deliver", 0, true},
	{"15-back", "customer", "truck", "deliver", 0, true},
}
