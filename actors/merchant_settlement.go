package actors

import "buynow/sim"

// reconcile is the story of a settlement file, the match of what the shop sold,
// what the merchant system captured and what the bank paid out:
//  1. each line settles its payment; a capture of which only the bank knows is
//     made good, an amount that differs is claimed, a second charge is given back;
//  2. the order manager hears which orders are paid;
//  3. only then is the file confirmed, so that the bank sends it again otherwise.
func (m *merchant) reconcile(env *sim.Env, file *SettlementFile) (sim.Message, error) {
	orders := make([]OrderID, 0, len(file.Lines))
	var silent error
	for i := range file.Lines {
		line := &file.Lines[i]
		p, known := m.payments.Read(line.Stan)
		if !known {
			env.Note("the bank paid for what nobody sold", int64(line.Auth), int64(line.Amount))
			continue
		}
		env.About(p.intent, p.order)
		if m.compares() && p.auth != 0 && p.auth != line.Auth {
			if err := m.giveBack(env, line); err != nil {
				silent = err
			}
			continue
		}
		m.settle(env, p, line, i > 0 && file.Lines[i-1].Auth == line.Auth)
		orders = append(orders, p.order)
	}
	env.About(0, 0)
	_, err := m.shop.call(env, m.shop.Orders, &Settled{Orders: orders}, m.shop.Config.Timeouts.Payment)
	if err != nil && unanswered(err) {
		return nil, err
	}
	if silent != nil {
		return nil, silent
	}
	env.Send(m.shop.Bank, &SettlementFile{Day: file.Day})
	return &Done{}, nil
}

// giveBack refunds a charge for which there was one before: whoever was asked again
// did not know the key. It is an error if the bank is silent.
func (m *merchant) giveBack(env *sim.Env, line *SettlementLine) error {
	env.Note("charged twice: the second charge goes back", int64(line.Amount), int64(line.Auth))
	err := m.tell(env, &BankRefund{Order: line.Order, Auth: line.Auth, Amount: line.Amount, Case: 1})
	if err != nil && unanswered(err) {
		return err
	}
	return nil
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
