// @ts-check
// The faults that teach most, each a word and a click: for an actor, for a line
// between two, and for nobody in particular.

import { hello } from '../store.js';
import { target } from '../route.js';
import { say, steer } from './steer.js';

/** @typedef {{ type: string, word: string, text: string, with?: Record<string, string> }} Quick */

/** @type {Quick[]} */
const ofActor = [
  { type: 'slow', word: 'Slow', text: 'needs ten times as long', with: { factor: '10' } },
  { type: 'error_reply', word: 'Errors', text: 'half of what is asked is answered with an error', with: { probability: '50%' } },
  { type: 'crash', word: 'Down', text: 'loses its memory, and is gone' },
  { type: 'drop_response', word: 'Answers lost', text: 'works, but a third of its answers get lost', with: { probability: '30%' } },
  { type: 'duplicate', word: 'Everything twice', text: 'half of what it is sent comes twice', with: { probability: '50%' } },
  { type: 'pause', word: 'Frozen', text: 'stands still, and goes on as if nothing had been' },
  { type: 'pool_shrink', word: 'Few hands', text: 'three of four workers are gone', with: { share: '0.75' } },
];

/** @type {Quick[]} */
const ofLine = [
  { type: 'delay', word: 'Slow', text: 'messages travel two seconds longer', with: { delay: '2s' } },
  { type: 'error_reply', word: 'Errors', text: 'half of what is asked is answered with an error', with: { probability: '50%' } },
  { type: 'blackhole', word: 'Dead', text: 'everything vanishes, and nobody is told' },
  { type: 'drop_response', word: 'Answers lost', text: 'the work is done, a third of the answers get lost', with: { probability: '30%' } },
  { type: 'duplicate', word: 'Everything twice', text: 'half of the messages come twice', with: { probability: '50%' } },
  { type: 'partition', word: 'Cut', text: 'nothing passes, either way' },
  { type: 'drop', word: 'Loses some', text: 'a third of the messages vanish', with: { probability: '30%' } },
];

/** @type {Quick[]} */
const ofNobody = [
  { type: 'decline_burst', word: 'Cards declined', text: 'the bank declines good cards' },
  { type: 'fraud_down', word: 'No fraud check', text: 'it answers nothing but errors' },
  { type: 'hot_key', word: 'One favourite', text: 'all want the best-seller' },
  { type: 'double_click', word: 'Double clicks', text: 'customers click twice' },
  { type: 'idempotency_lost', word: 'Keys lost', text: 'nobody knows what was paid' },
  { type: 'warehouse_strike', word: 'Strike', text: 'nobody picks' },
  { type: 'parcel_lost', word: 'Parcels lost', text: 'they never arrive' },
];

/** @typedef {{ actor?: string, road?: string, line?: string }} Spot */

/**
 * What a spot on the stage is called in commands: an actor by its name, a road by
 * the line on which one asks the other. The roads of answers go the other way.
 * @param {Spot | null} spot
 * @returns {{ target: string, words: string, quicks: Quick[], line: string }}
 */
export function aim(spot) {
  const known = hello.value;
  if (!spot || !known) return { target: '', words: 'the shop', quicks: ofNobody, line: '' };
  const title = (/** @type {string} */ name) => known.actors.find((/** @type {any} */ a) => a.name === name)?.title ?? name;
  if (spot.actor) return { target: spot.actor, words: title(spot.actor), quicks: ofActor, line: '' };
  const line = spot.line ?? lineOf(spot.road ?? '');
  const [from, to] = line.split(' -> ');
  return { target: line, words: `${title(from)} to ${title(to)}`, quicks: ofLine, line: known.lines.includes(line) ? line : '' };
}

/** The line that a road is a part of: that of its question. @param {string} name */
function lineOf(name) {
  const { roads, actors, lines } = hello.value;
  const road = roads.find((/** @type {any} */ r) => r.name === name);
  if (!road) return '';
  const [from, to] = [actors[road.from].name, actors[road.to].name], there = `${from} -> ${to}`, back = `${to} -> ${from}`;
  const isAnswer = !lines.includes(there) && (lines.includes(back) || roads.some((/** @type {any} */ r) => r.from === road.to && r.to === road.from && r.step > 0 && r.step < road.step));
  return isAnswer ? back : there;
}

/** A value as YAML has it within braces. @param {string} value */
const quoted = (value) => (/^[\w.%-]+$/.test(value) ? value : /^\{.*\}$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`);

/** A fault as a file has it: {type: slow, target: bank, for: 30s}. @param {Record<string, string>} fields */
export function faultYAML(fields) {
  return `{${Object.entries(fields).filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${quoted(value)}`).join(', ')}}`;
}

/** Breaks what was clicked on the stage, or the bank, with one of the quick faults. @param {number} number from 0 */
export async function quick(number) {
  const { target: at, words, quicks } = aim(target.value ?? { actor: 'bank' });
  const chosen = quicks[number];
  const answer = await steer('fault', faultYAML({ type: chosen.type, target: at, for: '30s', ...chosen.with }));
  if (answer.ok) say(`${words}: ${chosen.word.toLowerCase()}, for 30 s.`);
}
