// @ts-check
// The number of a step in the shape of its act, and parcels. An act is told by
// shape and colour, so that nobody has to tell colours apart.

import { html } from '../html.js';

/** The acts in which the steps are told, and what a page calls them. */
export const acts = { order: 'Order', stock: 'Stock', payment: 'Payment', confirm: 'Confirm', deliver: 'Deliver' };

const round = (/** @type {number} */ n) => Math.round(n * 100) / 100;

/** The outline of a badge around 0,0, r big. @param {string} act @param {number} r */
function outline(act, r) {
  const at = (/** @type {number[][]} */ corners) => `M${corners.map(([x, y]) => `${round(x * r)} ${round(y * r)}`).join('L')}Z`;
  switch (act) {
    case 'order': return html`<circle r=${r}/>`;
    case 'stock': return html`<rect x=${round(-0.93 * r)} y=${round(-0.93 * r)} width=${round(1.86 * r)} height=${round(1.86 * r)} rx=${round(0.38 * r)}/>`;
    case 'payment': return html`<path stroke-linejoin="round" d=${at([[-0.557, -0.971], [0.557, -0.971], [1.1, 0], [0.557, 0.971], [-0.557, 0.971], [-1.1, 0]])}/>`;
    case 'confirm': return html`<path stroke-linejoin="round" d="M${round(-0.98 * r)} ${round(-0.1 * r)}a${round(0.98 * r)} ${round(0.9 * r)} 0 1 1 ${round(0.62 * r)} ${round(0.84 * r)}l${round(-0.58 * r)} ${round(0.42 * r)}l${round(0.16 * r)} ${round(-0.62 * r)}a${round(0.98 * r)} ${round(0.9 * r)} 0 0 1 ${round(-0.2 * r)} ${round(-0.64 * r)}z"/>`;
    default: return html`<path stroke-linejoin="round" d=${at([[0, -1.12], [0.98, -0.343], [0.98, 0.92], [-0.98, 0.92], [-0.98, -0.343]])}/>`;
  }
}

/**
 * A badge within an SVG. The state is on, off (hollow), dim (not needed) or now.
 * @param {{ act: string, label: string, x?: number, y?: number, r?: number, state?: string, ticked?: boolean }} props
 */
export function Badge({ act, label, x = 0, y = 0, r = 14, state = 'on', ticked = false }) {
  const size = (label.length > 1 ? (/[ab]/.test(label) ? 1.04 : 0.98) : 1.08) * r;
  const down = act === 'confirm' ? -0.1 * r : act === 'deliver' ? 0.12 * r : 0;
  return html`<g class="badge a-${act} ${state}" transform="translate(${x} ${y})">${outline(act, r)}<text y=${round(down)} dy=".355em" font-size=${round(size)} text-anchor="middle">${label}</text></g>
    ${ticked && html`<g class="tick" transform="translate(${round(x + 0.86 * r)} ${round(y - 0.86 * r)})"><circle r="6.2"/><path d="M-2.7 .2l1.9 2 3.5-4"/></g>`}`;
}

/**
 * A badge on its own.
 * @param {{ act: string, label: string, size?: number, r?: number, state?: string, ticked?: boolean }} props
 */
export function BadgePicture({ act, label, size = 34, r = 14, state = 'on', ticked = false }) {
  return html`<svg class="bsvg" width=${size} height=${size} viewBox="${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true"><${Badge} act=${act} label=${label} r=${r} state=${state} ticked=${ticked} /></svg>`;
}

/**
 * A parcel within an SVG, width wide, around x,y: gold is the one that is
 * followed, plain any other, ghost has a word in it, undo goes back.
 * @param {{ kind?: string, x?: number, y?: number, width?: number, word?: string }} props
 */
export function Parcel({ kind = 'plain', x = 0, y = 0, width = 30, word = '' }) {
  const height = 0.86 * width, left = -width / 2, top = -height / 2;
  return html`<g class="parcel ${kind}" transform="translate(${round(x)} ${round(y)})">
    <rect x=${round(left)} y=${round(top)} width=${round(width)} height=${round(height)} rx=${round(0.13 * width)}/>
    ${word ? html`<text dy=".36em" text-anchor="middle" font-size=${round(0.56 * width)}>${word}</text>`
      : html`<path d="M0 ${round(top)}v${round(height)}M${round(left)} ${round(top + 0.36 * height)}h${round(width)}"/>`}
  </g>`;
}

/**
 * A parcel on its own.
 * @param {{ kind?: string, width?: number, word?: string }} props
 */
export function ParcelPicture({ kind = 'gold', width = 32, word = '' }) {
  return html`<svg class="psvg" width=${width + 4} height=${width} viewBox="${-width / 2 - 2} ${-width / 2} ${width + 4} ${width}" aria-hidden="true"><${Parcel} kind=${kind} width=${width} word=${word} /></svg>`;
}
