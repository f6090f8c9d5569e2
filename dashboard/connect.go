package dashboard

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"

	"github.com/gorilla/websocket"
)

// connect is the story of one page:
//
//  1. there is room for it, and it speaks our protocol;
//  2. one goroutine writes to it, this one reads from it;
//  3. whoever ends first, the other one ends, too.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	spoken := websocket.Subprotocols(r)
	if !slices.Contains(spoken, protocol) && !slices.Contains(spoken, protocolText) {
		refuse(w, http.StatusBadRequest, fmt.Sprintf("This is a websocket for %s, or %s.", protocol, protocolText))
		return
	}
	number, ok := s.hub.seat()
	if !ok {
		s.hub.counts.refused[refusedFull].Add(1)
		w.Header().Set("Retry-After", "30")
		refuse(w, http.StatusServiceUnavailable, fmt.Sprintf("There is room for %d pages, and all are taken. Try again later.", mostPages))
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil { // and the client has been told
		s.hub.rise(nil)
		return
	}
	if tcp, is := conn.NetConn().(*net.TCPConn); is {
		_ = tcp.SetWriteBuffer(kernelBuffer) // or it keeps its own
	}
	p := newPage(conn, &s.hub.counts)
	p.number, p.wait = number, s.hub.writeWait
	s.hub.sit(p)
	defer s.hub.rise(p)
	go p.write()

	err = p.read(newSession(s, p).hear)
	if errors.Is(err, websocket.ErrReadLimit) {
		s.hub.counts.refused[refusedOversized].Add(1)
	}
	conn.Close()
	p.end(websocket.CloseNormalClosure, "")
	<-p.gone
}

// load ends the run and begins another: of a scenario on the list, by its name.
func (s *Server) load(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("load has %d arguments, want 2", len(args))
	}
	if !slices.ContainsFunc(s.hub.offered, func(e entry) bool { return e.Name == args[0] }) {
		return fmt.Errorf("there is no scenario %.40q", args[0])
	}
	seed, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil && args[1] != "" {
		return fmt.Errorf("%.30q is no seed, want a whole number", args[1])
	}
	next, err := s.stage(args[0], seed)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.next = &next
	s.stop()
	return nil
}
