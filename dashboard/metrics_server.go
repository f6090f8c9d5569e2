package dashboard

import (
	"net/http"

	"buynow/sim/metrics"
)

// serverFamilies are what the server tells of itself. These sums go on from run to
// run.
var serverFamilies = []struct {
	metrics.Family
	tell func(h *hub, tell tellOf)
}{
	{metrics.Family{Name: "buynow_server_pages", Help: "Pages that are connected."},
		func(h *hub, tell tellOf) { tell(float64(h.counts.pages.Load())) }},
	{metrics.Family{Name: "buynow_server_pages_served_total", Help: "Pages that were ever connected.", Sum: true},
		func(h *hub, tell tellOf) { tell(float64(h.counts.served.Load())) }},
	{metrics.Family{Name: "buynow_server_frames_sent_total", Help: "Frames that were written to pages.", Sum: true, Labels: []string{"kind"}},
		func(h *hub, tell tellOf) {
			for kind, name := range frameNames {
				tell(float64(h.counts.sent[kind].Load()), name)
			}
		}},
	{metrics.Family{Name: "buynow_server_frames_dropped_total", Help: "Frames in whose place a newer one came before a slow page took them.", Sum: true, Labels: []string{"kind"}},
		func(h *hub, tell tellOf) {
			for _, kind := range [...]frameKind{frameTick, frameHops, frameGoods} {
				tell(float64(h.counts.dropped[kind].Load()), frameNames[kind])
			}
		}},
	{metrics.Family{Name: "buynow_server_sent_bytes_total", Help: "Bytes of frames that were written to pages.", Sum: true},
		func(h *hub, tell tellOf) { tell(float64(h.counts.bytes.Load())) }},
	{metrics.Family{Name: "buynow_server_refused_total", Help: "Requests, messages and pages that were refused, by why.", Sum: true, Labels: []string{"reason"}},
		func(h *hub, tell tellOf) {
			for reason, name := range refusalNames {
				tell(float64(h.counts.refused[reason].Load()), name)
			}
		}},
	{metrics.Family{Name: "buynow_server_resumed_total", Help: "Pages that came back and were told only what they had missed.", Sum: true},
		func(h *hub, tell tellOf) { tell(float64(h.counts.resumed.Load())) }},
	{metrics.Family{Name: "buynow_server_resyncs_total", Help: "Pages that were too slow for what must not be lost, and had to begin anew.", Sum: true},
		func(h *hub, tell tellOf) { tell(float64(h.counts.resyncs.Load())) }},
	{metrics.Family{Name: "buynow_server_late_seconds", Help: "How late the last tick was."},
		func(h *hub, tell tellOf) { tell(float64(h.counts.late.Load()) / 1e9) }},
}

// frameNames are the kinds of frames.
var frameNames = [frameKinds]string{"hello", "snapshot", "tick", "hops", "journey", "mark", "control", "ack", "bye", "goods"}

// exposition answers Prometheus with how the run stood at its last tick, and with
// what the server knows of itself.
func exposition(h *hub) http.Handler {
	var all []metrics.Family
	for _, f := range families {
		all = append(all, f.Family)
	}
	for _, f := range serverFamilies {
		all = append(all, f.Family)
	}
	return metrics.NewExposition(all, func(tell metrics.Tell) {
		of := func(family int) tellOf {
			return func(value float64, labels ...string) { tell(family, value, labels...) }
		}
		if s := h.last.Load(); s != nil {
			for i, f := range families {
				f.tell(s, of(i))
			}
		}
		for i, f := range serverFamilies {
			f.tell(h, of(len(families)+i))
		}
	})
}
