// @ts-check
// Why messages fail of late on each road, in a word, as the parcels tell it.

import { signal } from '/vendor/signals.js';
import { hello, onHops } from '../store.js';
import { statuses } from '../player.js';

const words = /** @type {Record<string, string>} */ ({ no: 'say no', late: 'too late', refused: 'refused', lost: 'lost' });
const fading = 0.9; // a second

/** The word for each road. */
export const reasons = signal(/** @type {Record<string, string>} */ ({}));

/** @type {Map<string, Map<string, number>>} */
const tallies = new Map();

onHops(({ list }) => {
  for (const { road, status } of list) {
    const name = hello.value?.roads[road]?.name, word = words[statuses[status]];
    if (!name || !word) continue;
    const tally = tallies.get(name) ?? new Map();
    tallies.set(name, tally);
    tally.set(word, (tally.get(word) ?? 0) + 1);
  }
});

setInterval(() => {
  /** @type {Record<string, string>} */
  const now = {};
  for (const [name, tally] of tallies) {
    let most = 0.2;
    for (const [word, weight] of tally) {
      if (weight > most) [now[name], most] = [word, weight];
      tally.set(word, weight * fading);
    }
  }
  if (JSON.stringify(now) !== JSON.stringify(reasons.peek())) reasons.value = now;
}, 1000);
