package actors

import (
	"slices"

	"buynow/sim"
)

// payOut is the job of the morning, the settlement:
//  1. money that was taken long enough ago leaves the clearing, for the shop's
//     account and the bank's fee;
//  2. the merchant system gets one file a day that lists it, which is repeated
//     every morning until it is confirmed;
//  3. so is the news of complaints.
func (b *bank) payOut(env *sim.Env) {
	morning := b.shop.Config.Calendar.Day(env.Now() - b.rules.SettleAt)
	day := settlementDay(morning + 1)
	for page, more := b.mem.mornings.read(morning); more; page, more = b.mem.mornings.read(morning) {
		for _, number := range page {
			a, known := b.auths.Read(number)
			switch {
			case !known:
			case a.claimed:
				env.About(a.intent, a.order)
				b.makeGood(env, a, day)
			case a.state == authCaptured && a.next <= env.Now():
				env.About(a.intent, a.order)
				b.settle(env, a, day)
			}
		}
	}
	env.About(0, 0)
	b.sendFiles(env, day)
	b.sendNotices(env)
}

// settle pays out what is left of one payment, less the fee.
func (b *bank) settle(env *sim.Env, a authorisation, day settlementDay) {
	b.begin(env, day)
	a.paid = day
	a.enter(authSettled, env.Now()+b.rules.keep(a.aftermath))
	a.fee = b.rules.fee(a.rest())
	a.lacks = b.error(env, &a)
	env.Move(Clearing.At(0), Till.At(0), int64(a.rest()-a.fee-a.lacks))
	env.Move(Clearing.At(0), Fees.At(0), int64(a.fee))
	env.Emit(sim.Event{What: Effect, A: int64(a.number), B: int64(KindSettlementFile)})
	b.write(env, a)
	b.file(day).add(&a)
}

// begin opens the day's file, if it is not open.
func (b *bank) begin(env *sim.Env, day settlementDay) {
	if _, open := b.files.Read(day.ID()); !open {
		b.files.Commit(env, day)
	}
}

// file is the day's file, as far as it is written. A file that was sent is not
// written to any more: the settlement of a day is over before.
func (b *bank) file(day settlementDay) *SettlementFile {
	for _, file := range b.mem.outbox {
		if file.Day == int(day) {
			return file
		}
	}
	file := &SettlementFile{Day: int(day)}
	b.mem.outbox = append(b.mem.outbox, file)
	return file
}

// add lists a payment, as it was paid: twice if that was twice.
func (f *SettlementFile) add(a *authorisation) {
	if a.lacks > 0 && a.lacks == a.rest()-a.fee {
		return
	}
	line := SettlementLine{
		Order: a.order, Auth: a.number, Amount: a.captured - max(a.lacks, 0), Fee: a.fee, Stan: a.stan(), Again: a.corrected,
	}
	f.Lines = append(f.Lines, line)
	if a.lacks < 0 {
		f.Lines = append(f.Lines, line)
	}
}

// sendFiles sends what is not confirmed.
func (b *bank) sendFiles(env *sim.Env, day settlementDay) {
	b.mem.outbox = slices.DeleteFunc(b.mem.outbox, func(file *SettlementFile) bool {
		if int(day)-file.Day <= int(confirmWithin/Day) {
			return false
		}
		env.Note("nobody confirms the settlement file of day", int64(file.Day), int64(len(file.Lines)))
		b.files.Archive(settlementDay(file.Day).ID())
		return true
	})
	for i, file := range b.mem.outbox {
		env.SendAgain(b.shop.Merchant, file, i)
	}
}

// fileTaken is the merchant system's confirmation: the file comes back without
// its lines.
func (b *bank) fileTaken(_ *sim.Env, m *SettlementFile) (sim.Message, error) {
	b.takeOut(settlementDay(m.Day))
	return nil, nil
}

// takeOut ends the repetition of a day's file.
func (b *bank) takeOut(day settlementDay) {
	b.files.Archive(day.ID())
	b.mem.outbox = slices.DeleteFunc(b.mem.outbox, func(file *SettlementFile) bool { return file.Day == int(day) })
}
