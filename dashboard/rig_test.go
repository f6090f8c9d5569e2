package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"buynow/sim/codec"
)

// rig is a server with a run that does what a test says, on a free port of this
// machine.
type rig struct {
	*Server
	t       *testing.T
	play    *playedRun
	address string
	stop    context.CancelFunc
	ended   chan error
}

func newRig(t *testing.T, options ...func(*Options)) *rig {
	t.Helper()
	o := Options{Listen: "127.0.0.1:0", Version: "test"}
	for _, change := range options {
		change(&o)
	}
	before := runtime.NumGoroutine()
	server, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &rig{Server: server, t: t, play: newPlayedRun(), address: server.listener.Addr().String(), stop: stop, ended: make(chan error, 1)}
	go func() { r.ended <- server.run(ctx, r.play.staged()) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-r.ended:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("the server ended with %v", err)
			}
		case <-time.After(30 * time.Second):
			t.Error("the server does not end")
		}
		http.DefaultClient.CloseIdleConnections()
		eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before })
	})
	return r
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			buffer := make([]byte, 1<<16)
			t.Fatalf("it never came to be that %s\n%s", what, buffer[:runtime.Stack(buffer, true)])
		}
	}
}

// visitor is a page, as far as a server knows.
type visitor struct {
	*websocket.Conn
	t    *testing.T
	next uint64
}

// letterIn is a frame as a page reads it.
type letterIn struct {
	kind   frameKind
	number uint64
	at     int64
	body   []byte
}

func (r *rig) dial(header http.Header) (*websocket.Conn, *http.Response, error) {
	d := websocket.Dialer{Subprotocols: []string{protocol}, HandshakeTimeout: 5 * time.Second}
	return d.Dial("ws://"+r.address+"/ws", header)
}

// visit connects a page, which has said nothing yet.
func (r *rig) visit() *visitor {
	r.t.Helper()
	conn, _, err := r.dial(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { conn.Close() })
	return &visitor{Conn: conn, t: r.t}
}

// greeted connects a page that has said hello.
func (r *rig) greeted(epoch string, number uint64, token, name string) *visitor {
	r.t.Helper()
	v := r.visit()
	v.say("hello", epoch, fmt.Sprint(number), token, name)
	return v
}

func (v *visitor) say(do string, args ...string) uint64 {
	v.t.Helper()
	v.next++
	v.send(v.next, do, args...)
	return v.next
}

func (v *visitor) send(id uint64, do string, args ...string) {
	v.t.Helper()
	if err := v.WriteMessage(websocket.BinaryMessage, commandFrame(id, do, args...)); err != nil {
		v.t.Fatal(err)
	}
}

func commandFrame(id uint64, do string, args ...string) []byte {
	frame := codec.AppendText(codec.AppendUint(codec.AppendArray(nil, 3), id), do)
	frame = codec.AppendArray(frame, len(args))
	for _, arg := range args {
		frame = codec.AppendText(frame, arg)
	}
	return frame
}

// read reads the next frame.
func (v *visitor) read() letterIn {
	v.t.Helper()
	l, err := v.tryRead()
	if err != nil {
		v.t.Fatal(err)
	}
	return l
}

func (v *visitor) tryRead() (l letterIn, err error) {
	_ = v.SetReadDeadline(time.Now().Add(20 * time.Second))
	_, frame, err := v.ReadMessage()
	if err != nil {
		return l, err
	}
	if err := codec.Check(frame); err != nil {
		return l, err
	}
	c := codec.NewCursor(frame)
	c.Tuple(4)
	l = letterIn{kind: frameKind(c.Uint(255)), number: c.Uint(1 << 53), at: c.Int(), body: c.Raw()}
	return l, c.Err()
}

// until reads up to the next frame of a kind.
func (v *visitor) until(kind frameKind) letterIn {
	v.t.Helper()
	for {
		if l := v.read(); l.kind == kind {
			return l
		}
	}
}

// into reads up to the next frame of a kind, and decodes its body.
func into[Body any](v *visitor, kind frameKind) (letterIn, Body) {
	v.t.Helper()
	var body Body
	l := v.until(kind)
	if err := codec.Decode(l.body, &body); err != nil {
		v.t.Fatal(err)
	}
	return l, body
}

// answered reads up to the answer to a command.
func (v *visitor) answered(id uint64) ack {
	v.t.Helper()
	for {
		if _, a := into[ack](v, frameAck); a.ID == id {
			return a
		}
	}
}

// closed reads until the connection ends, and tells how.
func (v *visitor) closed() (code int, reason string) {
	v.t.Helper()
	for {
		_, err := v.tryRead()
		var end *websocket.CloseError
		switch {
		case err == nil:
		case errors.As(err, &end):
			return end.Code, end.Text
		case errors.Is(err, net.ErrClosed), strings.Contains(err.Error(), "reset"):
			return websocket.CloseAbnormalClosure, err.Error()
		default:
			v.t.Fatalf("the connection ended with %v", err)
		}
	}
}
