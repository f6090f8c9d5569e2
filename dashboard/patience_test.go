package dashboard

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// pipes is a listener for connections within the process, whose deadlines are those
// of a test's clock.
type pipes struct {
	come   chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.come:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *pipes) dial() net.Conn {
	ours, theirs := net.Pipe()
	p.come <- theirs
	return ours
}

// onAClock runs a test against a server in a bubble in which time passes when
// everybody waits.
func onAClock(t *testing.T, test func(t *testing.T, p *pipes)) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipes{come: make(chan net.Conn), closed: make(chan struct{})}
		server := newServer(Options{}, p, []string{"localhost"})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- server.run(ctx, newPlayedRun().staged()) }()
		test(t, p)
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the server ended with %v", err)
		}
	})
}

// page is a websocket that has been opened, and what the server does to it until it
// ends.
func (p *pipes) page(t *testing.T) *websocket.Conn {
	t.Helper()
	d := websocket.Dialer{Subprotocols: []string{protocol}, NetDial: func(string, string) (net.Conn, error) { return p.dial(), nil }}
	conn, _, err := d.Dial("ws://localhost/ws", nil)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// readAll reads until the connection ends, and returns how long that took.
func readAll(conn *websocket.Conn) time.Duration {
	began := time.Now()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return time.Since(began)
		}
	}
}

func TestNobodyIsWaitedForForEver(t *testing.T) {
	say := func(t *testing.T, conn *websocket.Conn, frame []byte) {
		if err := conn.WriteMessage(websocket.BinaryMessage, frame); err != nil {
			t.Error(err)
		}
	}
	for _, row := range []struct {
		claim       string
		least, most time.Duration
		comes       func(t *testing.T, p *pipes) (ends time.Duration)
	}{
		{"a head that never ends", 5 * time.Second, 6 * time.Second, func(t *testing.T, p *pipes) time.Duration {
			conn, began := p.dial(), time.Now()
			defer conn.Close()
			if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: local"); err != nil {
				t.Error(err)
			}
			_, _ = io.Copy(io.Discard, conn)
			return time.Since(began)
		}},
		{"a head of which a letter comes each second", 5 * time.Second, 7 * time.Second, func(t *testing.T, p *pipes) time.Duration {
			conn, began := p.dial(), time.Now()
			defer conn.Close()
			go func() { _, _ = io.Copy(io.Discard, conn) }()
			for {
				if _, err := io.WriteString(conn, "G"); err != nil {
					return time.Since(began)
				}
				time.Sleep(time.Second)
			}
		}},
		{"a connection on which nothing is asked any more", time.Minute, time.Minute + time.Second, func(t *testing.T, p *pipes) time.Duration {
			conn := p.dial()
			defer conn.Close()
			if _, err := io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
				t.Error(err)
			}
			began := time.Now()
			answer, _ := io.ReadAll(conn)
			if !strings.HasPrefix(string(answer), "HTTP/1.1 200") {
				t.Errorf("it was answered by %q", answer)
			}
			return time.Since(began)
		}},
		{"a page that says nothing", helloWait, helloWait + time.Second, func(t *testing.T, p *pipes) time.Duration {
			conn := p.page(t)
			defer conn.Close()
			return readAll(conn)
		}},
		{"a page that answers no ping", pongWait, pongWait + time.Second, func(t *testing.T, p *pipes) time.Duration {
			conn := p.page(t)
			defer conn.Close()
			conn.SetPingHandler(func(string) error { return nil })
			say(t, conn, commandFrame(1, "hello", "", "0", "", ""))
			return readAll(conn)
		}},
		{"a page that never reads", writeWait, writeWait + time.Second, func(t *testing.T, p *pipes) time.Duration {
			conn := p.page(t)
			defer conn.Close()
			say(t, conn, commandFrame(1, "hello", "", "0", "", ""))
			began := time.Now()
			for {
				if conn.WriteMessage(websocket.BinaryMessage, commandFrame(2, "view", "10", "1")) != nil {
					return time.Since(began)
				}
				time.Sleep(100 * time.Millisecond)
			}
		}},
	} {
		t.Run(row.claim, func(t *testing.T) {
			onAClock(t, func(t *testing.T, p *pipes) {
				if ends := row.comes(t, p); ends < row.least || ends > row.most {
					t.Errorf("it ended after %v, want %v to %v", ends, row.least, row.most)
				}
			})
		})
	}
}

func TestAPageThatAnswersPingsMayStay(t *testing.T) {
	onAClock(t, func(t *testing.T, p *pipes) {
		conn := p.page(t)
		if err := conn.WriteMessage(websocket.BinaryMessage, commandFrame(1, "hello", "", "0", "", "")); err != nil {
			t.Fatal(err)
		}
		began, frames := time.Now(), 0
		for ; time.Since(began) < 10*pongWait; frames++ {
			if _, _, err := conn.ReadMessage(); err != nil {
				t.Fatalf("after %v: %v", time.Since(began), err)
			}
		}
		if want := int(10 * pongWait / beat); frames < want*9/10 || frames > want*11/10 {
			t.Errorf("%d frames in %v, want about %d", frames, 10*pongWait, want)
		}
		conn.Close()
	})
}
