// @ts-check
// The numbers beside the roads: how much passes, how much fails and why, how often
// it is tried, what goes back, and switches. Words stand on the ground, never on a
// road.

import { html } from '../html.js';
import { count, duration, perSecond } from '../words.js';
import { Parcel } from './badge.js';
import { SignIn } from './icons.js';
import { ways } from './geometry.js';
import { failAcross, gapOf } from './lane.js';

/** So little that it would be written as 0. */
export const trifle = 0.05;
const amount = (/** @type {number} */ rate) => `${perSecond(rate)}/s`;

/** @typedef {import('./traffic.js').Flow} Flow */

/**
 * The numbers of one road.
 * @param {{ flow: Flow, reason: string, tries: number, back: boolean }} props back: something goes back beside it
 */
export function RoadWords({ flow, reason, tries, back }) {
  const { name, rate, failed, width, failWidth } = flow, way = ways[name], [a, b] = way.points;
  if (way.label === 0 || (way.thin && way.act === 'payment')) return null;
  const half = width >= 3 ? width / 2 + 1 : 1, end = failed >= trifle ? failAcross(width, failWidth).end : 0, same = way.side === way.fail;
  if (a[0] === b[0]) return html`<${Upright} name=${name} right=${Math.max(half, same ? end : 0) + 8} left=${end + 6} rate=${rate} failed=${failed} reason=${reason} back=${back} />`;
  const y0 = a[1], near = Math.max(half, same ? end : 0), above = way.side === 'above';
  const y = above ? y0 - near - 6 : y0 + near + 17, yFail = same ? (above ? y - 17 : y + 18) : y0 + end + 15;
  const [xf, yf] = way.failAt ?? [name === '9' || name === '10' ? way.label + 8 : way.label, yFail];
  return html`${rate >= trifle && html`<text class="rate" x=${way.label} y=${y} text-anchor="middle">${amount(rate)}</text>`}
    ${failed >= trifle && html`<text class="failt" x=${xf} y=${yf} text-anchor="middle">✕ ${amount(failed)}${reason && ` ${reason}`}</text>`}
    ${tries > 1.005 && html`<${Tries} x=${798} y=${(failed >= trifle && same ? yFail : y) - 43} tries=${tries} />`}`;
}

/** Beside a road that goes up or down. @param {{ name: string, right: number, left: number, rate: number, failed: number, reason: string, back: boolean }} props */
function Upright({ name, right, left, rate, failed, reason, back }) {
  const { points: [[x0]], label: y, side, fail } = ways[name], flips = back && name === '12', beyond = back && name === '7' ? 56 : right;
  const crowded = back && name === '3', x = x0 - left, yFail = y - 16;
  return html`${rate >= trifle && html`<text class="rate" x=${flips ? x : x0 + beyond} y=${flips ? y + 20 : y} text-anchor=${flips ? 'end' : 'start'}>${amount(rate)}</text>`}
    ${failed >= trifle && fail === side && html`<text class="failt" x=${x0 + beyond} y=${y + 18}>✕ ${amount(failed)} ${reason}</text>`}
    ${failed >= trifle && crowded && html`<text class="failt" x="538" y="146" text-anchor="end">✕ ${amount(failed)} ${reason}</text>`}
    ${failed >= trifle && fail !== side && !crowded && html`<text class="failt" x=${x} y=${yFail} text-anchor="end">✕ ${amount(failed)}</text><text class="failt" x=${x} y=${yFail + 17} text-anchor="end">${reason}</text>
      ${reason === 'too late' && html`<${SignIn} name="hourglass" x=${x - 16} y=${yFail + 25} tone="badg" />`}`}`;
}

/** How often a call is tried. @param {{ x: number, y: number, tries: number }} props */
function Tries({ x, y, tries }) {
  return html`<g class="tries" transform="translate(${x} ${y})"><rect x="-50" width="100" height="25" rx="12.5"/><text y="17.5" text-anchor="middle">× ${tries.toFixed(2)} tries</text></g>`;
}

