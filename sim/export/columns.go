package export

// Column is one of the columns of a line.
type Column struct {
	Name   string
	Number bool   // bare in JSON, else a text
	About  string // what stands in it
}

// Columns are the columns of a line, in order. They are a contract: columns are
// added at the end, and never renamed. What says nothing of an event is empty in
// CSV, and left out in JSON.
func Columns() []Column { return columns[:] }

const (
	colEvent = iota
	colTime
	colKind
	colOrder
	colIntent
	colActor
	colPeer
	colMessage
	colAttempt
	colStep
	colTravels
	colWaited
	colTook
	colFailed
	colReply
	colText
	colThing
	colID
	colFrom
	colTo
	colAmount
	colUnit
	colFault
	colCall
	colDuring
	columnCount
)

var columns = [columnCount]Column{
	colEvent:   {"event", true, "number of the event, from 1 without gaps"},
	colTime:    {"time_s", true, "seconds since the run began, to the nanosecond"},
	colKind:    {"kind", false, "what happened: sent, served, answered, changed, moved, ..."},
	colOrder:   {"order", true, "number of the order, once it has one"},
	colIntent:  {"intent", true, "one customer's wish to buy: the same under every strategy and seed"},
	colActor:   {"actor", false, "who it happened to: who sent, served, received or changed"},
	colPeer:    {"peer", false, "the other end of the message"},
	colMessage: {"message", false, "type of the message that was sent, also on the lines about its answer"},
	colAttempt: {"attempt", true, "which attempt of its sender the message is, from 1"},
	colStep:    {"step", true, "which of the steps of the order flow this message or answer is; an answer only if it says yes"},
	colTravels: {"travels_s", true, "sent: seconds until the message arrives"},
	colWaited:  {"waited_s", true, "served, refused, lost: seconds in the mailbox"},
	colTook:    {"took_s", true, "served: seconds from arrival until done; answered, timed_out, late: seconds since it was sent"},
	colFailed:  {"failed", true, "served, answered, late: 1 if the answer is an error, else 0"},
	colReply:   {"reply", false, "type of the answer"},
	colText:    {"text", false, "the message, the answer or the remark in a few words"},
	colThing:   {"thing", false, "what changed or moved: order, payment, money, goods, ..."},
	colID:      {"id", true, "which one: number of the order, payment, product, card, record"},
	colFrom:    {"from", false, "the state or place before"},
	colTo:      {"to", false, "the state or place after"},
	colAmount:  {"amount", true, "how much of it, in whole units"},
	colUnit:    {"unit", false, "of the amount: cents, pieces, messages"},
	colFault:   {"fault", true, "number of the fault that began, ended or struck, from 1 as in the scenario"},
	colCall:    {"call", false, "names the call: the same on all lines about one message"},
	colDuring:  {"during", false, "the call during which it happened: whose call column it is"},
}
