package actors

import "testing"

// TestADeskIsAsLargeAsTheWorkInHand: it holds what is asked for again and again
// until that is done, and not what merely waits.
func TestADeskIsAsLargeAsTheWorkInHand(t *testing.T) {
	s := newStore(0, func(n *leaf, f *fold) { f.own(&n.id) })
	last := uint64(0)
	work := func(inHand uint64) (turns int) { // on so many, five times each, then on the next
		before := s.wear.turns
		for done := uint64(0); done < 60_000; done += inHand {
			for i := range inHand {
				s.add(last + i).color = 1
			}
			for i := range 4 * inHand {
				s.edit(last+i%inHand).color++
			}
			last += inHand
		}
		return int(s.wear.turns - before)
	}
	for _, c := range []struct {
		inHand      uint64 // three times more or less than before: a rush comes and goes
		least, most int
	}{
		{50, 64, 64}, {150, 256, 512}, {450, 512, 1024}, {1350, 2048, 4096}, {4000, 4096, 8192},
		{1350, 2048, 8192}, {450, 512, 2048}, {150, 256, 512}, {50, 64, 256}, {10, 64, 128},
	} {
		work(c.inHand)
		turns := work(c.inHand)

		if size := len(s.desk); size < c.least || size > c.most {
			t.Errorf("with %d in hand the desk has %d places, want %d to %d", c.inHand, size, c.least, c.most)
		}
		if turns > 70_000 {
			t.Errorf("with %d in hand, 60000 things come onto the desk %d times, want about once each", c.inHand, turns)
		}
	}
}

// TestLooksAreNotMoreThanRecords: however many different ones there were, those
// that no record has any more make room for others.
func TestLooksAreNotMoreThanRecords(t *testing.T) {
	s := newStore(0, (*leaf).fold)
	s.wear.fixed = 1
	for id := uint64(1); id <= 100; id++ {
		s.add(id)
	}
	for step := range 20_000 {
		s.edit(uint64(step%100) + 1).color = step
	}

	if n := len(s.looks.all); n > 100+2*idleLooks || n < 100 || n != len(s.looks.numbers) {
		t.Errorf("there are %d looks of 100 records, %d of them known", n, len(s.looks.numbers))
	}
}
