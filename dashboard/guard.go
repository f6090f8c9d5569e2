package dashboard

import (
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// guard stands before everything. Each request is asked, in this order:
//
//  1. by which name it came: a page of another site can make its own name point to
//     this machine, and would then be of the same origin as we are, so a name that
//     is not ours is refused;
//  2. from whose page: what another site's page asks for is refused;
//  3. what it wants: nobody writes anything here but through the websocket.
type guard struct {
	hosts  []string // by which we are called, with the port
	token  string   // that is needed to steer; "" if nobody needs one
	counts *counts
	next   http.Handler
}

// contentPolicy lets the page use what comes from here, and nothing else.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

var safety = map[string]string{
	"Content-Security-Policy":      contentPolicy,
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	"X-Frame-Options":              "DENY",
	"Cache-Control":                "no-cache",
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range safety {
		w.Header().Set(name, value)
	}
	switch {
	case !g.calledRightly(r.Host):
		g.counts.refused[refusedHost].Add(1)
		refuse(w, http.StatusMisdirectedRequest, fmt.Sprintf("This is not %.80q. Come by one of: %s.", r.Host, strings.Join(g.hosts, ", ")))
	case !g.fromHere(r.Header.Values("Origin")):
		g.counts.refused[refusedOrigin].Add(1)
		refuse(w, http.StatusForbidden, "The page of another site has no business here.")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, fmt.Sprintf("%.20q is not done here, only GET and HEAD.", r.Method))
	default:
		g.next.ServeHTTP(w, r)
	}
}

// calledRightly tells if a name, with its port, is one of ours.
func (g *guard) calledRightly(host string) bool {
	return slices.Contains(g.hosts, strings.ToLower(host))
}

// fromHere tells if what asks is a page of ours, or no page at all.
func (g *guard) fromHere(origins []string) bool {
	switch len(origins) {
	case 0:
		return true
	case 1:
		from, err := url.Parse(origins[0])
		return err == nil && (from.Scheme == "http" || from.Scheme == "https") && from.Opaque == "" && g.calledRightly(from.Host)
	}
	return false
}

// maySteer tells if a page that shows this token may steer. It takes as long for
// one that is nearly right as for one that is not.
func (g *guard) maySteer(token string) bool {
	if g.token == "" || subtle.ConstantTimeCompare([]byte(token), []byte(g.token)) == 1 {
		return true
	}
	if token != "" {
		g.counts.refused[refusedToken].Add(1)
	}
	return false
}

// refuse answers with a status and a sentence.
func refuse(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Del("ETag")
	w.WriteHeader(status)
	fmt.Fprintln(w, sentence)
}

// hostsOf are the names by which a server on this address may be called. If it
// listens on all interfaces, those are the machine's addresses; other names must be
// given.
func hostsOf(listening *net.TCPAddr, given []string) ([]string, error) {
	names := []string{"127.0.0.1", "localhost", "::1"}
	switch {
	case listening.IP.IsUnspecified():
		all, err := net.InterfaceAddrs()
		if err != nil {
			return nil, fmt.Errorf("ask for the machine's addresses: %w", err)
		}
		for _, a := range all {
			if network, ok := a.(*net.IPNet); ok {
				names = append(names, network.IP.String())
			}
		}
	case !listening.IP.IsLoopback():
		names = []string{listening.IP.String()}
	}
	port := strconv.Itoa(listening.Port)
	var hosts []string
	for _, name := range names {
		hosts = append(hosts, net.JoinHostPort(name, port))
		if port == webPort {
			hosts = append(hosts, name)
		}
	}
	for _, name := range given {
		name = strings.ToLower(name)
		hosts = append(hosts, name)
		if _, _, err := net.SplitHostPort(name); err != nil {
			hosts = append(hosts, net.JoinHostPort(name, port))
		}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts), nil
}

// webPort is the one that a browser leaves out.
const webPort = "80"
