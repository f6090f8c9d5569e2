// @ts-check
// Numbers, money and times as people write them.

const euros = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** € 24.90, as the shop's own texts have it. @param {number} cents */
export const money = (cents) => `€\u00a0${euros.format(cents / 100)}`;
/** 1,204. @param {number} n */
export const count = (n) => whole.format(n);
/** A rate a second: 0, 0.3, 12, 1,204. @param {number} n */
export const perSecond = (n) => (n === 0 ? '0' : n < 10 ? tenth.format(n) : whole.format(n));

/** A time in microseconds in at most two digits and a unit: 4 ms, 2.4 s, 6 min, 2 h, 1.2 d. @param {number} us */
export function duration(us) {
  if (us < 1000) return us <= 0 ? '0 ms' : '<1 ms';
  const units = /** @type {const} */ ([[86_400e6, 'd'], [3600e6, 'h'], [60e6, 'min'], [1e6, 's'], [1e3, 'ms']]);
  for (const [size, unit] of units) {
    if (us >= size) {
      const n = us / size;
      return `${n < 9.95 && unit !== 'ms' ? tenth.format(n) : whole.format(n)} ${unit}`;
    }
  }
  return '';
}

/** The time of a run: 00:05:12.4, with days before it from the second on. @param {number} us */
export function clock(us) {
  const tenths = Math.floor(us / 1e5), two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const s = Math.floor(tenths / 10), days = Math.floor(s / 86_400);
  const time = `${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}.${tenths % 10}`;
  return days > 0 ? `${days}d ${time}` : time;
}
