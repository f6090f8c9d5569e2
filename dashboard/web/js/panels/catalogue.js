// @ts-check
// The catalogue of faults: every type there is, what it does, at whom it can be
// aimed, and the fields that mean something to it.

import { signal } from '/vendor/signals.js';

/**
 * @typedef {{ name: string, group: string, text: string, aims: string[], target: string, takes: string[], example: string }} Fault
 * @typedef {{ faults: Fault[], policies: { line: string, yaml: string }[] }} Catalogue
 */

/** The catalogue; null before it was asked for. */
export const catalogue = signal(/** @type {Catalogue | null} */ (null));
/** Why there is none. */
export const missing = signal('');

let asked = false;

/** Asks for the catalogue, once. */
export async function askCatalogue() {
  if (asked) return;
  asked = true;
  try {
    const answer = await fetch('/api/catalogue');
    if (!answer.ok) throw new Error(`the server says ${answer.status}`);
    const { faults, policies } = await answer.json();
    catalogue.value = { faults, policies: policies ?? [] };
    missing.value = '';
  } catch (error) {
    asked = false; // the next time may be better
    missing.value = `The catalogue of faults did not come: ${/** @type {Error} */ (error).message}.`;
  }
}

/**
 * The fields of an example, in its order: { type: slow, target: bank, factor: 6 }
 * as a file has it, where a comma within quotes or brackets is no end.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function fieldsOf(text) {
  const inner = text.trim().replace(/^\{|\}$/g, '');
  /** @type {Record<string, string>} */
  const fields = {};
  let depth = 0, quote = '', begin = 0;
  const take = (/** @type {number} */ end) => {
    const [, name, value] = inner.slice(begin, end).match(/^\s*([\w]+)\s*:\s*([\s\S]*?)\s*$/) ?? [];
    if (name) fields[name] = value.replace(/^(['"])(.*)\1$/, '$2');
    begin = end + 1;
  };
  for (let i = 0; i < inner.length; i++) {
    const c = inner[i];
    if (quote) { if (c === quote) quote = ''; } else if (c === "'" || c === '"') quote = c;
    else if ('{[('.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) take(i);
  }
  take(inner.length);
  return fields;
}

const timeline = ['type', 'target', 'at', 'for', 'name'];

/** The fields that a person may set for a fault, with what its example has. @param {Fault} fault */
export function settings(fault) {
  const of = fieldsOf(fault.example);
  return Object.entries(of).filter(([name]) => !timeline.includes(name)).map(([name, value]) => ({ name, value, words: words[name] ?? name }));
}

/** What a field is, beside its input. @type {Record<string, string>} */
const words = {
  direction: 'which way', where: 'only those that are so', probability: 'share of messages that are hit', factor: 'how many times as much', delay: 'how much longer',
  share: 'part of the whole', rate: 'so many a second', count: 'how many', field: 'field of the message', mode: 'what is done to it', error: 'error that comes back',
  point: 'where in its work', restart: 'gone for', offset: 'how far the clock is off', drift: 'gains, in seconds a second', age: 'how old', set: 'values meanwhile',
  on: 'a burst lasts', off: 'a pause lasts', mtbf: 'mean time until it comes', mttr: 'mean time until it goes', every: 'again, so long after each beginning',
  ramp_in: 'grows for', ramp_out: 'fades for', after: 'so many pass first', first: 'at most so many are hit', nth: 'every so-manieth', max_active: 'so many at once',
};

/** Whether a fault can be aimed at a target. @param {Fault} fault @param {string} target */
export function fits(fault, target) {
  if (target === '') return fault.aims.length === 0 || fault.target !== '';
  return fault.aims.includes(target.includes(' -> ') ? 'link' : 'actor');
}
