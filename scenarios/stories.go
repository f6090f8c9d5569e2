package scenarios

import (
	"context"
	"slices"

	"buynow/actors"
	"buynow/sim"
)

// Tell tells the stories of some wishes by running the scenario again, up to the end of the last
// of them. A wish is the same under every variant, which the number of its order is not; and a
// wish that never came to an order has a story, too.
func (s *Scenario) Tell(ctx context.Context, o Options, intents ...uint64) ([]string, error) {
	w := sim.New(s.seed(o))
	defer w.Close()
	p := s.Stage(w)
	stories := make([]*actors.Story, len(intents))
	for i, intent := range intents {
		stories[i] = actors.NewStory(p.Shop.Setting(), intent)
	}
	listening := slices.Clone(stories)
	w.Watch(func(e *sim.Event) {
		over := false
		for _, story := range listening {
			story.Hear(e)
			over = over || story.Over()
		}
		if over {
			listening = slices.DeleteFunc(listening, (*actors.Story).Over)
		}
		p.enough = len(listening) == 0
	})
	if _, err := p.Run(ctx, Options{Progress: o.Progress}); err != nil {
		return nil, err
	}
	told := make([]string, len(stories))
	for i, story := range stories {
		told[i] = story.String()
	}
	return told, ctx.Err()
}
