// @ts-check
// A journey as the rows of a waterfall: what was done from when to when, what came
// too late, and the pauses before it was tried again. The checkout takes
// milliseconds and the parcel days, so they are two lists.

import { statuses } from '../player.js';

/**
 * @typedef {'done' | 'todo' | 'run' | 'late' | 'lost' | 'refused' | 'no' | 'undo' | 'wait' | 'rest'} RowKind
 * @typedef {{ index: number, kind: RowKind, act: string, badge: string, label: string, from: number, to: number, until: number }} Row
 *   from to to is on the way or worked on, to to until is waited for what others do within
 */

const besides = /** @type {Record<string, string>} */ ({
  '6a': 'Fraud check', '3-back': 'Back on the shelf', '6-back': 'Money back', '7-back': 'The bank gives back', '12-back': 'Stop the parcel', '15-back': 'The parcel goes back', '14b': 'A mail arrives',
});

const untold = new Set(['silence', 'HoldStock', 'BookCarrier', 'RiskScore', 'CheckOrder']); // said by another row, or of no interest here
const unheard = ['late', 'lost', 'refused']; // who asked knows it only when nothing came back

/** When a hop was over for who sent it: it arrived, or nobody waits any more. At the end of time nothing is under way. @param {any} hop @param {number} now */
export function endOf(hop, now) {
  const status = statuses[hop.status];
  if (status === 'running' && Number.isFinite(now)) return Math.max(now, hop.at);
  return unheard.includes(status) && hop.answer > hop.at ? hop.answer : hop.at + hop.took;
}

/**
 * The place of the first hop after the checkout: what the customer does not wait for.
 * @param {any[]} hops
 * @param {any[]} roads
 */
export function checkoutEnd(hops, roads) {
  const parcel = hops.findIndex((hop) => hop.step >= 12), before = parcel < 0 ? hops.length : parcel;
  const page = hops.slice(0, before).findLastIndex((hop) => roads[hop.road]?.name === '11');
  return page < 0 ? before : page + 1;
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
export function rowsOf(journey, names, from, end, now) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, any>} */
  const before = new Map(); // the try before, by message and road
  for (let index = from; index < end; index++) {
    const hop = journey.hops[index], road = names.roads[hop.road];
    if (!road || hop.at > now || untold.has(hop.message)) continue;
    const kind = `${road.name} ${hop.message}`, last = before.get(kind);
    if (last && hop.try > last.try && unheard.includes(statuses[last.status]) && hop.at > endOf(last, now)) {
      rows.push({ index, kind: 'wait', act: road.act, badge: '', label: 'pause before the retry', from: endOf(last, now), to: hop.at, until: hop.at });
    }
    before.set(kind, hop);
    rows.push({
      index, kind: kindOf(hop, road, now), act: road.act, badge: road.back ? '' : road.name === '14b' ? '14' : road.name, label: labelOf(hop, road, names.steps, journey.hops),
      from: hop.at, to: Math.min(now, workedUntil(journey.hops, index, now)), until: Math.min(now, Math.max(hop.answer, endOf(hop, now))),
    });
  }
  return rows;
}

/** What a row is called. @param {any} hop @param {any} road @param {any[]} steps @param {any[]} hops */
function labelOf(hop, road, steps, hops) {
  const name = besides[road.name] ?? (hop.step ? steps[hop.step - 1]?.name : hop.bubble || hop.words);
  const again = hop.try > 1 || hops.some((other) => other.road === hop.road && other.message === hop.message && other.try > hop.try);
  return again ? `${name} · try ${hop.try}` : name;
}

/** @param {any} hop @param {any} road @param {number} now @returns {RowKind} */
function kindOf(hop, road, now) {
  const status = statuses[hop.status];
  if ((status === 'running' && Number.isFinite(now)) || endOf(hop, now) > now) return 'run';
  if (road.back) return 'undo';
  return status === 'ok' || status === 'running' ? 'done' : /** @type {RowKind} */ (status);
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
    row.until = next ? next.from : row.badge === '15' || journey.over || !Number.isFinite(now) ? row.to : now;
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
    .map(({ number, act, name }) => ({ index: -number, kind: 'todo', act, badge: String(number), label: name, from: now, to: now, until: now }));
}
