package actors

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"buynow/sim"
)

// Aim finds a target in the shop, and what it is narrowed down by: see [Target]
// and [Conditions]. Without a shop it tells if there are such things.
func Aim(s *Shop, target string, where map[string]string) (sim.Aim, error) {
	aim, _, err := find(s, target)
	if err != nil {
		return sim.Aim{}, err
	}
	fits, err := s.where(where)
	if err != nil {
		return sim.Aim{}, err
	}
	aim.Where = both(aim.Where, fits)
	return aim, nil
}

// Target tells what a target is:
//
//	bank               an actor
//	bank[3/8]          the third of eight that share its work
//	merchant -> bank   the line between two actors; * is any, * -> * every line
//	AuthRequest        a type of message, and the answers to it
//	step 7             one of the fifteen steps
//
// The empty target is everything, and none of these.
func Target(target string) (sim.Aims, error) {
	_, kind, err := find(nil, target)
	return kind, err
}

// find is a target in the world, and what it is.
func find(s *Shop, target string) (sim.Aim, sim.Aims, error) {
	target = strings.TrimSpace(target)
	switch {
	case target == "":
		return sim.Aim{}, 0, nil
	case strings.Contains(target, "->"):
		aim, err := aimAtLink(s, target)
		return aim, sim.AimLink, err
	case strings.HasPrefix(target, "step"):
		aim, err := aimAtStep(target)
		return aim, sim.AimStep, err
	case strings.Contains(target, "["):
		aim, err := aimAtInstance(s, target)
		return aim, sim.AimActor, err
	}
	if kind := slices.Index(messageNames, target); kind >= 0 {
		return aimAtMessage(sim.Kind(kind)), sim.AimMessage, nil
	}
	if id, ok := s.member(target); ok {
		return sim.Aim{Actor: id, Kinds: carried(target, target)}, sim.AimActor, nil
	}
	return sim.Aim{}, 0, noTarget(target)
}

// noTarget says what there is instead.
func noTarget(target string) error {
	known := slices.Concat(castNames[:], messageNames)
	known = slices.DeleteFunc(known, func(name string) bool { return name == "" })
	return fmt.Errorf("there is nothing called %.40q, want an actor such as bank, one of its instances such as bank[3/8], "+
		"a line such as merchant -> bank, a type of message such as AuthRequest or a step such as step 7%s", target, meant(target, known))
}

// meant is a hint at the name that was probably meant.
func meant(typed string, names []string) string {
	if name := sim.Nearest(typed, names); name != "" {
		return ", did you mean " + name + "?"
	}
	return ""
}

// castNames are the names of the actors in files and metrics.
var castNames = [...]string{
	"customer", "web", "order-manager", "stock-db", "manufacturer", "wholesaler",
	"merchant", "fraud", "bank", "warehouse", "truck", "mail",
}

// member is the actor of a name; of no shop, nobody.
func (s *Shop) member(name string) (sim.ActorID, bool) {
	i := slices.Index(castNames[:], name)
	if s == nil || i < 0 {
		return 0, i >= 0
	}
	return [...]sim.ActorID{
		s.Customer, s.Web, s.Orders, s.Stock, s.Manufacturer, s.Wholesaler,
		s.Merchant, s.Fraud, s.Bank, s.Warehouse, s.Truck, s.Mail,
	}[i], true
}

func noActor(name string) error {
	return fmt.Errorf("there is no actor %.40q, want %s%s", name, orOf(castNames[:]), meant(name, castNames[:]))
}

// orOf lists names: a, b or c.
func orOf(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// aimAtLink reads merchant -> bank.
func aimAtLink(s *Shop, target string) (sim.Aim, error) {
	from, to, _ := strings.Cut(target, "->")
	ends := [2]string{strings.TrimSpace(from), strings.TrimSpace(to)}
	if ends[0] == ends[1] && ends[0] != "*" {
		return sim.Aim{}, fmt.Errorf("%.40q is no line, want two actors such as merchant -> bank, or * for any", target)
	}
	var ids [2]sim.ActorID
	for i, name := range ends {
		id, ok := s.member(name)
		if name != "*" && !ok {
			return sim.Aim{}, noActor(name)
		}
		ids[i] = id
	}
	return sim.Aim{From: ids[0], To: ids[1], Kinds: carried(ends[0], ends[1])}, nil
}

// carried are the types of message that a line of the shop carries, nil if between
// these two there are no others. To a customer come those of the load, which are
// how somebody walks in and out: no line carries them, so no line can fail them.
func carried(from, to string) *[256]bool {
	with := func(end string) bool { return end == "customer" || end == "*" }
	if !with(from) || !with(to) {
		return nil
	}
	set := kindsOf(KindJourney, KindTurn)
	for kind := range set {
		set[kind] = !set[kind]
	}
	return set
}

// maxInstances bounds the instances of an actor.
const maxInstances = 1000

// aimAtInstance reads bank[3/8].
func aimAtInstance(s *Shop, target string) (sim.Aim, error) {
	name, rest, _ := strings.Cut(target, "[")
	id, ok := s.member(name)
	if !ok {
		return sim.Aim{}, noActor(name)
	}
	inside, closed := strings.CutSuffix(rest, "]")
	number, of, _ := strings.Cut(inside, "/")
	instance, err := strconv.Atoi(number)
	instances, err2 := strconv.Atoi(of)
	if !closed || err != nil || err2 != nil || instance < 1 || instance > instances || instances > maxInstances {
		return sim.Aim{}, fmt.Errorf("%.40q is no instance, want one of at most %d such as %s[3/8]", target, maxInstances, name)
	}
	return sim.Aim{Actor: id, Instance: instance, Instances: instances}, nil
}

// messageNames are the types of message that actors tell one another, by kind;
// what one tells itself is empty.
var messageNames = namesOfMessages()

func namesOfMessages() []string {
	names := make([]string, Kinds)
	for kind, of := range messages {
		if of != nil && of.Name()[0] <= 'Z' && of.Name() != "Visit" && of.Name() != "Turn" {
			names[kind] = of.Name()
		}
	}
	return names
}

// MessageName is the type of message of a kind, empty for what an actor tells only
// itself.
func MessageName(kind sim.Kind) string { return messageNames[kind] }

// MessageNames lists the types of message that actors tell one another.
func MessageNames() []string {
	return slices.DeleteFunc(slices.Clone(messageNames), func(name string) bool { return name == "" })
}
