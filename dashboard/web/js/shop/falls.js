// @ts-check
// The whole waterfall of an order: the checkout in milliseconds, the parcel in
// hours and days, each on an axis of its own.

import { html } from '../html.js';
import { told } from './hours.js';
import { Waterfall, endOfPart, partsOf } from './waterfall.js';

/** @param {{ journey: any, width: number, now?: number }} props now: the moment up to which it is told */
export function Falls({ journey, width, now = Infinity }) {
  return html`<div class="falls">${partsOf(journey, now).map((part) => html`
    <section key=${part.title}><h2 class="minor">${part.title} <em class="num">${told(endOfPart(part) - part.zero)}</em></h2>
      <${Waterfall} rows=${part.rows} zero=${part.zero} title=${`Waterfall: ${part.title.toLowerCase()}`} width=${width} tight parcel=${part.parcel} /></section>`)}</div>`;
}
