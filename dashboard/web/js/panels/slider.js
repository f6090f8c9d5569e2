// @ts-check
// Ten minutes of the wall, and where in them one looks.

import { html } from '../html.js';
import { tick } from '../store.js';
import { duration } from '../words.js';
import { bands, moments } from './drawing.js';
import { back, reach, rows, rowsBack, seen, span } from './series.js';

const wide = 256;

/** The slider under the charts. */
export function Slider() {
  void rows.value;
  const { now, first, count } = span(), most = Math.max(1, reach - seen);
  const place = (/** @type {number} */ at) => wide * (1 - Math.min(reach, rowsBack(at)) / reach);
  const change = (/** @type {any} */ event) => { back.value = most - Number(event.target.value); };
  const live = back.value === 0, words = live ? 'now' : `${duration((now - (at(back.value) ?? first)) * 1e6)} ago`;
  return html`
    <div class="dvr">
      <svg viewBox="0 0 256 16" preserveAspectRatio="none" aria-hidden="true">
        <rect class="r0" y="6" width=${wide} height="4" rx="2" /><rect class="r1" x=${wide * (1 - count / reach)} y="6" width=${wide * (count / reach)} height="4" rx="2" />
        ${bands.value.filter((band) => band.to > first && band.from < now).map(({ from, to }, i) => html`<rect class="fb" key=${i} x=${place(from)} y="4" width=${Math.max(2, place(Math.min(to, now)) - place(from))} height="8" rx="1" />`)}
        ${moments.value.filter(({ at, kind }) => at > first && kind !== 'phase').slice(-40).map(({ at }, i) => html`<path class="mk" key=${i} d=${`M${place(at)} 2v12`} />`)}
      </svg>
      <input type="range" min="0" max=${most} value=${most - back.value} aria-label="Time shown in the charts" aria-valuetext=${words} onInput=${change} disabled=${!tick.value} />
      <div class="ends"><span>10 min ago</span>${!live && html`<button class="btn ghost tiny" type="button" onClick=${() => { back.value = 0; }}>back to now</button>`}<span>now</span></div>
    </div>`;
}

/** The time of the row that is so far back. @param {number} by */
function at(by) {
  const { now, first, count } = span();
  return count > 0 ? now - ((now - first) * by) / count : now;
}
