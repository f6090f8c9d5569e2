package export

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"buynow/sim"
)

// Lines writes events, a line each. Its [Lines.Hear] is a [sim.Watcher].
type Lines struct {
	model *Model
	cells [columnCount]string
	write func() error
	end   func() error
	err   error
}

// NewCSV writes lines as CSV, after RFC 4180: the names of the columns come first. A text that a
// spreadsheet would take for a formula gets a ' before it.
func NewCSV(to io.Writer, m *Model) *Lines {
	w := csv.NewWriter(to)
	l := &Lines{model: m}
	l.write = func() error {
		for i := range columns {
			if !columns[i].Number {
				l.cells[i] = harmless(l.cells[i])
			}
		}
		return w.Write(l.cells[:])
	}
	l.end = func() error { w.Flush(); return w.Error() }
	for i, c := range columns {
		l.cells[i] = c.Name
	}
	l.err = l.write()
	return l
}

// NewJSON writes lines as JSON objects, one a line.
func NewJSON(to io.Writer, m *Model) *Lines {
	w := bufio.NewWriterSize(to, 1<<16)
	l := &Lines{model: m}
	var line []byte
	l.write = func() error {
		line = appendObject(line[:0], &l.cells)
		_, err := w.Write(line)
		return err
	}
	l.end = w.Flush
	return l
}

// Err returns why lines could not be written, nil if all is well.
func (l *Lines) Err() error { return l.err }

// Close writes what is still gathered.
func (l *Lines) Close() error {
	if l.err == nil {
		l.err = l.end()
	}
	return l.err
}

// Hear writes one event.
func (l *Lines) Hear(e *sim.Event) {
	if l.err != nil {
		return
	}
	l.fill(e)
	l.err = l.write()
}

// fill makes the cells of an event.
func (l *Lines) fill(e *sim.Event) {
	m, c := l.model, &l.cells
	*c = [columnCount]string{}
	c[colEvent] = strconv.FormatUint(e.Number, 10)
	c[colTime] = seconds(e.At)
	c[colKind] = m.event(e.What)
	c[colOrder], c[colIntent] = number(e.Order), number(e.Intent)
	if e.Path != 0 {
		c[colCall] = pathText(e.Path)
		if c[colDuring] = c[colCall]; e.Parent != e.Path {
			c[colDuring] = pathText(e.Parent)
		}
	}
	if e.Actor != sim.Outside || e.Message != 0 {
		c[colActor] = plain(m.actor(e.Actor))
	}
	if e.What < sim.FirstWhat {
		l.fillKernel(e)
	}
	l.detail(e)
}

// fillKernel makes the cells of an event that the kernel tells.
func (l *Lines) fillKernel(e *sim.Event) {
	m, c := l.model, &l.cells
	if e.Message != 0 {
		c[colPeer], c[colMessage] = plain(m.actor(e.Peer)), plain(m.Kind(e.Message))
		if n := again(e.Attempt); n > 0 {
			c[colAttempt] = strconv.Itoa(n)
		}
	}
	switch e.What {
	case sim.Sent:
		c[colTravels] = seconds(time.Duration(e.A))
	case sim.Served:
		c[colWaited], c[colTook], c[colFailed] = seconds(time.Duration(e.A)), seconds(time.Duration(e.B)), strconv.FormatInt(e.C, 10)
	case sim.Answered, sim.Late:
		c[colTook], c[colFailed] = seconds(time.Duration(e.A)), strconv.FormatInt(e.C, 10)
	case sim.TimedOut:
		c[colTook] = seconds(time.Duration(e.A))
	case sim.Refused, sim.Lost:
		c[colWaited] = seconds(time.Duration(e.A))
	case sim.FaultBegan, sim.FaultEnded, sim.FaultHit:
		c[colFault] = strconv.FormatInt(e.A, 10)
	}
	if e.Body == nil {
		return
	}
	c[colText] = plain(m.Words(e.Body))
	if step := m.Step(e.Body); step > 0 && (e.What == sim.Sent || e.What == sim.Served && e.C == 0) {
		c[colStep] = strconv.Itoa(step)
	}
	if kind := e.Body.Kind(); kind != e.Message {
		c[colReply] = plain(m.Kind(kind))
	}
}

// detail makes the cells of what only the model knows.
func (l *Lines) detail(e *sim.Event) {
	d, c := l.model.Detail(e), &l.cells
	c[colThing], c[colFrom], c[colTo], c[colUnit] = plain(d.Thing), plain(d.From), plain(d.To), d.Unit
	c[colID] = number(d.ID)
	if d.Unit != "" {
		c[colAmount] = strconv.FormatInt(d.Amount, 10)
	}
	if d.Text != "" {
		c[colText] = plain(d.Text)
	}
}

// appendObject appends a line of JSON with the cells that are not empty.
func appendObject(line []byte, cells *[columnCount]string) []byte {
	for i := range columns {
		if cells[i] == "" {
			continue
		}
		line = append(line, "{,"[min(len(line), 1)], '"')
		line = append(append(line, columns[i].Name...), '"', ':')
		if columns[i].Number {
			line = append(line, cells[i]...)
		} else {
			line = appendText(line, cells[i])
		}
	}
	return append(line, '}', '\n')
}

// appendText appends a text as JSON writes it.
func appendText(dst []byte, text string) []byte {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		return append(append(append(dst, '"'), text...), '"')
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		panic("export: " + err.Error()) // a string is always written
	}
	return append(dst, quoted...)
}

func quoted(text string) string { return string(appendText(nil, text)) }

// plain is a text on one line, without what does more to a terminal than to print
// on it: names and remarks may come from a stranger's journal.
func plain(text string) string {
	if strings.ContainsFunc(text, unicode.IsControl) {
		text = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, text)
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// harmless is a text that no spreadsheet evaluates, as OWASP advises: names and remarks may come
// from a stranger's journal.
func harmless(text string) string {
	for _, sign := range [...]string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, sign) {
			return "'" + text
		}
	}
	return text
}

// number is a number that is never 0 when there is one.
func number(n uint64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatUint(n, 10)
}

func pathText(path uint64) string {
	const digits = "0123456789abcdef"
	var b [16]byte
	for i := range b {
		b[i] = digits[path>>(60-4*i)&15]
	}
	return string(b[:])
}

// seconds is a time in seconds with nine decimals, to the nanosecond.
func seconds(d time.Duration) string {
	var b [24]byte
	out, n := b[:0], uint64(d)
	if d < 0 {
		out, n = append(out, '-'), -n
	}
	out = strconv.AppendUint(out, n/1e9, 10)
	at := len(out)
	out = strconv.AppendUint(out, n%1e9+1e9, 10) // ten digits, the first of which becomes the point
	out[at] = '.'
	return string(out)
}
