package dashboard

import (
	"fmt"
	"strings"
	"testing"
)

// saysPage is what a script says of the page's own modules: it is the body of an async
// function, and what it returns comes as JSON.
func saysPage(b *tab, script string) string {
	b.t.Helper()
	var text string
	b.eval("(async () => {"+script+"})().then((value) => JSON.stringify(value) ?? 'undefined')", &text)
	return text
}

// stocked gives a script a store that has heard from a server: two actors, two
// roads, and how things stood twice, two seconds apart.
const stocked = `
	const store = await import('/js/store.js'+afresh), take = store.takeForTest;
	const hello = (epoch) => take({ kind: 'hello', number: 0, at: 0, body: { epoch, role: 'control', actors: [{ name: 'web', title: 'Web server' }, { name: 'bank', title: 'Bank' }],
		roads: [{ name: '1', from: 0, to: 1, step: 1 }, { name: '2', from: 1, to: 0, step: 2 }], steps: [], totals: ['came', 'placed'], gauges: ['checkout_p99'], lines: ['web -> bank'], goods: [], scenario: { name: 's', seed: '1' } } });
	const tick = (at, wall, placed, more = {}) => take({ kind: 'tick', number: 0, at, body: { wall, speed: 1, reached: 1, totals: [0, placed], gauges: [250000],
		roads: [placed, 3, 1, 0, 0, 0], actors: [0, 7, 2, 8, 1500, 0, 0, 4, 0, 0, 1, 0, 5, 900], steps: [placed, 2, 3000], breakers: [0, 1, 5000000], faults: [1], ...more } });
	const mark = (number, kind, more = {}) => take({ kind: 'mark', number, at: 0, body: { number, kind, at: 0, until: 0, name: '', text: '', actor: -1, road: -1, order: 0, fault: 0, ...more } });
	hello('one'); tick(1000000, 0, 10); tick(3000000, 1000, 30); mark(1, 'fault', { fault: 1, name: 'bank slow' }); mark(2, 'fault', { fault: 2, name: 'mail down' });`

func TestTheStoreKnowsHowThingsStand(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for i, row := range []struct{ what, script, want string }{
		{"a sum by its name", `return store.total('placed')`, `30`},
		{"a gauge by its name", `return store.gauge('checkout_p99')`, `250000`},
		{"a name that nobody has", `return store.total('nothing')`, `0`},
		{"a rate is per simulated second", `return store.rate('placed')`, `10`},
		{"a run that stands still keeps what was shown", `tick(3000000, 1500, 30); return store.rate('placed')`, `10`},
		{"a rate looks back two seconds on the wall", `tick(4000000, 4000, 31); return store.rate('placed')`, `10`},
		{"and then forgets", `tick(4000000, 3500, 31); tick(5000000, 4000, 31); return store.rate('placed')`, `0`},
		{"an actor", `return store.actorNow('web')`, `{"state":"healthy","waiting":7,"busy":2,"workers":8,"takes":1500,"refused":0,"since":0}`},
		{"an actor that is down", `return store.actorNow('bank').state`, `"down"`},
		{"a road", `return store.roadNow('1')`, `{"passed":30,"failed":3,"again":1,"passedRate":10,"failedRate":0,"againRate":0}`},
		{"a step", `return store.stepNow(1)`, `{"count":30,"lost":2,"p50":3000,"countRate":10,"lostRate":0}`},
		{"a switch that is open", `return store.switches.value`, `[{"line":"web -> bank","open":true,"until":5000000}]`},
		{"of the faults those that are there", `return store.faultsNow.value.map((m) => m.name)`, `["bank slow"]`},
		{"a mark that changed is there once", `mark(1, 'fault', { fault: 1, name: 'bank slow', until: 9 }); return store.marks.value.map((m) => [m.number, m.until])`, `[[2,0],[1,9]]`},
		{"another run begins with nothing", `hello('two'); return [store.marks.value.length, store.journeys.value.size, store.tick.value]`, `[0,0,null]`},
		{"the same run goes on with all", `hello('one'); return [store.marks.value.length, store.tick.value.wall]`, `[2,1000]`},
		{
			"a journey grows from where it changed",
			`const news = (from, hops) => take({ kind: 'journey', number: 9, at: 0, body: { intent: 5, from, hops, state: 's' + from } });
			 news(0, ['a', 'b', 'c']); news(2, ['C', 'd']); return [store.journeys.value.get(5).hops, store.journeys.value.get(5).state]`,
			`[["a","b","C","d"],"s2"]`,
		},
		{"goods are as they are now", `take({ kind: 'goods', number: 0, at: 0, body: { goods: [{ name: 'last', stock: 0 }] } }); return store.goods.value`, `[{"name":"last","stock":0}]`},
		{
			"hops become parcels",
			`let heard; store.onHops((hops) => { heard = hops; }); take({ kind: 'hops', number: 0, at: 7, body: { sample: 10, hops: [5, 8141, 1, 2, 3, 4, 2] } }); return heard`,
			`{"sample":10,"at":7,"list":[{"intent":5,"order":8141,"road":1,"at":2,"took":3,"status":4,"try":2}]}`,
		},
	} {
		t.Run(row.what, func(t *testing.T) {
			afresh := fmt.Sprintf("const afresh = '?%d';", i) // a store that knows nothing
			if got := saysPage(b, afresh+stocked+row.script); got != row.want {
				t.Errorf("the store says %s, want %s", got, row.want)
			}
		})
	}
}

