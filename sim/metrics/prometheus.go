package metrics

import (
	"io"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

// Family is a metric as Prometheus knows it, with all its labels: the numbers of a
// simulation that is watched from outside.
type Family struct {
	Name   string
	Help   string
	Sum    bool     // it only grows, and begins anew with another run
	Labels []string // that tell its numbers apart
}

// Tell says one number of a family, with a value for each of its labels.
type Tell func(family int, value float64, labels ...string)

// Exposition answers Prometheus when it asks. It keeps no numbers: it asks for them
// in turn, so nothing is counted that nobody wants to know.
type Exposition struct {
	http.Handler
	families []Family
	descs    []*prometheus.Desc
	collect  func(Tell)
}

// NewExposition exposes these families, and nothing else that the process or the
// library knows. Collect is called for each answer, on its goroutine.
func NewExposition(families []Family, collect func(Tell)) *Exposition {
	e := &Exposition{families: families, collect: collect}
	for _, f := range families {
		e.descs = append(e.descs, prometheus.NewDesc(f.Name, f.Help, f.Labels, nil))
	}
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(exposed{e})
	e.Handler = promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
	return e
}

// exposed is an exposition as the library sees it.
type exposed struct{ *Exposition }

func (e exposed) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range e.descs {
		descs <- d
	}
}

func (e exposed) Collect(out chan<- prometheus.Metric) {
	e.collect(func(family int, value float64, labels ...string) {
		kind := prometheus.GaugeValue
		if e.families[family].Sum {
			kind = prometheus.CounterValue
		}
		out <- prometheus.MustNewConstMetric(e.descs[family], kind, value, labels...)
	})
}

// Lint says what Prometheus' own judge of names and units thinks of an answer.
func Lint(answer io.Reader) (problems []string, err error) {
	found, err := promlint.New(answer).Lint()
	for _, p := range found {
		problems = append(problems, p.Metric+": "+p.Text)
	}
	return problems, err
}
