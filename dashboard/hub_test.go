package dashboard

import (
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"buynow/sim/codec"
)

// marksOf reads marks until one with this text comes, and returns all texts.
func marksOf(v *visitor, last string) (texts []string) {
	v.t.Helper()
	for {
		_, m := into[mark](v, frameMark)
		if texts = append(texts, m.Text); m.Text == last {
			return texts
		}
	}
}

func manyMarks(from, to int) (texts []string) {
	for i := from; i <= to; i++ {
		texts = append(texts, fmt.Sprint("mark ", i))
	}
	return texts
}

func TestEveryPageIsToldEveryMarkOnceAndInOrder(t *testing.T) {
	r := newRig(t)
	var pages []*visitor
	for range 5 {
		v := r.greeted("", 0, "", "")
		v.until(frameSnapshot)
		pages = append(pages, v)
	}
	want := manyMarks(1, longestQueue/2)

	r.play.tell(func() {
		for _, text := range want {
			r.play.mark(text)
		}
	})

	for i, v := range pages {
		if got := marksOf(v, want[len(want)-1]); !slices.Equal(got, want) {
			t.Errorf("page %d was told %d marks, want %d in their order", i, len(got), len(want))
		}
	}
}

// What is bought is gone from the window of everybody, who need not ask.
func TestTheWindowShowsWhatIsLeft(t *testing.T) {
	r := newRig(t)
	buyer, other := r.greeted("", 0, "", "buyer"), r.greeted("", 0, "", "other")
	for _, v := range []*visitor{buyer, other} {
		if _, s := into[snapshot](v, frameSnapshot); s.Goods[0].Stock != 9 {
			t.Fatalf("%d in the window at first, want 9", s.Goods[0].Stock)
		}
	}

	for left := int64(8); left >= 7; left-- {
		buyer.say("buy", "plenty", "good", "Ada")
		for _, v := range []*visitor{buyer, other} {
			for {
				if _, g := into[goodsNow](v, frameGoods); g.Goods[0].Stock == left {
					break
				}
			}
		}
	}
}

// A page whose line was cut says where it was, and is told what it missed; it is
// told all if it was in another run, or away for too long.
func TestAPageThatComesBackIsToldWhatItMissed(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "tab")
	_, h := into[hello](v, frameHello)
	v.until(frameSnapshot)
	r.play.tell(func() { r.play.mark("before") })
	heard := v.until(frameMark).number
	v.Close()
	missed := manyMarks(1, 600) // more than a queue holds
	r.play.tell(func() {
		for _, text := range missed {
			r.play.mark(text)
		}
	})
	away := r.greeted("", 0, "", "other")
	away.until(frameSnapshot) // so that they have been told

	for _, row := range []struct {
		claim   string
		epoch   string
		number  uint64
		resumed bool
	}{
		{"it was here a moment ago", h.Epoch, heard, true},
		{"it was here all the time", h.Epoch, heard + 600, true},
		{"it was in another run", "another", heard, false},
		{"it knows the future", h.Epoch, heard + 1<<40, false},
	} {
		v := r.greeted(row.epoch, row.number, "", "tab")
		_, h := into[hello](v, frameHello)
		if h.Resumed != row.resumed {
			t.Errorf("%s: resumed is %v, want %v", row.claim, h.Resumed, row.resumed)
		}
		r.play.tell(func() { r.play.mark("after " + row.claim) })
		got := marksOf(v, "after "+row.claim)
		if got = got[:len(got)-1]; row.number == heard && row.resumed && !slices.Equal(got, missed) {
			t.Errorf("%s: it was told %d marks, want %d", row.claim, len(got), len(missed))
		}
		if !row.resumed && len(got) != 0 {
			t.Errorf("%s: it was told %d marks after a snapshot, want none", row.claim, len(got))
		}
		v.Close()
	}
}

func TestAPageThatWasAwayForTooLongBeginsAnew(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "tab")
	_, h := into[hello](v, frameHello)
	v.until(frameSnapshot)
	v.Close()
	r.play.tell(func() {
		for i := range ringLength + 1 {
			r.play.mark(fmt.Sprint(i))
		}
	})
	r.greeted("", 0, "", "other").until(frameSnapshot)

	back := r.greeted(h.Epoch, 1, "", "tab")
	if _, again := into[hello](back, frameHello); again.Resumed {
		t.Error("it was told that it missed nothing, but the first mark is forgotten")
	}
	back.until(frameSnapshot)
}

