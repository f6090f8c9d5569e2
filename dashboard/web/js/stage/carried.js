// @ts-check
// The parcel that is followed, on its road, and what is said beside it.

import { html } from '../html.js';
import { Parcel } from './badge.js';
import { SignIn } from './icons.js';
import { track, ways } from './geometry.js';

const lateAt = 0.6; // of the way: there it becomes an hourglass
const signs = /** @type {Record<string, string>} */ ({ late: 'hourglass', lost: 'cross', refused: 'cross' });
const said = /** @type {Record<string, string>} */ ({ late: 'no answer', lost: 'lost', refused: 'refused' });

/** The way of time on a road: cubic-bezier(.45,0,.25,1). @param {number} t */
export function eased(t) {
  const at = (/** @type {number} */ u, /** @type {number} */ a, /** @type {number} */ b) => 3 * (1 - u) * (1 - u) * u * a + 3 * (1 - u) * u * u * b + u * u * u;
  let low = 0, high = 1;
  for (let i = 0; i < 20; i++) {
    const u = (low + high) / 2;
    if (at(u, 0.45, 0.25) < t) low = u;
    else high = u;
  }
  return at(low, 0, 1);
}

/**
 * The parcel where it is now: only this is drawn anew in each frame.
 * @param {{ now: import('../player.js').Now, cut: boolean, large: boolean }} props
 */
export function Carried({ now, cut, large }) {
  const sign = signs[now.status], width = large ? 38 : 30, way = track(now.road, cut);
  const share = eased(now.progress), [x, y] = way.at(sign ? Math.min(share, lateAt) : share);
  const word = now.try > 1 ? `×${now.try}` : '';
  const gone = sign && share > lateAt;
  return html`<g class="carried" data-token=${now.road}>
    ${gone ? html`<g class="gone" opacity=${1 - 0.6 * ((share - lateAt) / (1 - lateAt))}><${SignIn} name=${sign} x=${x - 14} y=${y - 14} scale=${1.75} tone="badg" /></g>`
      : now.back ? html`<${Parcel} kind="undo" x=${x} y=${y} width=${width} word="↩" />`
      : html`<${Parcel} kind="gold" x=${x} y=${y} width=${width} word=${word} />`}
    <${Before} now=${now} large=${large} />
  </g>`;
}

/** The tries before this one, beside the road. @param {{ now: import('../player.js').Now, large: boolean }} props */
function Before({ now, large }) {
  const failed = now.before.filter((one) => said[one.status]);
  if (failed.length === 0 || !large) return null;
  const points = ways[now.road].points, [a, b] = points, across = a[1] === b[1];
  const x = across ? (a[0] + b[0]) / 2 - 60 : a[0] + 56, y = across ? a[1] - 64 : (a[1] + b[1]) / 2 - 12 - 36 * (failed.length - 1);
  return failed.map((one, i) => html`<${Parcel} kind="ghost" x=${x} y=${y + 36 * i} width=${30} word=${String(one.try)} /><${SignIn} name=${signs[one.status]} x=${x + 24} y=${y - 12 + 36 * i} scale=${1.5} tone="badg" /><text class="cn b" x=${x + 56} y=${y + 7 + 36 * i}>${said[one.status]}</text>`);
}

/** Where what is said on a road stands, and where it points. @type {Record<string, [number, number, string]>} */
const spots = {
  1: [232, 206, 'down'], 2: [486, 200, 'down'], 3: [560, 174, 'right'], 4: [768, 146, 'up'], '4b': [768, 146, 'up'], 5: [692, 174, 'left'],
  6: [768, 200, 'down'], '6a': [1032, 200, 'down'], '6b': [1032, 356, 'up'], 7: [972, 418, 'left'], 8: [852, 404, 'right'], 9: [768, 356, 'up'],
  10: [486, 356, 'up'], 11: [216, 356, 'up'], 12: [648, 388, 'left'], 13: [458, 523, 'none'], 14: [486, 410, 'down'], '14b': [190, 438, 'down'], 15: [140, 547, 'down'],
  '3-back': [532, 174, 'right'], '6-back': [764, 404, 'up'], '7-back': [1000, 418, 'left'], '12-back': [676, 388, 'left'], '15-back': [140, 547, 'down'],
};

const ruler = document.createElement('canvas').getContext('2d');

/** How wide a word is. @param {string} text @param {string} font */
export function wide(text, font) {
  if (!ruler) return text.length * 8;
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** @param {{ road: string, text: string, large?: boolean }} props */
export function Bubble({ road, text, large = false }) {
  const [x, y, points] = spots[road], high = large ? 38 : 30, size = large ? 20 : 13;
  const w = wide(text, `600 ${size}px ${getComputedStyle(document.body).fontFamily}`) + (large ? 36 : 30);
  const left = points === 'left' ? x + 8 : points === 'right' ? x - 8 - w : Math.max(24, Math.min(1190 - w, x - w / 2));
  const tail = /** @type {Record<string, string>} */ ({ left: `M${x} ${y}l10-7v14z`, right: `M${x} ${y}l-10-7v14z`, up: `M${x} ${y - high / 2 - 9}l8 11h-16z`, down: `M${x} ${y + high / 2 + 9}l8-11h-16z`, none: '' })[points];
  return html`<g class="tag"><path d=${tail}/><rect x=${left} y=${y - high / 2} width=${w} height=${high} rx=${high / 2}/><text x=${left + w / 2} y=${y + size * 0.37} font-size=${size} text-anchor="middle">${text}</text></g>`;
}
