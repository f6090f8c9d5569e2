package dashboard

import (
	"net/http"
	"slices"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// catalogue is all that can be done to a run: what a click on an actor or on a road
// can offer.
type catalogue struct {
	Faults   []faultOffer  `json:"faults"`
	Policies []policyOffer `json:"policies"` // in force, by line
	Fields   []namedText   `json:"fields"`   // of a policy
	Presets  []namedText   `json:"presets"`
}

// faultOffer is a type of fault.
type faultOffer struct {
	Name    string   `json:"name"`
	Group   string   `json:"group"`
	Text    string   `json:"text"`
	Aims    []string `json:"aims"`   // what it can be aimed at: actor, link, message, step
	Target  string   `json:"target"` // that it has unless it says otherwise
	Takes   []string `json:"takes"`  // fields beside the timeline and the dose
	Example string   `json:"example"`
}

type policyOffer struct {
	Line string `json:"line"`
	YAML string `json:"yaml"`
}

type namedText struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

var aims = []struct {
	aim  sim.Aims
	name string
}{{sim.AimActor, "actor"}, {sim.AimLink, "link"}, {sim.AimMessage, "message"}, {sim.AimStep, "step"}}

func faultsOffered() (offers []faultOffer) {
	for _, row := range slices.Concat(sim.Faults, actors.Faults(nil)) {
		o := faultOffer{Name: row.Name, Group: row.Group, Text: row.Text, Aims: []string{}, Target: row.Base.Target, Takes: slices.Concat([]string{}, row.Takes), Example: row.Example}
		for _, a := range aims {
			if row.Aims&a.aim != 0 {
				o.Aims = append(o.Aims, a.name)
			}
		}
		offers = append(offers, o)
	}
	return offers
}

func listed(kind string) []namedText {
	list, err := scenarios.List(kind)
	if err != nil {
		panic("dashboard: " + err.Error()) // there is such a list
	}
	var texts []namedText
	for _, e := range list {
		texts = append(texts, namedText{e.Name, e.Text})
	}
	return texts
}

func (s *Server) catalogue(w http.ResponseWriter, r *http.Request) {
	c := catalogue{Faults: faultsOffered(), Fields: listed("policies"), Presets: listed("presets")}
	err := s.ask(r.Context(), func(b *broadcast) error {
		for _, line := range actors.Lines() {
			c.Policies = append(c.Policies, policyOffer{line, b.steered.policyOn(line)})
		}
		return nil
	})
	if err != nil {
		refuseIn(w, http.StatusServiceUnavailable, err)
		return
	}
	answerIn(w, r, c)
}
