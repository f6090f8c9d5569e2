// @ts-check
// What the stage shows of the run, at the pace at which people can read numbers:
// four times a second, once a second when it stands still.

import { computed, effect, signal, untracked } from '/vendor/signals.js';
import { actorNow, control, faultsNow, gauge, hello, rate, roadNow, stepNow, still, switches, tick, total } from '../store.js';

/** The view is frozen: the run goes on, this page does not. */
export const frozen = signal(false);

const number = signal(0);
let last = -Infinity, due = 0;

effect(() => {
  if (!tick.value || frozen.value || !hello.value) return;
  const gap = still.value ? 1000 : 250, wait = last + gap - performance.now();
  clearTimeout(due);
  if (wait <= 0) beat();
  else due = window.setTimeout(beat, wait);
});

function beat() {
  last = performance.now();
  number.value = number.peek() + 1;
}

/**
 * Makes a signal of what `look` finds, found anew at each beat.
 * @template T
 * @param {() => T} look
 */
export const atEachBeat = (look) => computed(() => {
  number.value;
  hello.value;
  return untracked(look);
});

/** The actors by name. */
export const actorsSeen = atEachBeat(() => Object.fromEntries((hello.value?.actors ?? []).map((/** @type {any} */ actor) => [actor.name, { ...actor, ...actorNow(actor.name), limit: actor.workers }])));

/** The roads by name. */
export const roadsSeen = atEachBeat(() => Object.fromEntries((hello.value?.roads ?? []).map((/** @type {any} */ road) => [road.name, { ...road, ...roadNow(road.name) }])));

/** The fifteen steps. */
export const stepsSeen = atEachBeat(() => (hello.value?.steps ?? []).map((/** @type {any} */ step) => ({ ...step, ...stepNow(step.number) })));

/** Switches, faults, sums and gauges, and how fast it goes. */
export const runSeen = atEachBeat(() => ({
  at: tick.value?.at ?? 0, speed: tick.value?.speed ?? 0, reached: tick.value?.reached ?? 0, state: control.value.state,
  switches: switches.value, faults: faultsNow.value,
  rates: Object.fromEntries((hello.value?.totals ?? []).map((/** @type {string} */ name) => [name, rate(name)])),
  totals: Object.fromEntries((hello.value?.totals ?? []).map((/** @type {string} */ name) => [name, total(name)])),
  gauges: Object.fromEntries((hello.value?.gauges ?? []).map((/** @type {string} */ name) => [name, gauge(name)])),
}));
