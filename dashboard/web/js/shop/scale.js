// @ts-check
// From times to places on an axis. Where nothing happens for long, the axis is
// broken: else the milliseconds beside it could not be seen.

import { duration } from '../words.js';

const breakWidth = 46; // of a gap that is left out
const longGap = 3; // a gap so many times as long as all that happens is left out,
const leastGap = 2e6; // if it is so long at least, in microseconds

const steps = [1, 2, 4, 5, 10, 20, 25, 40, 50, 100, 200, 400, 500].flatMap((n) => [n * 1e3, n * 1e6 > 30e6 ? 0 : n * 1e6])
  .concat([60e6, 120e6, 300e6, 600e6, 1200e6, 1800e6, 3600e6, 7200e6, 4 * 3600e6, 6 * 3600e6, 12 * 3600e6])
  .concat([1, 2, 4, 5, 7, 10, 14, 20, 30, 60].map((n) => n * 86_400e6)).filter((n) => n > 0).sort((a, b) => a - b);

/**
 * @typedef {{ x: (at: number) => number, ticks: { x: number, label: string }[], breaks: { x: number, label: string }[] }} Scale
 */

/**
 * An axis for what happens, from left to right, that begins at zero.
 * @param {{ from: number, to: number }[]} spans
 * @param {number} zero
 * @param {number} left
 * @param {number} right
 * @param {number} [least] so long it is at least
 * @param {number} [apart] of two words below it, in pixels
 * @returns {Scale}
 */
export function scaleOf(spans, zero, left, right, least = 1, apart = 74) {
  const busy = busyTimes(spans, zero), all = busy[busy.length - 1];
  if (busy.length === 1) all.to = Math.max(all.to, all.from + least);
  const total = busy.reduce((sum, { from, to }) => sum + to - from, 0);
  const perTime = (right - left - breakWidth * (busy.length - 1)) / total;
  let at = left;
  const parts = busy.map(({ from, to }) => {
    const part = { from, to, x: at };
    at += (to - from) * perTime + breakWidth;
    return part;
  });
  const step = steps.find((size) => size * perTime >= apart) ?? steps[steps.length - 1];
  const ticks = parts.flatMap((part) => {
    const own = [], first = Math.ceil((part.from - zero) / step) * step;
    for (let t = first; zero + t <= part.to + step * 1e-6; t += step) own.push({ x: part.x + (zero + t - part.from) * perTime, label: labelOf(t, step) });
    return own;
  });
  ticks.forEach((tick, i) => { if (i > 0 && tick.label === ticks[i - 1].label) tick.label = ''; });
  const breaks = parts.slice(1).map((part, i) => ({ x: part.x - breakWidth / 2, label: duration(part.from - parts[i].to) }));
  return {
    x: (time) => {
      const part = parts.findLast((one) => time >= one.from) ?? parts[0];
      return part.x + Math.min(Math.max(0, time - part.from), part.to - part.from) * perTime;
    },
    ticks, breaks,
  };
}

const units = /** @type {Record<string, number>} */ ({ ms: 1e3, s: 1e6, min: 60e6, h: 3600e6, d: 86_400e6 });

/** A time on the axis, in the unit of its steps; none if it had to be rounded. @param {number} t @param {number} step */
function labelOf(t, step) {
  if (t === 0) return '0';
  const inSeconds = step >= 1e6 && step < 60e6 && t < 600e6, inHours = step >= 3600e6 && step < 86_400e6;
  const label = inSeconds ? `${t / 1e6} s` : inHours ? `${t / 3600e6} h` : duration(t), [number, unit] = label.split(' ');
  return Math.abs(Number(number) * units[unit] - t) < 1 ? label : '';
}

/** The times at which something happens: those that are close are one. @param {{ from: number, to: number }[]} spans @param {number} zero */
function busyTimes(spans, zero) {
  const sorted = [{ from: zero, to: zero }, ...spans].sort((a, b) => a.from - b.from);
  const all = sorted.reduce((sum, { from, to }) => sum + to - from, 0);
  /** @type {{ from: number, to: number }[]} */
  const busy = [];
  for (const { from, to } of sorted) {
    const last = busy[busy.length - 1];
    if (last && from - last.to <= Math.max(leastGap, longGap * all)) last.to = Math.max(last.to, to);
    else busy.push({ from, to });
  }
  return busy;
}
