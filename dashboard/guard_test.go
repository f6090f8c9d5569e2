package dashboard

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// knock sends one request with these headers, and closes the connection.
func (r *rig) knock(method, path, host string, header http.Header) (status int, answer http.Header) {
	r.t.Helper()
	request, err := http.NewRequest(method, "http://"+r.address+path, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	if header != nil {
		request.Header = header
	}
	request.Host, request.Close = host, true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode, response.Header
}

// refusals are how often each reason was counted.
func (r *rig) refusals() (all [refusals]int64) {
	for i := range all {
		all[i] = r.hub.counts.refused[i].Load()
	}
	return all
}

func TestStrangersAreRefusedAndCounted(t *testing.T) {
	r := newRig(t)
	port := fmt.Sprint(r.listener.Addr().(*net.TCPAddr).Port)
	here := "127.0.0.1:" + port
	from := func(origins ...string) http.Header { return http.Header{"Origin": origins} }
	for _, row := range []struct {
		claim, method, path, host string
		header                    http.Header
		status, counted           int
	}{
		{"who comes by the address is served", "GET", "/", here, nil, 200, -1},
		{"by its name, too", "GET", "/", "localhost:" + port, nil, 200, -1},
		{"in capitals, too", "GET", "/", "LOCALHOST:" + port, nil, 200, -1},
		{"by version 6, too", "GET", "/", "[::1]:" + port, nil, 200, -1},
		{"a page of ours may ask", "GET", "/healthz", here, from("http://" + here), 200, -1},
		{"a head is served", "HEAD", "/", here, nil, 200, -1},

		{"a name that was made to point here is refused", "GET", "/", "evil.example:" + port, nil, 421, refusedHost},
		{"also for files", "GET", "/js/main.js", "evil.example", nil, 421, refusedHost},
		{"also for figures", "GET", "/metrics", "evil.example:" + port, nil, 421, refusedHost},
		{"also for the websocket", "GET", "/ws", "evil.example:" + port, nil, 421, refusedHost},
		{"also if it begins like ours", "GET", "/", "127.0.0.1.evil.example:" + port, nil, 421, refusedHost},
		{"another port is another server", "GET", "/", "127.0.0.1:1", nil, 421, refusedHost},
		{"so is none", "GET", "/", "127.0.0.1", nil, 421, refusedHost},
		{"an address of this network that is not ours is refused", "GET", "/", "0.0.0.0:" + port, nil, 421, refusedHost},

		{"another site's page is refused", "GET", "/api/catalogue", here, from("http://evil.example"), 403, refusedOrigin},
		{"also of this machine", "GET", "/ws", here, from("http://127.0.0.1:1"), 403, refusedOrigin},
		{"a page of no site is refused", "GET", "/run.yaml", here, from("null"), 403, refusedOrigin},
		{"a page from a disk is refused", "GET", "/ws", here, from("file://"), 403, refusedOrigin},
		{"a page of two sites is refused", "GET", "/", here, from("http://"+here, "http://evil.example"), 403, refusedOrigin},
		{"an extension is refused", "GET", "/", here, from("chrome-extension://" + here), 403, refusedOrigin},

		{"nobody posts", "POST", "/", here, nil, 405, -1},
		{"not even a page of ours", "POST", "/api/orders", here, from("http://" + here), 405, -1},
		{"nobody asks for methods", "OPTIONS", "/", here, nil, 405, -1},
		{"nobody deletes", "DELETE", "/run.yaml", here, nil, 405, -1},
	} {
		before := r.refusals()

		status, answer := r.knock(row.method, row.path, row.host, row.header)

		if status != row.status {
			t.Errorf("%s: %s %s as %s, %v = %d, want %d", row.claim, row.method, row.path, row.host, row.header, status, row.status)
		}
		for i, n := range r.refusals() {
			if more := n - before[i]; (more == 1) != (i == row.counted) || more > 1 {
				t.Errorf("%s: counted as %s %d times", row.claim, refusalNames[i], more)
			}
		}
		for name, value := range safety {
			if answer.Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", row.claim, name, answer.Get(name), value)
			}
		}
		if answer.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: other sites may read the answer", row.claim)
		}
	}
}

