// @ts-check
// Steering: what a person asks of the run, from buttons and keys alike, and what
// is told to the person about it.

import { signal, computed } from '/vendor/signals.js';
import { ask, control, hello, connection } from '../store.js';

/** What was said last, for the notices: { text, kind, number }. */
export const said = signal({ text: '', kind: 'info', number: 0 });

/** Says something to whoever looks at the page. @param {string} text @param {'info' | 'bad'} kind */
export function say(text, kind = 'info') {
  said.value = { text, kind, number: said.value.number + 1 };
}

/** Why this page may not steer, '' if it may. */
export const barred = computed(() => {
  if (connection.value.state !== 'live') return 'There is no line to the server.';
  if (hello.value && hello.value.role !== 'control') return 'This page watches: only the address that the server printed can steer.';
  return '';
});

/** Asks the server; an error is said, and given back. @param {string} what @param {...(string | number)} args */
export async function steer(what, ...args) {
  if (barred.value) {
    say(barred.value, 'bad');
    return { ok: false, error: barred.value, data: '' };
  }
  const answer = await ask(what, ...args);
  if (!answer.ok) say(answer.error, 'bad');
  return answer;
}

/** Starts, pauses or goes on, whichever is next. */
export function playOrPause() {
  const next = /** @type {Record<string, string>} */ ({ ready: 'start', running: 'pause', stepping: 'pause', paused: 'resume' })[control.value.state];
  return next ? steer(next) : Promise.resolve({ ok: false, error: '', data: '' });
}

/** The speeds to choose from; 0 is as fast as the machine goes. */
export const speeds = [0.1, 1, 10, 100, 0];

/** A speed as people say it: 0.1×, 1,000×, fastest. @param {number} speed @param {number} digits that mean something */
export const speedWords = (speed, digits = 4) => (speed === 0 ? 'fastest' : `${new Intl.NumberFormat('en', { maximumSignificantDigits: digits }).format(speed)}×`);
