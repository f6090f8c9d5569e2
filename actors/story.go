package actors

import (
	"fmt"
	"strings"
	"time"

	"buynow/sim"
)

// Story is the story of one order, told from the events of the run: who asked
// whom, what came back, what changed, in the order in which it happened. A call
// within a call is indented below it.
type Story struct {
	setting Setting
	intent  uint64
	clicked time.Duration
	begun   bool
	over    bool
	ends    time.Duration  // when it will be over, 0 if nobody knows yet
	depth   map[uint64]int // of calls, by path
	told    [Steps + 1]bool
	lines   []storyLine
	start   *PlaceOrder
	placed  uint64
}

type storyLine struct {
	at    time.Duration
	step  Step
	depth int
	text  string
	took  time.Duration // until the answer, 0 if there was none
	quiet bool          // a remark on the line above
}

// Setting is where a story takes place: what its words need to know beside the
// events.
type Setting struct {
	Seed     uint64
	Actors   []string // names, by number
	Calendar Calendar
}

// Setting is where the stories of the shop take place.
func (s *Shop) Setting() Setting {
	return Setting{Seed: s.World.Seed(), Actors: s.World.Names(), Calendar: s.Config.Calendar}
}

// Tell starts to listen for the story of an intent. It must be called before
// the world runs.
func Tell(shop *Shop, intent uint64) *Story {
	s := NewStory(shop.Setting(), intent)
	shop.World.Watch(s.Hear)
	return s
}

// NewStory is the story of an intent before anything has happened. Whoever
// asked for it lets it Hear the events, of a world or of its record.
func NewStory(setting Setting, intent uint64) *Story {
	return &Story{setting: setting, intent: intent, depth: map[uint64]int{}}
}

// Over tells if the story has come to its end.
func (s *Story) Over() bool { return s.over }

// epilogue is how long the story goes on once the order is put away: its last
// mail may still be under way.
const epilogue = time.Hour

// Hear takes down what concerns the order. It is a [sim.Watcher] of all events,
// and needs the crashes and restarts of all actors; of events about others it
// needs none, but learns from them that time has passed.
func (s *Story) Hear(e *sim.Event) {
	if s.ends > 0 && e.At > s.ends {
		s.over = true
	}
	if s.over {
		return
	}
	if e.Intent != s.intent {
		if s.begun && s.ends == 0 && (e.What == sim.Crashed || e.What == sim.Restarted) {
			s.crash(e)
		}
		return
	}
	switch e.What {
	case sim.Sent:
		s.sent(e)
	case sim.Served:
		s.served(e)
	case sim.TimedOut:
		s.add(e, s.depthOf(e.Path), "%s gives up waiting for %s", s.name(e.Actor), s.name(e.Peer))
	case sim.Refused:
		s.add(e, s.depthOf(e.Path), "%s is too busy and refuses", s.name(e.Actor))
	case sim.Lost:
		s.add(e, s.depthOf(e.Path), "%s is down: nobody hears it", s.name(e.Actor))
	case sim.Late:
		s.add(e, s.depthOf(e.Path), "the answer reaches %s too late", s.name(e.Actor))
	case sim.Crashed, sim.Restarted:
		s.crash(e)
	case sim.FaultHit:
		s.struck(e)
	case sim.Noted:
		s.remark(e, "%s", note(e))
	case sim.Moved:
		s.moved(e)
	case Changed:
		machine, _, next := ChangeOf(e)
		s.remark(e, "%s %s", machine, StateName(machine, next))
	case Illegal:
		machine, from, next := ChangeOf(e)
		s.remark(e, "ILLEGAL: %s from %s to %s", machine, StateName(machine, from), StateName(machine, next))
	case Placed:
		s.placed = e.Order
		s.remark(e, "written down as order %d", e.Order)
	case WrittenOff:
		s.remark(e, "%v written off", Cents(e.A))
	case Archived:
		s.ends = e.At + epilogue
	}
}

func (s *Story) sent(e *sim.Event) {
	if m, ok := e.Body.(*PlaceOrder); ok && !s.begun {
		s.begun, s.start, s.clicked = true, m, e.At
	}
	if !s.begun || e.Message == KindJourney {
		return // looking around is not part of it, nor is leaving
	}
	depth := 0
	if outer, ok := s.depth[e.Parent]; ok {
		depth = outer + 1
	}
	s.depth[e.Path] = depth
	step := StepOf(e.Body)
	again := ""
	if e.Attempt > 0 && e.Attempt < 255 {
		again = fmt.Sprintf(" (attempt %d)", int(e.Attempt)+1)
	}
	s.lines = append(s.lines, storyLine{
		at: e.At, step: s.first(step), depth: depth,
		text: fmt.Sprintf("%s → %s: %s%s", s.name(e.Actor), s.name(e.Peer), Words(e.Body), again),
	})
}

// first is the step if it is told for the first time, else 0.
func (s *Story) first(step Step) Step {
	if s.told[step] {
		return 0
	}
	s.told[step] = true
	return step
}

func (s *Story) served(e *sim.Event) {
	if !s.begun || e.Body == nil || e.Peer == sim.Outside || e.Actor == e.Peer {
		return
	}
	if _, plain := e.Body.(*Done); plain {
		return
	}
	step := StepOf(e.Body)
	if step == 5 && !s.told[4] {
		s.told[4] = true
		s.lines = append(s.lines, storyLine{at: e.At, step: 4, depth: s.depthOf(e.Path) + 1, text: "not needed: there is enough"})
	}
	s.lines = append(s.lines, storyLine{
		at: e.At, step: s.first(step), depth: s.depthOf(e.Path), took: time.Duration(e.B),
		text: fmt.Sprintf("%s ← %s: %s", s.name(e.Peer), s.name(e.Actor), Words(e.Body)),
	})
}