func TestNumbersAreWrittenAsPeopleDo(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct{ call, want string }{
		{"money(2490)", "€ 24.90"},
		{"money(0)", "€ 0.00"},
		{"money(123456789)", "€ 1,234,567.89"},
		{"count(1204)", "1,204"},
		{"perSecond(0)", "0"},
		{"perSecond(0.34)", "0.3"},
		{"perSecond(12.6)", "13"},
		{"perSecond(1204.2)", "1,204"},
		{"duration(0)", "0 ms"},
		{"duration(400)", "<1 ms"},
		{"duration(4_000)", "4 ms"},
		{"duration(999_999)", "1,000 ms"},
		{"duration(2_400_000)", "2.4 s"},
		{"duration(59_900_000)", "60 s"},
		{"duration(360e6)", "6 min"},
		{"duration(2 * 3600e6)", "2 h"},
		{"duration(1.2 * 86_400e6)", "1.2 d"},
		{"clock(0)", "00:00:00.0"},
		{"clock(312_400_000)", "00:05:12.4"},
		{"clock(86_400e6 + 1_000_000)", "1d 00:00:01.0"},
	} {
		var got string
		b.eval("import('/js/words.js').then(({ money, count, perSecond, duration, clock }) => "+row.call+")", &got)
		if got = strings.ReplaceAll(got, "\u00a0", " "); got != row.want {
			t.Errorf("%s is %q, want %q", row.call, got, row.want)
		}
	}
}

