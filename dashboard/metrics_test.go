package dashboard

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim/metrics"
)

// fetch gets an address of the rig's server.
func (r *rig) fetch(path string) (status int, header http.Header, body string) {
	r.t.Helper()
	answer, err := http.Get("http://" + r.address + path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(text)
}

// series are the numbers of an answer to Prometheus, by name and labels.
func series(t *testing.T, answer string) map[string]float64 {
	t.Helper()
	all := map[string]float64{}
	for line := range strings.Lines(answer) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.LastIndex(line, " ")
		value, err := strconv.ParseFloat(strings.TrimSpace(line[at:]), 64)
		if err != nil {
			t.Fatalf("%q is no number of a series", line)
		}
		all[line[:at]] = value
	}
	return all
}

// The number of series is that of the names in our lists, before the first customer
// and after the last.
func TestThereAreAsManySeriesForTenMillionCustomersAsForNone(t *testing.T) {
	const kinds = int(frameKinds)
	want := 13 + 4 + 8 + 3 + // sums, and those that a label tells apart
		2 + 8 + 3 + // gauges
		perRoad*len(roads) + (5+6)*len(castNames) + 3*actors.Steps + len(actors.Lines()) + 1 +
		len(runStates) + 3 +
		6 + kinds + 3 + refusals
	r := served(t)
	v := r.greeted("", 0, "", "")
	v.until(frameSnapshot)
	_, _, before := r.fetch("/metrics")

	v.say("speed", "0")
	v.say("start")
	for {
		if _, c := into[control](v, frameControl); c.State == scenarios.Over {
			break
		}
	}
	v.until(frameTick)
	_, header, after := r.fetch("/metrics")

	if got, later := len(series(t, before)), len(series(t, after)); got != want || later != want {
		t.Errorf("%d series before and %d after a run, want %d each", got, later, want)
	}
	if media := header.Get("Content-Type"); !strings.HasPrefix(media, "text/plain") {
		t.Errorf("they come as %q", media)
	}
	if all := series(t, after); all["buynow_orders_placed_total"] < 1000 || all[`buynow_run_state{state="over"}`] != 1 || all[`buynow_step_orders_total{step="15"}`] == 0 {
		t.Errorf("after a run: %v", after)
	}
}

func TestPrometheusItselfFindsNothingWrongWithTheNames(t *testing.T) {
	r := served(t)
	r.greeted("", 0, "", "").until(frameSnapshot)
	_, _, answer := r.fetch("/metrics")

	problems, err := metrics.Lint(strings.NewReader(answer))

	if err != nil || len(problems) > 0 {
		t.Errorf("%v: %s", err, strings.Join(problems, "\n"))
	}
}

// A sum that went down would be taken for a program that began anew.
func TestSumsNeverGoDown(t *testing.T) {
	scenario, err := scenarios.Load("issuer-brownout", nil)
	if err != nil {
		t.Fatal(err)
	}
	run := stagedLive(scenario.Live(0))
	b := newBroadcast(newHub(Options{}, nil), run)
	run.steered.setSpeed(0)
	run.steered.begin()
	last := map[string]float64{}
	ticks := 0
	look := func() bool {
		s := standingOf(b, run.seen.tick(int64(ticks)*100, 0, 0))
		for _, f := range families {
			f.tell(s, func(value float64, labels ...string) {
				name := f.Name + strings.Join(labels, ",")
				if f.Sum && value < last[name] {
					t.Errorf("%s went from %v down to %v", name, last[name], value)
				}
				last[name] = value
			})
		}
		ticks++
		return run.steered.state().state == scenarios.Over
	}
	playOut(t, run.steered, look)

	if ticks < 5 || last["buynow_orders_placed_total"] == 0 {
		t.Errorf("in %d ticks nothing happened: %v", ticks, last)
	}
}
