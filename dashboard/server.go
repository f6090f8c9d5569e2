package dashboard

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"buynow/scenarios"
)

// Options say how to serve.
type Options struct {
	// Listen is the address, such as 127.0.0.1:8080.
	Listen string
	// Hosts are names by which pages may come beside the address itself.
	Hosts []string
	// Token is what a page must show to steer. If it is empty, one is made up for an
	// address that other machines can reach; on this machine everybody may steer.
	Token string
	// WebDir is a folder to serve the page from instead of the built-in one, for
	// who works on it.
	WebDir string
	// Version is that of the program.
	Version string
	// Load loads a scenario that a page has chosen from the list, by its name.
	Load func(name string) (*scenarios.Scenario, error)
	// Report is told why a run broke. The server goes on, and shows it.
	Report func(reason string)
}

// Server shows runs to pages, one run at a time.
type Server struct {
	options  Options
	listener net.Listener
	http     *http.Server
	guard    *guard
	hub      *hub
	library  *library
	stage    func(name string, seed uint64) (staged, error)

	mutex   sync.Mutex
	current *broadcast
	next    *staged            // what a page has chosen
	stop    context.CancelFunc // of the current run
}

// staged is a run that is ready to begin.
type staged struct {
	seen    onlooker
	steered helm
	hero    journey // the order that is shown before the load starts
}

// Open begins to listen. Whoever opens a server runs it.
func Open(o Options) (*Server, error) {
	if o.WebDir != "" {
		if _, err := os.Stat(filepath.Join(o.WebDir, "index.html")); err != nil {
			return nil, fmt.Errorf("the page of %s: %w", o.WebDir, err)
		}
	}
	listener, err := net.Listen("tcp", o.Listen)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("something listens on %s already: choose another address, such as --listen 127.0.0.1:0", o.Listen)
	case err != nil:
		return nil, fmt.Errorf("listen on %s: %w", o.Listen, err)
	}
	address := listener.Addr().(*net.TCPAddr)
	hosts, err := hostsOf(address, o.Hosts)
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	if o.Token == "" && !address.IP.IsLoopback() {
		o.Token = rand.Text()
	}
	return newServer(o, listener, hosts), nil
}

// newServer is a server on a listener, for pages that come by one of these names.
func newServer(o Options, listener net.Listener, hosts []string) *Server {
	s := &Server{options: o, listener: listener, hub: newHub(o, scenariosOffered()), library: newLibrary()}
	s.guard = &guard{hosts: hosts, token: o.Token, counts: &s.hub.counts, next: s.routes()}
	s.http = &http.Server{
		Handler:           s.guard,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // what it says is of strangers, and they are counted
	}
	return s
}

// URL is where the page is. The token is in the part of it that a browser tells
// nobody.
func (s *Server) URL() string {
	address := s.listener.Addr().(*net.TCPAddr)
	host := net.JoinHostPort(reachable(address.IP).String(), fmt.Sprint(address.Port))
	if s.options.Token == "" {
		return "http://" + host + "/"
	}
	return "http://" + host + "/#token=" + s.options.Token
}

// reachable is an address that can be dialled.
func reachable(listening net.IP) net.IP {
	if !listening.IsUnspecified() {
		return listening
	}
	all, _ := net.InterfaceAddrs() // without any, this machine is left
	for _, a := range all {
		if network, ok := a.(*net.IPNet); ok && network.IP.To4() != nil && !network.IP.IsLoopback() {
			return network.IP
		}
	}
	return net.IPv4(127, 0, 0, 1)
}

// routes are all addresses.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/ws", s.connect)
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/run.yaml", s.runFile)
	mux.HandleFunc("/api/scenarios", s.scenarios)
	mux.HandleFunc("/api/catalogue", s.catalogue)
	mux.HandleFunc("/api/orders", s.orders)
	mux.HandleFunc("/api/orders/{order}", s.order)
	mux.Handle("/metrics", exposition(s.hub))
	files := builtIn()
	if s.options.WebDir != "" {
		files = assets{os.DirFS(s.options.WebDir)}
	}
	mux.Handle("/", files)
	return mux
}

// Run serves a scenario, and then others that pages choose, until the context
// ends; all pages are told so.
func (s *Server) Run(ctx context.Context, first *scenarios.Live) error {
	s.stage = func(name string, seed uint64) (staged, error) {
		scenario, err := s.options.Load(name)
		if err != nil {
			return staged{}, err
		}
		return stagedLive(scenario.Live(seed)), nil
	}
	return s.run(ctx, stagedLive(first))
}

func (s *Server) run(ctx context.Context, first staged) error {
	current, stopped := s.begin(ctx, first)
	served := make(chan error, 1)
	go func() { served <- s.http.Serve(s.listener) }()
	for {
		_ = current.steered.run(stopped, current.each) // what broke it was told when it broke
		current.tasks.close(current)
		next := s.takeNext()
		if next == nil || ctx.Err() != nil {
			break
		}
		s.hub.reassemble()
		current, stopped = s.begin(ctx, *next)
	}
	s.hub.close("the server ends")
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeWait)
	defer cancel()
	if err := s.http.Shutdown(patience); err != nil {
		err = errors.Join(err, s.http.Close())
		<-served
		return fmt.Errorf("end the server: %w", err)
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return ctx.Err()
}

// begin makes a run the current one, until its context ends.
func (s *Server) begin(ctx context.Context, run staged) (*broadcast, context.Context) {
	ctx, stop := context.WithCancel(ctx)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.current, s.stop, s.next = newBroadcast(s.hub, run), stop, nil
	return s.current, ctx
}

// takeNext is what a page has chosen, nil if nothing.
func (s *Server) takeNext() *staged {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	next := s.next
	s.next = nil
	return next
}

// onLoop lets the goroutine of the current run's loop do something soon.
func (s *Server) onLoop(more task) {
	s.mutex.Lock()
	b := s.current
	s.mutex.Unlock()
	if b.tasks.add(b, more) {
		b.steered.do(func() { b.tasks.work(b) })
	}
}
