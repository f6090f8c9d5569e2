package dashboard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"buynow/sim/codec"
)

// Each command of the contract has a deed, with as many arguments as the contract
// says; the first and the last but for these are about more than one run.
func TestEveryCommandOfTheContractIsDone(t *testing.T) {
	open := true
	for _, c := range commands {
		open = open && c.do != "start"
		if c.do == "hello" || c.do == "load" {
			continue
		}
		deed, known := deeds[c.do]
		if args := len(strings.Fields(c.args)); !known || deed.args != args || deed.open != open {
			t.Errorf("%s has %d arguments, open to all: %v; want %d and %v", c.do, deed.args, deed.open, args, open)
		}
	}
	if len(deeds) != len(commands)-2 {
		t.Errorf("%d commands are done, the contract has %d beside hello and load", len(deeds), len(commands)-2)
	}
}

func TestAPurchaseIsMadeOnceHoweverOftenItIsAskedFor(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "tab")
	v.until(frameSnapshot)

	v.send(77, "buy", "plenty", "good", "Ada")
	first := v.answered(77)
	v.send(77, "buy", "plenty", "good", "Ada")
	again := v.answered(77)
	v.Close()
	back := r.greeted("", 0, "", "tab")
	back.until(frameSnapshot)
	back.send(77, "buy", "plenty", "good", "Ada")
	third := back.answered(77)
	stranger := r.greeted("", 0, "", "another tab")
	stranger.until(frameSnapshot)
	stranger.send(77, "buy", "plenty", "good", "Ben")
	other := stranger.answered(77)

	if !first.OK || again != first || third != first || other.Data == first.Data {
		t.Errorf("one purchase was answered by %+v, %+v and on another line %+v; another page's by %+v", first, again, third, other)
	}
	var bought []string
	r.play.tell(func() { bought = r.play.bought })
	if want := 2; len(bought) != want {
		t.Errorf("bought: %q, want %d purchases", bought, want)
	}
}

// An order is told to the pages that follow it and to no others; a page that comes
// back follows what it followed before.
func TestAnOrderIsToldToThoseWhoFollowIt(t *testing.T) {
	r := newRig(t)
	r.play.tell(func() { r.play.orders[8141] = 41 })
	follower, other := r.greeted("", 0, "", "tab"), r.greeted("", 0, "", "")
	_, h := into[hello](follower, frameHello)
	follower.until(frameSnapshot)
	other.until(frameSnapshot)

	if a := follower.answered(follower.say("follow", "404")); a.OK {
		t.Errorf("an order that there is not is followed: %+v", a)
	}
	follower.say("follow", "8141")
	if _, j := into[journey](follower, frameJourney); j.Intent != 41 || j.State != "whole" {
		t.Errorf("first it is told %+v, want all of it", j)
	}
	r.play.tell(func() { r.play.news = []journey{{Intent: 41, State: "one"}, {Intent: 42, State: "another's"}} })
	if _, j := into[journey](follower, frameJourney); j.State != "one" {
		t.Errorf("then %+v, want what is new", j)
	}
	r.play.tell(func() { r.play.mark("end") })
	for {
		l := other.read()
		if l.kind == frameJourney {
			t.Error("a page is told of an order that it does not follow")
		}
		if l.kind == frameMark {
			break
		}
	}

	follower.Close()
	eventually(t, "nobody follows it", func() (nobody bool) {
		r.play.tell(func() { nobody = len(r.play.watched) == 0 })
		return nobody
	})
	back := r.visit()
	back.next = follower.next // it is the same page
	back.say("hello", h.Epoch, "0", "", "tab")
	if _, j := into[journey](back, frameJourney); j.Intent != 41 || j.State != "whole" {
		t.Errorf("on another line it is told %+v, want all of it", j)
	}
	back.answered(back.say("unfollow", "i41"))
	r.play.tell(func() {
		if len(r.play.watched) != 0 {
			t.Errorf("still followed are %v", r.play.watched)
		}
	})
}

