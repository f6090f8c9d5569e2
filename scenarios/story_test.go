package scenarios

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/sim"
)

var update = flag.Bool("update", false, "accept the stories as they are told now")

// A story file begins with the command that tells the same story, then perhaps
// with the crash that is part of it, then comes the story:
//
//	$ buynow explain quickstart 37 --seed 42 --set bank.decline=0
//	crash order-manager at step 7 for 30s
//
//	Order 37: ...
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".story"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, want, _ := strings.Cut(string(text), "\n\n")

			got := tellStory(t, head)

			if *update {
				if err := os.WriteFile(file, []byte(head+"\n\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the story has changed (-want +got), accept with -update:\n%s", diff)
			}
		})
	}
}

// tellStory does what the head of a story file says.
func tellStory(t *testing.T, head string) string {
	t.Helper()
	s, options, order, crash := readStoryHead(t, head)
	if crash != "" {
		return tellCrash(t, s, options, order, crash)
	}
	story, err := s.Explain(t.Context(), options, order)
	if err != nil {
		t.Fatal(err)
	}
	return story
}

func readStoryHead(t *testing.T, head string) (s *Scenario, options Options, order int, crash string) {
	t.Helper()
	lines := strings.Split(head, "\n")
	words := strings.Fields(strings.TrimPrefix(lines[0], "$ buynow explain "))
	var sets []string
	order, err := strconv.Atoi(words[1])
	if err != nil {
		t.Fatalf("%s: %v", lines[0], err)
	}
	for i := 2; i+1 < len(words); i += 2 {
		switch words[i] {
		case "--set":
			sets = append(sets, words[i+1])
		case "--seed":
			options.Seed, err = strconv.ParseUint(words[i+1], 10, 64)
			if err != nil {
				t.Fatalf("%s: %v", lines[0], err)
			}
		default:
			t.Fatalf("%s: what is %s?", lines[0], words[i])
		}
	}
	if s, err = Load(words[0], sets); err != nil {
		t.Fatal(err)
	}
	return s, options, order, strings.Join(lines[1:], "\n")
}

// tellCrash tells the story of an order during which an actor crashes. It keeps a
// journal if the options ask for one.
func tellCrash(t *testing.T, s *Scenario, o Options, order int, directive string) string {
	t.Helper()
	words := strings.Fields(directive) // crash ACTOR at step N for D
	step, err := strconv.Atoi(words[4])
	if err != nil {
		t.Fatalf("%s: %v", directive, err)
	}
	down, err := sim.ParseDuration(words[6])
	if err != nil {
		t.Fatalf("%s: %v", directive, err)
	}
	intent, err := s.intentOf(t.Context(), o, actors.OrderID(order))
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.seed(o))
	defer w.Close()
	p := s.Stage(w)
	if o.Journal != nil {
		if err := p.Record(*o.Journal); err != nil {
			t.Fatal(err)
		}
	}
	story := actors.Tell(p.Shop, intent)
	crashed := false
	w.Watch(func(e *sim.Event) {
		if crashed || e.Intent != intent || actors.StepOf(e.Body) != actors.Step(step) {
			return
		}
		crashed = true
		victim := actorNamed(t, w, words[1])
		w.Crash(victim)
		w.At(w.Now()+down, func() { w.Restart(victim) })
	}, sim.Sent, sim.Served)
	w.Watch(func(*sim.Event) { p.enough = story.Over() })
	stopped, err := p.Run(t.Context(), o)
	if err := p.endJournal(stopped, err); err != nil {
		t.Fatal(err)
	}
	return story.String()
}

func actorNamed(t *testing.T, w *sim.World, name string) sim.ActorID {
	t.Helper()
	for id, n := range w.Names() {
		if n == name {
			return sim.ActorID(id)
		}
	}
	t.Fatalf("no actor is called %q", name)
	return 0
}
