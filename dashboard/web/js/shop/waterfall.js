// @ts-check
// The waterfall of an order: a bar for each message, hatched where it came too
// late, dashed where the shop paused before it tried again.

import { useId } from '/vendor/preact-hooks.js';
import { computed } from '/vendor/signals.js';
import { html } from '../html.js';
import { hello } from '../store.js';
import { duration } from '../words.js';
import { Badge } from '../stage/badge.js';
import { checkoutEnd, parcelRows, rowsOf } from './rows.js';
import { scaleOf } from './scale.js';

const named = 188; // where the names end and the bars begin
const rowHeight = 25.5, narrowRow = 21;
const minute = 60e6; // a parcel that has just been sent is not drawn larger
const letter = 6.6; // of a word's width, at most

const timeless = ['wait', 'run', 'todo'];
const hatched = ['late', 'lost', 'refused'];

/** @typedef {import('./rows.js').Row} Row */

const names = computed(() => ({ roads: hello.value?.roads ?? [], steps: hello.value?.steps ?? [] }));

/** @typedef {{ title: string, rows: Row[], zero: number, parcel: boolean }} Part */

/**
 * The parts of a journey up to a moment: what the customer waits for, what the shop
 * still finds out afterwards, and the parcel. Those of which nothing was yet are left out.
 * @param {any} journey
 * @param {number} now
 * @returns {Part[]}
 */
export function partsOf(journey, now) {
  const page = checkoutEnd(journey.hops, names.value.roads), sent = journey.hops.findIndex((/** @type {any} */ hop) => hop.step >= 12), all = journey.hops.length, end = sent < 0 ? all : sent;
  const checkout = rowsOf(journey, names.value, 0, page, now), after = rowsOf(journey, names.value, page, end, now), parcel = parcelRows(journey, names.value, end, all, now);
  return [
    { title: 'The checkout', rows: checkout, zero: journey.clicked, parcel: false },
    { title: 'Afterwards', rows: after, zero: after[0]?.from, parcel: false },
    { title: 'The parcel', rows: parcel, zero: parcel[0]?.from, parcel: true },
  ].filter(({ rows }) => rows.length > 0);
}

/** When a part ends. @param {Part} part */
export const endOfPart = ({ rows, parcel }) => Math.max(...rows.map(({ to, until }) => (parcel ? until : to)));

/**
 * A waterfall.
 * @param {{ rows: Row[], zero: number, title: string, width: number, now?: number, tight?: boolean, parcel?: boolean }} props
 *   now: where the line of now is drawn; parcel: the rows rest for hours
 */
export function Waterfall({ rows, zero, title, width, now, tight = false, parcel = false }) {
  const hatch = `hatch-${useId()}`, row = tight ? narrowRow : rowHeight, foot = rows.length * row + 6, left = Math.min(named, width * 0.47);
  const spans = rows.filter(({ kind }) => kind !== 'todo').map(({ from, to, until }) => ({ from, to: parcel ? until : to }));
  const scale = scaleOf(spans, zero, left, width - 22, parcel ? minute : 1), ticks = scale.ticks.filter(({ x }) => now === undefined || Math.abs(x - scale.x(now)) > 42);
  return html`
    <svg class="waterfall" viewBox=${`0 0 ${width} ${foot + 26}`} width=${width} height=${foot + 26} role="img" aria-label=${title}>
      <defs><pattern id=${hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hb" width="7" height="7" /><rect class="hf" width="3.2" height="7" /></pattern></defs>
      ${ticks.map(({ x, label }) => html`<path class="grid" d=${`M${x} 6V${foot}`} /><text class="axis" x=${x} y=${foot + 18} text-anchor="middle">${label}</text>`)}
      ${scale.breaks.map(({ x, label }) => html`<path class="gap" d=${zigzag(x, foot)} /><text class="axis" x=${x} y=${foot + 18} text-anchor="middle">${label}</text>`)}
      ${now !== undefined && html`<path class="now" d=${`M${scale.x(now)} 2V${foot}`} /><text class="now-word" x=${scale.x(now)} y=${foot + 18} text-anchor="middle">now</text>`}
      ${rows.map((one, i) => html`<${Bar} key=${`${one.index} ${one.kind === 'wait'}`} row=${one} y=${i * row + 15} scale=${scale} hatch=${hatch} left=${left} right=${width - 4} />`)}
    </svg>`;
}

/** @param {{ row: Row, y: number, scale: import('./scale.js').Scale, hatch: string, left: number, right: number }} props */
function Bar({ row, y, scale, hatch, left, right }) {
  const x = scale.x(row.from), end = scale.x(row.to), rests = scale.x(row.until), w = Math.max(3, end - x);
  const failed = hatched.includes(row.kind);
  return html`
    <g class=${`row a-${row.act} ${row.kind}`}>
      ${row.badge && html`<${Badge} x=${12} y=${y} r=${10} label=${row.badge} act=${row.act} state=${row.kind === 'todo' ? 'off' : 'on'} />`}
      <text class="name" x="28" y=${y + 4.5} textLength=${row.label.length * letter > left - 30 ? left - 34 : null} lengthAdjust="spacingAndGlyphs">${row.label}</text>
      ${row.kind !== 'todo' && html`<rect class="bar" x=${x} y=${y - 7} width=${w} height="14" rx="3" fill=${hatched.includes(row.kind) ? `url(#${hatch})` : null} />`}
      ${failed ? html`<${Fault} row=${row} x=${x} w=${w} y=${y} right=${right} left=${left} />`
        : !timeless.includes(row.kind) && html`<${Time} row=${row} end=${x + w} rests=${rests} x=${x} y=${y} right=${right} />`}
    </g>`;
}

/**
 * How long it took, beside its bar; and dots for as long as it waited, or rested.
 * @param {{ row: Row, x: number, end: number, rests: number, y: number, right: number }} props
 */
function Time({ row, x, end, rests, y, right }) {
  const long = Number(row.badge) >= 12 && row.until > row.to ? row.until - row.from : row.to - row.from, word = `${row.kind === 'no' ? '✕ ' : ''}${duration(long)}`;
  const room = word.length * letter + 6, after = end + room < right, dots = after ? end + room + 4 : end + 2;
  return html`
    <text class="time" x=${after ? end + 6 : x - 6} y=${y + 4.5} text-anchor=${after ? 'start' : 'end'}>${word}</text>
    ${rests - dots > 3 && html`<path class="rests" d=${`M${dots} ${y}H${rests}`} />`}`;
}

/** What became of it, on its bar where there is room. @param {{ row: Row, x: number, w: number, y: number, left: number, right: number }} props */
function Fault({ row, x, w, y, left, right }) {
  const long = duration(row.to - row.from), word = row.kind === 'late' ? `✕ ${long}, too late` : row.kind === 'lost' ? '✕ lost' : '✕ too busy';
  const room = word.length * letter + 18;
  const at = w > room + 8 ? x + w / 2 : x + w + 6 + room < right ? x + w + 6 + room / 2 : Math.max(left + room / 2, x - 6 - room / 2);
  return html`<rect class="chip-bed" x=${at - room / 2} y=${y - 9} width=${room} height="18" rx="9" /><text class="fault" x=${at} y=${y + 4.3} text-anchor="middle">${word}</text>`;
}

/** @param {number} x @param {number} foot */
function zigzag(x, foot) {
  let path = `M${x - 3} 4`;
  for (let y = 4, side = 1; y < foot; y += 6, side = -side) path += `L${x + 3 * side} ${Math.min(y + 6, foot)}`;
  return path;
}
