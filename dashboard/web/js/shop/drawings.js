// @ts-check
// What the shop draws itself: its goods, the cards, and a few small signs. Actors,
// badges, parcels and the other signs are drawn by the stage.

import { html } from '../html.js';

const goods = /** @type {Record<string, { act: string, paths: any }>} */ ({
  book: { act: 'order', paths: html`<path class="t" d="M12 5h26v32H12a4 4 0 0 0-4 4V9a4 4 0 0 1 4-4z" /><path d="M8 41a4 4 0 0 0 4 4h26v-8" /><path d="M17 14h13M17 20h8" />` },
  lamp: { act: 'stock', paths: html`<path class="t" d="M16 5h16l7 17H9z" /><path d="M24 22v18M14.5 43.5h19M19 40h10" />` },
  kettle: { act: 'deliver', paths: html`<path class="t" d="M13 18h21l3 25H10z" /><path d="M13 18c0-6 5-9 10.5-9S34 12 34 18M36 24h4c3.5 0 3.5 12-2 12M13 23L6 20M23.5 9V5.5" />` },
  parcel: { act: 'neutral', paths: html`<path class="t" d="M6 12h36v28H6z" /><path d="M24 12v28M6 21h36" />` },
});

/** A picture of what is sold. @param {{ icon: string, size?: number }} props */
export function GoodPicture({ icon, size = 44 }) {
  const { act, paths } = goods[icon] ?? goods.parcel;
  return html`<span class=${`good-picture a-${act}`}><svg width=${size} height=${size} viewBox="0 0 48 48" aria-hidden="true"><g class="ic">${paths}</g></svg></span>`;
}

const digits = /** @type {Record<string, string>} */ ({ good: '4242', empty: '0002', stolen: '9995' });

/** A card to pay with. @param {{ name: string }} props */
export function CardPicture({ name }) {
  return html`<svg class=${`plastic ${name}`} viewBox="0 0 92 56" width="80" height="49" aria-hidden="true">
    <rect x=".7" y=".7" width="90.6" height="54.6" rx="7" /><path class="mag" d="M0 14h92v9H0z" /><rect class="chip" x="9" y="30" width="14" height="10" rx="2" />
    <text x="83" y="48" text-anchor="end">${digits[name] ?? ''}</text>${name === 'stolen' && html`<path class="slash" d="M8 50L84 6" />`}
  </svg>`;
}

const signs = /** @type {Record<string, string>} */ ({
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  skip: 'M2 3l5.5 5L2 13zM8.5 3L14 8l-5.5 5z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.4 10.4l3.4 3.4',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.2 1.6',
});

/** A small sign of the shop's own, beside words that say the same. @param {{ name: string, size?: number }} props */
export function ShopSign({ name, size = 16 }) {
  return html`<svg class="g" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true"><path d=${signs[name]} /></svg>`;
}
