package actors

import "buynow/sim"

// reconcile is the story of a settlement file, the match of what the shop sold,
// what the merchant system captured and what the bank paid out:
//  1. each line settles its payment; a capture of which only the bank knows is
//     made good, an amount that differs is claimed;
//  2. the order manager hears which orders are paid;
//  3. only then is the file confirmed, so that the bank sends it again otherwise.
func (m *merchant) reconcile(env *sim.Env, file *SettlementFile) (sim.Message, error) {
	orders := make([]OrderID, 0, len(file.Lines))
	for i := range file.Lines {
		line := &file.Lines[i]
		p, known := m.payments.Read(line.Stan)
		if !known {
			env.Note("the bank paid for what nobody sold", int64(line.Auth), int64(line.Amount))
			continue
		}
		env.About(p.intent, p.order)
		m.settle(env, p, line, i > 0 && file.Lines[i-1].Auth == line.Auth)
		orders = append(orders, p.order)
	}
	env.About(0, 0)
	_, err := m.shop.call(env, m.shop.Orders, &Settled{Orders: orders}, m.shop.Config.Timeouts.Payment)
	if err != nil && unanswered(err) {
		return nil, err
	}
	env.Send(m.shop.Bank, &SettlementFile{Day: file.Day})
	return &Done{}, nil
}

// settle matches one line, or the same once more. It is an answer, too, if there
// was none before.
func (m *merchant) settle(env *sim.Env, p payment, line *SettlementLine, twice bool) {
	if p.state == PaymentLost {
		p.auth = line.Auth
		p = m.turn(env, p, PaymentAuthorised)
		defer func() { env.Send(m.shop.Orders, p.result()) }()
	}
	if p.state == PaymentAuthorised {
		p.captured, p.voiding, p.until = line.Amount, false, 0
		p = m.turn(env, p, PaymentCaptured)
	}
	p = m.match(env, p, line, twice)
	if p.state == PaymentCaptured {
		m.turn(env, p, PaymentSettled)
	}
}

// chargeback is the bank's news of a complaint. It is passed on to the order
// manager, and confirmed by sending it back, so that the bank repeats what was
// not heard.
func (m *merchant) chargeback(env *sim.Env, news *Chargeback) (sim.Message, error) {
	if p, known := m.payments.Read(news.Stan); known && !p.judged {
		m.complain(env, p, news)
	}
	_, err := m.shop.call(env, m.shop.Orders, news, m.shop.Config.Timeouts.Payment)
	if err != nil && unanswered(err) {
		return nil, err
	}
	env.Send(m.shop.Bank, news)
	return &Done{}, nil
}

// complain writes the news down. What was missed before it is made up for.
func (m *merchant) complain(env *sim.Env, p payment, news *Chargeback) {
	if p.state == PaymentSettled {
		p = m.turn(env, p, PaymentDisputed)
	}
	if p.state != PaymentDisputed || !news.Closed {
		return
	}
	p.judged = true
	if news.Won {
		m.turn(env, p, PaymentSettled)
		return
	}
	p.refunded = p.captured
	m.turn(env, p, PaymentChargedBack)
}
