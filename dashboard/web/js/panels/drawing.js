// @ts-check
// What is drawn into charts beside their lines: hatched bands while something is
// broken, a stroke at each moment that changed the run, and the names of the lines.

import { computed } from '/vendor/signals.js';
import { theme } from '../route.js';
import { hello, marks } from '../store.js';
import { duration } from '../words.js';
import { span } from './series.js';

/** @typedef {{ from: number, to: number, name: string, text: string }} Band times in simulated seconds */

/** What is broken, in a few words: Bank slow. A fault of a file may have a name that says whom it hits. @param {any} mark */
export function faultName({ name, actor, road }) {
  const { actors = [], roads = [] } = hello.value ?? {};
  const whom = actors[actor]?.title ?? (roads[road] && `${actors[roads[road].from]?.title} to ${actors[roads[road].to]?.title}`) ?? '';
  const plain = name.replaceAll('_', ' '), known = actors[actor]?.name ?? '';
  return whom === '' || (known && plain.includes(known)) || plain.includes('-') ? plain : `${whom} ${plain}`;
}

/** While what was broken. @type {import('/vendor/signals.js').ReadonlySignal<Band[]>} */
export const bands = computed(() => {
  const mended = new Map(marks.value.filter(({ kind }) => kind === 'mended').map(({ fault, at }) => [fault, at]));
  return marks.value.filter(({ kind }) => kind === 'fault').map((mark) => {
    const { at, until, text, fault } = mark;
    const end = mended.get(fault) ?? (until > 0 ? until : Infinity);
    return { from: at / 1e6, to: end / 1e6, name: faultName(mark), text };
  });
});

const momentous = ['breaker', 'phase', 'input', 'breach', 'end'];

/** Moments that changed the run. */
export const moments = computed(() => marks.value.filter(({ kind }) => momentous.includes(kind)).map(({ at, kind, name, text }) => ({ at: at / 1e6, kind, name, text })));

const names = ['ink', 'ink2', 'line', 'card', 'warn', 'warn-s', 'bad', 'bad-s', 'order', 'order-s', 'stock', 'stock-s', 'payment', 'payment-s', 'confirm', 'deliver', 'deliver-s'];

const read = computed(() => {
  void theme.value;
  const style = getComputedStyle(document.documentElement);
  return /** @type {Record<string, string>} */ (Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])));
});

/** The colours of the theme, by their names. */
export const colours = () => read.value;

/** A pattern of slanted strokes. @param {CanvasRenderingContext2D} ctx @param {number} px */
function hatch(ctx, px) {
  const side = Math.round(7 * px), tile = document.createElement('canvas'), pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
  tile.width = tile.height = side;
  pen.fillStyle = colours()['warn-s'];
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = colours().warn;
  pen.globalAlpha = 0.5;
  pen.lineWidth = px;
  for (const shift of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
    pen.stroke();
  }
  return /** @type {CanvasPattern} */ (ctx.createPattern(tile, 'repeat'));
}

