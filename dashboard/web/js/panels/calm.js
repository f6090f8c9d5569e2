// @ts-check
// What is shown in figures, at a pace at which people read: four times a second
// at most, once a second in still mode, and not at all while the view is frozen.

import { signal, effect, untracked } from '/vendor/signals.js';
import { frozen } from '../stage/beat.js';
import { tick, rates, still, control, connection } from '../store.js';

/** How things stood when figures were last written: count goes up with each time. */
export const calm = signal({ count: 0, at: 0 });

let last = 0, timer = 0;

function write() {
  timer = 0;
  last = performance.now();
  if (!frozen.peek()) calm.value = { count: calm.peek().count + 1, at: tick.peek()?.at ?? 0 };
}

effect(() => {
  void [tick.value, rates.value, control.value, connection.value, frozen.value];
  untracked(() => {
    const pause = last + (still.value ? 1000 : 250) - performance.now();
    if (timer) return; // it will be written
    if (pause <= 0) write();
    else timer = setTimeout(write, pause);
  });
});
