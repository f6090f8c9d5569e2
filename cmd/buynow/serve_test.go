package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// serving is buynow serve until the test ends: the address that it prints, and a way
// to stop it that returns the exit code.
func serving(t *testing.T, args ...string) (url string, stop func() int) {
	t.Helper()
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), nil, write, io.Discard)
	}()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line), func() int {
		cancel()
		return <-code
	}
}

func TestServePrintsWhereThePageIsAndServesItUntilItIsStopped(t *testing.T) {
	url, stop := serving(t, "quickstart")
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(page), "<!doctype html>") {
		t.Errorf("GET %s = %d, %.100q, %v", url, answer.StatusCode, page, err)
	}

	if code := stop(); code != stopped {
		t.Errorf("a server that was stopped exits %d, want %d", code, stopped)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("it still serves")
	}
}

func TestServeWithATokenPrintsItInTheAddress(t *testing.T) {
	url, stop := serving(t, "--token", "sesame")
	defer stop()

	if !strings.HasSuffix(url, "/#token=sesame") {
		t.Errorf("the address is %s", url)
	}
}

func TestServeRefusesBeforeItServes(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, row := range []struct {
		claim string
		args  []string
		says  string
	}{
		{"a port that is taken", []string{"--listen", taken.Addr().String()}, "another address"},
		{"an address that is none", []string{"--listen", "nowhere"}, "nowhere"},
		{"a scenario that there is not", []string{"quikstart"}, "did you mean quickstart?"},
		{"two scenarios", []string{"quickstart", "flash-sale"}, "one scenario"},
		{"a speed that is none", []string{"--speed", "fast"}, "--speed"},
		{"a speed that is too slow to be seen", []string{"--speed", "0.0001"}, "--speed"},
		{"a field that there is not", []string{"--set", "actors.bnak.workers=3"}, "did you mean bank?"},
		{"a folder that is none", []string{"--listen", "127.0.0.1:0", "--web-dir", "no-such-folder"}, "no-such-folder"},
	} {
		var out, said strings.Builder
		code := run(t.Context(), append([]string{"serve"}, row.args...), nil, &out, &said)
		if code != invalid || out.Len() > 0 || !strings.Contains(said.String(), row.says) {
			t.Errorf("%s: exit %d, %q, %q, want exit %d and %q", row.claim, code, out.String(), said.String(), invalid, row.says)
		}
	}
}
