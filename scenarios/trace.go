package scenarios

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Trace is who comes by a file, in the order in which they come.
type Trace struct {
	Times    []time.Duration  // since the crowd begins to come
	Journeys []actors.Journey // of each, unknownJourney for any; nil if the file says nothing
	Lasts    time.Duration    // until the last of them, or as long as the crowd's duration
}

// unknownJourney is somebody of whom the file does not say what they come for.
const unknownJourney = actors.Journeys

// What the file of a trace may be at most, and how long all those of a scenario.
const (
	maxTraceBytes = 32 << 20
	maxTraceRows  = 4_000_000
	maxTraceLine  = 1000
)

// until is how many come up to a time.
func (t *Trace) until(at time.Duration) int {
	n, _ := slices.BinarySearch(t.Times, at+1)
	return n
}

// rate is how many come per second, on average.
func (t *Trace) rate() float64 {
	if t.Lasts <= 0 {
		return 0
	}
	return float64(len(t.Times)) / t.Lasts.Seconds()
}

// openTrace is the story of a trace that a crowd names:
//  1. its file lies beside that of the scenario, or further down, so that the two
//     can travel together and no scenario of a stranger reads what is not its own;
//     only who says it with a --set may name any file;
//  2. it is read, and refused with the line if that is wrong;
//  3. who comes after the crowd's duration is left out.
func (c *Crowd) openTrace(look *checking) {
	if c.Executor != ConstantArrivalRate {
		look.wrong("arrivals", "%s needs executor: constant-arrival-rate, not %s: the file has the times, and no stages", c.Arrivals, c.Executor)
		return
	}
	name := c.Arrivals.File
	file, err := look.open(name)
	if err != nil {
		look.wrong("arrivals", "%v", err)
		return
	}
	defer file.Close()
	if !look.affords(file) {
		look.wrong("arrivals", "with %s the traces have more than 32 MiB in all, want at most so much", name)
		return
	}
	trace, mistakes := readTrace(look.decoder.sibling(name), file)
	if len(mistakes) > 0 {
		look.decoder.found = append(look.decoder.found, mistakes...)
		return
	}
	trace.cut(c.Duration)
	if len(trace.Times) == 0 {
		look.wrong("arrivals", "nobody comes: %s has no time within the first %s", name, sim.FormatDuration(c.Duration))
	}
	c.Trace = trace
}

// cut leaves out who comes after so long; 0 leaves out nobody.
func (t *Trace) cut(duration time.Duration) {
	if duration > 0 {
		n := t.until(duration - 1)
		t.Times, t.Lasts = t.Times[:n], duration
		if t.Journeys != nil {
			t.Journeys = t.Journeys[:n]
		}
	}
}

// thin keeps one customer of so many, evenly.
func (t *Trace) thin(by float64) {
	kept := 0
	for i := range t.Times {
		if float64(i+1) < float64(float64(kept+1)*by) && i > 0 {
			continue
		}
		if t.Times[kept] = t.Times[i]; t.Journeys != nil {
			t.Journeys[kept] = t.Journeys[i]
		}
		kept++
	}
	if t.Times = t.Times[:kept]; t.Journeys != nil {
		t.Journeys = t.Journeys[:kept]
	}
}

// affords tells if a file can be read beside those that have been: a hundred
// crowds may name a file each, or all the same.
func (c *checking) affords(file fs.File) bool {
	info, err := file.Stat()
	if err == nil {
		c.decoder.traced += info.Size()
	}
	return err == nil && c.decoder.traced <= maxTraceBytes
}

// open opens a file that a field of the scenario names.
func (c *checking) open(name string) (fs.File, error) {
	beside := c.decoder.beside
	switch at := c.decoder.given[join(c.path, "arrivals")]; {
	case at.file == setFlag:
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s is no file", name)
		}
		return os.Open(name)
	case beside == nil:
		return nil, fmt.Errorf("this scenario comes without files, so there is no %.100s; name one with --set %s='trace(file.csv)'", name, join(c.path, "arrivals"))
	case !fs.ValidPath(name):
		return nil, fmt.Errorf("%.100q is not beside the scenario, want a path such as arrivals/monday.csv, without .. and no / in front", name)
	}
	info, err := fs.Stat(beside, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s beside the scenario", name)
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", name)
	}
	if cause := (*fs.PathError)(nil); errors.As(err, &cause) {
		return nil, fmt.Errorf("%.100q cannot be read: %w", name, cause.Err)
	}
	if err != nil {
		return nil, err
	}
	return beside.Open(name)
}

