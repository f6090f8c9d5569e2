// @ts-check
// The own order as it is played on this page: its player, and what time it is in it.

import { computed, effect } from '/vendor/signals.js';
import { ask, mine } from '../store.js';
import { Player } from '../player.js';
import { connected, own, presses, trouble } from './choice.js';

const pace = 1000; // milliseconds for a step: time to read its sentence

/** Plays this page's own order. */
export const player = new Player({ pace }).attach(own);

const known = mine.peek(); // of an order of before this page was loaded it is not told again what was
let begun = 0; // to tell of whom
effect(() => {
  const intent = mine.value, there = player.legs.value.length > 0 && own.value?.intent === intent;
  if (!there || intent === begun) return;
  begun = intent;
  if (intent === known) player.skipToLive();
  if (!player.done.peek()) player.play();
});

// An order of before is followed again when the line is there.
effect(() => {
  if (connected.value && mine.value && !own.value) ask('follow', `i${mine.value}`);
});

/** The moment that the player shows, in simulated microseconds. */
export const moment = computed(() => {
  const leg = player.leg.value;
  if (!leg) return own.value?.clicked ?? 0;
  if (player.done.value) return Infinity;
  return leg.hop.at + leg.hop.took * player.progress.value;
});

/** The order is over and told: its receipt is shown. */
export const receiptShown = player.done;

/** Plays the order once more. */
export function replay() { player.play(); }

/** Back to the shop, for another order. */
export function again() {
  trouble.value = '';
  presses.value = 0;
  mine.value = 0;
  setTimeout(() => document.getElementById('buy')?.focus());
}
