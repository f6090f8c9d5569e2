// @ts-check
// Times as the shop's clock on the wall has them: a run begins at some hour of some
// day of the week.

import { hello } from '../store.js';
import { duration } from '../words.js';

const day = 86_400e6, days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const two = (/** @type {number} */ n) => String(Math.floor(n)).padStart(2, '0');

/** Since Monday 0:00 of the first week. @param {number} at */
const since = (at) => at + (hello.value?.scenario.starts ?? 0);

/** 12:04:31. @param {number} at */
export function timeOfDay(at) {
  const s = Math.floor((since(at) % day) / 1e6);
  return `${two(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)}`;
}

/** Tuesday 14:10; today only 14:10. @param {number} at @param {number} [from] what today is */
export function dayAndTime(at, from) {
  const number = Math.floor(since(at) / day), time = timeOfDay(at).slice(0, 5);
  if (from !== undefined && Math.floor(since(from) / day) === number) return time;
  const weeks = from === undefined ? 0 : Math.floor((number - Math.floor(since(from) / day)) / 7);
  return `${days[((number % 7) + 7) % 7]}${weeks > 0 ? ` ${weeks} week${weeks > 1 ? 's' : ''} on` : ''} ${time}`;
}

const words = /** @type {Record<string, [string, string]>} */ ({ d: ['day', 'days'], h: ['hour', 'hours'], min: ['minute', 'minutes'], s: ['second', 'seconds'], ms: ['millisecond', 'milliseconds'] });

/** 0.8 seconds, 25 hours: as told. @param {number} us */
export function told(us) {
  const [number, unit] = duration(us).split(' ');
  return `${number} ${words[unit][number === '1' ? 0 : 1]}`;
}
