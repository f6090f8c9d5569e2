package dashboard

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"buynow/scenarios"
)

// What a page asks for when somebody wants to know, and not before.

// answerIn answers with a value as JSON.
func answerIn(w http.ResponseWriter, r *http.Request, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("dashboard: %s: %v", r.URL.Path, err)) // it is made of texts and numbers
	}
	w.Header().Set("Content-Type", mediaTypes[".json"])
	serveContent(w, r, append(text, '\n'))
}

// refuseIn answers with a status, and with a sentence that a page can show.
func refuseIn(w http.ResponseWriter, status int, err error) {
	text, _ := json.Marshal(map[string]string{"error": err.Error()})
	w.Header().Set("Content-Type", mediaTypes[".json"])
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // whoever has gone reads no answer
}

// askWait is how long a run may take to answer.
const askWait = 2 * time.Second

var errBusy = errors.New("the run is busy: ask again")

// ask lets the goroutine of the run's loop answer something, and waits for it.
func (s *Server) ask(ctx context.Context, question func(b *broadcast) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, askWait, errBusy)
	defer cancel()
	answer := make(chan error, 1)
	s.onLoop(func(b *broadcast, over error) {
		switch {
		case over != nil:
			answer <- over
		case ctx.Err() != nil: // nobody waits for it
		default:
			answer <- question(b)
		}
	})
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// runFile is the run as a scenario file, with all that people have done to it.
func (s *Server) runFile(w http.ResponseWriter, r *http.Request) {
	var text []byte
	var name string
	err := s.ask(r.Context(), func(b *broadcast) (err error) {
		name = b.seen.hello().Scenario.Name
		text, err = b.steered.file()
		return err
	})
	if err != nil {
		refuseIn(w, http.StatusServiceUnavailable, err)
		return
	}
	w.Header().Set("Content-Type", "application/yaml; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name+"-run.yaml"))
	serveContent(w, r, text)
}

// offer is a scenario that a page can choose.
type offer struct {
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Seed        string   `json:"seed"`
	LoadEnd     int64    `json:"loadEnd"` // in microseconds
	Customers   float64  `json:"customers"`
	Faults      []string `json:"faults"`
}

func (s *Server) scenarios(w http.ResponseWriter, r *http.Request) {
	offers := []offer{}
	for _, e := range s.hub.offered {
		one, err := s.options.Load(e.Name)
		if err != nil {
			continue // it was there when the program began
		}
		o := offer{e.Name, one.Description, fmt.Sprint(one.Seed), one.Load.End().Microseconds(), one.Load.Planned(), []string{}}
		for _, f := range one.Faults {
			o.Faults = append(o.Faults, f.Name)
		}
		offers = append(offers, o)
	}
	answerIn(w, r, offers)
}

// orders are the last ones of each sort that somebody may want to look at.
func (s *Server) orders(w http.ResponseWriter, r *http.Request) {
	type sort struct {
		Name   string        `json:"name"`
		Orders []recentOrder `json:"orders"`
	}
	sorts := []sort{}
	err := s.ask(r.Context(), func(b *broadcast) error {
		for _, one := range b.seen.interesting() {
			sorts = append(sorts, sort{one.Sort, append([]recentOrder{}, one.Orders...)})
		}
		return nil
	})
	if err != nil {
		refuseIn(w, http.StatusServiceUnavailable, err)
		return
	}
	answerIn(w, r, sorts)
}

// longestReading is how long the page of an order may take. A run with very many
// customers before it takes longer.
const longestReading = 20 * time.Second

var errReading = errors.New("the run is too long to read this order again: follow it while it is on its way")

// order is the page of one order, by its number, or by i and whose wish it is.
func (s *Server) order(w http.ResponseWriter, r *http.Request) {
	order, err := strconv.ParseUint(r.PathValue("order"), 10, 53)
	intent := uint64(0)
	if err != nil {
		order = 0
		intent, err = parseIntent(r.PathValue("order"))
	}
	if err != nil || order+intent == 0 {
		refuseIn(w, http.StatusNotFound, errNoSuchOrder)
		return
	}
	var asked orderAsked
	err = s.ask(r.Context(), func(b *broadcast) error {
		if asked = b.steered.asked(order, intent); b.steered.now() == 0 {
			return errNoSuchOrder // nothing has happened
		}
		return nil
	})
	var page orderPage
	if err == nil {
		reading, cancel := context.WithTimeoutCause(r.Context(), longestReading, errReading)
		defer cancel()
		if page, err = s.library.page(reading, asked); reading.Err() != nil {
			err = context.Cause(reading)
		}
	}
	switch {
	case errors.Is(err, scenarios.ErrNoOrder), errors.Is(err, errNoSuchOrder), err == nil && len(page.Journey.Hops) == 0:
		refuseIn(w, http.StatusNotFound, errNoSuchOrder)
	case err != nil:
		refuseIn(w, http.StatusServiceUnavailable, err)
	default:
		answerIn(w, r, page)
	}
}
