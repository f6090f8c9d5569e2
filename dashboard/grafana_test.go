package dashboard

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// expressions are all that a Grafana dashboard asks of Prometheus.
func expressions(t *testing.T, text []byte) (all []string) {
	t.Helper()
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(node any) {
		switch node := node.(type) {
		case map[string]any:
			for name, child := range node {
				if text, is := child.(string); is && name == "expr" {
					all = append(all, text)
				}
				walk(child)
			}
		case []any:
			for _, child := range node {
				walk(child)
			}
		}
	}
	walk(tree)
	return all
}

var metricName = regexp.MustCompile(`\bbuynow_\w+`)
var labelled = regexp.MustCompile(`\b(buynow_\w+)\{(\w+)="(\w+)"\}`)

// unknownTo are the metrics and labels in expressions that an answer to Prometheus
// does not have.
func unknownTo(answer string, expressions []string) (unknown []string) {
	for _, expression := range expressions {
		for _, name := range metricName.FindAllString(expression, -1) {
			if !strings.Contains(answer, "\n# TYPE "+name+" ") {
				unknown = append(unknown, name)
			}
		}
		for _, found := range labelled.FindAllStringSubmatch(expression, -1) {
			if !regexp.MustCompile(found[1] + `\{[^}]*` + found[2] + `="` + found[3] + `"`).MatchString(answer) {
				unknown = append(unknown, found[0])
			}
		}
	}
	return unknown
}

func TestTheGrafanaDashboardAsksForWhatThereIs(t *testing.T) {
	r := served(t)
	r.greeted("", 0, "", "").until(frameSnapshot)
	_, _, answer := r.fetch("/metrics")
	text, err := os.ReadFile("grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	asked := expressions(t, text)

	if unknown := unknownTo(answer, asked); len(asked) < 30 || len(unknown) > 0 {
		t.Errorf("of %d expressions, unknown are %v", len(asked), unknown)
	}

	shown := strings.Join(asked, " ")
	for _, f := range families {
		if !slices.Contains([]string{"buynow_customers_total", "buynow_mails_total", "buynow_doorbells_total", "buynow_run_state", "buynow_orders_open"}, f.Name) && !strings.Contains(shown, f.Name) {
			t.Errorf("%s is told and never shown", f.Name)
		}
	}
}

func TestAMetricThatIsNotThereIsFound(t *testing.T) {
	answer := "\n# TYPE buynow_pages gauge\nbuynow_pages{kind=\"tick\"} 1\n"
	for _, row := range []struct {
		claim, expression string
		found             int
	}{
		{"what is there is not found", `rate(buynow_pages{kind="tick"}[1m])`, 0},
		{"another name is", `sum(buynow_page)`, 1},
		{"a longer name is", `buynow_pages_total`, 1},
		{"another value of a label is", `buynow_pages{kind="tock"}`, 1},
	} {
		if unknown := unknownTo(answer, []string{row.expression}); len(unknown) != row.found {
			t.Errorf("%s: %v in %s", row.claim, unknown, row.expression)
		}
	}
}
