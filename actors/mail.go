package actors

import (
	"time"

	"buynow/sim"
)

// MailRules say how the mail provider delivers.
type MailRules struct {
	// Accept is how long a mail takes to the customer's mailbox. Source: assumed,
	// 1 s at the median and 30 s at the 99th percentile.
	Accept sim.Dist
	// Bounce is the share of customers with an address that does not exist. What
	// bounces is to be read on the status page only. Source: assumed.
	Bounce float64
	// Full is the chance that a mailbox refuses a mail for now. Source: assumed.
	Full float64
	// Repeat is how a refused mail is tried again. Source: assumed.
	Repeat Repeat
	// Patience is for how long a mail is tried. Source: assumed.
	Patience time.Duration
}

// DefaultMailRules are a good provider's.
func DefaultMailRules() MailRules {
	return MailRules{
		Accept:   sim.LognormalQuantiles(time.Second, 30*time.Second),
		Bounce:   0.002,
		Full:     0.005,
		Repeat:   Repeat{Pause: 15 * time.Minute, Longest: 4 * time.Hour, Times: 100},
		Patience: 72 * time.Hour,
	}
}

// mailer is the mail provider: what it has accepted it delivers, sooner or
// later, or finds that it cannot.
type mailer struct {
	shop  *Shop
	rules *MailRules
	queue Ledger[queuedMail]
	done  deeds // mails that were sent or given up; as durable as the queue

	chores  slab[chore]
	letters slab[Letter]
}

// queuedMail is a mail that was accepted.
type queuedMail struct {
	id     uint64 // mailID of its key
	intent uint64
	letter Letter
	queued time.Duration
	due    time.Duration
	tries  uint16
}

// ID is the mail's key.
func (q queuedMail) ID() uint64 { return q.id }

// Alias is none.
func (q queuedMail) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (q *queuedMail) fold(f *fold) {
	f.own(&q.id)
	fieldLike(f, &q.letter.Order, q.id>>mailBits)
	if f.is(q.letter.Tracking != 0) {
		f.along(&q.letter.Tracking, q.letter.Order, 1)
	}
	f.along(&q.intent, q.letter.Order, 0)
	field(f, &q.queued)
	f.moment(&q.due, q.queued)
}

// mailBits are the last ones of a mail's key: which of an order's mails it is.
const mailBits = shipmentBits + 1

// mailID keeps the keys of the two who write mails apart: the warehouse's are
// even, the order manager's are odd.
func mailID(key uint64, fromOrders bool) uint64 {
	if fromOrders {
		return key<<1 | 1
	}
	return key << 1
}

// The draws of the mail provider, keyed by intent.
const (
	luckAccept sim.Purpose = sim.FirstPurpose + 0x480 + iota
	luckBounce
	luckFull
)

// What the mail provider tells itself to do later.
const (
	chorePost uint8 = iota + 1 // try to deliver a mail
)

func newMailer(s *Shop) *mailer {
	return &mailer{shop: s, rules: &s.Config.Mail, queue: NewLedger((*queuedMail).fold, mailBits)}
}

// Serve takes mails (step 14), and its own chores.
func (p *mailer) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *DispatchMail:
		letter := Letter{Order: m.Order, State: Shipped, Tracking: m.Tracking}
		return p.accept(env, mailID(ShipmentKey(m.Order, m.Shipment), false), KindDispatchMail, letter)
	case *StatusMail:
		letter := Letter{Order: m.Order, State: m.State, Why: m.Why}
		return p.accept(env, mailID(m.Key, true), KindStatusMail, letter)
	case *chore:
		if m.job == chorePost {
			p.post(env, m.id)
		}
		return nil, nil
	}
	return nil, ErrUnknown
}

// accept writes a mail down, once, and answers that it will be delivered. A copy
// of one that was gets the same answer, whenever it comes; without an inbox, it is
// delivered as well.
func (p *mailer) accept(env *sim.Env, id uint64, kind sim.Kind, letter Letter) (sim.Message, error) {
	if _, known := p.queue.Read(id); known || p.done.has(id>>mailBits, id&(1<<mailBits-1)) {
		if p.shop.Config.Saga.Inbox == Off {
			env.Emit(sim.Event{What: Effect, A: int64(id), B: int64(kind)})
			env.Send(p.shop.Customer, p.letters.of(letter))
		}
		return &Done{}, nil
	}
	luck := env.LuckOf(luckAccept, about(env.Intent(), &letter))
	takes := p.rules.Accept.Duration(&luck)
	env.Emit(sim.Event{What: Effect, A: int64(id), B: int64(kind)})
	p.queue.Commit(env, queuedMail{
		id: id, intent: env.Intent(), letter: letter, queued: env.Now(), due: env.Now() + takes,
	})
	p.later(env, takes, chorePost, id)
	return &Done{}, nil
}

// about names a mail by whom it is for and what it says.
func about(intent uint64, letter *Letter) uint64 {
	return sim.Mix(intent, uint64(letter.State)<<8|uint64(letter.Why))
}

// post is the story of a mail at the customer's mailbox:
//  1. an address that does not exist bounces it;
//  2. a mailbox that refuses it for now is tried again, for some days;
//  3. else it is there. If we crash in that moment it is sent again: rather twice
//     than never.
func (p *mailer) post(env *sim.Env, id uint64) {
	q, ok := p.queue.Read(id)
	if !ok {
		return
	}
	address := env.LuckOf(luckBounce, q.intent)
	mailbox := env.LuckOf(luckFull, sim.Mix(about(q.intent, &q.letter), uint64(q.tries)))
	switch {
	case address.Chance(p.rules.Bounce) && !IsVisitor(q.intent) || p.shop.struck(env, whenPosted, nil, q.id) != nil:
		env.Note("the mail bounced: its news is on the status page", int64(q.letter.State), int64(q.letter.Tracking))
	case !mailbox.Chance(p.rules.Full) || IsVisitor(q.intent):
		env.Send(p.shop.Customer, p.letters.of(q.letter))
		p.sendMore(env, &q)
	default:
		q.tries++
		pause, patient := p.rules.Repeat.pause(int(q.tries))
		if q.due = env.Now() + pause; patient && q.due <= q.queued+p.rules.Patience {
			p.queue.Commit(env, q)
			p.later(env, pause, chorePost, id)
			return
		}
		env.Note("the mailbox stays full: the mail is given up", int64(q.letter.State), int64(q.letter.Tracking))
	}
	p.done.add(id>>mailBits, id&(1<<mailBits-1))
	p.queue.Archive(id)
}

// sendMore lets a mail arrive more often than it was sent.
func (p *mailer) sendMore(env *sim.Env, q *queuedMail) {
	blow := p.shop.struck(env, whenDelivered, nil, q.id)
	if blow == nil {
		return
	}
	for range max(blow.Count, 1) {
		env.Send(p.shop.Customer, p.letters.of(q.letter))
	}
}

// later notes a chore.
func (p *mailer) later(env *sim.Env, after time.Duration, job uint8, id uint64) {
	env.After(after, p.chores.of(chore{job, id}))
}

// Crashed loses nothing: all that is known is written down.
func (p *mailer) Crashed() {}

// Restarted goes on with every mail that is not delivered.
func (p *mailer) Restarted(env *sim.Env) {
	p.queue.Each(func(q queuedMail) bool {
		env.About(q.intent, q.letter.Order)
		p.later(env, q.due-env.Now(), chorePost, q.id)
		return true
	})
}
