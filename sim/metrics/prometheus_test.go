package metrics_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"buynow/sim/metrics"
)

var shopFamilies = []metrics.Family{
	{Name: "shop_orders_total", Help: "Orders that ended.", Sum: true, Labels: []string{"outcome"}},
	{Name: "shop_queue_orders", Help: "Orders that wait."},
}

func answerOf(t *testing.T, families []metrics.Family, collect func(metrics.Tell)) string {
	t.Helper()
	answer := httptest.NewRecorder()
	metrics.NewExposition(families, collect).ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	if answer.Code != 200 {
		t.Fatalf("the answer is %d: %s", answer.Code, answer.Body)
	}
	return answer.Body.String()
}

func TestPrometheusIsToldWhatIsTrueWhenItAsks(t *testing.T) {
	n := 0.0
	collect := func(tell metrics.Tell) {
		n++
		tell(0, n, "delivered")
		tell(0, 2, "declined")
		tell(1, 7)
	}

	answer := answerOf(t, shopFamilies, collect)

	want := `# HELP shop_orders_total Orders that ended.
# TYPE shop_orders_total counter
shop_orders_total{outcome="declined"} 2
shop_orders_total{outcome="delivered"} 1
# HELP shop_queue_orders Orders that wait.
# TYPE shop_queue_orders gauge
shop_queue_orders 7
`
	if answer != want {
		t.Errorf("the answer is\n%s\nwant\n%s", answer, want)
	}
}

func TestTheJudgeFindsNamesThatMislead(t *testing.T) {
	collect := func(tell metrics.Tell) { tell(0, 1) }
	for _, row := range []struct {
		claim  string
		family metrics.Family
		fine   bool
	}{
		{"a sum says so in its name", metrics.Family{Name: "orders", Help: "Orders.", Sum: true}, false},
		{"milliseconds are no base unit", metrics.Family{Name: "checkout_milliseconds", Help: "Time."}, false},
		{"a metric is explained", metrics.Family{Name: "queue_orders"}, false},
		{"a name that says it all is fine", metrics.Family{Name: "orders_total", Help: "Orders.", Sum: true}, true},
	} {
		problems, err := metrics.Lint(strings.NewReader(answerOf(t, []metrics.Family{row.family}, collect)))

		if err != nil || (len(problems) == 0) != row.fine {
			t.Errorf("%s: the judge finds %q, %v", row.claim, problems, err)
		}
	}
}
