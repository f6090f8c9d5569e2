package dashboard

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"buynow/scenarios"
	"buynow/sim"
)

func decoded[Value any](t *testing.T, text string) (value Value) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%.200s: %v", text, err)
	}
	return value
}

func TestARunIsDownloadedAsAFileThatCanBeRunAgain(t *testing.T) {
	r := served(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	if a := v.answered(v.say("buy", "last", "stolen", "Ada")); !a.OK {
		t.Fatalf("buy: %+v", a)
	}
	v.say("start")
	v.until(frameJourney)

	status, header, text := r.fetch("/run.yaml")

	if status != http.StatusOK || !strings.Contains(header.Get("Content-Disposition"), `attachment; filename="quickstart-run.yaml"`) {
		t.Errorf("GET /run.yaml = %d, %v, %s", status, header, text)
	}
	again, err := scenarios.Read("run.yaml", bytes.NewReader([]byte(text)), nil)
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	if len(again.Inputs) != 1 || again.Inputs[0].Buy.Good != "last" || again.Inputs[0].Buy.Name != "Ada" {
		t.Errorf("the inputs of the file are %+v, want one purchase", again.Inputs)
	}
}

func TestTheCatalogueHasEveryFaultWithAnExampleThatCanBeInflicted(t *testing.T) {
	r := served(t)
	r.greeted("", 0, "", "").until(frameSnapshot)
	status, header, text := r.fetch("/api/catalogue")
	c := decoded[catalogue](t, text)

	if status != http.StatusOK || header.Get("Content-Type") != "application/json" || len(c.Faults) < 70 || len(c.Policies) == 0 || len(c.Fields) == 0 || len(c.Presets) == 0 {
		t.Errorf("GET /api/catalogue = %d, %v, %d faults, %d policies", status, header, len(c.Faults), len(c.Policies))
	}
	at := slices.IndexFunc(c.Faults, func(f faultOffer) bool { return f.Name == "slow" })
	if at < 0 || !slices.Contains(c.Faults[at].Aims, "actor") || !slices.Contains(c.Faults[at].Takes, "factor") {
		t.Errorf("a slow actor is offered as %+v", c.Faults)
	}
	for _, p := range c.Policies {
		if !strings.Contains(p.Line, " -> ") || p.YAML == "" {
			t.Errorf("a policy is offered as %+v", p)
		}
	}
}

func TestTheScenariosToChooseFromAreThoseThatAreBuiltIn(t *testing.T) {
	r := served(t)
	r.greeted("", 0, "", "").until(frameSnapshot)
	_, _, text := r.fetch("/api/scenarios")
	offers := decoded[[]offer](t, text)

	var names []string
	for _, o := range offers {
		names = append(names, o.Name)
		if o.Description == "" || o.LoadEnd <= 0 || o.Customers <= 0 {
			t.Errorf("a scenario is offered as %+v", o)
		}
	}
	if !slices.Equal(names, scenarios.Names()) {
		t.Errorf("offered are %v, want %v", names, scenarios.Names())
	}
}

func TestOrdersWorthALookAreTold(t *testing.T) {
	r := newRig(t)
	r.greeted("", 0, "", "").until(frameSnapshot)
	status, _, text := r.fetch("/api/orders")

	if status != http.StatusOK || !strings.Contains(text, `"name":"slow"`) || !strings.Contains(text, `"Order":7`) {
		t.Errorf("GET /api/orders = %d, %s", status, text)
	}
}

// A row that can be aimed at something says at what.
func TestEveryAimOfAFaultIsOffered(t *testing.T) {
	for _, row := range sim.Faults {
		n := 0
		for _, a := range aims {
			if row.Aims&a.aim != 0 {
				n++
			}
		}
		if n == 0 && row.Aims != 0 {
			t.Errorf("%s can be aimed at something that is not offered", row.Name)
		}
	}
}

func TestARunThatDoesNotAnswerIsNotWaitedForLong(t *testing.T) {
	r := newRig(t)
	r.greeted("", 0, "", "").until(frameSnapshot)
	held, let := make(chan struct{}), make(chan struct{})
	r.play.do(func() { close(held); <-let })
	<-held
	defer close(let)

	status, _, text := r.fetch("/run.yaml")

	if status != http.StatusServiceUnavailable || !strings.Contains(text, errBusy.Error()) {
		t.Errorf("while the run is held: %d, %s", status, text)
	}
}

func TestEveryOrderHasAPage(t *testing.T) {
	r := served(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	if status, _, text := r.fetch("/api/orders/1"); status != http.StatusNotFound || !strings.Contains(text, `"error"`) {
		t.Errorf("before anything happened order 1 is %d, %s", status, text)
	}
	v.say("speed", "0")
	bought := v.answered(v.say("buy", "plenty", "good", "Ada"))
	for {
		if _, c := into[control](v, frameControl); c.State == scenarios.Over {
			break
		}
	}

	for _, order := range []string{"1", "500", "i" + bought.Data} {
		status, _, text := r.fetch("/api/orders/" + order)
		if status != http.StatusOK {
			t.Errorf("order %s: %d, %s", order, status, text)
			continue
		}
		page := decoded[orderPage](t, text)
		if len(page.Journey.Hops) < 10 || !strings.Contains(page.Tale, "clicks Buy Now") || order != "i"+bought.Data && order != strconv.FormatUint(page.Order, 10) {
			t.Errorf("order %s has the page %.300s", order, text)
		}
	}
	for _, order := range []string{"0", "4711471", "i0", "i99999999", "x", "-1", "99999999999999999999", "..%2f1"} {
		if status, _, text := r.fetch("/api/orders/" + order); status != http.StatusNotFound || !strings.Contains(text, `"error"`) {
			t.Errorf("order %s: %d, %.200s, want none", order, status, text)
		}
	}
}
