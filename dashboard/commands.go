package dashboard

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"buynow/sim/codec"
)

// What a command may be made of.
const (
	mostArgs    = 8
	largestID   = 1<<53 - 1 // of what a page can count
	longestVerb = 16
)

// parseCommand reads a command as a page has sent it: msgpack, or JSON as text.
func parseCommand(payload []byte, text bool) (command, error) {
	read := readCommand
	if text {
		read = readCommandText
	}
	c, err := read(payload)
	switch {
	case err != nil:
		return command{}, fmt.Errorf("this is no command, want [id, what, [argument, ...]]: %w", err)
	case len(c.Do) > longestVerb || !utf8.ValidString(c.Do):
		return command{ID: c.ID}, errors.New("this is no command: its name is too long")
	}
	for _, arg := range c.Args {
		if !utf8.ValidString(arg) {
			return command{ID: c.ID}, fmt.Errorf("an argument of %s is no text", c.Do)
		}
	}
	return c, nil
}

func readCommand(payload []byte) (command, error) {
	if err := codec.Check(payload); err != nil {
		return command{}, err
	}
	cursor := codec.NewCursor(payload)
	cursor.Tuple(3)
	c := command{ID: cursor.Uint(largestID), Do: cursor.Text()}
	n := cursor.Array()
	if n > mostArgs {
		return command{}, fmt.Errorf("%d arguments, want at most %d", n, mostArgs)
	}
	for range n {
		c.Args = append(c.Args, cursor.Text())
	}
	if err := cursor.Err(); err != nil {
		return command{}, err
	}
	return c, nil
}

func readCommandText(payload []byte) (command, error) {
	var parts []json.RawMessage
	var c command
	if err := json.Unmarshal(payload, &parts); err != nil {
		return c, err
	}
	if len(parts) != 3 {
		return c, fmt.Errorf("an array of %d, want 3", len(parts))
	}
	for i, into := range []any{&c.ID, &c.Do, &c.Args} {
		if bytes.Equal(parts[i], []byte("null")) {
			return command{}, errors.New("null is no part of it")
		}
		if err := json.Unmarshal(parts[i], into); err != nil {
			return command{}, err
		}
	}
	switch {
	case c.ID > largestID:
		return command{}, fmt.Errorf("%d, want at most %d", c.ID, uint64(largestID))
	case len(c.Args) > mostArgs:
		return command{}, fmt.Errorf("%d arguments, want at most %d", len(c.Args), mostArgs)
	}
	return c, nil
}

// deed is what is done about a command, on the goroutine of the run's loop.
type deed struct {
	args int
	open bool // anybody may
	do   func(b *broadcast, p *page, args []string) (data string, err error)
}

// deeds are all commands but hello and load, which are about more than one run.
var deeds = map[string]deed{
	"view":     {2, true, doView},
	"follow":   {1, true, doFollow},
	"unfollow": {1, true, doUnfollow},
	"buy":      {3, true, doBuy},
	"press":    {1, true, doPress},
	"start":    {0, false, func(b *broadcast, _ *page, _ []string) (string, error) { b.steered.begin(); return "", nil }},
	"pause":    {0, false, func(b *broadcast, _ *page, _ []string) (string, error) { b.steered.pause(); return "", nil }},
	"resume":   {0, false, func(b *broadcast, _ *page, _ []string) (string, error) { b.steered.resume(); return "", nil }},
	"step":     {1, false, doStep},
	"speed":    {1, false, doSpeed},
	"fault":    {1, false, func(b *broadcast, _ *page, args []string) (string, error) { return b.steered.inflict(args[0]) }},
	"mend":     {1, false, func(b *broadcast, _ *page, args []string) (string, error) { return "", b.steered.mend(args[0]) }},
	"policy": {2, false, func(b *broadcast, _ *page, args []string) (string, error) {
		return "", b.steered.policy(args[0], args[1])
	}},
}

func doView(_ *broadcast, p *page, args []string) (string, error) {
	hz, err := strconv.Atoi(args[0])
	if err != nil || hz < 0 || hz > ticksPerSecond {
		return "", fmt.Errorf("%.20q ticks a second, want 0 to %d", args[0], ticksPerSecond)
	}
	if args[1] != "0" && args[1] != "1" {
		return "", fmt.Errorf("hops is %.20q, want 1 or 0", args[1])
	}
	p.setView(view{hz: hz, hops: args[1] == "1"})
	return "", nil
}

func doFollow(b *broadcast, p *page, args []string) (string, error) {
	if order, err := strconv.ParseUint(args[0], 10, 53); err == nil {
		if intent, known := b.seen.followOrder(order); known {
			defer b.seen.unfollow(intent) // the page follows it from here on
			return intentText(intent), b.follow(p, intent)
		}
	}
	intent, err := parseIntent(args[0])
	if err != nil {
		return "", err
	}
	return intentText(intent), b.follow(p, intent)
}

func doUnfollow(b *broadcast, p *page, args []string) (string, error) {
	intent, err := parseIntent(args[0])
	if err != nil {
		return "", err
	}
	b.unfollow(p, intent)
	return "", nil
}

// doBuy clicks Buy Now for a visitor, whose page follows the order from then on.
func doBuy(b *broadcast, p *page, args []string) (string, error) {
	intent, err := b.steered.buy(args[0], args[1], args[2])
	if err != nil {
		return "", err
	}
	return intentText(intent), b.follow(p, intent)
}

func doPress(b *broadcast, _ *page, args []string) (string, error) {
	intent, err := parseIntent(args[0])
	if err != nil {
		return "", err
	}
	return "", b.steered.press(intent)
}

func doStep(b *broadcast, _ *page, args []string) (string, error) {
	intent, err := parseIntent(args[0])
	if err != nil {
		return "", err
	}
	b.steered.step(intent)
	return "", nil
}

// The speeds that can be asked for, beside 0.
const slowest, fastest = 0.01, 100_000

func doSpeed(b *broadcast, _ *page, args []string) (string, error) {
	speed, err := strconv.ParseFloat(args[0], 64)
	if err != nil || math.IsNaN(speed) || speed != 0 && (speed < slowest || speed > fastest) {
		return "", fmt.Errorf("%.20q is no speed, want %v to %v, or 0 for as fast as the machine goes", args[0], slowest, fastest)
	}
	b.steered.setSpeed(speed)
	return "", nil
}

// An intent may be written with an i, where it could be mistaken for an order.
func intentText(intent uint64) string { return strconv.FormatUint(intent, 10) }

func parseIntent(text string) (uint64, error) {
	intent, err := strconv.ParseUint(strings.TrimPrefix(text, "i"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%.30q is no order, want digits, such as i281474976710656", text)
	}
	return intent, nil
}
