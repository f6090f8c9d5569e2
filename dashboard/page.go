package dashboard

import (
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// What a page may cost. A page that never reads takes its queue and two letters;
// what the others get is no business of it.
const (
	longestQueue   = 256 // letters that must not be lost
	longestCommand = 4096
	writeWait      = 5 * time.Second
	pingEvery      = 20 * time.Second
	pongWait       = 45 * time.Second
	helloWait      = 10 * time.Second
	kernelBuffer   = 64 << 10 // of a connection: what is in it is old news
)

// Why a connection ends, beside the codes that all websockets have.
const (
	closeMalformed = 4002
	closeResync    = 4008
)

// page is a page that is connected. What it is to be told waits in three places:
// letters that must not be lost in a queue, and the newest tick and the newest hops
// in a slot each. One goroutine writes, whenever it is woken; nobody waits for it.
type page struct {
	conn   *websocket.Conn
	text   bool // it reads JSON
	number int  // which page this is
	counts *counts
	wake   chan struct{} // holds at most one
	gone   chan struct{} // closed when the writer has ended
	wait   time.Duration // for a write, at most

	mutex  sync.Mutex
	queue  []*letter
	room   int    // of the queue
	posted uint64 // number of the last one
	early  []ack  // answers from before the first frame, by which a page reads all others
	met    bool   // it was told the first frame
	slots  [frameKinds]*letter
	view   view
	ending *ending

	// What it has said in its hello.
	guest  *guest
	known  knowledge
	steers bool
}

// view is what a page wants to see.
type view struct {
	hz   int // ticks a second, 0 to 10
	hops bool
}

// knowledge is what a page said that it knows already.
type knowledge struct {
	epoch  string
	number uint64
}

// ending is how a connection is to end.
type ending struct {
	code   int
	reason string
}

func newPage(conn *websocket.Conn, counts *counts) *page {
	p := &page{
		conn: conn, text: conn.Subprotocol() == protocolText, counts: counts,
		room: longestQueue, wake: make(chan struct{}, 1), gone: make(chan struct{}), wait: writeWait, view: view{hz: ticksPerSecond, hops: true},
	}
	conn.SetReadLimit(longestCommand)
	return p
}

// post hands over a letter that must not be lost. A page that has too many of them
// waiting is told to begin anew.
func (p *page) post(l *letter) {
	p.mutex.Lock()
	p.enqueue(l)
	p.mutex.Unlock()
	p.rouse()
}

// reply posts the answer to a command, under the number of what was posted last. It
// comes after the first frame, by which a page reads all others.
func (p *page) reply(a ack, at int64) {
	p.mutex.Lock()
	if p.met {
		p.enqueue(newLetter(frameAck, p.posted, at, &a, p.text))
	} else if len(p.early) < rememberedAnswers {
		p.early = append(p.early, a)
	}
	p.mutex.Unlock()
	p.rouse()
}

// meet posts the first frame, and what was answered before it.
func (p *page) meet(l *letter, at int64) {
	p.mutex.Lock()
	early := p.early
	p.enqueue(l)
	p.met, p.early = true, nil
	p.mutex.Unlock()
	p.rouse()
	for _, a := range early {
		p.reply(a, at)
	}
}

func (p *page) enqueue(l *letter) {
	switch {
	case p.ending != nil:
	case len(p.queue) >= p.room:
		p.counts.resyncs.Add(1)
		p.queue = nil
		p.ending = &ending{closeResync, "resync: too slow for what must not be lost"}
	default:
		p.queue = append(p.queue, l)
		p.posted = max(p.posted, l.number)
	}
}

// makeRoom lets so many letters more wait in the queue, for a page that has been
// away. They are those of the ring, which are there anyway.
func (p *page) makeRoom(more int) {
	p.mutex.Lock()
	p.room = longestQueue + more
	p.mutex.Unlock()
}

// offer hands over a letter in whose place a newer one may come.
func (p *page) offer(l *letter) {
	p.mutex.Lock()
	if p.ending == nil {
		if p.slots[l.kind] != nil {
			p.counts.dropped[l.kind].Add(1)
		}
		p.slots[l.kind] = l
	}
	p.mutex.Unlock()
	p.rouse()
}

// end lets the connection end, once what waits in the queue is written.
func (p *page) end(code int, reason string) {
	p.mutex.Lock()
	if p.ending == nil {
		p.ending = &ending{code, reason}
	}
	p.mutex.Unlock()
	p.rouse()
}

func (p *page) rouse() {
	select {
	case p.wake <- struct{}{}:
	default: // it will wake
	}
}

// next takes what is to be written next: first what must not be lost, in its order.
func (p *page) next() (*letter, *ending) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.queue) > 0 {
		l := p.queue[0]
		p.queue[0] = nil
		if p.queue = p.queue[1:]; len(p.queue) == 0 {
			p.queue = nil
		}
		return l, nil
	}
	if p.ending != nil {
		return nil, p.ending
	}
	for kind, l := range p.slots {
		if l != nil {
			p.slots[kind] = nil
			return l, nil
		}
	}
	return nil, nil
}

func (p *page) setView(v view) {
	p.mutex.Lock()
	p.view = v
	p.mutex.Unlock()
}

// wants tells if a page wants the n-th tick, and hops.
func (p *page) wants(n int) (tick, hops bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return n*p.view.hz/ticksPerSecond != (n-1)*p.view.hz/ticksPerSecond, p.view.hops && p.view.hz > 0
}

// write writes until the connection ends, one way or another.
func (p *page) write() {
	defer close(p.gone)
	defer p.conn.Close()
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case <-p.wake:
			if !p.writeAll() {
				return
			}
		case <-ping.C:
			if p.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(p.wait)) != nil {
				return
			}
		}
	}
}

// writeAll writes all that waits; false if nothing can be written any more.
func (p *page) writeAll() bool {
	for {
		l, ending := p.next()
		switch {
		case ending != nil:
			_ = p.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(ending.code, ending.reason), time.Now().Add(p.wait)) // it ends anyway
			return false
		case l == nil:
			return true
		}
		message := l.binary
		if p.text {
			message = l.text
		}
		_ = p.conn.SetWriteDeadline(time.Now().Add(p.wait)) // a broken connection says so when written to
		if p.conn.WritePreparedMessage(message) != nil {
			return false
		}
		p.counts.sent[l.kind].Add(1)
		p.counts.bytes.Add(int64(l.size))
	}
}

// alive gives a page that was heard of time until it must be heard of again.
func (p *page) alive() error { return p.conn.SetReadDeadline(time.Now().Add(pongWait)) }

// read reads until the connection ends, and calls heard with each message. The first
// is to come soon.
func (p *page) read(heard func(payload []byte)) error {
	p.conn.SetPongHandler(func(string) error { return p.alive() })
	if err := p.conn.SetReadDeadline(time.Now().Add(helloWait)); err != nil {
		return err
	}
	want := websocket.BinaryMessage
	if p.text {
		want = websocket.TextMessage
	}
	for {
		kind, payload, err := p.conn.ReadMessage()
		if err != nil {
			return err
		}
		if kind != want {
			payload = nil // which no command is
		}
		heard(payload)
	}
}

// upgrader makes a websocket of a request that guard has let pass.
var upgrader = websocket.Upgrader{
	HandshakeTimeout: writeWait,
	ReadBufferSize:   1024,
	WriteBufferSize:  4096,
	WriteBufferPool:  &sync.Pool{},
	Subprotocols:     []string{protocol, protocolText},
	CheckOrigin:      func(*http.Request) bool { return true }, // guard has
}