func TestAPageCanOnlyFollowSoManyOrders(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	r.play.tell(func() {
		b, p := r.current, r.seated()[0]
		for i := range uint64(mostFollowed) {
			if err := b.follow(p, 1000+i); err != nil {
				t.Errorf("order %d: %v", i, err)
			}
		}
		if err := b.follow(p, 1); err == nil || !strings.Contains(err.Error(), "unfollow") {
			t.Errorf("one more: %v", err)
		}
		if err := b.follow(p, 1000); err != nil {
			t.Errorf("one of them again: %v", err)
		}
	})
}

// hostile is what no page of ours sends.
var hostile = []struct {
	claim string
	kind  int
	frame []byte
	id    uint64 // of the answer
}{
	{"nothing", websocket.BinaryMessage, nil, 0},
	{"no msgpack", websocket.BinaryMessage, []byte{0xc1}, 0},
	{"no array", websocket.BinaryMessage, []byte{0x01}, 0},
	{"an array that claims more than it has", websocket.BinaryMessage, []byte{0xdd, 0xff, 0xff, 0xff, 0xff}, 0},
	{"a text that claims more than it has", websocket.BinaryMessage, []byte{0x93, 0x01, 0xdb, 0xff, 0xff, 0xff, 0xff}, 0},
	{"arrays in arrays", websocket.BinaryMessage, bytes.Repeat([]byte{0x91}, 4000), 0},
	{"a map", websocket.BinaryMessage, []byte{0x93, 0x01, 0xa5, 's', 't', 'a', 'r', 't', 0x80}, 0},
	{"too few parts", websocket.BinaryMessage, []byte{0x92, 0x01, 0xa1, 'x'}, 0},
	{"a negative id", websocket.BinaryMessage, []byte{0x93, 0xff, 0xa1, 'x', 0x90}, 0},
	{"an id that no page can count", websocket.BinaryMessage, append(codec.AppendUint([]byte{0x93}, 1<<53), 0xa1, 'x', 0x90), 0},
	{"arguments that are numbers", websocket.BinaryMessage, []byte{0x93, 0x01, 0xa1, 'x', 0x91, 0x01}, 0},
	{"arguments that are none", websocket.BinaryMessage, []byte{0x93, 0x01, 0xa1, 'x', 0xc0}, 0},
	{"very many arguments", websocket.BinaryMessage, append([]byte{0x93, 0x01, 0xa1, 'x', 0xdc, 0x0f, 0x00}, make([]byte, 0xf00)...), 0},
	{"something after the end", websocket.BinaryMessage, append(commandFrame(1, "start"), 0x00), 0},
	{"a very long name", websocket.BinaryMessage, commandFrame(5, strings.Repeat("x", 3000)), 5},
	{"a name that is no text", websocket.BinaryMessage, commandFrame(6, "\xff\xfe"), 6},
	{"an argument that is no text", websocket.BinaryMessage, commandFrame(7, "buy", "\xff"), 7},
	{"text where frames are spoken", websocket.TextMessage, []byte(`[1,"start",[]]`), 0},
}

func TestWhatIsNoCommandIsRefusedAndCounted(t *testing.T) {
	r := newRig(t)
	for i, row := range hostile {
		v := r.greeted("", 0, "", "")
		v.until(frameSnapshot)

		if err := v.WriteMessage(row.kind, row.frame); err != nil {
			t.Fatal(err)
		}

		if a := v.answered(row.id); a.OK || a.Error == "" {
			t.Errorf("%s was answered by %+v", row.claim, a)
		}
		if n := r.refusals()[refusedMalformed]; n != int64(i+1) {
			t.Errorf("%s: %d were counted, want %d", row.claim, n, i+1)
		}
		if a := v.answered(v.say("view", "10", "1")); !a.OK {
			t.Errorf("%s: after it a command is answered by %+v", row.claim, a)
		}
		v.Close()
	}
}

