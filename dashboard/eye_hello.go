package dashboard

import (
	"strconv"

	"buynow/actors"
	"buynow/sim"
)

// castWords are how a page names the actors, and what it says of each.
var castWords = [...]struct{ title, text, inSentence string }{
	{"Customer", "at their computer", "the customer"},
	{"Web server", "runs the shop", "the web server"},
	{"Order manager", "sees it all through", "the order manager"},
	{"Stock database", "what is on the shelf", "the stock database"},
	{"Manufacturer", "makes more", "the manufacturer"},
	{"Merchant system", "takes the payment", "the merchant system"},
	{"Fraud check", "spots thieves", "the fraud check"},
	{"Bank", "holds the money", "the bank"},
	{"Warehouse", "packs the goods", "the warehouse"},
	{"Truck", "to the door", "the truck"},
	{"E-mail", "“on its way”", "the mail provider"},
}

// inSentence is an actor as a sentence names it.
func inSentence(name string) string {
	if i := castOf(name); i >= 0 {
		return castWords[i].inSentence
	}
	return "the " + name
}

// cards are what a visitor can pay with.
var cards = []entry{
	{"good", "Good", "plenty on it"},
	{"empty", "Empty", "no money on it"},
	{"stolen", "Stolen", "not yours"},
}

// hello says who is on the stage, and what the numbers of the other frames mean.
func (e *eye) hello() hello {
	s := e.play.Scenario
	h := hello{
		Scenario: scenarioInfo{
			Name: s.Name, Description: s.Description, Seed: strconv.FormatUint(e.seed, 10),
			Starts: micros(s.Config.Calendar.Starts), LoadEnd: micros(s.Load.End()),
		},
		Totals: totalNames, Gauges: gaugeNames, Lines: actors.Lines(), Cards: cards,
	}
	for i, name := range castNames {
		load := e.play.World.Load(idOf(e.play, name))
		words, mailbox := castWords[i], mailboxOf(&e.shop.Config.Actors, name)
		if mailbox == 0 {
			mailbox = sim.Unlimited
		}
		h.Actors = append(h.Actors, actorInfo{Name: name, Title: words.title, Text: words.text, Workers: load.Workers, Mailbox: mailbox})
	}
	for _, r := range roads {
		h.Roads = append(h.Roads, roadInfo{Name: r.name, Step: r.step, From: castOf(r.from), To: castOf(r.to), Act: r.act, Back: r.back})
	}
	for step := actors.Step(1); step <= actors.Steps; step++ {
		info := step.Info()
		h.Steps = append(h.Steps, stepInfo{Number: int(step), Name: info.Name, Text: info.Text, Act: info.Act})
	}
	return h
}

// snapshot is all that a page needs to begin, but for the controls and the goods.
func (e *eye) snapshot() snapshot {
	return snapshot{Tick: e.shown, History: e.past.show(), Marks: e.allMarks(), Journeys: e.follower.whole()}
}
