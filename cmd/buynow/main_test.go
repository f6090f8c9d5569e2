package main

import (
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// A signal stops the run; the process ends by a second signal, or when the run has not ended for as long as it may take.
// Without that, a run that waits for a pipe could not be stopped at all.
func TestAProcessThatWasToldToStopEnds(t *testing.T) {
	for _, row := range []struct {
		second, want time.Duration
		why          string
	}{
		{time.Second, time.Second, "a second signal ends it at once"},
		{time.Hour, longestGoodbye, "so does the end of the longest goodbye"},
	} {
		synctest.Test(t, func(t *testing.T) {
			signals, began, ended := make(chan os.Signal, 2), time.Now(), make(chan time.Time, 1)
			stopped := false

			go stopOnSignal(signals, func() { stopped = true }, func() { ended <- time.Now() })
			signals <- os.Interrupt
			synctest.Wait()
			if !stopped || len(ended) > 0 {
				t.Errorf("%s: stopped %t, ended %d, want it stopped and not yet ended", row.why, stopped, len(ended))
			}
			time.AfterFunc(row.second, func() { signals <- syscall.SIGTERM })

			if took := (<-ended).Sub(began); took != row.want {
				t.Errorf("%s: the process ended after %v, want %v", row.why, took, row.want)
			}
			time.Sleep(row.second)
		})
	}
}
