package actors

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// leaf is a thing to be kept: sometimes it is long.
type leaf struct {
	id    uint64
	color int // part of its look
	size  int
	words [150]uint64
}

func (n *leaf) fold(f *fold) {
	f.own(&n.id)
	for i := range n.words[:n.size] {
		field(f, &n.words[i])
	}
}

// TestAStoreAgreesWithAMap: whatever is added, changed, looked at and removed,
// in rows or far apart, on the desk or folded.
func TestAStoreAgreesWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStore(rapid.SampledFrom([]uint{0, 3}).Draw(t, "spread"), (*leaf).fold)
		s.desk = make([]open[leaf], 4) // so that much is folded
		want := map[uint64][]uint64{}
		number := rapid.OneOf(rapid.Uint64Range(1, 100), rapid.SampledFrom([]uint64{1 << 40, 1<<40 + 1, 1<<64 - 1}))
		words := rapid.OneOf(rapid.SliceOfN(rapid.Uint64(), 0, 4), rapid.SliceOfN(rapid.Uint64(), 30, 150))

		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				id := number.Draw(t, "number")
				n := s.edit(id)
				if _, known := want[id]; known != (n != nil) {
					t.Fatalf("edit(%d) found %v, want %v", id, n != nil, known)
				}
				if n == nil {
					n = s.add(id)
				}
				list := words.Draw(t, "words")
				*n = leaf{id: id, color: len(list) % 3, size: len(list)}
				copy(n.words[:], list)
				want[id] = list
			},
			"read": func(t *rapid.T) {
				id := number.Draw(t, "number")
				n, kept := s.find(id), want[id]
				if _, known := want[id]; known != (n != nil) || known && (n.id != id || n.color != len(kept)%3 || !slices.Equal(n.words[:n.size], kept)) {
					t.Fatalf("find(%d) = %v, want %v", id, n, kept)
				}
			},
			"remove": func(t *rapid.T) {
				id := number.Draw(t, "number")
				s.remove(id)
				delete(want, id)
			},
			"": func(t *rapid.T) {
				before, seen := uint64(0), 0
				s.each(func(id uint64) bool {
					if _, known := want[id]; !known || seen > 0 && id <= before {
						t.Fatalf("each visits %d after %d, want the numbers in order", id, before)
					}
					before = id
					seen++
					return true
				})
				if seen != len(want) || s.where.used != len(want) {
					t.Fatalf("%d of %d are visited, %d counted", seen, len(want), s.where.used)
				}
			},
		})

		for id := range want {
			s.remove(id)
		}
		for _, look := range s.looks.all {
			if look.worn != 0 || !look.idle {
				t.Fatalf("a look of %d is worn %d times when nothing is kept", look.of.size, look.worn)
			}
		}
		for size, slabs := range s.cells.slabs {
			if cells, free := len(slabs)*cellsInSlab, s.cells.free[size]; free != cells {
				t.Fatalf("of %d cells of size %d, %d are free when nothing is kept, want all", cells, size, free)
			}
		}
		if chapters := 256 * len(s.where.chapters); len(s.where.free) != chapters || s.where.rows != 0 {
			t.Fatalf("of %d chapters %d are free when nothing is kept", chapters, len(s.where.free))
		}
	})
}
