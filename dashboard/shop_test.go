package dashboard

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// shopped gives a script the shop's modules and the roads of the stage: hop makes a
// hop on a road, told by what is different from an ordinary one.
func shopped() string {
	type road struct {
		Name string `json:"name"`
		Act  string `json:"act"`
		Step int    `json:"step"`
		Back bool   `json:"back"`
	}
	all := make([]road, len(roads))
	for i, r := range roads {
		all[i] = road{r.name, r.act, r.step, r.back}
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return `
	const { rowsOf, parcelRows, checkoutEnd } = await import('/js/shop/rows.js'), { scaleOf } = await import('/js/shop/scale.js');
	const { headline, moneyOf, moneyWords } = await import('/js/shop/outcome.js');
	const roads = ` + string(text) + `, names = { roads, steps: Array.from({ length: 15 }, (_, i) => ({ number: i + 1, name: 'step ' + (i + 1) })) };
	const ok = 0, no = 1, late = 2, refused = 3, lost = 4, undo = 5, running = 6;
	const hop = (name, at, took, more = {}) => { const road = roads.findIndex((one) => one.name === name);
		return { road, at, took, answer: 0, step: roads[road].step, try: 1, status: ok, depth: 0, message: 'm' + name, bubble: 'bubble', words: 'words', ...more }; };
	const brief = (rows) => rows.map((row) => [row.badge, row.kind, row.label, row.from, row.to, row.until]);
	const rows = (hops, now = Infinity) => brief(rowsOf({ hops }, names, 0, hops.length, now));
	`
}

func TestTheWaterfallTellsWhatHappened(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct{ what, script, want string }{
		{"a message lasts until it has arrived", `return rows([hop('1', 0, 5)])`, `[["1","done","step 1",0,5,5]]`},
		{"who asks nobody else works until the answer", `return rows([hop('7', 0, 5, { answer: 90 })])`, `[["7","done","step 7",0,90,90]]`},
		{
			"who asks others waits for them",
			`return rows([hop('1', 0, 5, { answer: 90 }), hop('2', 6, 4, { depth: 1, answer: 80 })])`,
			`[["1","done","step 1",0,5,90],["2","done","step 2",6,80,80]]`,
		},
		{
			"what came too late lasted until nobody waited for it, then there was a pause, then another try",
			`return rows([hop('7', 0, 5, { status: late, answer: 800, message: 'Auth' }), hop('7', 950, 5, { try: 2, message: 'Auth' })])`,
			`[["7","late","step 7 · try 1",0,800,800],["","wait","pause before the retry",800,950,950],["7","done","step 7 · try 2",950,955,955]]`,
		},
		{
			"who asks two at once did not pause",
			`return rows([hop('4', 0, 5, { message: 'Order' }), hop('4', 9, 5, { try: 2, message: 'Order' })])`,
			`[["4","done","step 4 · try 1",0,5,5],["4","done","step 4 · try 2",9,14,14]]`,
		},
		{"a no is no failure of the machines", `return rows([hop('8', 0, 5, { status: no, step: 0 })])`, `[["8","no","bubble",0,5,5]]`},
		{"a way back has no number", `return rows([hop('3-back', 0, 5, { step: 0, status: undo })])`, `[["","undo","Back on the shelf",0,5,5]]`},
		{"silence is told by what was not answered", `return rows([hop('8', 0, 0, { step: 0, status: late, message: 'silence' })])`, `[]`},
		{"what is under way lasts until now", `return rows([hop('7', 0, 5, { status: running })], 40)`, `[["7","run","step 7",0,40,40]]`},
		{"what was not yet is not told", `return rows([hop('1', 0, 5), hop('2', 50, 5)], 40)`, `[["1","done","step 1",0,5,5]]`},
		{"at the end of time nothing is under way", `return rows([hop('7', 0, 5, { status: running })])`, `[["7","done","step 7",0,5,5]]`},
		{
			"the customer waits up to the last page before the parcel",
			`return checkoutEnd([hop('1', 0, 1), hop('11', 2, 1, { step: 0 }), hop('1', 5, 1), hop('11', 7, 1), hop('12', 9, 1), hop('11', 20, 1)], roads)`, `4`,
		},
		{"without a page it is everything before the parcel", `return checkoutEnd([hop('1', 0, 1), hop('2', 2, 1)], roads)`, `2`},
		{
			"a parcel rests with whoever has it",
			`const hops = [hop('12', 0, 1), hop('13', 4000, 1), hop('15', 90000, 1)]; return brief(parcelRows({ hops, over: true }, names, 0, 3, Infinity)).map((row) => row[5])`,
			`[4000,90000,90001]`,
		},
		{
			"and with the last one until now",
			`const hops = [hop('12', 0, 1), hop('13', 4000, 1)]; return brief(parcelRows({ hops, over: false }, names, 0, 2, 7000)).map((row) => row[5])`,
			`[4000,7000]`,
		},
	} {
		if got := saysShop(b, shopped()+row.script); got != row.want {
			t.Errorf("%s: the page says %s, want %s", row.what, got, row.want)
		}
	}
}

// saysShop is what the body of an async function returns in the page, as JSON.
func saysShop(b *tab, script string) string {
	b.t.Helper()
	var text string
	b.eval("(async () => {"+script+"})().then((value) => JSON.stringify(value) ?? 'undefined')", &text)
	return text
}

// An axis is a promise: what was later is further right, nothing is outside, and
// milliseconds can be seen beside days.
func TestAnAxisKeepsTheOrderOfTime(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	luck := rand.New(rand.NewPCG(7, 11))
	for range 40 {
		var spans []span
		at := 0
		for range 1 + luck.IntN(12) {
			at += luck.IntN(1 + []int{900, 900_000, 4_000_000_000, 90_000_000_000}[luck.IntN(4)])
			spans = append(spans, span{at, at + luck.IntN(900_000)})
		}
		var places []float64
		text, _ := json.Marshal(spans)
		script := fmt.Sprintf(`const spans = %s, axis = scaleOf(spans, 0, 100, 600); return spans.flatMap(({ from, to }) => [axis.x(from), axis.x(to)])`, text)
		if err := json.Unmarshal([]byte(saysShop(b, shopped()+script)), &places); err != nil {
			t.Fatal(err)
		}
		if err := keepsTime(spans, places); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

type span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// keepsTime says what is wrong with the places of the two ends of some spans.
func keepsTime(spans []span, places []float64) error {
	type moment struct {
		at int
		x  float64
	}
	var all []moment
	for i, s := range spans {
		all = append(all, moment{s.From, places[2*i]}, moment{s.To, places[2*i+1]})
	}
	slices.SortStableFunc(all, func(a, b moment) int { return a.at - b.at })
	for i, m := range all {
		if m.x < 100-1e-6 || m.x > 600+1e-6 {
			return fmt.Errorf("%d is drawn at %v, which is outside", m.at, m.x)
		}
		if i > 0 && m.at > all[i-1].at && m.x < all[i-1].x-1e-6 {
			return fmt.Errorf("%d is drawn at %v, left of %d at %v", m.at, m.x, all[i-1].at, all[i-1].x)
		}
	}
	return nil
}

func TestAnAxisThatTurnsBackIsFound(t *testing.T) {
	for _, row := range []struct {
		what   string
		places []float64
		wrong  bool
	}{
		{"in order", []float64{100, 200, 300, 600}, false},
		{"the second is left of the first", []float64{100, 300, 200, 600}, true},
		{"one is outside", []float64{100, 200, 300, 601}, true},
	} {
		if err := keepsTime([]span{{0, 5}, {7, 9}}, row.places); (err != nil) != row.wrong {
			t.Errorf("%s: %v", row.what, err)
		}
	}
}

func TestAnAxisIsBrokenWhereNothingHappensForLong(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct{ what, spans, want string }{
		{"close together", `[{ from: 0, to: 400000 }, { from: 500000, to: 900000 }]`, `[]`},
		{"half a minute in between", `[{ from: 0, to: 400000 }, { from: 30400000, to: 30900000 }]`, `["30 s"]`},
		{"long, but not against the rest", `[{ from: 0, to: 20000000 }, { from: 40000000, to: 60000000 }]`, `[]`},
	} {
		if got := saysShop(b, shopped()+`return scaleOf(`+row.spans+`, 0, 100, 600).breaks.map(({ label }) => label)`); got != row.want {
			t.Errorf("%s: broken at %s, want %s", row.what, got, row.want)
		}
	}
}

func TestALabelOfAnAxisIsTheTimeWhereItStands(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct{ what, spans, want string }{
		{"half seconds far from the beginning", `[{ from: 0, to: 8000 }, { from: 11200000, to: 14200000 }]`, `["0","","12 s","","13 s","","14 s"]`},
		{"tenths of a second", `[{ from: 0, to: 400000 }]`, `["0","100 ms","200 ms","300 ms","400 ms"]`},
		{"up to ten minutes, steps of seconds stay seconds", `[{ from: 0, to: 110000000 }]`, `["0","20 s","40 s","60 s","80 s","100 s"]`},
	} {
		if got := saysShop(b, shopped()+`return scaleOf(`+row.spans+`, 0, 100, 600).ticks.map(({ label }) => label)`); got != row.want {
			t.Errorf("%s: labels %s, want %s", row.what, got, row.want)
		}
	}
}

// The receipt says what the books say, whatever the ending is: money that was only held
// was neither charged nor given back.
func TestAReceiptSaysWhatTheBooksSay(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct {
		what                string
		ending              string
		charged, back, held int
		delivered, rest     int
		says                string
	}{
		{"paid and delivered", "delivered", 2490, 0, 0, 2490, 0, "24.90 charged, once, for what was delivered."},
		{"paid three times", "delivered", 7470, 0, 0, 2490, 4980, "74.70 charged, 49.80 too much."},
		{"paid twice, and one of them came back", "delivered", 4980, 2490, 0, 2490, 0, "49.80 charged, 24.90 given back."},
		{"delivered, returned, and paid back", "delivered", 2490, 2490, 0, 0, 0, "24.90 charged, 24.90 given back."},
		{"cancelled, and the hold was freed", "cancelled", 0, 0, 0, 0, 0, "Nothing was charged."},
		{"cancelled, and the hold is there yet", "cancelled", 0, 0, 2490, 0, 0, "24.90 set aside on the card, nothing charged."},
		{"declined", "declined", 0, 0, 0, 0, 0, "Nothing was charged."},
		{"refunded", "refunded", 2490, 2490, 0, 0, 0, "24.90 charged, 24.90 given back."},
		{"to be refunded", "cancelled", 2490, 0, 0, 0, 2490, "24.90 charged, 24.90 not back yet."},
		{"on the truck", "", 2490, 0, 0, 0, 2490, "24.90 charged, 24.90 on its way."},
		{"gave up", "gave-up", 0, 0, 0, 0, 0, "Nothing was charged."},
	} {
		var got struct {
			Money struct{ Charged, Delivered, Back, Rest int }
			Says  string
			Words string
		}
		text := saysShop(b, shopped()+fmt.Sprintf(`const one = { ending: %q, price: 2490, charged: %d, back: %d, held: %d, sees: [{ what: 'refund' }], name: 'Ada', icon: 'book' };
			return { money: moneyOf(one), says: moneyWords(one, (cents) => (cents / 100).toFixed(2)), words: headline(one) }`, row.ending, row.charged, row.back, row.held))
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		m := got.Money
		if m.Charged != m.Delivered+m.Back+m.Rest || m.Charged != row.charged || m.Back != row.back || m.Delivered != row.delivered || got.Says != row.says || got.Words == "" {
			t.Errorf("%s: %s", row.what, text)
		}
	}
}
