package dashboard

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// How much a page may ask for.
const (
	commandsPerSecond = 20
	mostMalformed     = 10  // messages that are no commands, before the connection ends
	longestName       = 64  // of a page
	mostHasty         = 200 // commands beyond the limit, before it ends
)

// session is a page as it asks: it belongs to the goroutine that reads.
type session struct {
	server   *Server
	page     *page
	tokens   bucket
	greeted  bool
	mistakes int
	hasty    int
}

func newSession(server *Server, p *page) *session {
	return &session{server: server, page: p, tokens: newBucket(commandsPerSecond)}
}

// hear is the story of one message:
//
//  1. it is a command, or the page is told what one is; after ten of those it has to go;
//  2. the page has not asked for too much of late;
//  3. it has said hello, and not asked for this before: if so, it gets the answer
//     that it got then;
//  4. it may ask for this;
//  5. the goroutine of the run's loop does it, and answers.
func (s *session) hear(payload []byte) {
	counts := &s.server.hub.counts
	c, err := parseCommand(payload, s.page.text)
	if err != nil {
		counts.refused[refusedMalformed].Add(1)
		if s.mistakes++; s.mistakes == mostMalformed {
			s.page.end(closeMalformed, "malformed: too much that was no command")
		}
		s.answer(ack{ID: c.ID, Error: err.Error()})
		return
	}
	if !s.tokens.take(time.Now()) {
		counts.refused[refusedRate].Add(1)
		if s.hasty++; s.hasty == mostHasty {
			s.page.end(closeMalformed, "too many commands")
		}
		s.answer(ack{ID: c.ID, Error: fmt.Sprintf("too many commands: want at most %d a second", commandsPerSecond)})
		return
	}
	switch {
	case c.Do == "hello":
		s.greet(c)
	case !s.greeted:
		s.server.hub.counts.refused[refusedMalformed].Add(1)
		s.page.end(closeMalformed, "say hello first")
	case s.page.guest.replies.begin(c.ID, s.answer):
		s.carryOut(c)
	}
}

// carryOut does what is asked, and answers once.
func (s *session) carryOut(c command) {
	deed, known := deeds[c.Do]
	switch {
	case !known && c.Do != "load":
		s.server.hub.counts.refused[refusedMalformed].Add(1)
		s.done(c, "", fmt.Errorf("there is no command %.20q", c.Do))
	case !deed.open && !s.page.steers:
		s.server.hub.counts.refused[refusedRole].Add(1)
		s.done(c, "", errors.New("this page watches; who steers has the address with the token"))
	case c.Do == "load":
		s.done(c, "", s.server.load(c.Args))
	case len(c.Args) != deed.args:
		s.done(c, "", fmt.Errorf("%s has %d arguments, want %d", c.Do, len(c.Args), deed.args))
	default:
		s.server.onLoop(func(b *broadcast, over error) {
			if over != nil {
				s.done(c, "", over)
				return
			}
			data, err := deed.do(b, s.page, c.Args)
			if err == nil && !deed.open {
				b.by = "page " + strconv.Itoa(s.page.number)
			}
			s.done(c, data, err)
		})
	}
}

// greet answers the first word of a page: which run it knows, up to which letter,
// its right to steer, and its name. The answer is the first frame.
func (s *session) greet(c command) {
	number, err := uint64(0), error(nil)
	switch {
	case s.greeted:
		err = errors.New("hello was said before")
	case len(c.Args) != 4 || len(c.Args[3]) > longestName:
		err = errors.New("want hello with epoch, number, token and a name of the page")
	case c.Args[1] != "":
		if number, err = strconv.ParseUint(c.Args[1], 10, 53); err != nil {
			err = fmt.Errorf("%.20q is no number of a frame", c.Args[1])
		}
	}
	if err != nil {
		s.server.hub.counts.refused[refusedMalformed].Add(1)
		s.page.end(closeMalformed, err.Error())
		return
	}
	s.page.known = knowledge{c.Args[0], number}
	s.page.steers = s.server.guard.maySteer(c.Args[2])
	s.page.guest = s.server.hub.guests.of(c.Args[3])
	s.greeted = true
	_ = s.page.alive() // a broken connection says so when read from
	s.server.hub.arrive(s.page)
}

// done is the end of a command.
func (s *session) done(c command, data string, err error) {
	a := ack{ID: c.ID, OK: err == nil, Data: data}
	if err != nil {
		a.Error = err.Error()
	}
	s.page.guest.replies.end(a)
}

func (s *session) answer(a ack) { s.page.reply(a, s.server.hub.at.Load()) }
