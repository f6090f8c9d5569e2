// @ts-check
// What the visitor wants: one of the goods, one of the cards, and a name. All of it
// is kept when the line is lost, and when the page is loaded again.

import { computed, effect, signal } from '/vendor/signals.js';
import { ask, connection, goods, hello, journeys, mine } from '../store.js';

/** The longest name, in letters. */
export const longestName = 24;

/** A signal that this browser remembers. @param {string} key @param {string} otherwise */
function kept(key, otherwise) {
  const value = signal(localStorage.getItem(key) ?? otherwise);
  effect(() => localStorage.setItem(key, value.value));
  return value;
}

/** The good that is chosen, by its name. */
export const good = kept('shop.good', 'plenty');
/** The card that is chosen, by its name. */
export const card = kept('shop.card', 'good');
/** Who buys. */
export const name = kept('shop.name', '');

/** The good that is chosen, as it stands in the window. */
export const chosen = computed(() => goods.value.find((/** @type {any} */ one) => one.name === good.value) ?? goods.value[0]);
/** The cards that the shop takes. */
export const cards = computed(() => hello.value?.cards ?? []);
/** This page's own order, or null. */
export const own = computed(() => journeys.value.get(mine.value) ?? null);
/** What went wrong when it was asked for last, in words. */
export const trouble = signal('');
/** A click is on its way to the server. */
export const asking = signal(false);
/** How often Buy Now was pressed for the own order. */
export const presses = signal(0);

/** The line is there. */
export const connected = computed(() => connection.value.state === 'live');

/** Clicks Buy Now. */
export async function buy() {
  const answer = await sent('buy', good.value, card.value, name.value.trim());
  if (!answer.ok) return;
  presses.value = 1;
  mine.value = Number(answer.data);
}

/** Clicks again for the order that is under way. */
export async function pressAgain() {
  const answer = await sent('press', mine.value);
  if (answer.ok) presses.value++;
}

/** Asks for something and takes note of what the server says. @param {string} what @param {...(string | number)} args */
async function sent(what, ...args) {
  asking.value = true;
  const answer = await ask(what, ...args);
  asking.value = false;
  trouble.value = answer.ok ? '' : answer.error;
  return answer;
}
