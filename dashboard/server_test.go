package dashboard

import (
	"errors"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

func TestAPageIsToldWhereItIsAndThenHowThingsGoOn(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "")

	var h hello
	early := v.say("view", "10", "1")

	if l := v.read(); l.kind != frameHello {
		t.Fatalf("the first frame is of kind %d, want hello, by which a page reads the others", l.kind)
	} else {
		mustDecode(t, l, &h)
	}
	if a := v.answered(early); !a.OK {
		t.Errorf("what was asked before it was answered by %+v", a)
	}
	if h.Epoch == "" || h.Role != "control" || h.Resumed || h.Version != "test" || len(h.Shapes) != int(frameKinds) || h.Scenario.Name != "played" || len(h.Scenarios) < 20 {
		t.Errorf("hello = %+v", h)
	}
	first, s := into[snapshot](v, frameSnapshot)
	if len(s.Tick.Totals) != len(totalNames) || s.Control.State != "ready" || s.Control.Pages != 1 {
		t.Errorf("snapshot has %d totals and %+v", len(s.Tick.Totals), s.Control)
	}
	second, one := into[tick](v, frameTick)
	third, two := into[tick](v, frameTick)
	if one.Totals[0] <= s.Tick.Totals[0] || two.Totals[0] <= one.Totals[0] || first.at >= second.at || second.at >= third.at {
		t.Errorf("the tick of the snapshot, and two more: %d at %d, %d at %d, %d at %d, want each later", s.Tick.Totals[0], first.at, one.Totals[0], second.at, two.Totals[0], third.at)
	}
}

func TestAPageIsToldThatTheServerEnds(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)

	r.stop()

	if _, b := into[bye](v, frameBye); b.Reason != "the server ends" {
		t.Errorf("goodbye = %+v", b)
	}
	if code, reason := v.closed(); code != websocket.CloseGoingAway {
		t.Errorf("the connection ended with %d %s, want %d", code, reason, websocket.CloseGoingAway)
	}
}

func TestAPortThatIsTakenIsToldWithWhatToDo(t *testing.T) {
	r := newRig(t)
	_, err := Open(Options{Listen: r.address})
	if err == nil || !strings.Contains(err.Error(), "--listen") || !strings.Contains(err.Error(), r.address) {
		t.Errorf("Open(%s) = %v, want a word about another address", r.address, err)
	}
	if _, err := Open(Options{Listen: "nowhere.invalid:1"}); err == nil || errors.Is(err, websocket.ErrBadHandshake) {
		t.Errorf("Open(nowhere) = %v, want an error", err)
	}
}