/** The bands, behind the grid. @param {any} u */
export function drawBands(u) {
  const { ctx, bbox } = u, { min, max } = u.scales.x, px = devicePixelRatio;
  if (min == null || max == null) return;
  const fill = hatch(ctx, px);
  ctx.save();
  for (const { from, to } of bands.peek()) {
    if (to <= min || from >= max) continue;
    const begin = u.valToPos(Math.max(from, min), 'x', true), end = u.valToPos(Math.min(to, max), 'x', true);
    ctx.fillStyle = fill;
    ctx.fillRect(begin, bbox.top, Math.max(end - begin, 2 * px), bbox.height);
    if (from < min) continue;
    ctx.strokeStyle = colours().warn;
    ctx.lineWidth = 1.4 * px;
    ctx.setLineDash([3 * px, 3 * px]);
    ctx.beginPath();
    ctx.moveTo(begin, bbox.top);
    ctx.lineTo(begin, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** The moments, over all. @param {any} u */
export function drawMoments(u) {
  const { ctx, bbox } = u, { min, max } = u.scales.x, px = devicePixelRatio;
  if (min == null || max == null) return;
  ctx.save();
  for (const { at, kind } of moments.peek()) {
    if (at < min || at > max) continue;
    const x = u.valToPos(at, 'x', true);
    ctx.strokeStyle = kind === 'breach' ? colours().bad : kind === 'phase' ? colours().ink2 : colours().ink;
    ctx.lineWidth = 1.4 * px;
    ctx.setLineDash(kind === 'phase' ? [1.5 * px, 3 * px] : []);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

const family = '-apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

/** The type of charts, in pixels. @param {number} size @param {number} weight */
export const font = (size, weight = 400) => `${weight} ${size}px ${family}`;

const tall = 15; // of a name, in CSS pixels

const asides = [-11, 11, -26, 26, -41, 41], places = [0.4, 0.3, 0.5, 0.6, 0.2, 0.7];

/** How much of a room a height takes from others. @param {number} y @param {number[]} others @param {number} room */
const crowding = (y, others, room) => others.reduce((sum, other) => sum + Math.max(0, room - Math.abs(other - y)), 0);

/**
 * Where the names stand if they stand at a row: each near its line, none on another
 * name or line, if that can be; and how bad that is.
 * @param {any} u
 * @param {number} row
 */
function layout(u, row) {
  const { data, bbox } = u, high = bbox.height / devicePixelRatio;
  const at = data.slice(1).map((/** @type {any[]} */ column, /** @type {number} */ line) => ({ line, y: column[row] == null ? NaN : u.valToPos(column[row], 'y') })).filter((/** @type {any} */ { y }) => !Number.isNaN(y));
  at.sort((/** @type {any} */ a, /** @type {any} */ b) => (Math.abs(a.y - b.y) < 8 ? a.line - b.line : a.y - b.y));
  const lines = at.map((/** @type {any} */ { y }) => y), names = /** @type {number[]} */ ([]), time = data[0][row];
  let bad = bands.peek().some(({ from, to }) => from <= time && to >= time) ? 25 : 0; // no words on hatching
  for (const [i, { y }] of at.entries()) {
    const could = asides.map((aside) => y + aside).filter((spot) => spot >= tall / 2 && spot <= high - tall / 2);
    const cost = (/** @type {number} */ spot) => 10 * crowding(spot, names, tall) + 2 * crowding(spot, lines, 9) + Math.abs(spot - y) / 4 + (spot < y === (i === 0) ? 0 : 3); // the first above, the others below
    const spot = could.sort((a, b) => cost(a) - cost(b))[0] ?? tall / 2;
    bad += cost(spot);
    names.push(spot);
  }
  return { bad: bad + (data.length - 1 - at.length) * 50, spots: at.map((/** @type {any} */ { line }, /** @type {number} */ i) => ({ line, y: names[i] })) };
}

/** Where the names stood in a chart, so that they stay there if nothing speaks against it. @type {WeakMap<any, number>} */
const stood = new WeakMap();

/**
 * The names beside their lines.
 * @param {any} u
 * @param {import('./chart.js').Line[]} lines
 */
export function drawNames(u, lines) {
  const { ctx, bbox, data } = u, px = devicePixelRatio, count = data[0].length;
  if (count < 2) return;
  const could = places.map((share) => ({ share, ...layout(u, Math.floor(count * share)) }));
  const before = stood.get(u), cost = (/** @type {any} */ one) => one.bad - (one.share === before ? 8 : 0);
  const { share, spots } = could.reduce((best, one) => (cost(one) < cost(best) ? one : best));
  stood.set(u, share);
  const x = u.valToPos(data[0][Math.floor(count * share)], 'x', true);
  ctx.save();
  ctx.font = font(12 * px, 650);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 4 * px;
  ctx.lineJoin = 'round';
  ctx.setLineDash([]);
  for (const { line, y } of spots) {
    const { name, colour } = lines[line], half = ctx.measureText(name).width / 2 + 4 * px;
    const inside = Math.min(Math.max(x, bbox.left + half), bbox.left + bbox.width - half), down = bbox.top + y * px;
    ctx.strokeStyle = colours().card;
    ctx.strokeText(name, inside, down);
    ctx.fillStyle = colours()[colour];
    ctx.fillText(name, inside, down);
  }
  ctx.restore();
}

/** How long ago, in seconds while they say enough for all that is shown. @param {number} seconds @param {number} all */
const ago = (seconds, all) => (all < 200 ? `−${Math.round(seconds)} s` : `−${duration(seconds * 1e6)}`);

/** The times below the last chart: when it begins, the middle, and now. @param {any} u */
export function drawTimes(u) {
  const { ctx, bbox } = u, { min, max } = u.scales.x, px = devicePixelRatio, now = span().now;
  if (min == null || max == null) return;
  ctx.save();
  ctx.font = font(12 * px);
  ctx.fillStyle = colours().ink2;
  ctx.textBaseline = 'top';
  for (const [share, align] of /** @type {[number, CanvasTextAlign][]} */ ([[0, 'left'], [0.5, 'center'], [1, 'right']])) {
    const at = min + (max - min) * share;
    ctx.textAlign = align;
    ctx.fillText(now - at < (max - min) / 100 ? 'now' : ago(now - at, now - min), bbox.left + bbox.width * share, bbox.top + bbox.height + 6 * px);
  }
  ctx.restore();
}