func TestWhoSendsNothingButNonsenseHasToGo(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	for range mostMalformed {
		if err := v.WriteMessage(websocket.BinaryMessage, []byte{0xc1}); err != nil {
			t.Fatal(err)
		}
	}

	if code, reason := v.closed(); code != closeMalformed {
		t.Errorf("the connection ended with %d %s, want %d", code, reason, closeMalformed)
	}
	if n := r.refusals()[refusedMalformed]; n != mostMalformed {
		t.Errorf("%d were counted, want %d", n, mostMalformed)
	}
}

func TestAMessageThatIsTooLongEndsTheConnection(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	if err := v.WriteMessage(websocket.BinaryMessage, make([]byte, longestCommand+1)); err != nil {
		t.Fatal(err)
	}

	if code, reason := v.closed(); code != websocket.CloseMessageTooBig {
		t.Errorf("the connection ended with %d %s, want %d", code, reason, websocket.CloseMessageTooBig)
	}
	eventually(t, "it was counted", func() bool { return r.refusals()[refusedOversized] == 1 })
}

// Who asks too much is told so, and goes if they go on. Others do not notice.
func TestTooManyCommandsAreRefusedAndCounted(t *testing.T) {
	r := newRig(t)
	v, other := r.greeted("", 0, "", ""), r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	other.until(frameSnapshot)
	const asked = 100
	for range asked {
		v.say("view", "0", "0")
	}
	done, refused := 0, 0
	for done+refused < asked {
		if _, a := into[ack](v, frameAck); a.ID > 1 && a.OK {
			done++
		} else if strings.Contains(a.Error, "too many") {
			refused++
		}
	}
	if done < commandsPerSecond-1 || int64(refused) != r.refusals()[refusedRate] || refused == 0 {
		t.Errorf("of %d commands %d were done and %d refused, %d counted", asked, done, refused, r.refusals()[refusedRate])
	}
	if a := other.answered(other.say("view", "10", "1")); !a.OK {
		t.Errorf("another page is answered by %+v", a)
	}

	for range mostHasty + commandsPerSecond {
		if v.WriteMessage(websocket.BinaryMessage, commandFrame(1, "view", "0", "0")) != nil {
			break // it has gone
		}
	}
	if code, reason := v.closed(); code != closeMalformed && code != closeResync && code != websocket.CloseAbnormalClosure {
		t.Errorf("the connection ended with %d %s", code, reason)
	}
}

func TestWhoDoesNotSayHelloHasToGo(t *testing.T) {
	r := newRig(t)
	for _, row := range []struct {
		claim, do string
		args      []string
	}{
		{"another word", "start", nil},
		{"hello and nothing else", "hello", nil},
		{"hello without a name", "hello", []string{"", "0", ""}},
		{"a number that is none", "hello", []string{"", "x", "", ""}},
		{"a number below 0", "hello", []string{"", "-1", "", ""}},
		{"a name that is long", "hello", []string{"", "0", "", strings.Repeat("x", longestName+1)}},
	} {
		v := r.visit()
		v.say(row.do, row.args...)
		if code, reason := v.closed(); code != closeMalformed || !strings.Contains(reason, "hello") && !strings.Contains(reason, "number") {
			t.Errorf("%s: the connection ended with %d %s, want %d", row.claim, code, reason, closeMalformed)
		}
	}
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	v.say("hello", "", "0", "", "")
	if code, reason := v.closed(); code != closeMalformed {
		t.Errorf("after a second hello the connection ended with %d %s", code, reason)
	}
}

