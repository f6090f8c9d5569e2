package scenarios

import (
	"strings"
	"testing"
)

// hashOf is the trace of a run of a built-in scenario.
func hashOf(t *testing.T, name string, sets ...string) string {
	t.Helper()
	s, err := Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sum.TraceHash
}

func TestAFaultThatIsLeftOutIsAsIfItHadNeverBeenThere(t *testing.T) {
	long(t)
	t.Parallel()

	full := hashOf(t, "lost-auth-response")
	without := hashOf(t, "lost-auth-response", "without=[lost-answers]")
	never := hashOf(t, "lost-auth-response", "faults=[]")

	if without != never {
		t.Errorf("left out, the trace is %s, want that of the scenario without faults, %s", without, never)
	}
	if full == without {
		t.Error("the fault changes nothing, so that the test says nothing")
	}
}

func TestAFaultThatNeverCameIsLeftOutWithoutATrace(t *testing.T) {
	long(t)
	t.Parallel()
	const faults = `faults=[{ type: drop, name: never, target: bank, when: 'order 100000' },` +
		` { type: drop_response, name: lost, target: merchant -> bank, at: 1m, for: 5m, probability: 5% }]`

	both := hashOf(t, "lost-auth-response", faults)
	one := hashOf(t, "lost-auth-response", faults, "without=[never]")

	if one != both {
		t.Errorf("without the fault that never came, the trace is %s, want %s as with it", one, both)
	}
}

func TestOnlyFaultsThatThereAreCanBeLeftOut(t *testing.T) {
	long(t)
	_, err := Load("lost-auth-response", []string{"without=[lost-answer]"})

	if want := "--set: without[0]: there is no fault \"lost-answer\", did you mean lost-answers?"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the mistake is %v, want %s", err, want)
	}
}
