// @ts-check
// All that the page knows, as signals: who shows something reads them, and is
// drawn anew when they change. Only this module changes what came from the server.

import { signal, computed, batch } from '/vendor/signals.js';
import { Line } from './socket.js';

/** How the line is: connecting, live or lost, and how often it was tried. */
export const connection = signal({ state: 'connecting', attempt: 0 });
/** Who is there and what the numbers mean: see hello in frames.go; null before the first. */
export const hello = signal(/** @type {any} */ (null));
/** How the run is steered: state, speed, by, error, pages, trace. */
export const control = signal(/** @type {any} */ ({ state: 'connecting', speed: 1, by: '', error: '', pages: 0, trace: '' }));
/** How things stand: see tick in frames.go, with at, the simulated time in microseconds. */
export const tick = signal(/** @type {any} */ (null));
/** The time before, for charts: { from, every, names, columns }, to which ticks are added by whoever draws them. */
export const history = signal(/** @type {any} */ (null));
/** Everything that must be seen: faults, switches, phases, people's inputs. */
export const marks = signal(/** @type {any[]} */ ([]));
/** The order that plays the steps before the load starts. */
export const hero = signal(/** @type {any} */ (null));
/** Orders that are followed, by intent. */
export const journeys = signal(/** @type {Map<number, any>} */ (new Map()));
/** The goods in the window. */
export const goods = signal(/** @type {any[]} */ ([]));
/** The intent of this page's own order, 0 if there is none yet. */
export const mine = signal(Number(sessionStorage.getItem('mine') ?? 0));
mine.subscribe((intent) => sessionStorage.setItem('mine', String(intent)));

const recent = /** @type {any[]} */ ([]); // ticks of the last two seconds on the wall
const hopEars = new Set(/** @type {((hops: any) => void)[]} */ ([]));

/** What a second of simulated time brings, over the last two seconds on the wall. */
export const rates = signal({ totals: /** @type {number[]} */ ([]), roads: /** @type {number[]} */ ([]), steps: /** @type {number[]} */ ([]), seconds: 0 });

/** The place of each name in hello.totals, hello.gauges and so on. */
const places = computed(() => {
  const known = hello.value;
  const of = (/** @type {string[]} */ names) => new Map(names.map((name, i) => [name, i]));
  return {
    totals: of(known?.totals ?? []), gauges: of(known?.gauges ?? []),
    actors: of((known?.actors ?? []).map((/** @type {any} */ a) => a.name)), roads: of((known?.roads ?? []).map((/** @type {any} */ r) => r.name)),
  };
});

/** A sum by its name. @param {string} name */
export const total = (name) => tick.value?.totals[places.value.totals.get(name) ?? -1] ?? 0;
/** A sum by its name, per simulated second. @param {string} name */
export const rate = (name) => rates.value.totals[places.value.totals.get(name) ?? -1] ?? 0;
/** A gauge by its name. @param {string} name */
export const gauge = (name) => tick.value?.gauges[places.value.gauges.get(name) ?? -1] ?? 0;
/** The number of an actor by its name. @param {string} name */
export const actorNumber = (name) => places.value.actors.get(name) ?? -1;
/** The number of a road by its name. @param {string} name */
export const roadNumber = (name) => places.value.roads.get(name) ?? -1;

export const actorStates = ['healthy', 'filling', 'slow', 'failing', 'down', 'recovering'];

/** How an actor stands. @param {string} name */
export function actorNow(name) {
  const at = actorNumber(name) * 7, all = tick.value?.actors ?? [];
  if (at < 0 || at >= all.length) return { state: 'healthy', waiting: 0, busy: 0, workers: 0, takes: 0, refused: 0, since: 0 };
  const [state, waiting, busy, workers, takes, refused, since] = all.slice(at, at + 7);
  return { state: actorStates[state], waiting, busy, workers, takes, refused, since };
}

/** What goes over a road: sums, and per simulated second. @param {string} name */
export function roadNow(name) {
  const at = roadNumber(name) * 3, all = tick.value?.roads ?? [], each = rates.value.roads;
  if (at < 0 || at >= all.length) return { passed: 0, failed: 0, again: 0, passedRate: 0, failedRate: 0, againRate: 0 };
  return { passed: all[at], failed: all[at + 1], again: all[at + 2], passedRate: each[at] ?? 0, failedRate: each[at + 1] ?? 0, againRate: each[at + 2] ?? 0 };
}

/** How many came to a step: sums, per simulated second, and its time. @param {number} number from 1 */
export function stepNow(number) {
  const at = (number - 1) * 3, all = tick.value?.steps ?? [], each = rates.value.steps;
  if (at >= all.length) return { count: 0, lost: 0, p50: 0, countRate: 0, lostRate: 0 };
  return { count: all[at], lost: all[at + 1], p50: all[at + 2], countRate: each[at] ?? 0, lostRate: each[at + 1] ?? 0 };
}