func TestAPageHearsAsOftenAsItWants(t *testing.T) {
	r := newRig(t)
	r.play.hopsEach = 3
	rows := []struct {
		hz, hops string
		every    int64 // how manieth tick, 0 for none
		parcels  bool
	}{{"10", "1", 1, true}, {"5", "0", 2, false}, {"1", "0", 10, false}, {"0", "1", 0, false}}
	var pages []*visitor
	for _, row := range rows {
		v := r.greeted("", 0, "", "")
		v.until(frameSnapshot)
		if a := v.answered(v.say("view", row.hz, row.hops)); !a.OK {
			t.Fatalf("view was answered by %+v", a)
		}
		pages = append(pages, v)
	}
	r.play.tell(func() { r.play.mark("begin"); r.play.markAt = r.play.sums + 21 })

	for i, row := range rows {
		marksOf(pages[i], "begin")
		var at []int64
		parcels := false
		for ended := false; !ended; {
			switch l := pages[i].read(); l.kind {
			case frameTick:
				var now tick
				mustDecode(t, l, &now)
				at = append(at, now.Totals[0])
			case frameHops:
				parcels = true
			case frameMark:
				ended = true
			}
		}
		for j := 1; j < len(at); j++ {
			if at[j]-at[j-1] != row.every {
				t.Errorf("at %s Hz it was told ticks %v, want every %d", row.hz, at, row.every)
				break
			}
		}
		if enough := row.every == 0 && len(at) == 0 || row.every > 0 && len(at) >= int(20/row.every); !enough || parcels != row.parcels {
			t.Errorf("view %s %s: %d ticks, parcels %v", row.hz, row.hops, len(at), parcels)
		}
	}
}

// Of a hundred pages half never read. The others miss nothing, what waits for those
// who do not read is bounded, and at last they have to go.
func TestPagesThatNeverReadCostNothing(t *testing.T) {
	const readers, sleepers, marks, batch = 50, 50, 600, 120
	r := newRig(t)
	r.hub.writeWait = time.Second // who blocks for so long is not going to read
	r.play.hopsEach = 60
	for range sleepers {
		r.greeted("", 0, "", "")
	}
	var reading sync.WaitGroup
	var read atomic.Int64
	for range readers {
		v := r.greeted("", 0, "", "")
		v.until(frameSnapshot)
		reading.Go(func() {
			for next := 1; next <= marks; {
				l, err := v.tryRead()
				if err != nil {
					t.Errorf("a page was told %d marks, then %v", next-1, err)
					return
				}
				if l.kind != frameMark {
					continue
				}
				c := codec.NewCursor(l.body)
				if c.Array(); c.Int() != int64(next) {
					t.Errorf("a page was told another mark than %d", next)
					return
				}
				next++
				read.Add(1)
			}
		})
	}
	eventually(t, "all pages have come", func() bool { return r.hub.counts.pages.Load() == readers+sleepers })
	before := heap()

	long := strings.Repeat("x", 4<<10) // no kernel keeps so much for who does not read
	for told := 0; told < marks; told += batch {
		r.play.tell(func() {
			for range batch {
				r.play.mark(long)
			}
		})
		eventually(t, "who reads has read", func() bool { return read.Load() >= int64(readers*(told+batch)) })
		for _, p := range r.seated() {
			p.mutex.Lock()
			if len(p.queue) > longestQueue {
				t.Errorf("%d letters wait for a page, want at most %d", len(p.queue), longestQueue)
			}
			p.mutex.Unlock()
		}
	}
	reading.Wait()

	eventually(t, "those who never read are gone", func() bool { return r.hub.counts.pages.Load() == readers })
	kept := int64(marks * len(long) * 2) // in the ring, as frames and as text
	if more := heap() - before - kept; more > 16<<20 {
		t.Errorf("%d bytes more than before, beside what the ring keeps", more)
	}
}

// seated are all pages that are connected.
func (r *rig) seated() []*page {
	r.hub.mutex.Lock()
	defer r.hub.mutex.Unlock()
	return slices.Collect(maps.Keys(r.hub.seated))
}

