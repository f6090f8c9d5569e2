// @ts-check
// A journey as the rows of a waterfall: what was done from when to when, what came
// too late, and the pauses before it was tried again. The checkout takes
// milliseconds and the parcel days, so they are two lists.

import { statuses } from '../player.js';

/**
 * @typedef {'done' | 'todo' | 'run' | 'late' | 'lost' | 'refused' | 'no' | 'undo' | 'wait' | 'rest'} RowKind
 * @typedef {{ index: number, kind: RowKind, act: string, badge: string, label: string, from: number, to: number, until: number, text: string }} Row
 *   from to to is on the way or worked on, to to until is waited for what others do within
 */

const besides = /** @type {Record<string, string>} */ ({
  '6a': 'Fraud check', '3-back': 'Back on the shelf', '6-back': 'Money back', '7-back': 'The bank gives back', '12-back': 'Stop the parcel', '15-back': 'The parcel goes back', '14b': 'A mail arrives',
});

const unheard = ['late', 'lost', 'refused']; // who asked knows it only when nothing came back

/** When a hop was over for who sent it: it arrived, or nobody waits any more. @param {any} hop @param {number} now */
export function endOf(hop, now) {
  const status = statuses[hop.status];
  if (status === 'running') return Math.max(now, hop.at);
  return unheard.includes(status) && hop.answer > hop.at ? hop.answer : hop.at + hop.took;
}

/**
 * The place of the first hop after the checkout: what the customer does not wait for.
 * @param {any[]} hops
 */
export function checkoutEnd(hops) {
  const parcel = hops.findIndex((hop) => hop.step >= 12);
  const page = hops.reduce((last, hop, i) => (hop.step === 11 && (parcel < 0 || i < parcel) ? i : last), -1);
  if (page >= 0 && hops.slice(page + 1).some((hop) => hop.at > hops[page].at)) return page + 1;
  return parcel < 0 ? hops.length : parcel;
}

/**
 * The rows of some hops.
 * @param {any} journey
 * @param {{ roads: any[], steps: any[] }} names of hello
 * @param {number} from the first hop
 * @param {number} end the place after the last
 * @param {number} now what was later is not told yet
 * @returns {Row[]}
 */
export function rowsOf(journey, { roads, steps }, from, end, now) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, any>} */
  const before = new Map(); // the try before, by message and road
  for (let index = from; index < end; index++) {
    const hop = journey.hops[index], road = roads[hop.road];
    if (!road || hop.at > now || (!hop.step && !besides[road.name])) continue;
    const kind = `${road.name} ${hop.message}`, last = before.get(kind), again = hop.try > 1 || journey.hops.some((/** @type {any} */ other) => other.road === hop.road && other.message === hop.message && other.try > hop.try);
    if (last && hop.try > last.try && hop.at > endOf(last, now)) {
      rows.push({ index, kind: 'wait', act: road.act, badge: '', label: 'pause before the retry', from: endOf(last, now), to: hop.at, until: hop.at, text: '' });
    }
    before.set(kind, hop);
    const name = besides[road.name] ?? steps[hop.step - 1]?.name ?? '';
    rows.push({
      index, kind: kindOf(hop, road, now), act: road.act, badge: road.back ? '' : road.name === '14b' ? '14' : road.name, label: again ? `${name} · try ${hop.try}` : name,
      from: hop.at, to: Math.min(now, workedUntil(journey.hops, index, now)), until: Math.min(now, Math.max(hop.answer, endOf(hop, now))), text: '',
    });
  }
  return rows;
}

/** @param {any} hop @param {any} road @param {number} now @returns {RowKind} */
function kindOf(hop, road, now) {
  const status = statuses[hop.status];
  if (status === 'running' || endOf(hop, now) > now) return 'run';
  if (road.back) return 'undo';
  return status === 'ok' ? 'done' : /** @type {RowKind} */ (status);
}

/**
 * Until when a hop is worked on: up to its answer, if nobody else is asked meanwhile.
 * @param {any[]} hops
 * @param {number} index
 * @param {number} now
 */
function workedUntil(hops, index, now) {
  const hop = hops[index], end = endOf(hop, now);
  if (hop.answer <= end) return end;
  const within = hops.some((other, i) => i > index && other.depth > hop.depth && other.at < hop.answer);
  return within ? end : hop.answer;
}

/**
 * The rows of the parcel: each rests with whoever got it until somebody else has it.
 * @param {any} journey
 * @param {{ roads: any[], steps: any[] }} names
 * @param {number} from
 * @param {number} end
 * @param {number} now
 * @returns {Row[]}
 */
export function parcelRows(journey, names, from, end, now) {
  const rows = rowsOf(journey, names, from, end, now), carried = rows.filter((row) => row.act === 'deliver' && row.kind !== 'undo' && row.kind !== 'wait');
  carried.forEach((row, i) => {
    const next = carried[i + 1];
    row.until = next ? next.from : row.badge === '15' || journey.over ? row.to : now;
  });
  return rows;
}

/**
 * The rows of steps that are still to come.
 * @param {any[]} steps as a player has them
 * @param {number} from the first step
 * @param {number} now
 * @returns {Row[]}
 */
export function comingRows(steps, from, now) {
  return steps.filter(({ number, state }) => number >= from && state === 'todo')
    .map(({ number, act, name }) => ({ index: -number, kind: 'todo', act, badge: String(number), label: name, from: now, to: now, until: now, text: '' }));
}
