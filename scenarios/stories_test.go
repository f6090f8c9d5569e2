package scenarios

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStoriesToldByIntentAreThoseToldByOrder(t *testing.T) {
	long(t)
	s, err := Load("lost-auth-response", []string{"preset=naive"})
	if err != nil {
		t.Fatal(err)
	}
	var intents []uint64
	var want []string
	for _, order := range []int{117, 3, 164} {
		intent, err := s.intentOf(t.Context(), Options{}, uint64(order))
		if err != nil {
			t.Fatal(err)
		}
		story, err := s.Explain(t.Context(), Options{}, order)
		if err != nil {
			t.Fatal(err)
		}
		intents, want = append(intents, intent), append(want, story)
	}

	got, err := s.Tell(t.Context(), Options{}, intents...)

	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("told together by their intents, the stories are others (-by order +by intent):\n%s", diff)
	}
}

func TestAWishThatBecameNoOrderHasAStory(t *testing.T) {
	long(t)
	s, err := Load("lost-auth-response", []string{"actors.order-manager.workers=2", "actors.order-manager.mailbox=1", "load.lunch.rate=60", "load.lunch.duration=20s"})
	if err != nil {
		t.Fatal(err)
	}
	intents := make([]uint64, 200)
	for i := range intents {
		intents[i] = uint64(800 + i)
	}

	told, err := s.Tell(t.Context(), Options{}, intents...)

	if err != nil {
		t.Fatal(err)
	}
	const head = "A wish that became no order: "
	for _, story := range told {
		if len(story) > len(head) && story[:len(head)] == head {
			return
		}
	}
	t.Error("of 200 customers of a shop that can serve few, none came away without an order")
}