// overruled tells if the file says something about a field, and a --set something
// about another that takes its place.
func (c *checking) overruled(name, by string) bool {
	return c.decoder.given[join(c.path, by)].file == setFlag && c.decoder.given[join(c.path, name)].file != setFlag
}

// sibling is the path of a file beside the scenario, as a reader would type it.
func (d *decoder) sibling(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(d.file), name)
}

// readTrace reads times, one a line: 90s, 1h3m, or a number of seconds; after a
// comma there may be a journey. A first line that names the columns, empty lines
// and such that begin with # are left out. The times never go back.
func readTrace(file string, from io.Reader) (Trace, []Mistake) {
	var t Trace
	var found []Mistake
	line, last := 0, time.Duration(-1)
	wrong := func(format string, args ...any) {
		found = append(found, Mistake{File: file, Line: line, Column: 1, Text: fmt.Sprintf(format, args...)})
	}
	limited := &io.LimitedReader{R: from, N: maxTraceBytes + 1}
	lines := bufio.NewScanner(limited)
	lines.Buffer(make([]byte, 0, maxTraceLine), maxTraceLine)
	for len(found) < maxMistakes && lines.Scan() {
		line++
		text := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if text == "" || text[0] == '#' || line == 1 && isHeader(text) {
			continue
		}
		at, journey, err := readRow(text)
		switch {
		case err != nil:
			wrong("%v", err)
			continue
		case at < last:
			wrong("%s comes after %s, want the times in their order", sim.FormatDuration(at), sim.FormatDuration(last))
			continue
		case len(t.Times) == maxTraceRows:
			wrong("more than %d customers come, want at most so many", maxTraceRows)
			return Trace{}, found
		}
		last = at
		t.add(at, journey)
	}
	line++
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		wrong("the line has more than %d characters, want a time such as 90s", maxTraceLine)
	case err != nil:
		wrong("%v", err)
	case limited.N <= 0 && len(found) < maxMistakes:
		wrong("the file has more than 32 MiB, want at most so much")
	case len(t.Times) == 0 && len(found) == 0:
		wrong("there is no time in the file, want one a line such as 90s")
	}
	if len(found) > 0 {
		return Trace{}, found
	}
	t.Lasts = last + 1
	return t, nil
}

// add appends somebody. The journeys are kept from the first that is said.
func (t *Trace) add(at time.Duration, journey actors.Journey) {
	if journey != unknownJourney && t.Journeys == nil {
		t.Journeys = slices.Repeat([]actors.Journey{unknownJourney}, len(t.Times))
	}
	if t.Times = append(t.Times, at); t.Journeys != nil {
		t.Journeys = append(t.Journeys, journey)
	}
}

// isHeader tells if a line names columns instead of giving a time.
func isHeader(text string) bool {
	name, _, _ := strings.Cut(text, ",")
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"`))
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz _()") == ""
}

// readRow reads one line of a trace.
func readRow(text string) (time.Duration, actors.Journey, error) {
	first, second, two := strings.Cut(text, ",")
	at, err := readMoment(unquoted(first))
	if err != nil || !two {
		return at, unknownJourney, err
	}
	if strings.Contains(second, ",") {
		return 0, 0, fmt.Errorf("%.60q has more than two columns, want a time, and perhaps a journey", text)
	}
	journey := unknownJourney
	if name := unquoted(second); name != "" {
		err = readName(name, reflect.ValueOf(&journey).Elem(), bounds{})
	}
	return at, journey, err
}

// cell is the text between two commas.
func unquoted(text string) string { return strings.Trim(strings.TrimSpace(text), `"`) }

// readMoment reads a time since the beginning: 90s, 1h3m, or seconds.
func readMoment(text string) (time.Duration, error) {
	if text != "" && strings.Trim(text, "0123456789.") == "" {
		seconds, err := strconv.ParseFloat(text, 64)
		switch {
		case err != nil:
			return 0, fmt.Errorf("%.40q is no time, want one such as 90s, 1h3m or 12.5", text)
		case seconds > maxLoad.Seconds():
			return 0, fmt.Errorf("%.40q is too long, want at most %s", text, sim.FormatDuration(maxLoad))
		}
		return time.Duration(seconds*1e9 + 0.5), nil
	}
	at, err := sim.ParseDuration(text)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%.40q is no time, want one such as 90s, 1h3m or 12.5", text)
	case at < 0:
		return 0, fmt.Errorf("%.40q is before the beginning, want 0s or later", text)
	}
	return at, nil
}
