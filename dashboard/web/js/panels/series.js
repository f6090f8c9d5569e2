// @ts-check
// What the charts show: a row for each second on the wall, a quarter of an hour of
// them. The first come from the server, which watched before this page did; the
// rest are made of ticks. Times are simulated seconds, since that is what happened
// when, at whatever speed it was watched.

import { signal, effect, untracked } from '/vendor/signals.js';
import { hello, history, tick } from '../store.js';
import { frozen } from '../stage/beat.js';

/** How many rows are kept, and how many are seen at once. */
export const kept = 900, seen = 60, reach = 600;

/** The rows: goes up whenever there is a new one. */
export const rows = signal(0);

/** The place of the last row that is shown, counted back from now: 0 is now. */
export const back = signal(0);

/** @type {number[]} */
let times = [];
/** @type {Map<string, (number | null)[]>} */
let columns = new Map();
/** @type {any} */
let before = null;

/** Of what the rates are the growth. */
const growths = {
  'placed/s': ['placed'], 'confirmed/s': ['confirmed'], 'delivered/s': ['delivered'], 'declined/s': ['declined'], 'sold_out/s': ['sold_out'],
  'gave_up/s': ['unanswered'], 'failed/s': ['declined', 'fraud_blocked', 'sold_out', 'rejected', 'cancelled', 'refunded', 'needs_attention'],
};
const gauges = ['checkout_p50', 'checkout_p99', 'money_held', 'money_captured', 'money_settled', 'on_shelf', 'reserved', 'attempts_per_call'];
const perActor = 7;

/** Starts anew with what the server knows. @param {any} past */
function begin(past) {
  times = [];
  columns = new Map();
  before = null;
  if (!past || past.columns.length === 0) return;
  const count = past.columns[0]?.length ?? 0, first = Math.max(0, count - kept);
  const at = past.columns[past.names.indexOf('at')];
  for (let i = first; i < count; i++) times.push(at[i] / 1e6);
  past.names.forEach((/** @type {string} */ name, /** @type {number} */ c) => {
    const scale = name.endsWith('/s') || name.startsWith('busy/') || name === 'attempts_per_call' ? 1000 : 1;
    columns.set(name, past.columns[c].slice(first).map((/** @type {number} */ value) => value / scale));
  });
}

/** A row: how things stand, and what came since the row before. @param {any} now @returns {Record<string, number>} */
function rowOf(now) {
  const { totals, gauges: names, actors } = hello.value, seconds = (now.at - before.at) / 1e6;
  const grown = (/** @type {string} */ name) => {
    const i = totals.indexOf(name);
    return i < 0 ? 0 : Math.max(0, now.totals[i] - before.totals[i]) / seconds;
  };
  /** @type {Record<string, number>} */
  const row = {};
  for (const [name, of] of Object.entries(growths)) row[name] = of.reduce((sum, one) => sum + grown(one), 0);
  for (const name of gauges) row[name] = now.gauges[names.indexOf(name)] / (name === 'attempts_per_call' ? 1000 : 1);
  actors.forEach((/** @type {any} */ actor, /** @type {number} */ i) => {
    const [, waiting, busy, workers] = now.actors.slice(i * perActor, (i + 1) * perActor);
    row[`queue/${actor.name}`] = waiting;
    row[`busy/${actor.name}`] = workers > 0 ? busy / workers : 0;
  });
  return row;
}

/** @param {number} at @param {Record<string, number>} row */
function add(at, row) {
  times.push(at);
  for (const name of new Set([...columns.keys(), ...Object.keys(row)])) {
    const column = columns.get(name) ?? new Array(times.length - 1).fill(null);
    column.push(row[name] ?? null);
    columns.set(name, column);
  }
  if (times.length <= kept) return;
  times.shift();
  for (const column of columns.values()) column.shift();
}

effect(() => {
  begin(history.value);
  untracked(() => { rows.value++; });
});

effect(() => {
  const now = tick.value;
  if (!now || !hello.value) return;
  if (!before || now.at < before.at) before = now;
  if (now.wall - before.wall < 1000 || now.at === before.at) return;
  if (now.at / 1e6 > (times.at(-1) ?? -1)) add(now.at / 1e6, rowOf(now));
  before = now;
  untracked(() => {
    if (frozen.value || back.value > 0) back.value = Math.min(back.value + 1, times.length); // what is looked at stays
    rows.value++;
  });
});

const few = 20, over = 5;

/** A rate so low that single orders make it jump is shown as it was over some rows. @param {string} name @param {(number | null)[]} column */
function calmed(name, column) {
  if (!name.endsWith('/s') || column.some((value) => (value ?? 0) >= few)) return column;
  return column.map((value, i) => {
    const last = column.slice(Math.max(0, i - over + 1), i + 1).filter((one) => one !== null);
    return value === null ? null : last.reduce((sum, one) => sum + /** @type {number} */ (one), 0) / last.length;
  });
}

/**
 * The rows that are shown: their times, and a column for each name.
 * @param {string[]} names
 * @returns {{ times: number[], columns: (number | null)[][] }}
 */
export function shown(names) {
  const end = Math.max(0, times.length - back.value), from = Math.max(0, end - seen - 1);
  const of = (/** @type {string} */ name) => (columns.get(name) ?? new Array(times.length).fill(null)).slice(from, end);
  return { times: times.slice(from, end), columns: names.map((name) => calmed(name, of(name))) };
}

/** The time at which the run stands, and that of the first row within reach, in simulated seconds. */
export function span() {
  return { now: times.at(-1) ?? 0, first: times.at(-Math.min(times.length, reach)) ?? 0, count: Math.min(times.length, reach) };
}

/** How many rows back from now a time is. @param {number} at in simulated seconds */
export function rowsBack(at) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < at) low = middle + 1;
    else high = middle;
  }
  return times.length - low;
}

/** The names of columns that begin so, those first that are highest in what is shown. @param {string} head */
export function highest(head) {
  const names = [...columns.keys()].filter((name) => name.startsWith(head));
  const tops = new Map(names.map((name) => [name, Math.max(0, ...shown([name]).columns[0].map((value) => value ?? 0))]));
  return names.sort((a, b) => (tops.get(b) ?? 0) - (tops.get(a) ?? 0));
}