// heap is how much memory is in use.
func heap() int64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

func mustDecode(t *testing.T, l letterIn, into any) {
	t.Helper()
	if err := codec.Decode(l.body, into); err != nil {
		t.Fatal(err)
	}
}

// A page that is too slow for what must not be lost is told to begin anew, and keeps
// nothing more.
func TestAPageThatIsTooSlowForMarksBeginsAnew(t *testing.T) {
	p := newPage(&websocket.Conn{}, &counts{})
	mark := newLetter(frameMark, 1, 0, &mark{}, false)
	for range longestQueue {
		p.post(mark)
	}
	if len(p.queue) != longestQueue || p.ending != nil {
		t.Fatalf("%d letters wait, %+v, want %d", len(p.queue), p.ending, longestQueue)
	}

	p.post(mark)
	p.post(mark)
	p.offer(newLetter(frameTick, 1, 0, &tick{}, false))

	l, end := p.next()
	if l != nil || end == nil || end.code != closeResync || p.counts.resyncs.Load() != 1 || len(p.queue) != 0 {
		t.Errorf("then it is told %+v, and ends with %+v, %d letters wait", l, end, len(p.queue))
	}
}

// A page that stops reading for a while gets the newest tick, and not all those in
// between.
func TestASlowPageIsToldHowThingsStandNowAndNotHowTheyStood(t *testing.T) {
	p := newPage(&websocket.Conn{}, &counts{})
	for i := range 5 {
		p.offer(newLetter(frameTick, 0, int64(i), &tick{}, false))
		p.offer(newLetter(frameHops, 0, int64(i), &hops{}, false))
	}
	p.post(newLetter(frameMark, 7, 0, &mark{}, false))

	var kinds []frameKind
	for {
		l, _ := p.next()
		if l == nil {
			break
		}
		kinds = append(kinds, l.kind)
	}

	if want := []frameKind{frameMark, frameTick, frameHops}; !slices.Equal(kinds, want) || p.counts.dropped[frameTick].Load() != 4 {
		t.Errorf("it is told %v, %d ticks were dropped, want %v and 4", kinds, p.counts.dropped[frameTick].Load(), want)
	}
}

func TestThereIsRoomForSoManyPagesAndNoMore(t *testing.T) {
	r := newRig(t)
	r.hub.counts.pages.Store(mostPages - 1)
	last := r.greeted("", 0, "", "")
	last.until(frameSnapshot)

	_, answer, err := r.dial(nil)
	if err == nil || answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || r.refusals()[refusedFull] != 1 {
		t.Errorf("one more page was answered by %v, %v", answer, err)
	}
	last.Close()
	eventually(t, "there is room again", func() bool { return r.hub.counts.pages.Load() == mostPages-1 })
	r.greeted("", 0, "", "").until(frameSnapshot)
}

func TestANewRunIsANewEpochForAllPages(t *testing.T) {
	r := newRig(t)
	second := newPlayedRun()
	r.stage = func(name string, seed uint64) (staged, error) { return second.staged(), nil }
	v := r.greeted("", 0, "", "tab")
	other := r.greeted("", 0, "", "")
	_, before := into[hello](v, frameHello)
	other.until(frameSnapshot)
	v.answered(v.say("follow", "7"))
	r.play.tell(func() { r.play.mark("old") })

	if a := v.answered(v.say("load", "no-such-scenario", "1")); a.OK {
		t.Errorf("a scenario that there is not was answered by %+v", a)
	}
	if a := v.answered(v.say("load", "quickstart", "7")); !a.OK {
		t.Fatalf("load was answered by %+v", a)
	}

	for _, page := range []*visitor{v, other} {
		_, after := into[hello](page, frameHello)
		if after.Epoch == before.Epoch || after.Resumed {
			t.Errorf("hello = %+v, want another epoch than %s", after, before.Epoch)
		}
		page.until(frameSnapshot)
	}
	second.tell(func() { second.mark("new") })
	if texts := marksOf(v, "new"); len(texts) != 1 {
		t.Errorf("marks of the new run are %v", texts)
	}
	if a := v.answered(v.say("buy", "plenty", "good", "Ada")); !a.OK || len(second.bought) != 1 {
		t.Errorf("in the new run a purchase is answered by %+v, bought %v", a, second.bought)
	}
}
