package scenarios

import (
	"strings"
	"testing"
	"time"

	"buynow/sim/resilience"
)

func TestAFileSaysWhatAnActorDoesAboutItsQueue(t *testing.T) {
	text := shopWith("actors: { bank: { queue: { discipline: codel, target: 50ms, deadline_drop: 80%, limit: { algorithm: vegas, max: 300 } } } }\n")
	s, err := Parse("shop.yaml", []byte(text), []string{"actors.mail.queue.discipline=priority", "actors.bank.queue.shed_wait=2s"})
	if err != nil {
		t.Fatal(err)
	}

	want := resilience.Queue{
		Discipline: resilience.CoDel, Target: 50 * time.Millisecond, DeadlineDrop: 0.8, ShedWait: 2 * time.Second,
		Limit: resilience.Limit{Algorithm: resilience.Vegas, Max: 300},
	}
	if got := s.Config.Actors; got.Bank.Queue != want || got.Mail.Queue.Discipline != resilience.Priority || got.Web.Queue != (resilience.Queue{}) {
		t.Errorf("the bank's queue is %+v, want %+v; mail %+v, web %+v", got.Bank.Queue, want, got.Mail.Queue, got.Web.Queue)
	}
}

func TestAMistakeInAQueueIsToldAtItsPlace(t *testing.T) {
	for _, row := range []struct{ why, queue, want string }{
		{"an unknown discipline", "discipline: filo", `shop.yaml:3:40: actors.bank.queue.discipline: "filo" is no discipline, want fifo, lifo, adaptive-lifo, codel, priority or dagor`},
		{"an unknown field", "disciplin: fifo", "shop.yaml:3:28: actors.bank.queue.disciplin: unknown field, did you mean discipline?"},
		{"more than a whole", "deadline_drop: 1.2", "shop.yaml:3:43: actors.bank.queue.deadline_drop: 1.2 is too large, want 0 to 1"},
		{"what means nothing to it", "target: 5ms", "shop.yaml:3:26: actors.bank.queue: target means nothing to fifo, only to codel and dagor"},
		{"a limit without an algorithm", "limit: { max: 7 }", "actors.bank.queue.limit: it has no algorithm, want aimd, vegas or gradient2"},
		{"bounds that cross", "limit: { algorithm: aimd, min: 9, max: 7 }", "actors.bank.queue.limit: min 9 is more than max 7"},
	} {
		_, err := Parse("shop.yaml", []byte(shopWith("actors: { bank: { queue: { "+row.queue+" } } }\n")), nil)

		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.why, err, row.want)
		}
	}
}

// A small copy of a shop has small limits, those that it does not name as well.
func TestLimitsShrinkWithTheShop(t *testing.T) {
	text := shopWith("actors: { bank: { queue: { limit: { algorithm: gradient2, max: 500 } } } }\n")
	s, err := Parse("shop.yaml", []byte(text), []string{"scale=10"})
	if err != nil {
		t.Fatal(err)
	}

	if got := s.Config.Actors.Bank.Queue.Limit; got.Initial != 2 || got.Min != 2 || got.Max != 50 {
		t.Errorf("a tenth of the limit is %+v, want 2, 2 and 50", got)
	}
}

// A bank that is too small keeps customers waiting for nothing, unless it turns
// some away at once: the same customers, the same luck.
func TestAQueueWithADisciplineAnswersEverybody(t *testing.T) {
	long(t)
	const text = `
name: small-bank
load: { shoppers: { executor: constant-arrival-rate, rate: 20, duration: 2m, journeys: { buy: 1 } } }
actors: { bank: { workers: 6, mailbox: unlimited } }
`
	lost := func(queue string) (clicks float64, confirmed int) {
		s, err := Parse("shop.yaml", []byte(text), []string{"actors.bank.queue=" + queue})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := s.Run(t.Context(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, promise := range sum.Invariants {
			if !promise.OK {
				t.Errorf("%s breaks %s", queue, promise.Name)
			}
		}
		return sum.Metrics["wasted_clicks"].Avg, sum.Milestones.Confirmed
	}
	plain, confirmed := lost("{ discipline: fifo }")
	if plain < 500 {
		t.Fatalf("in the order of coming %.0f clicks get no page: the bank is not too small", plain)
	}

	for _, queue := range []string{
		"{ discipline: codel }", "{ discipline: priority, shed_wait: 3s }", "{ limit: { algorithm: gradient2 } }",
	} {
		clicks, sold := lost(queue)
		t.Logf("%s: %.0f clicks get no page and %d orders are confirmed, in the order of coming %.0f and %d", queue, clicks, sold, plain, confirmed)
		if clicks > plain/20 || float64(sold) < 0.75*float64(confirmed) {
			t.Errorf("%s: %.0f clicks get no page and %d orders are confirmed, in the order of coming %.0f and %d", queue, clicks, sold, plain, confirmed)
		}
	}
}
