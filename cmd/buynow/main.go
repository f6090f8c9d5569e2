package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go stopOnSignal(signals, cancel, func() {
		fmt.Fprintln(os.Stderr, "\nbuynow: stopped at once")
		os.Exit(stopped)
	})
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program but for the process around it: it returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, err io.Writer) int {
	p := &program{in: in, out: out, err: err, env: os.Getenv, terminal: terminalOf, now: time.Now, shop: realShop()}
	return p.run(ctx, args)
}

// longestGoodbye is how long a run that was told to stop may take to sum up. What waits for a pipe that nobody opens, or for a
// keyboard, never hears of it.
const longestGoodbye = 15 * time.Second

// stopOnSignal lets the first signal stop the run cleanly, and ends the process at once after the second one, or when
// the longest goodbye is over.
func stopOnSignal(signals <-chan os.Signal, stop, exit func()) {
	<-signals
	stop()
	select {
	case <-signals:
	case <-time.After(longestGoodbye):
	}
	exit()
}

// terminalOf is the width of the terminal that w writes to, if it is one.
func terminalOf(w io.Writer) (width int, ok bool) {
	file, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(file.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil || width <= 0 {
		return defaultWidth, true
	}
	return width, true
}
