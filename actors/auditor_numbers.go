package actors

// numbers is a set of intents. They are counted from 1, so it is a row of bits,
// one for every intent so far; single ones far out go into a map.
type numbers struct {
	bits []uint64
	far  map[uint64]struct{}
}

// nearNumbers is how many numbers are kept as bits.
const nearNumbers = 1 << 30

// has tells if the number is in the set.
func (n *numbers) has(number uint64) bool {
	if number >= nearNumbers {
		_, ok := n.far[number]
		return ok
	}
	word := number >> 6
	return word < uint64(len(n.bits)) && n.bits[word]&(1<<(number&63)) != 0
}

// add puts a number into the set; false if it was there before.
func (n *numbers) add(number uint64) bool {
	if n.has(number) {
		return false
	}
	if number >= nearNumbers {
		if n.far == nil {
			n.far = map[uint64]struct{}{}
		}
		n.far[number] = struct{}{}
		return true
	}
	for word := number >> 6; uint64(len(n.bits)) <= word; {
		n.bits = append(n.bits, 0)
	}
	n.bits[number>>6] |= 1 << (number & 63)
	return true
}

// remove takes a number out of the set; false if it was not there.
func (n *numbers) remove(number uint64) bool {
	if !n.has(number) {
		return false
	}
	if number >= nearNumbers {
		delete(n.far, number)
		return true
	}
	n.bits[number>>6] &^= 1 << (number & 63)
	return true
}
