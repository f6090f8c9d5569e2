// @ts-check
// A road as it is drawn: not yet used, in use, done, not needed; under load a bed
// as wide as its share of the busiest road, and beside it what failed.

import { html } from '../html.js';
import { badgeAt, lane, line, pointsOf, shortened, ways } from './geometry.js';

/** How wide a road is under load: a share of the widest. @param {number} rate @param {number} busiest @param {number} widest */
export const widthOf = (rate, busiest, widest) => (busiest > 0 && rate > 0 ? Math.max(2, (widest * rate) / busiest) : 2);

/**
 * A road on which one order is shown: todo, now, done, skip or dim.
 * @param {{ name: string, state: string, cut?: boolean, large?: boolean }} props
 */
export function Lane({ name, state, cut = false, large = false }) {
  const way = ways[name], [long, half] = large ? [15, 7.5] : state === 'now' ? [12, 6.5] : [10, 5.5];
  const drawn = lane(name, long, half, cut);
  if (way.back) return html`<g class="undo" data-lane=${name}><path d=${drawn.core}/><path class="uh" d=${drawn.head}/></g>`;
  const dash = way.dash || state === 'skip' ? 'dash' : '';
  return html`<g class="lane a-${way.act} ${state} ${way.thin ? 'thin' : ''} ${dash}" data-lane=${name}>
    ${state === 'now' && html`<path class="glow" d=${drawn.core}/>`}<path class="core" d=${drawn.core}/><path class="head" d=${drawn.head}/>
  </g>`;
}

/**
 * A road under load.
 * @param {{ name: string, width: number, used: boolean, broken?: string, lit?: boolean, cut?: boolean }} props
 */
export function FlowLane({ name, width, used, broken = '', lit = false, cut = false }) {
  const way = ways[name], drawn = lane(name, Math.max(9, width * 0.75 + 5), Math.max(5.5, width / 2 + 3.5), cut);
  if (way.back) return html`<g class="undo ${lit ? 'lit' : ''}" data-lane=${name}><path d=${drawn.core}/><path class="uh" d=${drawn.head}/></g>`;
  const kind = `${used ? 'flow' : 'flow idle'} ${way.dash ? 'dash' : ''} ${lit ? 'lit' : ''}`;
  const glow = lit && html`<path class="glow" d=${drawn.core}/>`;
  if (broken) return html`<g class="lane a-${way.act} ${kind}" data-lane=${name}>${glow}<${Cut} name=${name} open=${broken === 'open'} /><path class=${broken === 'open' ? 'head hoff' : 'head'} d=${drawn.head}/></g>`;
  return html`<g class="lane a-${way.act} ${kind}" data-lane=${name}>${glow}
    ${width >= 3 ? html`<path class="rim" d=${drawn.core} stroke-width=${Math.round(10 * (width + 2)) / 10}/><path class="bed" d=${drawn.core} stroke-width=${Math.round(10 * width) / 10}/>`
      : html`<path class="core" d=${drawn.core} stroke-width="2"/>`}<path class="head" d=${drawn.head}/>
  </g>`;
}

/** Where the contacts of a switch on a road are, from its begin and to its end. @param {string} name */
export function gapOf(name) {
  const points = pointsOf(name), [a, b] = [points[0], points[points.length - 1]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]), from = Math.min(48, 0.42 * length), to = length - Math.max(18, length - 106);
  return { from, to, length };
}

/** @param {{ name: string, open: boolean }} props */
function Cut({ name, open }) {
  const { from, to, length } = gapOf(name), points = pointsOf(name);
  return html`<path class="core" stroke-width="3" d=${line(shortened(points, 2, length - from))}/><path class="core ${open ? 'off' : ''}" stroke-width="2" d=${line(shortened(points, to + 4, 10))}/>`;
}

/** Which way "above" and so on is. */
const sides = /** @type {Record<string, number[]>} */ ({ above: [0, -1], below: [0, 1], left: [-1, 0], right: [1, 0] });

/** Across the road: how far from its middle what failed is drawn, and where that ends. @param {number} width @param {number} failed */
export function failAcross(width, failed) {
  const near = Math.max(1, width >= 3 ? width / 2 + 1 : 1) + 3;
  return { middle: near + (failed + 2) / 2, end: near + failed + 2 };
}

/**
 * What failed on a road: a hatched lane beside it, as wide as its own share, with
 * a cross at its end.
 * @param {{ name: string, width: number, failed: number }} props
 */
export function FailLane({ name, width, failed }) {
  const way = ways[name], [sx, sy] = sides[way.fail], { middle } = failAcross(width, failed);
  const badge = badgeAt(name) ? way.badge + 18 : 6, turns = way.points.length > 2; // those that turn go left, and then up
  const points = shortened(way.points, badge, 17).map(([x, y]) => [x + (turns ? -sy : sx) * middle, y + sy * middle]);
  const [x, y] = points[points.length - 1];
  return html`<g class="fail" data-fail=${name}>
    <path class="fr" d=${line(points)} stroke-width=${failed + 2}/><path class="hatch" d=${line(points)} stroke-width=${failed}/>
    <g class="fx" transform="translate(${x} ${y})"><circle r="7.5"/><path d="M-3 -3l6 6M3 -3l-6 6"/></g>
  </g>`;
}
