package actors

import "strconv"

// Cents is an amount of money in whole cents. Money is never a float here: a
// third of a cent that is lost on every order is a sum that nobody finds.
type Cents int64

// String is the amount as a price tag shows it: "€ 12.50".
func (c Cents) String() string {
	var room [32]byte
	return string(c.write(room[:0], false))
}

// Grouped is the amount as a balance sheet shows it, the digits in threes:
// "€ 1,234,567.89".
func (c Cents) Grouped() string {
	var room [40]byte
	return string(c.write(room[:0], true))
}

// write appends the amount to text.
func (c Cents) write(text []byte, grouped bool) []byte {
	amount := uint64(c)
	if c < 0 {
		text = append(text, '-')
		amount = -amount // also right for the smallest Cents, which has no positive twin
	}
	text = append(text, "€ "...)

	var room [20]byte
	euros := strconv.AppendUint(room[:0], amount/100, 10)
	for i, digit := range euros {
		if left := len(euros) - i; grouped && i > 0 && left%3 == 0 {
			text = append(text, ',')
		}
		text = append(text, digit)
	}
	cents := byte(amount % 100)
	return append(text, '.', '0'+cents/10, '0'+cents%10)
}
