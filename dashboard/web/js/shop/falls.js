// @ts-check
// The whole waterfall of an order: the checkout in milliseconds, the parcel in
// hours and days, each on an axis of its own.

import { html } from '../html.js';
import { told } from './hours.js';
import { Waterfall, carries, partsOf } from './waterfall.js';

/** @param {{ journey: any, width: number, now?: number }} props now: the moment up to which it is told */
export function Falls({ journey, width, now = Infinity }) {
  const { checkout, parcel } = partsOf(journey, now), carried = carries(parcel);
  const end = (/** @type {import('./rows.js').Row[]} */ rows) => Math.max(...rows.map(({ to, until }) => (carried ? until : to)));
  return html`
    <div class="falls">
      ${checkout.length > 0 && html`<section><h2 class="minor">The checkout <em class="num">${told(Math.max(...checkout.map(({ to }) => to)) - journey.clicked)}</em></h2>
        <${Waterfall} rows=${checkout} zero=${journey.clicked} title="Waterfall of the checkout" width=${width} tight /></section>`}
      ${parcel.length > 0 && html`<section><h2 class="minor">${carried ? 'The parcel' : 'Afterwards'} <em class="num">${told(end(parcel) - parcel[0].from)}</em></h2>
        <${Waterfall} rows=${parcel} zero=${parcel[0].from} title=${carried ? 'Waterfall of the parcel' : 'Waterfall of what came afterwards'} width=${width} tight parcel=${carried} /></section>`}
    </div>`;
}
