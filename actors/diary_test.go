package actors

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiaryIsReadByDays(t *testing.T) {
	var d diary
	for _, entry := range []struct{ day, id int }{{5, 50}, {3, 30}, {5, 51}, {9, 90}} {
		d.note(entry.day, uint64(entry.id))
	}
	read := func(today int) (ids []uint64) {
		for page, more := d.read(today); more; page, more = d.read(today) {
			ids = append(ids, page...)
		}
		return ids
	}

	for _, step := range []struct {
		today int
		want  []uint64
	}{{2, nil}, {5, []uint64{30, 50, 51}}, {8, nil}} {
		if diff := cmp.Diff(step.want, read(step.today)); diff != "" {
			t.Errorf("read(%d): %s", step.today, diff)
		}
	}
	d.note(4, 40) // a day that is over
	if diff := cmp.Diff([]uint64{90, 40}, read(9)); diff != "" {
		t.Errorf("read(9): %s", diff)
	}
	if d.open != 0 {
		t.Errorf("open = %d, want 0", d.open)
	}
}
