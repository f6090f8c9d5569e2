package actors

import (
	"fmt"
	"strconv"
	"strings"

	"buynow/sim"
)

// Way tells which way the messages of a step go: asked or told, as the answer to
// something else, or now so and now so.
func (s Step) Way() sim.Direction {
	switch s {
	case 8, 11:
		return sim.Responses
	case 5, 9, 10:
		return sim.BothWays
	}
	return sim.Requests
}

// Way tells which way the messages go that a target is, if that is not for the
// fault to say: what answers others cannot be met on the way there. Some of it is
// told without being asked, too.
func Way(target string) sim.Direction {
	aim, kind, err := find(nil, target)
	switch {
	case err != nil:
	case kind == sim.AimStep:
		if step, _ := stepIn(target); step.Way() != sim.Requests {
			return step.Way()
		}
	case kind == sim.AimMessage && aim.Kinds == nil:
		return sim.BothWays
	}
	return sim.AnyWay
}

// requestsOf are the types of message that a step is, if it is no answer.
var requestsOf = [Steps + 1][]sim.Kind{
	1: {KindPlaceOrder}, 2: {KindCreateOrder}, 3: {KindReserveStock}, 4: {KindSupplyQuote, KindPurchaseOrder},
	6: {KindPaymentRequest}, 7: {KindAuthRequest}, 12: {KindDispatchOrder}, 13: {KindHandover}, 14: {KindDispatchMail}, 15: {KindDelivery},
}

// aimAtStep reads step 7: the message, and the answers to it. Of what is an answer
// itself, only the message fits, and only if it says yes, as in [StepOf].
func aimAtStep(target string) (sim.Aim, error) {
	step, err := stepIn(target)
	if err != nil {
		return sim.Aim{}, err
	}
	if step.Way() == sim.Requests {
		return sim.Aim{Kinds: kindsOf(requestsOf[step]...)}, nil
	}
	return sim.Aim{Where: func(sight sim.Sight) bool { return StepOf(sight.Message) == step }}, nil
}

// stepIn is the step that a target names.
func stepIn(target string) (Step, error) {
	number, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(target), "step")))
	if err != nil || number < 1 || number > Steps {
		return 0, fmt.Errorf("%.40q is no step, want step 1 to step %d", target, Steps)
	}
	return Step(number), nil
}

// aimAtMessage is a type of message, and the answers to it. Of what can be an
// answer itself only the message fits, whatever it answers.
func aimAtMessage(kind sim.Kind) sim.Aim {
	if !answers[kind] {
		return sim.Aim{Kinds: kindsOf(kind)}
	}
	return sim.Aim{Where: func(sight sim.Sight) bool { return sight.Message != nil && sight.Message.Kind() == kind }}
}

// answers are the types of message that answer others.
var answers = kindsOf(
	KindDone, KindItemPage, KindStockDecision, KindQuote, KindPaymentResult, KindRiskScore, KindAuthResponse, KindOrderStatus,
	KindConfirmationPage, KindOfferPage, KindChallengePage, KindRetryPage, KindPendingPage, KindSorryPage, KindBooked,
)

func kindsOf(kinds ...sim.Kind) *[256]bool {
	set := new([256]bool)
	for _, kind := range kinds {
		set[kind] = true
	}
	return set
}
