package resilience_test

import (
	"testing"
	"time"

	"buynow/sim/resilience"
)

func TestAPolicyKeepsItsOwnPartsAndTakesTheOthers(t *testing.T) {
	own := resilience.Policy{Timeout: time.Second, Retry: resilience.Retry{Attempts: 1}}
	other := resilience.Policy{
		Timeout: time.Minute, Retry: resilience.Retry{Attempts: 5, Base: time.Second}, Bulkhead: resilience.Bulkhead{Limit: 3},
	}

	got := own.Over(other)

	want := resilience.Policy{Timeout: time.Second, Retry: resilience.Retry{Attempts: 1}, Bulkhead: resilience.Bulkhead{Limit: 3}}
	if got != want {
		t.Errorf("got %+v, want %+v: the retry of one attempt has replaced that of five as a whole", got, want)
	}
}