/** The switches that are not closed: { line, open, until }. */
export const switches = computed(() => {
  const all = tick.value?.breakers ?? [], list = [];
  for (let i = 0; i < all.length; i += 3) list.push({ line: hello.value.lines[all[i]], open: all[i + 1] === 1, until: all[i + 2] });
  return list;
});

/** The faults that are there now, as the marks that told of them. */
export const faultsNow = computed(() => {
  const on = new Set(tick.value?.faults ?? []);
  return marks.value.filter((mark) => mark.kind === 'fault' && on.has(mark.fault));
});

/** Hear of parcels: called with { sample, at, list: [{ intent, order, road, at, took, status, try }] }. @param {(hops: any) => void} ear */
export function onHops(ear) {
  hopEars.add(ear);
  return () => hopEars.delete(ear);
}

/** @param {import('./socket.js').Frame} frame */
function take({ kind, at, body }) {
  switch (kind) {
    case 'hello':
      if (hello.value?.epoch !== body.epoch) forget();
      hello.value = body;
      goods.value = body.goods;
      return;
    case 'snapshot':
      recent.length = 0;
      batch(() => {
        history.value = body.history;
        control.value = body.control;
        marks.value = body.marks;
        hero.value = body.hero;
        if (body.goods.length > 0) goods.value = body.goods;
        journeys.value = new Map(body.journeys.map((/** @type {any} */ j) => [j.intent, j]));
        stand(at, body.tick);
      });
      return;
    case 'tick':
      batch(() => stand(at, body));
      return;
    case 'hops': {
      const list = [];
      for (let i = 0; i < body.hops.length; i += 7) {
        const [intent, order, road, left, took, status, attempt] = body.hops.slice(i, i + 7);
        list.push({ intent, order, road, at: left, took, status, try: attempt });
      }
      for (const ear of hopEars) ear({ sample: body.sample, at, list });
      return;
    }
    case 'journey':
      journeys.value = new Map(journeys.value).set(body.intent, grown(journeys.value.get(body.intent), body));
      return;
    case 'mark':
      marks.value = [...marks.value.filter((mark) => mark.number !== body.number), body].slice(-4096);
      return;
    case 'control':
      control.value = body;
      return;
    case 'goods':
      goods.value = body.goods;
  }
}

/** What a new epoch makes worthless. */
function forget() {
  batch(() => {
    marks.value = [];
    journeys.value = new Map();
    tick.value = null;
    recent.length = 0;
    mine.value = hello.value ? 0 : mine.value;
  });
}

/** A journey with what came since. @param {any} before @param {any} news */
function grown(before, news) {
  if (!before || news.from === 0) return news;
  return { ...news, from: 0, hops: [...before.hops.slice(0, news.from), ...news.hops] };
}

/** Takes note of how things stand. @param {number} at @param {any} now */
function stand(at, now) {
  now.at = at;
  while (recent.length > 0 && now.wall - recent[0].wall > 2000) recent.shift();
  const before = recent[0];
  recent.push(now);
  tick.value = now;
  const seconds = before ? (at - before.at) / 1e6 : 0;
  if (seconds <= 0) return; // it stands still: what was last shown stays
  const per = (/** @type {number[]} */ sums, /** @type {number[]} */ old) => sums.map((sum, i) => Math.max(0, (sum - (old[i] ?? 0)) / seconds));
  rates.value = { totals: per(now.totals, before.totals), roads: per(now.roads, before.roads), steps: per(now.steps, before.steps), seconds };
}

/** @type {Line | null} */
let line = null;

/** Connects to the server. */
export function connect() {
  line = new Line({ take, state: (state, attempt) => { connection.value = { state, attempt }; } });
  document.addEventListener('visibilitychange', () => look());
}

/** Asks the server for something: see commands in names.go. @param {string} what @param {...(string | number)} args */
export function ask(what, ...args) {
  if (!line) return Promise.resolve({ ok: false, error: 'not connected', data: '' });
  return line.ask(what, ...args.map(String));
}

/** Still mode: nothing moves, and what is shown changes once a second. */
export const still = signal(localStorage.getItem('still') === '1' || matchMedia('(prefers-reduced-motion: reduce)').matches);
still.subscribe(() => look());

/** Tells the server how often this page wants to hear from it. */
function look() {
  const hidden = document.visibilityState === 'hidden';
  line?.look(hidden ? 1 : still.value ? 2 : 10, !hidden && !still.value);
}

/** Hands a frame in as if it had come from the server: for tests. */
export const takeForTest = take;
