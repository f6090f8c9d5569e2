package scenarios

import (
	"reflect"
	"testing"

	"buynow/actors"
)

// What is told of a line can be said of it: a file that does runs by the same policy.
func TestAPolicyThatIsToldCanBeSaid(t *testing.T) {
	for _, preset := range Strategy("").names() {
		before, err := Parse("x.yaml", []byte("name: x\npreset: "+preset+"\nload: { shoppers: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range actors.Lines() {
			text := PolicyOn(before.Config.Policies, line)

			after, err := Parse("x.yaml", []byte("name: x\npreset: "+preset+"\nload: { shoppers: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\npolicies: { "+line+": "+text+" }\n"), nil)

			if err != nil {
				t.Fatalf("%s, %s: %s: %v", preset, line, text, err)
			}
			want, got := before.Config.Policies, after.Config.Policies
			if !reflect.DeepEqual(want[line].Over(want[everyLine]), got[line].Over(got[everyLine])) {
				t.Errorf("%s, %s is told as %s, which is read as %+v, want %+v", preset, line, text, got[line], want[line])
			}
		}
	}
}