func TestArgumentsAreCheckedBeforeAnythingIsDone(t *testing.T) {
	r := newRig(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	for _, row := range []struct {
		claim, do string
		args      []string
	}{
		{"more often than ten times a second", "view", []string{"11", "1"}},
		{"less often than never", "view", []string{"-1", "1"}},
		{"half of the parcels", "view", []string{"10", "0.5"}},
		{"backwards", "speed", []string{"-1"}},
		{"too slow to be seen", "speed", []string{"0.001"}},
		{"faster than light", "speed", []string{"1e6"}},
		{"at no speed", "speed", []string{"NaN"}},
		{"no order", "press", []string{"mine"}},
		{"no order to step with", "step", []string{"-1"}},
		{"what there is not", "buy", []string{"", "good", "Ada"}},
		{"too few words", "buy", []string{"plenty", "good"}},
		{"too many words", "start", []string{"now"}},
		{"a command that there is not", "reboot", nil},
	} {
		if a := v.answered(v.say(row.do, row.args...)); a.OK || a.Error == "" {
			t.Errorf("%s: %s %q was answered by %+v", row.claim, row.do, row.args, a)
		}
	}
}

// Whoever looks at the frames by eye gets the same arrays as JSON.
func TestTextIsTheSameAsFrames(t *testing.T) {
	r := newRig(t)
	d := websocket.Dialer{Subprotocols: []string{protocolText}}
	conn, _, err := d.Dial("ws://"+r.address+"/ws", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.WriteMessage(websocket.TextMessage, []byte(`[1, "hello", ["", "0", "", ""]]`)); err != nil {
		t.Fatal(err)
	}
	var kinds []int
	for len(kinds) < 3 {
		kind, text, err := conn.ReadMessage()
		if err != nil || kind != websocket.TextMessage {
			t.Fatalf("a message of kind %d, %v", kind, err)
		}
		var frame []any
		if err := json.Unmarshal(text, &frame); err != nil || len(frame) != 4 {
			t.Fatalf("%s: %v", text, err)
		}
		kinds = append(kinds, int(frame[0].(float64)))
		if fields := len(frame[3].([]any)); fields != shapeFields(frameKind(kinds[len(kinds)-1])) {
			t.Errorf("a frame of kind %v has %d fields", frame[0], fields)
		}
	}
	if got, want := fmt.Sprint(kinds), fmt.Sprint([]frameKind{frameHello, frameSnapshot, frameTick}); got != want {
		t.Errorf("frames of kinds %s, want %s", got, want)
	}
	for _, text := range []string{`[2, "view", ["5", "1"]]`, `{"id": 3}`, `[3, "view", "5"]`, `[4, null, []]`, `[5, "view"]`, `[9007199254740992, "view", []]`, `[6, "x", ["1","2","3","4","5","6","7","8","9"]]`, `no`} {
		_, err := parseCommand([]byte(text), true)
		if good := strings.Contains(text, `["5", "1"]`); (err == nil) != good {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// shapeFields is how many fields the body of a frame has, by its shape in words.
func shapeFields(kind frameKind) int {
	depth, fields := 0, 1
	for _, c := range shapesInWords[kind] {
		switch c {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			if depth == 1 {
				fields++
			}
		}
	}
	return fields
}

// FuzzCommand reads what the fuzzer makes up as a command: it panics at nothing, and
// what it takes can be written and is read as the same again.
func FuzzCommand(f *testing.F) {
	for _, row := range hostile {
		if len(row.frame) < 1000 {
			f.Add(row.frame, row.kind == websocket.TextMessage)
		}
	}
	f.Add(commandFrame(1, "hello", "", "0", "", "tab"), false)
	f.Add(commandFrame(2, "buy", "plenty", "good", "Ada"), false)
	f.Add([]byte(`[3, "follow", ["i281474976710656"]]`), true)
	f.Fuzz(func(t *testing.T, payload []byte, text bool) {
		c, err := parseCommand(payload, text)
		if err != nil {
			return
		}
		again, err := parseCommand(commandFrame(c.ID, c.Do, c.Args...), false)
		if err != nil || again.ID != c.ID || again.Do != c.Do || strings.Join(again.Args, "\x00") != strings.Join(c.Args, "\x00") {
			t.Errorf("%q is %+v, and written again %+v, %v", payload, c, again, err)
		}
	})
}
