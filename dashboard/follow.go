package dashboard

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// mostFollowed is how many orders a page may follow.
const mostFollowed = 64

var errNoSuchOrder = errors.New("there is no such order, or it was too long ago")

// follow lets a page follow an order: it is told the whole of it now, and from then
// on what is new.
func (b *broadcast) follow(p *page, intent uint64) error {
	if !p.guest.follows[intent] && len(p.guest.follows) == mostFollowed {
		return fmt.Errorf("a page can follow %d orders: unfollow one first", mostFollowed)
	}
	first := len(b.followers[intent]) == 0
	if first && !b.seen.follow(intent) {
		return errNoSuchOrder
	}
	whole, known := b.seen.whole(intent)
	if !known {
		if first {
			b.seen.unfollow(intent)
		}
		return errNoSuchOrder
	}
	p.guest.follows[intent] = true
	if !slices.Contains(b.followers[intent], p) {
		b.followers[intent] = append(b.followers[intent], p)
	}
	p.post(newLetter(frameJourney, b.number, b.steered.now(), &whole, p.text))
	return nil
}

// unfollow ends that.
func (b *broadcast) unfollow(p *page, intent uint64) {
	if !p.guest.follows[intent] {
		return
	}
	delete(p.guest.follows, intent)
	b.leave(p, intent)
}

// leave takes a page from those who are told of an order.
func (b *broadcast) leave(p *page, intent uint64) {
	all := b.followers[intent]
	if !slices.Contains(all, p) {
		return
	}
	if b.followers[intent] = slices.DeleteFunc(all, func(other *page) bool { return other == p }); len(b.followers[intent]) == 0 {
		delete(b.followers, intent)
		b.seen.unfollow(intent)
	}
}

// forget is of a page that has left. What it follows is remembered for a while.
func (b *broadcast) forget(p *page) {
	if p.guest == nil {
		return
	}
	for intent := range p.guest.follows {
		b.leave(p, intent)
	}
}

// resume is of a page that has come back: it follows what it followed before.
func (b *broadcast) resume(p *page) {
	before := p.guest.follows
	p.guest.follows = map[uint64]bool{}
	if p.guest.epoch != b.epoch {
		p.guest.epoch = b.epoch
		return
	}
	for _, intent := range slices.Sorted(maps.Keys(before)) {
		_ = b.follow(p, intent) // what is too long ago is shown no more
	}
}