func TestTheBooksAddUpAsTheyAreRead(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	var rows []struct {
		Cents      [4]int64
		Sum        string
		Parts      []string
		Bars       []float64
		Small, Off float64
	}
	b.eval(`import('/js/panels/books.js').then(({ amounts, widths }) => {
		const rows = [];
		for (let i = 0; i < 400; i++) {
			const parts = [0, 0, 0].map(() => (Math.random() < 0.2 ? 0 : Math.floor(10 ** (Math.random() * 11)))), sum = parts[0] + parts[1] + parts[2];
			const said = amounts(sum, parts), bars = widths(parts);
			rows.push({ cents: [sum, ...parts], sum: said.sum, parts: said.parts, bars, small: Math.min(...bars.filter((bar) => bar > 0)), off: sum === 0 ? 0 : bars.reduce((a, b) => a + b, 0) + 2 * (bars.filter((bar) => bar > 0).length - 1) - 200 });
		}
		return rows;
	})`, &rows)
	number := func(text string) (cents int64) {
		for _, digit := range text {
			if digit >= '0' && digit <= '9' {
				cents = cents*10 + int64(digit-'0')
			}
		}
		return cents
	}
	for _, row := range rows {
		if number(row.Sum) != number(row.Parts[0])+number(row.Parts[1])+number(row.Parts[2]) {
			t.Errorf("%v reads %s = %s", row.Cents, row.Sum, strings.Join(row.Parts, " + "))
		}
		if row.Off > 1e-6 || row.Off < -1e-6 || row.Cents[0] > 0 && row.Small < 4 {
			t.Errorf("%v has bars of %v, want 200 in all with their gaps, and each to be seen", row.Cents, row.Bars)
		}
	}
	if said := saysPage(b, `const { amounts } = await import('/js/panels/books.js'); return amounts(100_000_000, [50_000_000, 0, 49_999_999]).parts`); said != `["500,000","0","499,999"]` {
		t.Errorf("a cent that is missing is hidden: %s", said)
	}
}

// What a click asks for is a fault as a file has it.
func TestFaultsAreWrittenAsAFileHasThem(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	for _, row := range []struct{ what, script, want string }{
		{"plain fields", `return quick.faultYAML({ type: 'slow', target: 'bank', for: '30s', factor: '10' })`, `"{type: slow, target: bank, for: 30s, factor: 10}"`},
		{"what is empty is left out", `return quick.faultYAML({ type: 'slow', target: '', for: '' })`, `"{type: slow}"`},
		{"a line is quoted", `return quick.faultYAML({ target: 'merchant -> bank' })`, `"{target: 'merchant -> bank'}"`},
		{"quotes are doubled", `return quick.faultYAML({ error: "it's" })`, `"{error: 'it''s'}"`},
		{"an example's fields", `return fields.fieldsOf("{ type: delay, target: merchant -> bank, delay: 'lognormal(300ms, 0.8)', set: { \"91\": 3, \"51\": 1 } }")`, `{"type":"delay","target":"merchant -> bank","delay":"lognormal(300ms, 0.8)","set":"{ \"91\": 3, \"51\": 1 }"}`},
		{"a distribution without quotes", `return fields.fieldsOf("{ delay: exp(20ms), probability: 50% }")`, `{"delay":"exp(20ms)","probability":"50%"}`},
		{"an actor is aimed at by its name", stocked + `return quick.aim({ actor: 'bank' }).target`, `"bank"`},
		{"a road is aimed at by its line", stocked + `return quick.aim({ road: '1' }).target`, `"web -> bank"`},
		{"the road of the answer by that of the question", stocked + `return quick.aim({ road: '2' }).target`, `"web -> bank"`},
	} {
		t.Run(row.what, func(t *testing.T) {
			got := saysPage(b, `const afresh = '', quick = await import('/js/panels/quick.js'), fields = await import('/js/panels/catalogue.js');`+row.script)
			if got != row.want {
				t.Errorf("it says %s, want %s", got, row.want)
			}
		})
	}
}

func TestEachActHasAShapeOfItsOwn(t *testing.T) {
	b := browse(t)
	b.open(bench(t))
	var shapes map[string]string
	b.eval(`Promise.all([import('/js/stage/badge.js'), import('/vendor/preact.js'), import('/js/html.js')]).then(([{ Badge, acts }, { render }, { html }]) => Object.fromEntries(Object.keys(acts).map((act) => {
		const box = document.createElement('div');
		render(html`+"`<svg><${Badge} act=${act} label=\"7\" /></svg>`"+`, box);
		return [act, box.querySelector('.badge').firstElementChild.outerHTML];
	})))`, &shapes)
	if len(shapes) != 5 {
		t.Fatalf("the acts are %v, want five", shapes)
	}
	by := map[string]string{}
	for act, shape := range shapes {
		if other, is := by[shape]; is {
			t.Errorf("%s and %s have the same shape: %s", act, other, shape)
		}
		by[shape] = act
	}
}
