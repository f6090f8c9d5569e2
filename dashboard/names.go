package dashboard

// totalNames are the sums in a tick, since the beginning of the run: customers,
// orders, pages, messages, and money in cents. What has come to an end is a
// partition of what was placed, less what is open.
var totalNames = []string{
	"came", "placed", "confirmed", "collected", "delivered", "settled",
	"completed", "declined", "fraud_blocked", "sold_out", "rejected", "cancelled", "refunded", "needs_attention",
	"thanked", "sorry", "unanswered", "mails", "doorbells",
	"charged", "charged_delivered", "charged_back", "charged_open", // charged = the other three
	"double_charges", "oversold", "breaches",
	"retries", "calls", "compensations", "shown", // shown: orders with parcels of their own in hops
}

// gaugeNames are how things stand in a tick: times in microseconds over the last
// seconds, orders, pieces, and money in cents. Money that was ever taken is first
// held on the card, then captured, which is on its way between the banks, then
// settled, which is the shop's; only what is held is no part of charged.
var gaugeNames = []string{
	"checkout_p50", "checkout_p99", "customers_waiting", "orders_open", "to_pack", "on_trucks",
	"money_held", "money_captured", "money_settled", "on_shelf", "reserved", "supplies_open", "attempts_per_call", // in thousandths
}

// historyNames are the columns behind the charts. There is a row for each second on
// the wall, at whatever speed the run goes; at is its simulated time. What is per
// second is per simulated second since the row before, in thousandths. Of each
// actor there are two more, queue/NAME and busy/NAME in thousandths.
var historyNames = []string{
	"at", "placed/s", "confirmed/s", "delivered/s", "failed/s", "declined/s", "sold_out/s", "gave_up/s",
	"checkout_p50", "checkout_p99", "money_held", "money_captured", "money_settled", "on_shelf", "reserved", "attempts_per_call",
}

// commands are what a page can ask for, with their arguments. Those before start
// may be asked by anybody, the others by who may steer.
var commands = []struct{ do, args, text string }{
	{"hello", "epoch number token page", "the first word of a page: which run it knows, up to which frame, its right to steer, and a name of its own by which its commands are known again on another line"},
	{"view", "hz hops", "how many ticks a second it wants, 0 to 10, and whether it draws parcels (1 or 0): a page that is hidden wants 0"},
	{"follow", "intent-or-order", "tell everything about this order: i281474976710656 or 8141"},
	{"unfollow", "intent", "no more of this order"},
	{"buy", "good card name", "click Buy Now; the answer's data is the intent"},
	{"press", "intent", "press Buy Now again for the same order"},
	{"start", "", "let the run begin"},
	{"pause", "", "stand still"},
	{"resume", "", "go on"},
	{"step", "intent", "as fast as it goes up to the next message of this order; of any order for 0"},
	{"speed", "number", "simulated seconds per second, 0.01 to 100000; 0 is as fast as the machine goes"},
	{"load", "scenario seed", "begin another run"},
	{"fault", "yaml", "a fault as in a scenario file, beginning now: {type: slow, target: bank, for: 30s}"},
	{"mend", "name", "end a fault"},
	{"policy", "line yaml", "from now on the caller of this line does so about failure"},
}