func TestAWebsocketIsOpenedOnlyForOurProtocol(t *testing.T) {
	r := newRig(t)
	for _, row := range []struct {
		claim  string
		spoken []string
		want   string
	}{
		{"frames", []string{protocol}, protocol},
		{"text", []string{protocolText}, protocolText},
		{"ours among others", []string{"chat", protocol}, protocol},
		{"another", []string{"chat"}, ""},
		{"none", nil, ""},
		{"a later version", []string{"buynow.v2"}, ""},
	} {
		d := websocket.Dialer{Subprotocols: row.spoken}
		conn, answer, err := d.Dial("ws://"+r.address+"/ws", nil)
		switch {
		case row.want == "" && (err == nil || answer == nil || answer.StatusCode != http.StatusBadRequest):
			t.Errorf("%s: dialled with %v, %v, want a refusal", row.claim, answer, err)
		case row.want != "" && (err != nil || conn.Subprotocol() != row.want):
			t.Errorf("%s: dialled with %v, want %s", row.claim, err, row.want)
		}
		if conn != nil {
			conn.Close()
		}
	}
}

// Where other machines can come, who steers must know the token; all others may
// watch and buy.
func TestOnlyTheTokenSteersBeyondThisMachine(t *testing.T) {
	r := newRig(t, func(o *Options) { o.Token = "sesame" })
	if url := r.URL(); !strings.HasSuffix(url, "/#token=sesame") {
		t.Errorf("the address is %s, want the token where a browser tells nobody", url)
	}
	for _, row := range []struct {
		claim, token, role string
		counted            int64
	}{
		{"without it a page watches", "", "watch", 0},
		{"with another one, too, and it is counted", "open", "watch", 1},
		{"with a longer one, too", "sesame ", "watch", 1},
		{"with it a page steers", "sesame", "control", 0},
	} {
		before := r.refusals()[refusedToken]

		v := r.greeted("", 0, row.token, "")
		_, h := into[hello](v, frameHello)

		if h.Role != row.role || r.refusals()[refusedToken]-before != row.counted {
			t.Errorf("%s: its role is %s, %d counted", row.claim, h.Role, r.refusals()[refusedToken]-before)
		}
		for _, c := range commands[1:] {
			deed, known := deeds[c.do]
			if !known {
				continue
			}
			args := []string{"10", "1", "x"}[:deed.args]
			a := v.answered(v.say(c.do, args...))
			if barred := strings.Contains(a.Error, "watches"); barred != (row.role == "watch" && !deed.open) {
				t.Errorf("%s: %s is answered by %+v", row.claim, c.do, a)
			}
		}
	}
}

func TestAServerIsCalledByTheNamesOfItsAddress(t *testing.T) {
	for _, row := range []struct {
		claim, listens string
		given          []string
		ours, others   []string
	}{
		{"on this machine", "127.0.0.1", nil, []string{"127.0.0.1:80", "localhost:80", "[::1]:80", "localhost"}, []string{"0.0.0.0:80", "shop:80"}},
		{"on one address", "192.0.2.7", nil, []string{"192.0.2.7:80"}, []string{"localhost:80", "127.0.0.1:80"}},
		{"on all", "0.0.0.0", nil, []string{"127.0.0.1:80", "localhost:80"}, []string{"0.0.0.0:80"}},
		{"by a name", "192.0.2.7", []string{"Shop.example"}, []string{"shop.example:80", "shop.example"}, []string{"shop.example:81"}},
		{"by a name and a port", "192.0.2.7", []string{"shop.example:443"}, []string{"shop.example:443"}, []string{"shop.example", "shop.example:80"}},
	} {
		hosts, err := hostsOf(&net.TCPAddr{IP: net.ParseIP(row.listens), Port: 80}, row.given)
		if err != nil {
			t.Fatal(err)
		}
		g := &guard{hosts: hosts}
		for _, name := range row.ours {
			if !g.calledRightly(name) {
				t.Errorf("%s: %s is none of %v", row.claim, name, hosts)
			}
		}
		for _, name := range row.others {
			if g.calledRightly(name) {
				t.Errorf("%s: %s is one of %v", row.claim, name, hosts)
			}
		}
	}
}
