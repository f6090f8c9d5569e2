package actors

// numbers is a set of intents, orders or parcels. They are dense within their
// range, so it is a row of bits for each range, one for every number so far;
// single ones far out go into a map.
type numbers struct {
	rows [][]uint64
	far  map[uint64]struct{}
}

// nearNumbers is how many numbers of a range are kept as bits, and of how many
// ranges.
const (
	nearNumbers = 1 << 30
	nearRanges  = 1 << 10
)

// isNear tells if the number is kept as a bit.
func isNear(row, number uint64) bool { return row < nearRanges && number < nearNumbers }

// has tells if the number is in the set.
func (n *numbers) has(intent uint64) bool {
	row, number := RangeOf(intent)
	if !isNear(row, number) {
		_, ok := n.far[intent]
		return ok
	}
	if row >= uint64(len(n.rows)) {
		return false
	}
	bits, word := n.rows[row], number>>6
	return word < uint64(len(bits)) && bits[word]&(1<<(number&63)) != 0
}

// add puts a number into the set; false if it was there before.
func (n *numbers) add(intent uint64) bool {
	if n.has(intent) {
		return false
	}
	row, number := RangeOf(intent)
	if !isNear(row, number) {
		if n.far == nil {
			n.far = map[uint64]struct{}{}
		}
		n.far[intent] = struct{}{}
		return true
	}
	for uint64(len(n.rows)) <= row {
		n.rows = append(n.rows, nil)
	}
	bits := n.rows[row]
	for word := number >> 6; uint64(len(bits)) <= word; {
		bits = append(bits, 0)
	}
	bits[number>>6] |= 1 << (number & 63)
	n.rows[row] = bits
	return true
}

// remove takes a number out of the set; false if it was not there.
func (n *numbers) remove(intent uint64) bool {
	if !n.has(intent) {
		return false
	}
	row, number := RangeOf(intent)
	if !isNear(row, number) {
		delete(n.far, intent)
		return true
	}
	n.rows[row][number>>6] &^= 1 << (number & 63)
	return true
}

// deeds are what was done for orders and is over, in a bit for each: of which
// sort it was, and for which order. They answer those who ask late, however
// late, and are as durable as a ledger.
type deeds struct{ sorts []numbers }

// has tells if that was done for the order.
func (d *deeds) has(order OrderID, sort uint64) bool {
	return sort < uint64(len(d.sorts)) && d.sorts[sort].has(order)
}

// add remembers that it was done.
func (d *deeds) add(order OrderID, sort uint64) {
	for uint64(len(d.sorts)) <= sort {
		d.sorts = append(d.sorts, numbers{})
	}
	d.sorts[sort].add(order)
}