func (s *Story) crash(e *sim.Event) {
	word := "crashes"
	if e.What == sim.Restarted {
		word = "is back"
	}
	s.lines = append(s.lines, storyLine{at: e.At, text: fmt.Sprintf("✗ %s %s", s.name(e.Actor), word)})
}

func (s *Story) add(e *sim.Event, depth int, text string, args ...any) {
	if s.begun {
		s.lines = append(s.lines, storyLine{at: e.At, depth: depth, text: "✗ " + fmt.Sprintf(text, args...)})
	}
}

// remark adds to the line of the call during which it happened.
func (s *Story) remark(e *sim.Event, text string, args ...any) {
	if s.begun {
		line := storyLine{at: e.At, depth: s.depthOf(e.Path) + 1, quiet: true, text: fmt.Sprintf(text, args...)}
		s.lines = append(s.lines, line)
	}
}

// moved tells of money; where goods are is told by the states.
func (s *Story) moved(e *sim.Event) {
	from, _ := PlaceOf(e.Move.From)
	place, _ := PlaceOf(e.Move.To)
	if from.Goods() || from == World {
		return
	}
	s.remark(e, "%v: %s → %s", Cents(e.Move.Amount), from, place)
}

func (s *Story) depthOf(path uint64) int { return s.depth[path] }

func (s *Story) name(id sim.ActorID) string { return s.setting.Actors[id] }

// String is the whole story.
func (s *Story) String() string {
	var b strings.Builder
	s.writeHead(&b)
	day, clock := s.day(s.clicked), ""
	for _, line := range s.lines {
		if today := s.day(line.at); today != day {
			fmt.Fprintf(&b, "%10s  ── %s\n", "", s.date(line.at))
			day = today
		}
		now := since(line.at - s.clicked)
		shown := now
		if line.quiet && now == clock {
			shown = ""
		}
		clock = now
		fmt.Fprintf(&b, "%10s %s %s%s\n", shown, stepNumber(line.step), strings.Repeat("  ", line.depth), line.String())
	}
	s.writeEnd(&b)
	return b.String()
}

// String is the line without its time, step and indent.
func (l *storyLine) String() string {
	switch {
	case l.quiet:
		return "  · " + l.text
	case l.took > 0:
		return fmt.Sprintf("%s (after %s)", l.text, spell(l.took))
	}
	return l.text
}

func (s *Story) writeHead(b *strings.Builder) {
	if s.start == nil {
		fmt.Fprintf(b, "Nobody clicked Buy Now.\n")
		return
	}
	seed, shopper := s.setting.Seed, s.start.Shopper
	who := "a visitor at the shop window"
	if !IsVisitor(s.intent) {
		person := PersonOf(seed, shopper.Customer)
		who = person.Name + ", " + person.City
	}
	what := fmt.Sprintf("Order %d", s.placed)
	if s.placed == 0 {
		what = "A wish that became no order"
	}
	fmt.Fprintf(b, "%s: %s, clicks Buy Now on %s.\n", what, who, s.clock(s.clicked))
	for _, line := range s.start.Cart.Lines {
		fmt.Fprintf(b, "  %d × %s, %v\n", line.Qty, TitleOf(seed, s.intent, line.SKU), line.Price)
	}
	fmt.Fprintf(b, "  shipping %v, together %v\n\n", s.start.Cart.Shipping, s.start.Cart.Total())
}

func (s *Story) writeEnd(b *strings.Builder) {
	b.WriteString("\nsteps ")
	for step := Step(1); step <= Steps; step++ {
		mark := "✓"
		if !s.told[step] {
			mark = "–"
		}
		fmt.Fprintf(b, " %d%s", step, mark)
	}
	b.WriteString("\n")
}

// day counts the midnights until then.
func (s *Story) day(at time.Duration) int { return s.setting.Calendar.Day(at) }

var weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// date is the day, counted from that of the click.
func (s *Story) date(at time.Duration) string {
	return fmt.Sprintf("day %d, a %s", s.day(at)-s.day(s.clicked)+1, weekdays[s.day(at)%7])
}

// clock is the weekday and the time of day.
func (s *Story) clock(at time.Duration) string {
	wall := s.setting.Calendar.wall(at)
	return fmt.Sprintf("%s, %02d:%02d", weekdays[s.day(at)%7], wall%Day/time.Hour, wall%time.Hour/time.Minute)
}

func stepNumber(step Step) string {
	if step == 0 {
		return "   "
	}
	return fmt.Sprintf("%2d ", step)
}

// since is a time after the click, in a width that fits a column.
func since(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d.%03d s", d/time.Second, d%time.Second/time.Millisecond)
	case d < Day:
		return fmt.Sprintf("%d:%02d:%02d", d/time.Hour, d%time.Hour/time.Minute, d%time.Minute/time.Second)
	}
	return fmt.Sprintf("%dd %02d:%02d", d/Day, d%Day/time.Hour, d%time.Hour/time.Minute)
}

// spell is a duration as one says it.
func spell(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "no time"
	case d < time.Second:
		return fmt.Sprintf("%d ms", d/time.Millisecond)
	case d < time.Minute:
		return fmt.Sprintf("%d.%d s", d/time.Second, d%time.Second/(100*time.Millisecond))
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 2*Day:
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	return fmt.Sprintf("%d days", d/Day)
}

func note(e *sim.Event) string {
	text := strings.ReplaceAll(e.Text, "{a}", fmt.Sprint(e.A))
	return strings.ReplaceAll(text, "{b}", fmt.Sprint(e.B))
}