/** What goes back on a road. @param {{ flow: Flow, moving: boolean }} props */
export function BackWords({ flow, moving }) {
  const way = ways[flow.name], [a, b, c] = way.points, straight = !c, right = way.side === 'right';
  const x = !straight ? way.label : a[0] + (right ? 16 : -18), y = straight ? way.label : c[1] + (way.inline ? 20 : 23);
  const anchor = straight && !right ? 'end' : 'start', stands = straight && !moving ? [0.24, 0.66].map((share) => [a[0], a[1] + (b[1] - a[1]) * share]) : [];
  return html`${stands.map(([px, py]) => html`<${Parcel} kind="undo" x=${px} y=${py} width=${22} word="↩" />`)}
    <text class="rate" x=${x} y=${y} text-anchor=${anchor}>↩ ${amount(flow.rate)}</text><text class="note" x=${way.inline ? x + 66 : x} y=${way.inline ? y : y + 17} text-anchor=${anchor}>${way.back}</text>`;
}

/**
 * A switch that is not closed: the lever is up, or low while one message is let
 * through to try.
 * @param {{ name: string, open: boolean, left: number, large: boolean }} props left: microseconds until it tries again
 */
export function Switch({ name, open, left, large }) {
  const [a, b] = ways[name].points, { from, to, length } = gapOf(name), angle = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
  const upright = a[0] === b[0];
  const [mx, my] = [a[0] + ((b[0] - a[0]) * (from + to)) / 2 / length, a[1] + ((b[1] - a[1]) * (from + to)) / 2 / length];
  const head = open ? 'Breaker open' : 'Breaker half open', tail = open ? (left > 0 ? `tries again in ${duration(left)}` : 'tries again now') : 'one message is tried';
  const words = upright ? [mx + 42, my - 7, 'start'] : name === '2' ? [538, my - 66, 'end'] : [mx + 8, my - 66, 'middle'];
  return html`<g class="switch ${open ? 'open' : 'half'}" data-switch=${name}><g transform="translate(${a[0]} ${a[1]}) rotate(${angle})">
      <path class="gap" d="M${from + 6} 0H${to - 6}"/><g transform="translate(${to} 0)"><path class="arm" d="M0 0H${from - to}"/></g>
      <circle cx=${from} r="5.5"/><circle cx=${to} r="5.5"/></g>
    ${!open && html`<${Parcel} kind="ghost" x=${upright ? b[0] : b[0] - 30 * Math.sign(b[0] - a[0])} y=${upright ? b[1] - 24 * Math.sign(b[1] - a[1]) : b[1]} width=${22} word="?" />`}
    <text class="failt" x=${words[0]} y=${words[1]} text-anchor=${words[2]}>${head}</text><text class="note" x=${words[0]} y=${Number(words[1]) + (large ? 23 : 17)} text-anchor=${words[2]}>${tail}</text></g>`;
}

/** What a mark on the stage stands for, and how fast the run goes. @param {{ mode: string, perDot: number, sample: number, speed: number, reached: number }} props */
export function scaleWords({ mode, perDot, sample, speed, reached }) {
  const marks = mode === 'parcels' ? `1 parcel = ${sample > 1 ? `1 in ${count(sample)} orders` : '1 order'}` : mode === 'dots' ? `1 dot = ${sample > 1 ? `1 in ${count(sample)} orders` : '1 order'}` : `1 dot = ${count(perDot)} ${perDot === 1 ? 'order' : 'orders'}`;
  const times = (/** @type {number} */ n) => `${perSecond(n)}×`;
  if (speed === 0) return [marks, reached > 0 ? `as fast as it goes: ${times(reached)}` : ''];
  if (reached > 0 && reached < speed * 0.9) return [marks, `asked for ${times(speed)}, reaches ${times(reached)}`];
  return [marks, speed === 1 ? '' : `${times(speed)}`];
}
