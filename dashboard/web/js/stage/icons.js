// @ts-check
// The pictures of the stage: its actors, 48 by 48, and small signs, 16 by 16.

import { html } from '../html.js';

const actors = {
  customer: html`<circle class="t" cx="24" cy="12.5" r="7"/><path class="s" d="M9.5 41v-4.5C9.5 29 16 24.5 24 24.5S38.5 29 38.5 36.5V41"/><rect class="s" x="14" y="29" width="20" height="13" rx="2"/><path d="M8 43.5h32M22.5 36.5h3"/>`,
  web: html`<path class="s" d="M9.5 20v22.5h29V20"/><path class="t" d="M10 6h28l4 11.5c0 2.8-2 4.7-4.5 4.7S33 20.3 33 17.5c0 2.8-2 4.7-4.5 4.7S24 20.3 24 17.5c0 2.8-2 4.7-4.5 4.7S15 20.3 15 17.5c0 2.8-2 4.7-4.5 4.7S6 20.3 6 17.5z"/><path d="M24 17.5L24 6M15 17.5L18 6M33 17.5L30 6"/><rect class="s" x="14" y="27.5" width="10.5" height="8.5" rx="1"/><path class="s" d="M29 42.5V27.5h6v15M32.8 35.5v1"/>`,
  'order-manager': html`<rect class="s" x="9" y="9" width="30" height="35" rx="4"/><rect class="t" x="17" y="4.5" width="14" height="9" rx="3"/><path d="M15 21.5l2.6 2.6 4.4-5M27 22.5h6.5M15 31.5l2.6 2.6 4.4-5M27 32.5h6.5"/>`,
  'stock-db': html`<path d="M7.5 5v39M40.5 5v39"/><rect class="t" x="12" y="9" width="8.5" height="9"/><rect class="s" x="24" y="7" width="11" height="11"/><rect class="s" x="12" y="22.5" width="12" height="9"/><rect class="t" x="28" y="24" width="7.5" height="7.5"/><path d="M7.5 18h33M7.5 31.5h33M7.5 41h33"/><rect class="s" x="14" y="35" width="6" height="6"/>`,
  manufacturer: html`<path class="t" d="M5 43V25.5l10.5-7.5v7.5l10.5-7.5v7.5l7.5-5V7h7.5v36z"/><path d="M3 43h42M12 33h4M21.5 33h4M31 33h4"/><path d="M37 3.5c2-1.5 4 .5 6-1"/>`,
  merchant: html`<path class="t" d="M15.5 17V5.5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2V17"/><path d="M15.5 9.5h17"/><rect class="s" x="10.5" y="15" width="27" height="30" rx="4"/><rect class="t" x="15.5" y="20" width="17" height="7" rx="1.5"/><path d="M17.5 33h.1M24 33h.1M30.5 33h.1M17.5 39h.1M24 39h.1M30.5 39h.1" class="k"/>`,
  fraud: html`<path class="t" d="M24 4.5l16 6V23c0 10-6.8 16.5-16 21C14.8 39.5 8 33 8 23V10.5z"/><path d="M16.5 24l5.5 5.5L32 18.5"/>`,
  bank: html`<path class="t" d="M4.5 18L24 5.5 43.5 18z"/><path d="M4.5 18h39M11 22.5v13.5M19.7 22.5v13.5M28.3 22.5v13.5M37 22.5v13.5M7.5 38.5h33M4.5 43.5h39"/><circle class="s" cx="24" cy="13" r="1.6"/>`,
  warehouse: html`<path class="t" d="M4 43V19L24 7l20 12v24z"/><path class="s" d="M11.5 43V25h25v18"/><path d="M11.5 29.5h25"/><rect class="s" x="15.5" y="35.5" width="7.5" height="7.5"/><rect class="s" x="24.5" y="35.5" width="7.5" height="7.5"/><path d="M2.5 43h43"/>`,
  truck: html`<rect class="t" x="2.5" y="11" width="26" height="24" rx="2"/><path class="s" d="M28.5 18.5h8l8.5 8.5v8H28.5z"/><path d="M34.5 19v8H44"/><circle class="s" cx="12.5" cy="36" r="5"/><circle class="s" cx="35.5" cy="36" r="5"/>`,
  mail: html`<rect class="t" x="5" y="10" width="38" height="29" rx="3.5"/><path d="M6 13.5L24 27.5 42 13.5"/>`,
  doorbell: html`<path class="t" d="M5 24L24 7l19 17"/><path class="s" d="M10 21v22h28V21"/><path class="t" d="M20 43V30h8v13"/>`,
};

const signs = {
  warning: 'M8 2.2L14.6 13.6H1.4zM8 6.4v3.4M8 11.7v.2',
  hourglass: 'M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6',
  cross: 'M4 4l8 8M12 4l-8 8',
  again: 'M13.5 8A5.5 5.5 0 1 1 11.8 4M12 1.5V4.5H9',
  undo: 'M5.5 3L2.5 6l3 3M2.8 6h6.4a4 4 0 0 1 0 8H6',
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 3l8 5-8 5z',
  next: 'M3.5 3l6 5-6 5zM12.5 3v10',
  back: 'M12.5 3l-6 5 6 5zM3.5 3v10',
  tick: 'M3 8.5l3.2 3.2L13 4.8',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  table: 'M2 3.5h12v9H2zM2 6.5h12M6.5 6.5v6',
};

/**
 * The picture of an actor, within an SVG.
 * @param {{ name: string, x: number, y: number, scale: number }} props
 */
export function ActorIcon({ name, x, y, scale }) {
  return html`<g class="ic" transform="translate(${x} ${y}) scale(${scale})">${actors[/** @type {keyof typeof actors} */ (name)]}</g>`;
}

/**
 * The picture of an actor, on its own.
 * @param {{ name: string, size?: number }} props
 */
export function ActorPicture({ name, size = 38 }) {
  return html`<svg class="isvg" width=${size} height=${size} viewBox="0 0 48 48" aria-hidden="true"><${ActorIcon} name=${name} x=${0} y=${0} scale=${1} /></svg>`;
}

/**
 * A small sign, on its own.
 * @param {{ name: string, size?: number }} props
 */
export function Sign({ name, size = 16 }) {
  return html`<svg class="g" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true"><path d=${signs[/** @type {keyof typeof signs} */ (name)]}/></svg>`;
}

/**
 * A small sign, within an SVG.
 * @param {{ name: string, x: number, y: number, scale?: number, tone?: string }} props
 */
export function SignIn({ name, x, y, scale = 1, tone = '' }) {
  return html`<g class="g ${tone}" transform="translate(${x} ${y}) scale(${scale})"><path d=${signs[/** @type {keyof typeof signs} */ (name)]}/></g>`;
}
