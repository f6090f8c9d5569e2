// @ts-check
// How full the roads are: how wide each is drawn, what fails on it, and what one
// dot stands for.

import { computed } from '/vendor/signals.js';
import { roadsSeen, runSeen } from './beat.js';
import { ways } from './geometry.js';
import { widthOf } from './lane.js';

const narrowestFail = 6;
/** How wide the busiest road is: parcels need little ground, a flow shows its share by it. */
const widest = { parcels: 5, dots: 11, flow: 18 };
const dotsOfBusiest = 40; // a second on the wall, on the busiest road

/** Orders a second on the wall. */
const onTheWall = computed(() => {
  const { rates, reached } = runSeen.value;
  return Math.max(rates.placed ?? 0, rates.came ?? 0) * (reached || 1);
});

/** The modes of drawing, by orders a second on the wall up to which they are good. */
const modes = /** @type {const} */ ([['parcels', 15], ['dots', 150], ['flow', Infinity]]);
let last = 0;

/** parcels, dots or flow: a mode is left only when it is clear that another is better. */
export const mode = computed(() => {
  const orders = onTheWall.value;
  let now = modes.findIndex(([, upTo]) => orders <= upTo);
  if (now < last && orders > modes[now][1] * 0.75) now = last;
  if (now > last && orders < modes[last][1] * 1.25) now = last;
  last = now;
  return modes[now][0];
});

/** @typedef {{ name: string, rate: number, failed: number, width: number, failWidth: number, used: boolean }} Flow */

/** What flows on each road: per simulated second, and how wide. */
export const traffic = computed(() => {
  const roads = roadsSeen.value, names = Object.keys(ways).filter((name) => roads[name]);
  const busiest = Math.max(0, ...names.map((name) => Math.max(roads[name].passedRate, roads[name].failedRate)));
  const most = widest[mode.value];
  /** @type {Record<string, Flow>} */
  const flows = {};
  for (const name of names) {
    const { passed, passedRate: rate, failedRate: failed } = roads[name];
    flows[name] = { name, rate, failed, width: ways[name].back ? 2 : widthOf(rate, busiest, most), failWidth: failed > 0 && busiest > 0 ? Math.max(narrowestFail, (most * failed) / busiest) : 0, used: passed > 0 };
  }
  return { flows, busiest };
});

/** How often a message on a road is sent until it is answered. @param {any} road */
export function triesOf(road) {
  if (!road) return 1;
  const all = road.passedRate + road.failedRate;
  return all > road.againRate ? all / (all - road.againRate) : 1;
}

/** Rounds up to 1, 2, 5, 10, 20 and so on. @param {number} n */
export function nice(n) {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, n)));
  return [1, 2, 5, 10].map((times) => times * size).find((one) => one >= n - 1e-9) ?? 10 * size;
}

/** For how many messages one dot stands. */
export const perDot = computed(() => nice((traffic.value.busiest * (runSeen.value.reached || 1)) / dotsOfBusiest));
